import { last } from '../../../api/entries.ts';
import type { Incident, Notification } from '../../../api/types.gen.ts';
import { facts } from '../../../fact/catalogue.ts';
import { said as onlySaid } from '../../../fact/change.ts';
import { stop } from '../../answer.ts';
import { fieldsIn, type Said } from '../said.ts';
import { summaries } from '../summaries.ts';
import type { Stated, Target, Verb } from '../verb.ts';
import { flag, onIncident, onNotification, text } from './target.ts';

/** The parts of a notice, as `spec.content` has them, with what they hold. */
const parts = {
  nature: 'what happened',
  subjects: 'who is concerned, and about how many',
  records: 'which records, and about how many',
  contact: 'who answers questions',
  consequences: 'what it may lead to',
  measures: 'what was done and will be done',
  recommendations: 'what people can do themselves',
  summary: 'a summary',
  processing: 'what the data were used for',
  detection: 'how it was found',
} as const;

const partNames = Object.keys(parts);
const fileFields = ['content', 'translations', 'expected', 'channel', 'languages', 'delayJustification'] as const;

const statesOf = (said: Said): readonly Stated[] => [
  ...(said.has('filed') ? [{ fact: facts.filing, fields: { reference: said.text('filed') } }] : []),
  ...(said.has('acknowledged') ? [{ fact: facts.acknowledgement, fields: { reference: said.text('acknowledged') } }] : []),
  ...(said.has('retry') ? [{ fact: facts.retry, fields: { reason: said.text('retry') } }] : []),
  ...(said.has('waive')
    ? [{ fact: facts.waiver, fields: { ground: said.text('waive'), reasons: said.text('reasons'), advice: said.text('advice') } }]
    : []),
];

const wordsOf = (said: Said): Readonly<Record<string, unknown>> => {
  const { content, ...file } = fieldsIn(said.text('file'), fileFields);
  const own = Object.fromEntries(partNames.flatMap((part) => (said.has(part) ? [[part, said.text(part)]] : [])));
  const all = { ...(content as object | undefined), ...own };
  return {
    ...Object.fromEntries(Object.entries(all).map(([part, value]) => [`content.${part}`, value])),
    ...file,
    ...onlySaid({ delayJustification: said.text('late-because') }),
  };
};

const acting = ['filed', 'acknowledged', 'retry', 'file', 'late-because', ...partNames] as const;

/** What a notification waits for, as the option that says it. */
const awaited = ({ metadata, status }: Notification): readonly string[] => {
  switch (status?.phase ?? 'Incomplete') {
    case 'Incomplete':
      return (status?.missing ?? []).map((part) => (part === 'delayJustification' ? 'late-because' : part));
    case 'AwaitingApproval':
      return stop(`The text of ${metadata.name} waits for its approval: kubectl incident approve ${metadata.name}.`);
    case 'Failed':
      return ['retry'];
    case 'Sent':
      return ['acknowledged'];
    case 'Acknowledged':
    case 'Waived':
      return stop(`${metadata.name} is ${status?.phase?.toLowerCase()}: nobody waits for anything.`);
    default:
      return ['filed'];
  }
};

const toldOf = (said: Said): string => {
  const told = [
    ...(said.has('file') || partNames.some((part) => said.has(part)) ? ['has its text'] : []),
    ...(said.has('late-because') ? ['says why it is late'] : []),
    ...(said.has('filed') ? ['filed'] : []),
    ...(said.has('acknowledged') ? ['acknowledged'] : []),
    ...(said.has('retry') ? ['will be tried again'] : []),
    ...(said.has('waive') ? [`waived as ${said.text('waive')}`] : []),
  ];
  return told.join(', ');
};

/** N1 to N7, E4: a notice is written, filed by hand, acknowledged, or waived. */
export const notify: Verb = {
  name: 'notify',
  summary: summaries.notify,
  about: `Says what becomes of a duty to tell somebody. With the name of an incident it lists its notices. What is missing of a text is asked for;
what is due to be sent by hand is filed with the code of its receipt, which proves that it arrived (N1).
kubectl incident document shows the notice as it would go out.`,
  usage: [
    '<notice> [-f <file>] [--<part> <text>] [--filed <reference>] [options]',
    '<notice> --waive <ground> --reasons <text> [--advice <id>]',
  ],
  targets: [
    onNotification({
      needs: (note, said) => (said.has('waive') ? ['reasons'] : acting.some((name) => said.has(name)) ? [] : awaited(note)),
      states: (_, said) => ({ facts: statesOf(said), set: wordsOf(said), told: toldOf(said) }),
    }),
  ],
  options: [
    { name: 'file', short: 'f', value: 'file', text: `${fileFields.join(', ')} of the spec, as YAML or JSON; - is standard input` },
    ...Object.entries(parts).map(([name, told]) => text(name, told)),
    text('late-because', 'why it is late; a late notice cannot go out without it (N2)'),
    text('filed', 'it was sent by hand: the code on the receipt', 'reference'),
    text('acknowledged', 'the recipient has it: what they said', 'reference'),
    text('retry', 'a delivery that was given up is to be tried again: what was mended'),
    text('waive', 'nobody has to be told: the ground, one that the duty allows', 'ground'),
    text('reasons', 'why the ground is given'),
    text('advice', 'the advice of the DPO on which a waiver rests', 'id'),
  ],
};

const decisionOf = (said: Said): 'Approve' | 'Return' => (said.has('return') ? 'Return' : 'Approve');
const needs = (_: unknown, said: Said): readonly string[] => (said.has('return') ? ['comment'] : []);
const toldAs = (said: Said): string => (said.has('return') ? 'returned' : 'approved');

/** What is approved must be what was read: another one since has to be read first. */
const unless = (wanted: string | undefined, found: string, what: string): void => {
  if (wanted !== undefined && wanted !== found)
    stop(`The ${what} is ${found} by now, and no longer ${wanted}: read it, then approve that.`);
};

const lessons: Target = onIncident({
  needs,
  states: (incident: Incident, said) => {
    const review = last(incident.spec.review) ?? stop(`${incident.metadata.name} has no review, so there are no lessons to approve.`);
    unless(said.text('of'), review.id, 'last review');
    const fields = { subject: 'Lessons', decision: decisionOf(said), of: review.id, comment: said.text('comment') };
    return { facts: [{ fact: facts.lessonsApproval, fields }], told: `${toldAs(said)}: the lessons of review ${review.id}` };
  },
});

const wording: Target = onNotification({
  needs,
  states: (note: Notification, said) => {
    const digest = note.status?.document?.digest ?? stop(`${note.metadata.name} has no text yet, so there is nothing to approve.`);
    unless(said.text('of'), digest, 'text');
    const fields = { decision: decisionOf(said), of: digest, comment: said.text('comment') };
    return { facts: [{ fact: facts.textApproval, fields }], told: `${toldAs(said)}: the text ${digest.slice(0, 19)}` };
  },
});

/** P6, L4: management approves lessons; the controller approves the text of a notice. Both bind what was read. */
export const approve: Verb = {
  name: 'approve',
  summary: summaries.approve,
  about: `Approves the lessons of the last review of an incident (P6), or the text of a notice. An approval binds what was read: with another text or
review since, it is refused and has to be read again. kubectl incident document shows what is approved.`,
  usage: ['<incident or notice> [--comment <text>]', '<incident or notice> --return --comment <text>'],
  targets: [wording, lessons],
  options: [
    flag('return', 'returns it, with what has to change'),
    text('comment', 'what has to change, or a remark'),
    text('of', 'the id of the review, or the digest of the text, that was read', 'what'),
  ],
};
