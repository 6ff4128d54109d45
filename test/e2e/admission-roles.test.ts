// Role by role and decision by decision, without an operator: what the table of api.md allows is allowed, and everything else
// is refused with a sentence that says which role can.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer } from '../admission/client.ts';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';
import { decisions } from '../admission/decisions.ts';
import { people, type Who } from '../admission/people.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

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

for (const [name, { on, spec, holders, refusal }] of Object.entries(decisions)) {
  test(`${name}: allowed to ${holders.join(', ')} and refused to everybody else, with the reason`, async () => {
    const outcomes: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const who of everybody) {
      const { name: incident } = await on(admission);
      const manifest = { kind: 'Incident', metadata: { name: incident, namespace }, spec } as const;
      outcomes[who] = outcomeOf(who, await admission.as(who).apply(manifest, who, true));
      expected[who] = holders.includes(who) ? 'allowed' : writers.includes(who) ? refusal : noAccess(who);
    }
    assert.equal(outcomes, expected);
  });
}

test('anybody with the role reporter reports, and reads nothing of it back', async () => {
  const manifest = {
    kind: 'Incident',
    metadata: { name: 'inc-reported', namespace },
    spec: { title: 'A stranger in the archive', report: { what: 'Somebody without a badge.', establishedAt: '2026-10-23T09:12:00Z' } },
  } as const;
  const created = await admission.as('reporter').create(manifest);
  assert.is(created.status, 201, created.message);
  const read = await admission.as('reporter').get({ kind: 'Incident', namespace, name: 'inc-reported' });
  assert.is(read.status, 403);
  assert.is((await admission.as('stranger').create(manifest)).status, 403);
});

test('the auditor reads every kind and writes none', async () => {
  for (const plural of ['incidents', 'evidenceitems', 'notifications', 'weaknesses', 'timelinearchives']) {
    const path = `/apis/meldpunt.dev/v1alpha1/namespaces/${namespace}/${plural}`;
    assert.is((await admission.as('auditor').raw('GET', path)).status, 200, plural);
    assert.is((await admission.as('auditor').raw('POST', path, {})).status, 403, plural);
  }
});

test.run();
