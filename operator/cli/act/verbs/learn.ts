import { last } from '../../../api/entries.ts';
import { repairOf } from '../../../api/repair.ts';
import type { Incident, Weakness } from '../../../api/types.gen.ts';
import { facts } from '../../../fact/catalogue.ts';
import { stop } from '../../answer.ts';
import { fieldsIn, type Said } from '../said.ts';
import { summaries } from '../summaries.ts';
import type { Stated, Statement, Verb } from '../verb.ts';
import { flag, oneOf, onIncident, onWeakness, text } from './target.ts';

const lessonShape = /^(?<owner>\S+)\s+(?<due>\d{4}-\d{2}-\d{2}(?:T\S+)?)\s+(?<text>\S.*)$/s;

/** `d.maes 2026-12-31 Check disk encryption.`: nobody follows a lesson that is nobody's or has no date (L4). A day ends at its end, in UTC. */
const lessonIn = (line: string, index: number) => {
  const {
    owner,
    due = '',
    text: told,
  } = lessonShape.exec(line.trim())?.groups ??
  stop(`--lesson "${line}" is no lesson: write its owner, a date and the text, such as "d.maes 2026-12-31 Check ...".`);
  return { id: `l${index + 1}`, text: told, owner, dueAt: due.includes('T') ? due : `${due}T23:59:59Z` };
};

const controlShape = /^(?<control>[^:=]+)=(?<adequate>adequate|inadequate)(?::\s*(?<change>.+))?$/s;

const controlIn = (line: string) => {
  const {
    control = '',
    adequate,
    change,
  } = controlShape.exec(line.trim())?.groups ??
  stop(`--control "${line}" is unclear: write "ISO 27002 8.1=inadequate: what changes" or "...=adequate".`);
  return { control: control.trim(), adequate: adequate === 'adequate', ...(change !== undefined && { change }) };
};

const reviewFields = ['rootCause', 'lessons', 'discussed', 'controls', 'forensics', 'playbookChange', 'recurrence'] as const;

/** P6, S7, L3, L4: the cause behind it, what is learnt, and whether the controls are adequate. */
export const review: Verb = {
  name: 'review',
  summary: summaries.review,
  about: `Writes the review that a closure needs (P6, S7, L4). Management approves its lessons, each with an owner and a date (kubectl incident approve).
A whole review, with what was discussed and by whom, comes from a file. --corrects names an earlier review that it takes the place of.`,
  usage: ['<name> --root-cause <text> --lesson "<owner> <date> <text>" [options]', '<name> -f <file>'],
  targets: [
    onIncident({
      needs: (_, said) => (said.has('file') ? [] : ['root-cause', 'lesson']),
      states: (_, said) => {
        const own = {
          ...(said.has('root-cause') && { rootCause: said.text('root-cause') }),
          ...(said.has('lesson') && { lessons: (said.list('lesson') ?? []).map(lessonIn) }),
          ...(said.has('control') && { controls: (said.list('control') ?? []).map(controlIn) }),
        };
        const fields = { ...fieldsIn(said.text('file'), reviewFields), ...own };
        return { facts: [{ fact: facts.review, fields }], told: 'is reviewed' };
      },
    }),
  ],
  options: [
    text('root-cause', 'the cause behind it'),
    { name: 'lesson', value: 'lesson', repeated: true, text: 'what is learnt, as "<owner> <date> <text>"; may be repeated' },
    {
      name: 'control',
      value: 'control',
      repeated: true,
      text: 'whether a control is adequate, as "<control>=inadequate: <change>"; may be repeated',
    },
    { name: 'file', short: 'f', value: 'file', text: `${reviewFields.join(', ')}, as YAML or JSON; - is standard input` },
  ],
};

/** L4: what became of a lesson, also after the closure. */
export const follow: Verb = {
  name: 'follow',
  summary: summaries.follow,
  about: 'Says that a lesson is done, or dropped and why (L4). Left out, the open one that is due first is meant.',
  usage: ['<name> [--lesson <review>/<lesson>] [--outcome <outcome>] [--note <text>]'],
  targets: [
    onIncident({
      needs: (_, said) => (said.text('outcome') === 'Dropped' ? ['note'] : []),
      states: ({ metadata, status }: Incident, said) => {
        const lesson = said.text('lesson') ?? status?.lessons?.list?.[0]?.lesson ?? stop(`No lesson of ${metadata.name} is open.`);
        const outcome = said.text('outcome') ?? 'Done';
        return {
          facts: [{ fact: facts.followUp, fields: { lesson, outcome, note: said.text('note') } }],
          told: `has lesson ${lesson} ${outcome.toLowerCase()}`,
        };
      },
    }),
  ],
  options: [
    text('lesson', 'which one', 'review/lesson'),
    oneOf('outcome', 'what became of it; Done, if left out', ['Done', 'Dropped'], 'outcome'),
    text('note', 'how, or why it was dropped'),
  ],
};

/** S8: formally closed by a named person. */
export const close: Verb = {
  name: 'close',
  summary: summaries.close,
  about:
    'Closes a record (S8). The API server refuses it while anything stands in the way; kubectl incident status tells what, and who can lift it.',
  usage: ['<name> --summary <text>'],
  targets: [
    onIncident({
      needs: () => ['summary'],
      states: (_, said) => ({ facts: [{ fact: facts.closure, fields: { summary: said.text('summary') } }], told: 'closed' }),
    }),
  ],
  options: [text('summary', 'what the record comes to, in a few lines')],
};

const phases = ['Reported', 'Confirming', 'Containing', 'Eradicating', 'Recovering', 'Reviewing'] as const;

