import { categories } from '../../../api/choices.ts';
import type { Incident } from '../../../api/types.gen.ts';
import { facts } from '../../../fact/catalogue.ts';
import { said as onlySaid } from '../../../fact/change.ts';
import { referred } from '../../../fact/referred.ts';
import { stop } from '../../answer.ts';
import { pairsIn, type Said } from '../said.ts';
import { summaries } from '../summaries.ts';
import type { Statement, Verb } from '../verb.ts';
import { flag, oneOf, onIncident, text } from './target.ts';

const verdicts = ['Incident', 'Event', 'NearMiss', 'Weakness', 'FalsePositive', 'Duplicate'] as const;

/** Whether personal data are touched (A3). */
export const checks = ['Found', 'NotFound', 'Unknown'] as const;

const needsOfVerdict = ({ spec }: Incident, said: Said): readonly string[] => {
  switch (said.text('verdict')) {
    case 'Incident':
      return [...(spec.personalDataCheck === undefined && spec.personalData === undefined ? ['personal-data'] : []), 'rate'];
    case 'Duplicate':
      return ['duplicate-of'];
    case 'Weakness':
      return ['weakness'];
    default:
      return [];
  }
};

const factsSaid = (said: Said): Readonly<Record<string, unknown>> =>
  onlySaid({
    title: said.text('title'),
    category: said.text('category'),
    department: said.text('department'),
    asset: said.text('asset'),
    personalDataCheck: said.text('personal-data'),
  });

const judgement = (said: Said) => ({
  verdict: said.text('verdict'),
  ratings: pairsIn('rate', said.list('rate')),
  reasons: said.text('reasons'),
  duplicateOf: said.text('duplicate-of'),
  weaknessRef: said.has('weakness') ? { name: said.text('weakness') } : undefined,
});

const confirming = (incident: Incident, said: Said): Statement => {
  const { name } = incident.metadata;
  const [asked] = referred(incident);
  if (asked === undefined) return stop(`No assessment of ${name} waits for a confirmation.`);
  const fact = asked.refer === 'DPO' ? facts.confirmationByDpo : facts.confirmationByCiso;
  const own = judgement(said);
  const verdict = own.verdict ?? asked.verdict;
  // Who judges otherwise rates anew; who agrees takes over what was rated.
  const ratings = own.ratings ?? (verdict === asked.verdict ? asked.ratings : undefined);
  const fields = { ...own, verdict, ratings, confirms: asked.id };
  return { facts: [{ fact, fields }], set: factsSaid(said), told: `assessed by the ${asked.refer} as ${verdict}` };
};

/** A8, A9: what it is, by the contact point; confirmed or judged anew by the CISO or the DPO. */
export const triage: Verb = {
  name: 'triage',
  summary: summaries.triage,
  about: `Assesses a report (A8): an incident with its ratings, or none and why. Where the contact point passed it on with --refer, the CISO or the
DPO confirm or judge otherwise with --confirm (A9). To see the scale: kubectl incident scale.`,
  usage: [
    '<name> --verdict <verdict> --reasons <text> [options]   as the contact point',
    '<name> --confirm --reasons <text> [options]   as CISO or DPO',
  ],
  targets: [
    onIncident({
      needs: (incident, said) => (said.has('confirm') ? ['reasons'] : ['verdict', ...needsOfVerdict(incident, said), 'reasons']),
      states: (incident, said) => {
        if (said.has('confirm')) return confirming(incident, said);
        const fields = { ...judgement(said), refer: said.text('refer') };
        const passed = said.has('refer') ? `, referred to the ${said.text('refer')}` : '';
        return {
          facts: [{ fact: facts.assessment, fields }],
          set: factsSaid(said),
          told: `assessed as ${said.text('verdict')}${passed}`,
        };
      },
    }),
  ],
  options: [
    oneOf('verdict', 'what it is', verdicts, 'verdict'),
    flag('confirm', 'confirms the assessment that was referred to you, or judges otherwise'),
    { name: 'rate', value: 'ratings', many: true, text: 'how serious it is, such as activities=Low,data=High' },
    text('reasons', 'why, so that others can follow it'),
    oneOf('refer', 'who is to confirm it', ['CISO', 'DPO'], 'role'),
    oneOf('personal-data', 'whether personal data are touched', checks, 'answer'),
    oneOf('category', 'what kind of situation it is', categories, 'category'),
    text('department', 'the department that was hit', 'name'),
    text('asset', 'what was hit', 'name'),
    text('title', 'what happened in one line, without personal data'),
    text('duplicate-of', 'the incident that it repeats', 'name'),
    text('weakness', 'the weakness that it is about', 'name'),
  ],
};

