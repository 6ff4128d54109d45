// Nobody rewrites what happened: whatever the verb, the patch or the rank, a protected record is afterwards what it was before.
// Shows: R-c, A10, S8.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer, Person, Place } from '../admission/client.ts';
import { type Admission, namespace, startAdmission, until } from '../admission/cluster.ts';
import { people } from '../admission/people.ts';
import { assessment, entry, incidentIn, judge, report } from '../admission/records.ts';

let admission: Admission;
let place: Place;
let before: Stored;

type Stored = {
  readonly metadata: { readonly resourceVersion: string; readonly [field: string]: unknown };
  readonly spec: Record<string, unknown>;
  readonly status: Record<string, unknown>;
};

const read = async (): Promise<Stored> => (await admission.admin.get(place)).object as unknown as Stored;

const archive = (of: Place, uid: string): object => ({
  of: { kind: 'Incident', name: of.name, uid },
  first: 1,
  last: 1,
  entries: [
    {
      seq: 1,
      at: '2026-10-23T09:30:00Z',
      actor: people.reporter,
      reason: 'Reported',
      note: '',
      prev: '0'.repeat(64),
      hash: 'a'.repeat(64),
    },
  ],
  prev: '0'.repeat(64),
  head: 'a'.repeat(64),
});

test.before(async () => {
  admission = await startAdmission();
  place = await incidentIn(admission, 'advised');
  const entries = {
    assessments: [assessment('a1', people.contactPoint)],
    actions: [entry('x1', people.responder, { kind: 'Contain', what: 'Blocked the account.' })],
    costs: [entry('k1', people.responder, { kind: 'External', amount: '10.00', currency: 'EUR' })],
  };
  const { status, message } = await admission.as('pipeline').merge(place, { spec: entries });
  if (status > 299) throw new Error(message);
  await judge(admission, place, { phase: 'Containing' });
  before = await read();
});
test.after(() => admission?.stop());

/** Everybody here may otherwise do anything: the administrator is in system:masters. */
const rewrites: Readonly<Record<string, (person: Person) => Promise<Answer>>> = {
  'PUT with another text': (person) =>
    person.put(place, {
      ...before,
      spec: { ...before.spec, actions: [entry('x1', people.responder, { kind: 'Contain', what: 'Nothing.' })] },
    }),
  'PUT with another author': (person) =>
    person.put(place, {
      ...before,
      spec: { ...before.spec, actions: [entry('x1', people.ciso, { kind: 'Contain', what: 'Blocked the account.' })] },
    }),
  'PUT without the entries': (person) => {
    const { actions: _, ...rest } = before.spec;
    return person.put(place, { ...before, spec: rest });
  },
  'JSON patch of by': (person) => person.jsonPatch(place, [{ op: 'replace', path: '/spec/actions/0/by', value: people.ciso }]),
  'JSON patch of at': (person) => person.jsonPatch(place, [{ op: 'replace', path: '/spec/actions/0/at', value: '2020-01-01T00:00:00Z' }]),
  'JSON patch of via': (person) =>
    person.jsonPatch(place, [
      { op: 'remove', path: '/spec/actions/0/via' },
      { op: 'replace', path: '/spec/actions/0/by', value: people.pipeline },
    ]),
  'JSON patch that removes an entry': (person) => person.jsonPatch(place, [{ op: 'remove', path: '/spec/costs/0' }]),
  'JSON patch that removes a list': (person) => person.jsonPatch(place, [{ op: 'remove', path: '/spec/assessments' }]),
  'merge patch with null for a list': (person) => person.merge(place, { spec: { assessments: null } }),
  'merge patch with an empty list': (person) => person.merge(place, { spec: { costs: [] } }),
  'merge patch with null for personalData': (person) => person.merge(place, { spec: { personalData: null } }),
  'merge patch with null for the spec': (person) => person.merge(place, { spec: null }),
  'merge patch of an answer of the report': (person) => person.merge(place, { spec: { report: { what: 'Nothing happened.' } } }),
  'merge patch that makes it a drill': (person) => person.merge(place, { spec: { drill: true } }),
  'server-side apply with force of another text': (person) =>
    person.apply(
      {
        kind: 'Incident',
        metadata: { name: place.name, namespace },
        spec: { actions: [entry('x1', people.responder, { kind: 'Contain', what: 'Nothing.' })] },
      },
      'rewriter',
      true,
    ),
  'server-side apply that drops what the same manager wrote': async (person) => {
    const metadata = { name: place.name, namespace };
    const added = [entry('s1', people.responder, { kind: 'Other', what: 'Looked.', via: people.pipeline })];
    // Applied once by the manager that is allowed to, so that it owns the entry; then applied without it.
    await admission.as('pipeline').apply({ kind: 'Incident', metadata, spec: { actions: added } }, 'dropper', true);
    before = await read();
    return person.apply({ kind: 'Incident', metadata, spec: {} }, 'dropper', true);
  },
  'a status by merge patch': (person) => person.merge(place, { status: { phase: 'Closed' } }, 'status'),
  'a status with null': (person) => person.merge(place, { status: null }, 'status'),
  'a status by JSON patch': (person) => person.jsonPatch(place, [{ op: 'replace', path: '/status/phase', value: 'Closed' }], 'status'),
  'a status by PUT': (person) =>
    person.raw('PUT', `/apis/meldpunt.dev/v1alpha1/namespaces/${namespace}/incidents/${place.name}/status`, {
      ...before,
      status: { ...before.status, phase: 'Closed' },
    }),
  'a status by server-side apply with force': (person) =>
    person.raw(
      'PATCH',
      `/apis/meldpunt.dev/v1alpha1/namespaces/${namespace}/incidents/${place.name}/status?fieldManager=x&force=true`,
      { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Incident', metadata: { name: place.name }, status: { phase: 'Closed' } },
      'application/apply-patch+yaml',
    ),
  'an owner that does not exist': (person) =>
    person.merge(place, { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'gone', uid: 'gone' }] } }),
  'a deletion': (person) => person.remove(place),
  'a deletion in the foreground': (person) =>
    person.raw('DELETE', `/apis/meldpunt.dev/v1alpha1/namespaces/${namespace}/incidents/${place.name}?propagationPolicy=Foreground`),
  'a deletion of the collection': (person) => person.raw('DELETE', `/apis/meldpunt.dev/v1alpha1/namespaces/${namespace}/incidents`),
  'a deletion of the namespace': (person) => person.raw('DELETE', `/api/v1/namespaces/${namespace}`),
  'a deletion of the definition': (person) =>
    person.raw('DELETE', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/incidents.meldpunt.dev'),
};

