// Deletion: nothing before its retention has passed or under a legal hold, and afterwards only by a holder of erase. The years
// are counted by the API server's own Lease; no operator runs.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer, Manifest, Person, Place } from '../admission/client.ts';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';
import { people } from '../admission/people.ts';
import { judge, nextName, report } from '../admission/records.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

const must = ({ status, message }: Answer): void => assert.ok(status < 300, message);

const create = async (person: Person, manifest: Manifest): Promise<Place> => {
  must(await person.create(manifest));
  return { kind: manifest.kind, namespace, name: manifest.metadata.name };
};

const longAgo = '2015-01-01T10:00:00Z';
const lately = '2026-10-01T10:00:00Z';

type History = { readonly at: string; readonly phase: string; readonly spec?: object };

/** An incident that was handled at a time, with the phase that the operator gave it. */
const incident = async ({ at, phase, spec = {} }: History): Promise<Place> => {
  const assessments = [{ id: 'a1', at, by: people.contactPoint, verdict: 'Event', reasons: 'Nothing.' }];
  const place = await create(admission.as('pipeline'), {
    kind: 'Incident',
    metadata: { name: nextName(), namespace },
    spec: { ...report, report: { ...report.report, establishedAt: '2014-12-31T10:00:00Z' }, assessments, ...spec },
  });
  await judge(admission, place, { phase: 'Reviewing' });
  if (phase === 'Closed') {
    const closures = [{ id: 'c1', at, by: people.ciso, summary: 'Done.' }];
    must(await admission.as('pipeline').merge(place, { spec: { closures } }));
  }
  await judge(admission, place, { phase });
  return place;
};

const note = async (spec: object): Promise<Place> =>
  create(admission.as('pipeline'), {
    kind: 'Notification',
    metadata: { name: nextName(), namespace },
    spec: { incidentRef: { name: 'inc-x' }, duty: 'gdpr-authority', audience: 'Authority', ...spec },
  });

const evidence = async (spec: object): Promise<Place> =>
  create(admission.as('pipeline'), {
    kind: 'EvidenceItem',
    metadata: { name: nextName(), namespace },
    spec: { incidentRef: { name: 'inc-x' }, description: 'Disk', mediaType: 'DiskImage', ...spec },
  });

/** Evidence that was disposed of, and of which the record is kept for a time that was set afterwards: before it nobody could. */
const keptOnRecord = async (until: string): Promise<Place> => {
  const place = await evidence({ collection, disposal });
  must(await admission.as('pipeline').merge(place, { spec: { retention: { until } } }));
  return place;
};

const weakness = async (spec: object, phase: string): Promise<Place> => {
  const place = await create(admission.as('pipeline'), {
    kind: 'Weakness',
    metadata: { name: nextName(), namespace },
    spec: { title: 'Exports are not encrypted', notExploited: true, ...spec },
  });
  await judge(admission, place, { phase });
  return place;
};

const filing = (at: string): object => ({ filings: [{ id: 'f1', at, by: people.dpo, reference: 'GBA-1' }] });
const disposal = { id: 'd1', at: longAgo, by: people.ciso, method: 'Shredded', authority: 'Retention schedule' };
const collection = { at: longAgo, by: people.responder, method: 'Imaged' };
const remedied = (at: string): object => ({ remedied: [{ id: 'r1', at, by: people.responder, how: 'Encrypted.' }] });

