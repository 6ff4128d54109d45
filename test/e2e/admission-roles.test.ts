// What the roles give beside decisions, without an operator: a reporter reports and reads nothing back, an auditor reads and writes nothing.
// Shows: P2.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

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
