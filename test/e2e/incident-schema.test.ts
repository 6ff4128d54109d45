// What the API server itself makes of the definition of Incident: no operator runs and no policies are installed, so every refusal
// here comes from the schema and its rules alone.
// Shows: E2, R-j to R-q, S8, P1.
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDefinitions, type Schema } from '../../crds/schema.ts';
import { type Answer, personOf } from '../admission/client.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { creates } from './incident/creates.ts';
import { entryLists, fullSpec } from './incident/full.ts';
import { histories } from './incident/histories.ts';
import { action, closure, report, timeline } from './incident/objects.ts';

const file = join(resolve(import.meta.dirname, '../../crds'), 'incident.yaml');
const definition = readDefinitions().find(({ crd }) => crd.spec.names.kind === 'Incident');
if (definition === undefined) throw new Error('crds/incident.yaml defines no Incident');
const root = definition.version.schema.openAPIV3Schema;
const part = (name: 'spec' | 'status'): Schema => root.properties?.[name] ?? {};

const namespace = 'default';
const plane = await temporaryControlPlane({ controllers: [] });
const admin = personOf(plane.kubeconfig);
const place = (name: string) => ({ kind: 'Incident', namespace, name }) as const;
const create = (name: string, spec: object): Promise<Answer> => admin.create({ kind: 'Incident', metadata: { name, namespace }, spec });

/** kubectl's standard output; a failure of the command fails the test with its own words. */
const out = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await kubectl(args, { kubeconfig: plane.kubeconfig });
  assert.is(code, 0, stderr);
  return stdout;
};

const collapse = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** An accepted write is answered with the object; a refused one with 422, the field, and what is asked of it. */
const expectOutcome = (title: string, { status, message }: Answer, refusal: string | undefined): void => {
  if (refusal === undefined) assert.ok(status < 300, `${title}: should be accepted, got ${status} ${message}`);
  else assert.ok(status === 422 && message.includes(refusal), `${title}: should be refused with "${refusal}", got ${status} ${message}`);
};

test.before(async () => {
  await out('apply', '--server-side', '--filename', file);
  await out('wait', '--for=condition=Established', '--timeout=60s', 'customresourcedefinition/incidents.meldpunt.dev');
});

test.after(plane.stop);

test('what may be reported is accepted, and what may not is refused with the field and what would be right', async () => {
  for (const [index, { title, spec, name, refusal }] of creates.entries()) {
    expectOutcome(title, await create(name ?? `try-${index}`, spec), refusal);
  }
});

for (const { name, spec, updates } of histories) {
  test(`the record keeps what was said: ${name}`, async () => {
    expectOutcome('the record itself', await create(name, spec), undefined);
    for (const { title, patch, subresource, refusal } of updates) {
      expectOutcome(title, await admin.merge(place(name), patch, subresource), refusal);
    }
  });
}

test('two writers each add an entry by server-side apply, and neither can take an entry back', async () => {
  const apply = (manager: string, actions: object[]): Promise<Answer> =>
    admin.apply({ kind: 'Incident', metadata: { name: 'shared', namespace }, spec: { ...report, actions } }, manager);
  expectOutcome('the first', await apply('pipeline', [action]), undefined);
  expectOutcome('the second', await apply('responder', [{ ...action, id: 'wipe-2' }]), undefined);
  const { object } = await admin.get(place('shared'));
  const { actions } = object['spec'] as { actions: { id: string }[] };
  assert.equal(
    actions.map(({ id }) => id),
    ['wipe-1', 'wipe-2'],
  );
  expectOutcome('the second, taken back', await apply('responder', []), 'spec.actions: Forbidden: No entry can be removed');
  expectOutcome('the second, once more', await apply('responder', [{ ...action, id: 'wipe-2' }]), undefined);
  const again = await admin.get(place('shared'));
  assert.equal((again.object['metadata'] as { generation: number }).generation, (object['metadata'] as { generation: number }).generation);
});

