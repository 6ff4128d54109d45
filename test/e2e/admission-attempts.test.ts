// What a role may do and a person in this position may not, without an operator: each attempt is allowed or refused as it should
// be, in the words it should be.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attempt } from '../admission/attempt.ts';
import { forgeries, times } from '../admission/attempts-authorship.ts';
import { closing } from '../admission/attempts-closing.ts';
import { advice, response, twice } from '../admission/attempts-persons.ts';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';
import { incidentIn } from '../admission/records.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

const play = async ({ who, on, spec }: Attempt): Promise<string> => {
  const { name } = typeof on === 'string' ? await incidentIn(admission, on) : await on(admission);
  const { status, message } = await admission.as(who).apply({ kind: 'Incident', metadata: { name, namespace }, spec }, who, true);
  return status < 300 ? 'allowed' : message;
};

const attempts = { forgeries, twice, advice, response, times, closing };

for (const [about, tries] of Object.entries(attempts)) {
  for (const attempt of tries) {
    test(`${about}: ${attempt.who} ${attempt.what}: ${attempt.outcome === 'allowed' ? 'allowed' : 'refused, saying why'}`, async () => {
      const outcome = await play(attempt);
      if (attempt.outcome === 'allowed') assert.is(outcome, 'allowed');
      else assert.match(outcome, attempt.outcome);
    });
  }
}

test.run();
