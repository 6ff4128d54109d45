// The table of attempts at incidents, with and without an operator.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attempt } from './attempt.ts';
import { forgeries, times } from './attempts-authorship.ts';
import { closing } from './attempts-closing.ts';
import { advice, response, twice } from './attempts-persons.ts';
import { type Admission, namespace } from './cluster.ts';
import { incidentIn } from './records.ts';

const attempts = { forgeries, twice, advice, response, times, closing };

const play = async (admission: Admission, { who, on, spec }: Attempt): Promise<string> => {
  const { name } = typeof on === 'string' ? await incidentIn(admission, on) : await on(admission);
  const { status, message } = await admission.as(who).apply({ kind: 'Incident', metadata: { name, namespace }, spec }, who, true);
  return status < 300 ? 'allowed' : message;
};

const tryOut = async (admission: Admission, attempt: Attempt): Promise<void> => {
  const outcome = await play(admission, attempt);
  if (attempt.outcome === 'allowed') assert.is(outcome, 'allowed');
  else assert.match(outcome, attempt.outcome);
};

/** Declares the table, which the file then runs: one test for each attempt that is possible with such an operator, or without one. */
export const testAttempts = (start: () => Promise<Admission>, operated: boolean): void => {
  let admission: Admission;
  test.before(async () => {
    admission = await start();
  });
  test.after(() => admission?.stop());
  for (const [about, tries] of Object.entries(attempts)) {
    for (const attempt of tries.filter((one) => one.operated === undefined || one.operated === operated)) {
      const outcome = attempt.outcome === 'allowed' ? 'allowed' : 'refused, saying why';
      test(`${about}: ${attempt.who} ${attempt.what}: ${outcome}`, () => tryOut(admission, attempt));
    }
  }
};
