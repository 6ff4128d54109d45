// The table of attempts at incidents: every role at every decision, and every position in which a decision is refused to whoever may
// otherwise take it. One table, played without an operator and with one, because who is refused what must not depend on it.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attempt } from './attempt.ts';
import { forgeries, times } from './attempts-authorship.ts';
import { closing } from './attempts-closing.ts';
import { positions } from './attempts-decisions.ts';
import { advice, twice } from './attempts-persons.ts';
import { response } from './attempts-response.ts';
import type { Answer } from './client.ts';
import { type Admission, namespace } from './cluster.ts';
import { type Decision, decisions } from './decisions.ts';
import { people, type Who } from './people.ts';
import { incidentIn } from './records.ts';

const attempts = { forgeries, twice, advice, response, times, closing, positions };

const everybody: readonly Who[] = [
  'reporter',
  'contactPoint',
  'responder',
  'manager',
  'ciso',
  'dpo',
  'controller',
  'management',
  'custodian',
  'recordsOfficer',
  'auditor',
  'stranger',
];

/** Those whom RBAC lets change an incident at all. */
const writers: readonly Who[] = ['contactPoint', 'responder', 'manager', 'ciso', 'dpo', 'controller', 'management'];

const noAccess = (who: Who): string => `User "${people[who]}" cannot patch resource "incidents"`;

/** An answer as it reads in the table: `allowed`, RBAC's refusal, or the policy's sentence. */
const outcomeOf = (who: Who, { status, message }: Answer): string => {
  if (status < 300) return 'allowed';
  if (message.includes(noAccess(who))) return noAccess(who);
  return message.replace(/^.*denied request: /, '');
};

const play = async (admission: Admission, { who, on, spec }: Pick<Attempt, 'who' | 'on' | 'spec'>): Promise<string> => {
  const { name } = typeof on === 'string' ? await incidentIn(admission, on) : await on(admission);
  return outcomeOf(who, await admission.as(who).apply({ kind: 'Incident', metadata: { name, namespace }, spec }, who, true));
};

/** Everybody tries it, each on a record of their own. */
const tryDecision = async (admission: Admission, { on, spec, holders, refusal }: Decision): Promise<void> => {
  const outcomes: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const who of everybody) {
    outcomes[who] = await play(admission, { who, on, spec });
    expected[who] = holders.includes(who) ? 'allowed' : writers.includes(who) ? refusal : noAccess(who);
  }
  assert.equal(outcomes, expected);
};

const tryOut = async (admission: Admission, attempt: Attempt): Promise<void> => {
  const outcome = await play(admission, attempt);
  if (attempt.outcome === 'allowed') assert.is(outcome, 'allowed');
  else assert.ok(outcome.includes(attempt.outcome), outcome);
};

/**
 * Declares the table, which the file then runs: a test for each decision, tried by everybody, and one for each other attempt that is possible
 * with such an operator, or without one. The name of each says which promises of the policy it shows.
 */
export const testAttempts = (start: () => Promise<Admission>, operated: boolean): void => {
  let admission: Admission;
  test.before(async () => {
    admission = await start();
  });
  test.after(() => admission?.stop());
  for (const [name, decision] of Object.entries(decisions)) {
    const { proves, holders } = decision;
    test(`${proves}: ${name} is allowed to ${holders.join(', ')} and refused to everybody else, with the reason`, () =>
      tryDecision(admission, decision));
  }
  const possible = Object.values(attempts)
    .flat()
    .filter((attempt) => attempt.operated === undefined || attempt.operated === operated);
  for (const attempt of possible) {
    const outcome = attempt.outcome === 'allowed' ? 'allowed' : 'refused, saying why';
    test(`${attempt.proves}: ${attempt.who} ${attempt.what}: ${outcome}`, () => tryOut(admission, attempt));
  }
};
