// The API server fills in who wrote an entry and when, for people as for pipelines, and applying the same file again changes
// nothing whoever wrote in the meantime.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer, Manifest, Place } from '../admission/client.ts';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';
import { filled, incidentLists, type List, otherLists } from '../admission/lists.ts';
import { people } from '../admission/people.ts';
import { incidentIn, report } from '../admission/records.ts';
import { kubectl } from '../cluster/kubectl.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

type Entry = { readonly id: string; readonly by?: string; readonly at?: string; readonly via?: string };
type Stored = {
  readonly metadata: { readonly generation: number; readonly resourceVersion: string; readonly managedFields: readonly object[] };
  readonly spec: Record<string, unknown>;
};

const stored = ({ status, message, object }: Answer): Stored => {
  assert.ok(status < 300, message);
  return object as unknown as Stored;
};

const entriesAt = ({ spec }: Stored, { path }: Pick<List, 'path'>): readonly Entry[] =>
  path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], spec) as readonly Entry[];

const secondsOld = (at = ''): number => (Date.now() - Date.parse(at)) / 1000;

const action = (id: string, fields: object = {}): object => ({ id, kind: 'Contain', what: 'Blocked the account.', ...fields });

const actions = { path: ['actions'] };

test('a person who leaves out by and at gets their own name and the server’s time', async () => {
  const place = await incidentIn(admission, 'reported');
  const written = stored(await admission.as('responder').merge(place, { spec: { actions: [action('x1')] } }));
  const [entry] = entriesAt(written, actions);
  assert.is(entry?.by, people.responder);
  assert.not.ok(entry !== undefined && 'via' in entry);
  const age = secondsOld(entry?.at);
  assert.ok(age > -2 && age < 60, `${entry?.at} is the server's time`);
});

test('a pipeline that names somebody gets its own name into via, and keeps the time it gave', async () => {
  const place = await incidentIn(admission, 'reported');
  const given = action('x1', { by: people.responder, at: '2026-10-23T10:00:00Z' });
  const written = stored(await admission.as('pipeline').merge(place, { spec: { actions: [given] } }));
  assert.equal(entriesAt(written, actions), [{ ...given, via: people.pipeline }]);
});

test('every list of entries of every kind is filled in', async () => {
  const spec = { ...report, personalDataCheck: 'Found' };
  const first = filled(
    incidentLists,
    () => 1,
    (fields) => fields,
  ) as { personalData: object };
  const incident = { ...spec, ...first, personalData: { role: 'Controller', ...first.personalData } };
  const manifests: readonly [Manifest, readonly List[]][] = [
    [{ kind: 'Incident', metadata: { name: 'inc-lists', namespace }, spec: incident }, incidentLists],
    ...Object.entries(otherLists).map(([kind, { spec: rest, lists }]): [Manifest, readonly List[]] => [
      {
        kind: kind as Manifest['kind'],
        metadata: { name: 'lists', ...(kind === 'Playbook' ? {} : { namespace }) },
        spec: {
          ...rest,
          ...filled(
            lists,
            () => 1,
            (fields) => fields,
          ),
        },
      },
      lists,
    ]),
  ];
  for (const [manifest, lists] of manifests) {
    const written = stored(await admission.as('pipeline').create(manifest));
    for (const list of lists) {
      const [entry] = entriesAt(written, list);
      const signed = (list.fields as { by?: string }).by;
      assert.equal(
        { by: entry?.by, via: entry?.via, recent: Math.abs(secondsOld(entry?.at)) < 60 },
        { by: signed ?? people.pipeline, via: signed === undefined ? undefined : people.pipeline, recent: true },
        `${manifest.kind} ${list.path.join('.')}`,
      );
    }
  }
});

test('facts that stand alone are filled in too, and an anonymous reporter stays unnamed', async () => {
  const evidence = { incidentRef: { name: 'inc-1' }, description: 'Disk', mediaType: 'DiskImage', identified: { where: 'Train' } };
  const item = stored(
    await admission.as('responder').create({ kind: 'EvidenceItem', metadata: { name: 'e-facts', namespace }, spec: evidence }),
  );
  assert.is((item.spec['identified'] as Entry).by, people.responder);
  const weakness = { title: 'Exports are not encrypted', notExploited: true };
  const create = (name: string, spec: object): Promise<Answer> =>
    admission.as('reporter').create({ kind: 'Weakness', metadata: { name, namespace }, spec });
  const named = stored(await create('w-named', weakness)).spec['report'] as Entry;
  assert.is(named.by, people.reporter);
  assert.ok(Math.abs(secondsOld(named.at)) < 60);
  const anonymous = stored(await create('w-anonymous', { ...weakness, report: { anonymous: true } })).spec['report'] as Entry;
  assert.is(anonymous.by, undefined);
  assert.ok(Math.abs(secondsOld(anonymous.at)) < 60);
});

test('a pipeline writes for somebody in a playbook, which is in no namespace', async () => {
  const changes = [{ id: 'c1', by: people.ciso, incident: 'inc-1', why: 'The number had changed.' }];
  const spec = { ...otherLists.Playbook.spec, changes };
  const written = stored(await admission.as('pipeline').create({ kind: 'Playbook', metadata: { name: 'attributed' }, spec }));
  assert.is(entriesAt(written, { path: ['changes'] })[0]?.via, people.pipeline);
});