const questions = {
  'established-by': 'establishedBy',
  occurred: 'occurredAt',
  cause: 'cause',
  how: 'howEstablished',
  affected: 'affected',
  impact: 'impact',
} as const;

type Question = (typeof questions)[keyof typeof questions];

const isUnknown = (answer: string): boolean => /^(?:\?|not known|unknown)$/i.test(answer);

const isAnswered = ({ spec: { report } }: Incident, question: Question): boolean =>
  report[question] !== undefined || (report.unknown ?? []).includes(question);

const answerIn = (said: Said, option: keyof typeof questions): unknown => {
  if (option === 'occurred') return said.moment(option);
  return option === 'affected' ? said.text(option)?.split(/\s*;\s*/) : said.text(option);
};

const answering = (incident: Incident, said: Said): Statement => {
  const given = Object.entries(questions).filter(([option]) => said.has(option)) as [keyof typeof questions, Question][];
  if (given.length === 0)
    return stop(`Every question about ${incident.metadata.name} is answered. To correct an answer, give another one.`);
  const known = given.filter(([option]) => !isUnknown(said.text(option) ?? ''));
  const unknown = given.filter((each) => !known.includes(each)).map(([, question]) => question);
  // The first answer is written in the report; what is there already is corrected by an entry, and stays readable.
  const first = known.filter(([, question]) => !isAnswered(incident, question));
  const later = known.filter((each) => !first.includes(each));
  return {
    facts: later.map(([option, question]) => ({ fact: facts.answer, fields: { question, value: said.text(option) } })),
    set: {
      ...Object.fromEntries(first.map(([option, question]) => [`report.${question}`, answerIn(said, option)])),
      ...(unknown.length > 0 && { 'report.unknown': [...new Set([...(incident.spec.report.unknown ?? []), ...unknown])] }),
    },
    told: `answers ${given.map(([, question]) => question).join(', ')}`,
  };
};

/** R-j to R-q: the questions of the report that are open still, and corrections of earlier answers. */
export const answer: Verb = {
  name: 'answer',
  summary: summaries.answer,
  about: `Answers what a report leaves open (R-j to R-q). "not known" is an answer, silence is none. Another answer to a question corrects the earlier
one; both stay readable.`,
  usage: ['<name> [options]'],
  targets: [
    onIncident({
      needs: ({ status }, said) => {
        const named = Object.entries(questions);
        if (
          named.some(([option]) => said.has(option)) &&
          !named.some(([option]) => said.has(option) && isAsked(status?.openQuestions, option))
        )
          return [];
        return named.filter(([option]) => isAsked(status?.openQuestions, option)).map(([option]) => option);
      },
      states: answering,
    }),
  ],
  options: [
    text('established-by', 'who established it', 'user'),
    { name: 'occurred', value: 'moment', text: 'when it occurred, such as 2026-10-23T16:40+02:00, or "not known"' },
    text('cause', 'how it was caused, or "not known"'),
    text('how', 'how it was established, or "not known"'),
    text('affected', 'what it affected, several things with semicolons, or "not known"'),
    text('impact', 'the impact on the activities, or "not known"'),
  ],
};

const isAsked = (open: readonly string[] | undefined, option: string): boolean =>
  (open ?? []).includes(questions[option as keyof typeof questions]);