/** What a records officer tries to delete, and what comes of it. */
const deletions: Readonly<Record<string, readonly [() => Promise<Place>, string]>> = {
  'an incident closed eleven years ago': [() => incident({ at: longAgo, phase: 'Closed' }), 'deleted'],
  'an incident dismissed eleven years ago': [() => incident({ at: longAgo, phase: 'Dismissed' }), 'deleted'],
  'an incident closed last month': [
    () => incident({ at: lately, phase: 'Closed' }),
    'This record is kept until 2036-09-30T22:00:00Z (retention period). Nobody can delete it before.',
  ],
  'an open incident of eleven years ago': [
    () => incident({ at: longAgo, phase: 'Containing' }),
    'This record is still open (phase Containing) and cannot be deleted.',
  ],
  'an old closed incident under a legal hold': [
    () => incident({ at: longAgo, phase: 'Closed', spec: { legalHold: true } }),
    'This record is under a legal hold and cannot be deleted by anybody.',
  ],
  'a drill closed last month': [() => incident({ at: lately, phase: 'Closed', spec: { drill: true } }), 'deleted'],
  'a drill that goes on': [
    () => incident({ at: lately, phase: 'Containing', spec: { drill: true } }),
    'This record is still open (phase Containing)',
  ],
  'a notification that was never sent': [() => note({}), 'deleted'],
  'a notification filed last month': [() => note(filing(lately)), 'This record is kept until 2036-09-30T22:00:00Z'],
  'a notification filed eleven years ago': [() => note(filing(longAgo)), 'deleted'],
  'evidence that is kept': [() => evidence({}), 'This evidence is kept with its incident, which is still open or not there.'],
  'evidence that was disposed of': [() => evidence({ collection, disposal }), 'deleted'],
  'evidence that was disposed of, to be kept on record': [
    () => keptOnRecord('2031-01-01T00:00:00Z'),
    'This record is kept until 2031-01-01T00:00:00Z',
  ],
  'evidence whose retention has passed': [() => evidence({ retention: { until: '2020-01-01T00:00:00Z' } }), 'deleted'],
  'evidence under a legal hold whose retention has passed': [
    () => evidence({ retention: { until: '2020-01-01T00:00:00Z', legalHold: true } }),
    'This record is under a legal hold',
  ],
  'a weakness that is being remedied': [
    () => weakness(remedied(longAgo), 'Remedying'),
    'This record is still open (phase Remedying) and cannot be deleted.',
  ],
  'a weakness remedied eleven years ago': [() => weakness(remedied(longAgo), 'Remedied'), 'deleted'],
  'a weakness remedied last month': [() => weakness(remedied(lately), 'Remedied'), 'This record is kept until 2036-09-30T22:00:00Z'],
};

const hashes = { prev: '0'.repeat(64), hash: '1'.repeat(64) };

/** An archive of one entry of eleven years ago, as the operator would have made it. */
const archive = async (of: { readonly kind: string; readonly name: string; readonly uid: string }): Promise<Place> => {
  const name = `${of.kind.toLowerCase()}-${of.uid}-1`;
  const entries = [{ seq: 1, at: longAgo, actor: 'operator', reason: 'Reported', note: '', ...hashes }];
  const spec = { of, first: 1, last: 1, entries, prev: hashes.prev, head: hashes.hash };
  return await create(admission.operator, { kind: 'TimelineArchive', metadata: { name, namespace }, spec });
};

const uidOf = async (place: Place): Promise<string> => {
  const { metadata } = (await admission.admin.get(place)).object as { metadata: { uid: string } };
  return metadata.uid;
};

test('an archive stays as long as its record is there, however old its entries are, and goes afterwards', async () => {
  const open = await incident({ at: longAgo, phase: 'Containing' });
  const records: readonly Place[] = [open, await evidence({}), await weakness(remedied(longAgo), 'Remedied')];
  for (const record of records) {
    const refused = await admission
      .as('recordsOfficer')
      .remove(await archive({ kind: record.kind, name: record.name, uid: await uidOf(record) }));
    assert.is(refused.status, 403, refused.message);
    assert.match(
      refused.message,
      /timeline of (?:Incident|EvidenceItem|Weakness) inc-[0-9]+, (?:which|and the incident inc-[0-9]+) is still there/,
    );
  }
  const ofNotification = await archive({ kind: 'Notification', name: `${open.name}-gdpr-authority`, uid: 'living-notification' });
  assert.is((await admission.as('recordsOfficer').remove(ofNotification)).status, 403);
  for (const kind of ['Incident', 'EvidenceItem', 'Notification', 'Weakness']) {
    must(await admission.as('recordsOfficer').remove(await archive({ kind, name: 'gone', uid: `gone-${kind.toLowerCase()}` })));
  }
});

for (const [what, [make, outcome]] of Object.entries(deletions)) {
  test(`a records officer deletes ${what}: ${outcome}`, async () => {
    const place = await make();
    const { status, message } = await admission.as('recordsOfficer').remove(place);
    if (outcome === 'deleted') assert.is(status, 200, message);
    else {
      assert.is(status, 403, message);
      assert.match(message, outcome);
    }
    // No operator runs that could write what remains, so what may be deleted waits for it.
    const { metadata } = (await admission.admin.get(place)).object as { metadata: { deletionTimestamp?: string } };
    assert.is(metadata.deletionTimestamp !== undefined, outcome === 'deleted');
  });
}

const finalizersOf = async (place: Place): Promise<readonly string[]> => {
  const { metadata } = (await admission.admin.get(place)).object as { metadata: { finalizers?: readonly string[] } };
  return metadata.finalizers ?? [];
};

const withoutFinalizers = [{ op: 'remove', path: '/metadata/finalizers' }];

