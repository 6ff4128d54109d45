// Every decision in the positions in which nobody takes it: in another's name, ahead of time, and on a record that is closed or dismissed.
import { type Attempt, inMinutes, signedBySomebodyElse } from './attempt.ts';
import { type Decision, decisions } from './decisions.ts';
import { people, type Who } from './people.ts';
import { closed, dismissed } from './records.ts';

/** The same writing with these fields in its one new entry, wherever in the spec its list is. */
const withEntry = (spec: object, fields: object): object =>
  Object.fromEntries(
    Object.entries(spec).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((entry: object) => ({ ...entry, ...fields })) : withEntry(value as object, fields),
    ]),
  );

const signedAttempts = (name: string, { proves, on, spec, holders: [who = 'ciso'] }: Decision, another: Who): readonly Attempt[] => [
  {
    proves,
    who,
    what: `takes the decision ${name} in the name of ${another}`,
    on,
    spec: withEntry(spec, { by: people[another] }),
    outcome: signedBySomebodyElse(who),
  },
  {
    proves,
    who,
    what: `takes the decision ${name} tomorrow`,
    on,
    spec: withEntry(spec, { at: inMinutes(24 * 60) }),
    outcome: 'An entry says that it happened in the future, more than five minutes after',
  },
];

const lateAttempt = (name: string, { proves, spec, holders: [who = 'ciso'], whenOver }: Decision): Attempt => ({
  proves,
  who,
  what: `takes the decision ${name} on a record that is over`,
  on: 'personalData' in spec ? (admission) => dismissed(admission, 'dismissibleWithPersonalData') : closed,
  spec,
  outcome: whenOver ?? 'closed or dismissed record accepts only',
});

/** Forged, ahead of time and too late, for each decision by one who may take it. */
export const positions: readonly Attempt[] = Object.entries(decisions).flatMap(([name, decision]) => [
  ...(decision.another === undefined ? [] : signedAttempts(name, decision, decision.another)),
  lateAttempt(name, decision),
]);