for (const [what, attempt] of Object.entries(rewrites)) {
  for (const who of ['admin', 'pipeline', 'recordsOfficer'] as const) {
    test(`${who} cannot do it by ${what}`, async () => {
      const { status, message } = await attempt(who === 'admin' ? admission.admin : admission.as(who));
      assert.ok(status === 403 || status === 422, `${status} ${message}`);
      assert.equal((await read()).spec, before.spec);
      assert.equal((await read()).status, before.status);
    });
  }
}

test('a finalizer keeps nothing from being protected: with and without it, nobody deletes the record', async () => {
  const added = await admission.admin.merge(place, { metadata: { finalizers: ['example.org/mine'] } });
  assert.is(added.status, 200, added.message);
  assert.is((await admission.admin.remove(place)).status, 403);
  const removed = await admission.admin.merge(place, { metadata: { finalizers: null } });
  assert.is(removed.status, 200, removed.message);
  assert.is((await admission.admin.get(place)).status, 200);
});

test('a status sent to the record itself is dropped, not written', async () => {
  await admission.admin.merge(place, { status: { phase: 'Closed' } });
  assert.equal((await read()).status, before.status);
});

test('only the operator archives timeline entries, and an archive is never changed', async () => {
  const uid = String(before.metadata['uid']);
  const manifest = { kind: 'TimelineArchive', metadata: { name: `incident-${uid}-1`, namespace }, spec: archive(place, uid) } as const;
  for (const person of [admission.admin, admission.as('pipeline')]) {
    const { status } = await person.create(manifest);
    assert.is(status, 403);
  }
  const created = await admission.operator.create(manifest);
  assert.is(created.status, 201, created.message);
  const at: Place = { kind: 'TimelineArchive', namespace, name: `incident-${uid}-1` };
  for (const patch of [{ spec: { head: 'b'.repeat(64) } }, { metadata: { labels: { a: 'b' } } }]) {
    const { status } = await admission.admin.merge(at, patch);
    assert.ok(status === 403 || status === 422);
  }
  assert.is((await admission.admin.remove(at)).status, 403);
});

test('the operator writes a status, reports what machines send it, and neither changes a spec nor decides anything', async () => {
  const { status, message } = await admission.operator.merge(place, { spec: { title: 'Something else' } });
  assert.is(status, 403, message);
  assert.is((await admission.operator.remove(place)).status, 403);
  const create = (spec: object): Promise<Answer> =>
    admission.operator.create({ kind: 'Incident', metadata: { name: 'inc-alert', namespace }, spec });
  const assessed = await create({ ...report, assessments: [{ id: 'a1', verdict: 'Event', reasons: 'A false alarm.' }] });
  assert.is(assessed.status, 403);
  assert.match(assessed.message, 'An assessment needs the verb assess on incidents in this namespace');
  const forged = await create({ ...report, actions: [{ id: 'x1', by: people.ciso, kind: 'Other', what: 'Looked.' }] });
  assert.is(forged.status, 403);
  assert.is((await create(report)).status, 201);
});

test('a namespace without records can go, and the definitions go in two deliberate steps only', async () => {
  const created = await admission.admin.raw('POST', '/api/v1/namespaces', { metadata: { name: 'empty' } });
  assert.is(created.status, 201);
  assert.is((await admission.admin.raw('DELETE', '/api/v1/namespaces/empty')).status, 200);
  await until(
    () => admission.admin.raw('GET', '/api/v1/namespaces/empty'),
    ({ status }) => status === 404,
  );
  const definition = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/playbooks.meldpunt.dev';
  const refused = await admission.admin.raw('DELETE', definition);
  assert.match(refused.message, 'annotate the definition with meldpunt.dev/erase-all-records=playbooks.meldpunt.dev and delete it again');
  const annotations = { 'meldpunt.dev/erase-all-records': 'playbooks.meldpunt.dev' };
  await admission.admin.raw('PATCH', definition, { metadata: { annotations } }, 'application/merge-patch+json');
  assert.is((await admission.admin.raw('DELETE', definition)).status, 200);
});

test.run();