test('with every list full each kind of write still stays within the cost that the API server allows', async () => {
  const full = (spare: Readonly<Record<string, number>>): object => fullSpec(part('spec'), spare);
  expectOutcome('everything full but one place', await create('full', full({ answers: 1, costs: 1 })), undefined);
  const bulk = { phase: 'Reviewing', observedGeneration: 1, blockers: [], timeline: timeline(1, 64), recorded: { entries: {} } };
  expectOutcome('a full timeline', await admin.merge(place('full'), { status: bulk }, 'status'), undefined);
  expectOutcome(
    'the next window of it',
    await admin.merge(place('full'), { status: { timeline: timeline(49, 112) } }, 'status'),
    undefined,
  );
  expectOutcome('the last answer', await admin.merge(place('full'), { spec: full({ costs: 1 }) }), undefined);
  expectOutcome('one answer fewer', await admin.merge(place('full'), { spec: full({ answers: 1, costs: 1 }) }), 'No entry can be removed');
  expectOutcome('closed', await admin.merge(place('full'), { spec: { closures: [{ ...closure, by: 'somebody.else' }] } }), undefined);
  expectOutcome('another title', await admin.merge(place('full'), { spec: { title: 'Other' } }), 'Changed: title.');
  expectOutcome('the last cost', await admin.merge(place('full'), { spec: full({}) }), undefined);
});

test('a record that is closed is frozen in every field that is not named as open', () => {
  const freeze = (root['x-kubernetes-validations'] ?? []).find(({ messageExpression = '' }) => messageExpression.includes('Changed:'));
  const compared = (path: string): boolean => {
    const [name = '', inside] = path.split('.').slice(1);
    const place = `spec.?${name}${inside === undefined ? '' : `.?${inside}`}`;
    const pairs = [`[self.${place}] == [oldSelf.${place}]`, `(self.${path} == oldSelf.${path}`, `&& self.${path} == oldSelf.${path}`];
    return [freeze?.rule, freeze?.messageExpression].every((text = '') => pairs.some((pair) => text.includes(pair)));
  };
  const loose = [
    ...Object.keys(part('spec').properties ?? {}).map((name) => `spec.${name}`),
    ...Object.keys(part('spec').properties?.['personalData']?.properties ?? {}).map((name) => `spec.personalData.${name}`),
  ].filter((path) => !compared(path));
  const open = [
    'spec.answers',
    'spec.costs',
    'spec.followUps',
    'spec.legalHold',
    'spec.closures',
    'spec.reopenings',
    'spec.personalData.orders',
  ];
  // `personalData` is compared field by field, and closures have a rule of their own.
  assert.equal(loose.toSorted(), [...open, 'spec.personalData'].toSorted());
});

test('the operator can note every entry that can exist', () => {
  const places = [...entryLists(part('spec')).values()].reduce((sum, count) => sum + count, 0);
  const entries = part('status').properties?.['recorded']?.properties?.['entries'];
  assert.is(entries?.['x-kubernetes-validations']?.[0]?.rule, `self.map(k, size(self[k])).sum() <= ${places}`);
  assert.ok((entries?.maxProperties ?? 0) >= entryLists(part('spec')).size);
});

test('the definition fits into the annotation that client-side apply makes of it', () => {
  assert.ok(Buffer.byteLength(JSON.stringify(definition.crd)) < 262_144);
});

test('kubectl explain teaches what a breach record holds', async () => {
  const text = collapse(await out('explain', 'incident.spec.personalData'));
  const { description = '', properties = {} } = part('spec').properties?.['personalData'] ?? {};
  const expected = [description, ...Object.values(properties).map((field) => field.description ?? '')].map(collapse);
  assert.equal(
    expected.filter((sentences) => !text.includes(sentences)),
    [],
  );
});

test('kubectl get shows phase, severity, duty and deadline, and finds records by the fields that may be selected', async () => {
  const headings = async (...args: string[]): Promise<string[]> =>
    ((await out('get', 'inc', ...args)).split('\n')[0] ?? '').split(/\s{2,}/);
  assert.equal(await headings(), ['NAME', 'PHASE', 'SEVERITY', 'LEADER', 'DUTY', 'DEADLINE', 'AGE']);
  assert.equal(
    (await headings('--output=wide')).map((heading) => heading.trim()),
    ['NAME', 'PHASE', 'SEVERITY', 'CATEGORY', 'LEADER', 'DUTY', 'DEADLINE', 'READY', 'AGE'],
  );
  const selected = await out('get', 'meldpunt', '--field-selector=status.phase=Closed,spec.drill=false', '--output=name');
  assert.is(selected.trim(), '');
});

test.run();