/** A closed record is opened again; review, approval and closure are needed anew. */
export const reopen: Verb = {
  name: 'reopen',
  summary: summaries.reopen,
  about: 'Opens a closed or dismissed record again; review, approval and closure are needed anew.',
  usage: ['<name> --reason <text> [--to <phase>]'],
  targets: [
    onIncident({
      needs: () => ['reason'],
      states: (_, said) => ({
        facts: [{ fact: facts.reopening, fields: { reason: said.text('reason'), to: said.text('to') } }],
        told: 'reopened',
      }),
    }),
  ],
  options: [text('reason', 'why'), oneOf('to', 'how far it goes back', phases, 'phase')],
};

const levels = ['Low', 'Medium', 'High'] as const;
const treatments = ['Remedy', 'Accept', 'Duplicate', 'NotAWeakness'] as const;
const deeds = ['likelihood', 'treat', 'plan', 'owner', 'due', 'remedied', 'verified', 'accept'] as const;

/** What a weakness waits for, as the options that say it. */
const awaited = ({ metadata, spec, status }: Weakness): readonly string[] => {
  if (['Remedied', 'Accepted', 'Rejected'].includes(status?.phase ?? ''))
    return stop(`${metadata.name} is ${status?.phase?.toLowerCase()}.`);
  if (last(spec.evaluations) === undefined) return ['likelihood', 'impact', 'treat', 'reasons'];
  if (repairOf(spec).kind === 'Unverified') return ['verified', 'how'];
  return last(spec.evaluations)?.treat === 'Accept' ? ['accept', 'reasons'] : ['remedied'];
};

const needsOf = (weakness: Weakness, said: Said): readonly string[] => {
  if (!deeds.some((name) => said.has(name))) return awaited(weakness);
  return [
    ...(said.has('likelihood') || said.has('treat') ? ['likelihood', 'impact', 'treat', 'reasons'] : []),
    ...(said.text('treat') === 'Duplicate' ? ['duplicate-of'] : []),
    ...(said.has('verified') ? ['how'] : []),
    ...(said.has('accept') ? ['reasons'] : []),
    ...(weakness.spec.remedy === undefined && (said.has('plan') || said.has('owner')) ? ['owner', 'plan'] : []),
  ];
};

const factsOf = (weakness: Weakness, said: Said): readonly Stated[] => {
  const { likelihood, impact, treat } = { likelihood: said.text('likelihood'), impact: said.text('impact'), treat: said.text('treat') };
  const remedy = last(weakness.spec.remedied);
  return [
    ...(treat
      ? [
          {
            fact: facts.evaluation,
            fields: { likelihood, impact, treat, reasons: said.text('reasons'), duplicateOf: said.text('duplicate-of') },
          },
        ]
      : []),
    ...(said.has('remedied') ? [{ fact: facts.remedy, fields: { how: said.text('remedied') } }] : []),
    ...(said.has('verified')
      ? [
          {
            fact: facts.verification,
            fields: { of: remedy?.id ?? stop('There is no remedy to verify.'), result: said.text('verified'), how: said.text('how') },
          },
        ]
      : []),
    ...(said.has('accept') ? [{ fact: facts.acceptance, fields: { reasons: said.text('reasons'), until: said.moment('until') } }] : []),
  ];
};

const treating = (weakness: Weakness, said: Said): Statement => {
  const own = {
    ...(said.has('owner') && { owner: said.text('owner') }),
    ...(said.has('plan') && { plan: said.text('plan') }),
    ...(said.has('due') && { dueAt: said.moment('due') }),
  };
  const set = Object.keys(own).length === 0 ? {} : { remedy: { ...weakness.spec.remedy, ...own } };
  const told = [
    ...(said.has('treat') ? [`evaluated: ${said.text('treat')}`] : []),
    ...('remedy' in set ? ['has a plan'] : []),
    ...(said.has('remedied') ? ['remedied'] : []),
    ...(said.has('verified') ? [`verified: ${said.text('verified')}`] : []),
    ...(said.has('accept') ? ['accepted'] : []),
  ];
  return { facts: factsOf(weakness, said), set, told: told.join(', ') };
};

/** R-f, W4: a weakness is evaluated, remedied and verified, or its risk accepted. */
export const weakness: Verb = {
  name: 'weakness',
  summary: summaries.weakness,
  about: `Says what becomes of a weakness (R-f, W4): how serious it is and what is to be done, that it was remedied, that another person verified it, or
that its risk is accepted by whoever may. It is reported with kubectl incident report --weakness.`,
  usage: ['<name> [options]'],
  targets: [onWeakness({ needs: needsOf, states: treating })],
  options: [
    oneOf('likelihood', 'how likely it is to be exploited or to fail', levels, 'level'),
    oneOf('impact', 'what that would do', levels, 'level'),
    oneOf('treat', 'what is to be done', treatments, 'way'),
    text('reasons', 'why'),
    text('duplicate-of', 'the weakness that it is the same as', 'name'),
    text('owner', 'who sees to the remedy', 'user'),
    text('plan', 'what will be done'),
    { name: 'due', value: 'moment', moment: true, text: 'by when' },
    text('remedied', 'it was repaired: how'),
    oneOf('verified', 'whether the remedy works, by another person', ['Effective', 'NotEffective'], 'result'),
    text('how', 'how that was verified, without exploiting the weakness'),
    flag('accept', 'its risk is accepted'),
    { name: 'until', value: 'moment', moment: true, text: 'until when it is accepted' },
  ],
};