test('every record has the finalizer of the register, and a writer who leaves it out changes nothing', async () => {
  const places = [await incident({ at: lately, phase: 'Containing' }), await note({}), await evidence({}), await weakness({}, 'Reported')];
  for (const place of places) {
    assert.equal(await finalizersOf(place), ['meldpunt.dev/register']);
    const before = (await admission.admin.get(place)).object as { metadata: { resourceVersion: string; [field: string]: unknown } };
    const { finalizers: _, managedFields: __, ...metadata } = before.metadata;
    must(await admission.as('ciso').put(place, { ...before, metadata }));
    must(await admission.as('ciso').merge(place, { metadata: { finalizers: null } }));
    assert.equal(await finalizersOf(place), ['meldpunt.dev/register']);
    const after = (await admission.admin.get(place)).object as { metadata: { resourceVersion: string } };
    assert.is(after.metadata.resourceVersion, before.metadata.resourceVersion, 'nothing was written');
  }
});

test('server-side apply of the same file changes nothing, and meets no conflict about the finalizer', async () => {
  const manifest: Manifest = { kind: 'Incident', metadata: { name: nextName(), namespace }, spec: report };
  const first = await admission.as('pipeline').apply(manifest, 'gitops');
  must(first);
  const again = await admission.as('pipeline').apply(manifest, 'gitops');
  must(again);
  const versionOf = ({ object }: Answer): string => (object as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
  assert.is(versionOf(again), versionOf(first));
  assert.equal(await finalizersOf({ kind: 'Incident', namespace, name: manifest.metadata.name }), ['meldpunt.dev/register']);
});

test('only the operator lets a deleted record go, and changes nothing else in it', async () => {
  const place = await incident({ at: longAgo, phase: 'Closed' });
  const early = await admission.operator.jsonPatch(place, withoutFinalizers);
  assert.is((await admission.admin.get(place)).status, 200, early.message);
  assert.equal(await finalizersOf(place), ['meldpunt.dev/register']);
  must(await admission.as('recordsOfficer').remove(place));
  for (const who of [admission.admin, admission.as('recordsOfficer'), admission.as('ciso')]) {
    assert.is((await who.jsonPatch(place, withoutFinalizers)).status, 403);
  }
  const open = await evidence({});
  const changes = [{ spec: { description: 'Another' } }, { metadata: { labels: { a: 'b' } } }, { metadata: { annotations: { a: 'b' } } }];
  for (const change of changes) {
    const { status, message } = await admission.operator.merge(open, change);
    assert.is(status, 403);
    assert.match(message, 'The operator changes nothing in a record but its status and the finalizer meldpunt.dev/register.');
  }
  must(await admission.operator.jsonPatch(place, withoutFinalizers));
  assert.is((await admission.admin.get(place)).status, 404);
});

test('a legal hold that is laid while a deletion waits keeps the record, until it is lifted', async () => {
  const place = await evidence({ retention: { until: '2020-01-01T00:00:00Z' } });
  must(await admission.as('recordsOfficer').remove(place));
  must(await admission.as('ciso').merge(place, { spec: { retention: { legalHold: true } } }));
  const { status, message } = await admission.operator.jsonPatch(place, withoutFinalizers);
  assert.is(status, 403);
  assert.match(message, 'This record is under a legal hold, so it stays although its deletion was asked for.');
  must(await admission.as('ciso').merge(place, { spec: { retention: { legalHold: false } } }));
  must(await admission.operator.jsonPatch(place, withoutFinalizers));
  assert.is((await admission.admin.get(place)).status, 404);
});

test('whoever has the ordinary verb delete and not erase is refused after the retention too', async () => {
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'deleter' },
    rules: [{ apiGroups: ['meldpunt.dev'], resources: ['incidents'], verbs: ['delete', 'deletecollection'] }],
  };
  const bound = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'deleter' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'deleter' },
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: people.responder }],
  };
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  must(await admission.admin.raw('POST', `${rbac}/clusterroles`, binding));
  must(await admission.admin.raw('POST', `${rbac}/clusterrolebindings`, bound));
  const place = await incident({ at: longAgo, phase: 'Closed' });
  const { status, message } = await admission.as('responder').remove(place);
  assert.is(status, 403);
  assert.match(
    message,
    'Records are not deleted by hand. After the retention period a records officer does it (verb erase on incidents, role meldpunt-records-officer).',
  );
});

test('a deletion of the collection deletes nothing that is kept', async () => {
  const kept = await incident({ at: lately, phase: 'Closed' });
  const { status } = await admission.as('recordsOfficer').raw('DELETE', `/apis/meldpunt.dev/v1alpha1/namespaces/${namespace}/incidents`);
  assert.is(status, 403);
  assert.is((await admission.admin.get(kept)).status, 200);
});

test('the organisation’s policy is deleted by a records officer only', async () => {
  const place: Place = { kind: 'IncidentPolicy', name: 'default' };
  assert.is((await admission.as('ciso').remove(place)).status, 403);
  must(await admission.as('recordsOfficer').remove(place));
});

test.run();