const file = (name: string): Manifest => ({
  kind: 'Incident',
  metadata: { name, namespace },
  spec: { ...report, assessments: [{ id: 'a1', by: people.contactPoint, verdict: 'Incident', reasons: 'No.' }], actions: [action('x1')] },
});

const same = (before: Stored, after: Stored, what: string): void => {
  assert.is(after.metadata.resourceVersion, before.metadata.resourceVersion, what);
  assert.equal(after.spec, before.spec, what);
};

test('a pipeline applies its file again and again, and a responder adds entries in between: both survive', async () => {
  const manifest = file('inc-gitops');
  const place: Place = { kind: 'Incident', namespace, name: 'inc-gitops' };
  const first = stored(await admission.as('pipeline').apply(manifest, 'gitops'));
  same(first, stored(await admission.as('pipeline').apply(manifest, 'gitops')), 'the same file');
  same(first, stored(await admission.as('pipeline').apply(manifest, 'gitops', true)), 'the same file, forced');
  const added = { kind: 'Incident', metadata: { name: 'inc-gitops', namespace }, spec: { actions: [action('x2')] } } as const;
  const both = stored(await admission.as('responder').apply(added, 'd-maes'));
  assert.equal(
    entriesAt(both, actions).map(({ id, by }) => [id, by]),
    [
      ['x1', people.pipeline],
      ['x2', people.responder],
    ],
  );
  same(both, stored(await admission.as('pipeline').apply(manifest, 'gitops')), 'the file after the responder');
  same(both, stored(await admission.as('responder').apply(added, 'd-maes')), 'the responder again');
  same(both, stored(await admission.as('auditor').get(place)), 'nothing changed');
});

test('another manager may take the same file over, with and without the fields that were filled in', async () => {
  const manifest = file('inc-takeover');
  const first = stored(await admission.as('pipeline').apply(manifest, 'gitops'));
  const second = stored(await admission.as('pipeline').apply(manifest, 'argocd'));
  assert.is(second.metadata.generation, first.metadata.generation);
  const complete = { ...manifest, spec: first.spec };
  assert.is(stored(await admission.as('pipeline').apply(complete, 'flux')).metadata.generation, first.metadata.generation);
  assert.is(stored(await admission.as('pipeline').apply(manifest, 'flux')).metadata.generation, first.metadata.generation);
  assert.equal(stored(await admission.as('pipeline').apply(manifest, 'gitops')).spec, first.spec);
});

test('kubectl apply without server-side apply, a merge patch and a PUT that leave by and at out change nothing either', async () => {
  const kubeconfig = admission.plane.kubeconfigFor(people.pipeline);
  const input = JSON.stringify({ apiVersion: 'meldpunt.dev/v1alpha1', ...file('inc-client-side') });
  const place: Place = { kind: 'Incident', namespace, name: 'inc-client-side' };
  for (const round of ['created', 'again']) {
    const { code, stderr } = await kubectl(['apply', '-f', '-'], { kubeconfig, input });
    assert.is(code, 0, `${round}: ${stderr}`);
  }
  const before = stored(await admission.as('pipeline').get(place));
  assert.is(before.metadata.generation, 1);
  const bare = file('inc-client-side').spec as Record<string, unknown>;
  same(
    before,
    stored(await admission.as('pipeline').merge(place, { spec: { actions: bare['actions'], assessments: bare['assessments'] } })),
    'merge',
  );
  const written = entriesAt(before, { path: ['assessments'] }).map(({ via: _, ...rest }) => rest);
  same(before, stored(await admission.as('pipeline').merge(place, { spec: { assessments: written } })), 'merge without via');
  same(before, stored(await admission.as('pipeline').put(place, { ...before, spec: { ...before.spec, actions: bare['actions'] } })), 'put');
});

test('a forged time in managedFields does not get into an entry as a time to come', async () => {
  const place = await incidentIn(admission, 'reported');
  const before = stored(await admission.as('responder').get(place));
  const managedFields = before.metadata.managedFields.map((field) => ({ ...field, time: '2040-01-01T00:00:00Z' }));
  const forged = { ...before, metadata: { ...before.metadata, managedFields }, spec: { ...before.spec, actions: [action('x1')] } };
  const { status, message, object } = await admission.as('responder').put(place, forged);
  if (status < 300) assert.ok(Math.abs(secondsOld(entriesAt(stored({ status, message, object }), actions)[0]?.at)) < 60);
  else assert.match(message, 'An entry says that it happened in the future');
});

test('what is malformed is refused by the schema in its own words, never by the policy that fills in', async () => {
  const malformed: readonly object[] = [
    { actions: 'none' },
    { actions: [5] },
    { actions: [{ kind: 'Contain', what: 'No id.' }] },
    { actions: [{ ...action('x1'), by: 5 }] },
    { response: 'me' },
    { response: { appointments: { id: 'p1' } } },
    { personalData: [] },
    { personalData: { advices: 1 } },
    { assessments: [[{ id: 'a1' }]] },
    { actions: [{ id: { a: 1 }, kind: 'Contain', what: 'No.' }] },
  ];
  const messages: string[] = [];
  for (const [index, spec] of malformed.entries()) {
    const { status, message } = await admission
      .as('pipeline')
      .create({ kind: 'Incident', metadata: { name: `inc-malformed-${index}`, namespace }, spec: { ...report, ...spec } });
    assert.is(status, 422, message);
    messages.push(message);
  }
  assert.equal(
    messages.filter((message) => !/is invalid: .*spec\./s.test(message)),
    [],
  );
});

test.run();
