// What the API server itself makes of the definitions, with the operator not even there.
// Shows: P1, W3, V1.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { firstSentence, readDefinitions } from '../../crds/schema.ts';
import { type KubectlResult, kubectl } from '../cluster/kubectl.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { creates } from './schemas/creates.ts';
import { evidenceSpec, handOver, type Manifest, manifest, namespace, timeline } from './schemas/objects.ts';
import { histories, type Update } from './schemas/updates.ts';

const definitions = readDefinitions();
const plane = await temporaryControlPlane({ controllers: [] });

const run = (args: readonly string[], input?: unknown): Promise<KubectlResult> =>
  kubectl(args, { kubeconfig: plane.kubeconfig, ...(input === undefined ? {} : { input: JSON.stringify(input) }) });

/** kubectl's standard output; a failure of the command fails the test with its own words. */
const out = async (args: readonly string[], input?: unknown): Promise<string> => {
  const { code, stdout, stderr } = await run(args, input);
  assert.is(code, 0, stderr);
  return stdout;
};

const collapse = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** An accepted write says nothing on standard error, not even a warning; a refused one says what is asked of it. */
const expectOutcome = (title: string, { code, stderr }: KubectlResult, refusal: string | undefined): void => {
  if (refusal === undefined) assert.equal({ title, code, stderr }, { title, code: 0, stderr: '' });
  else assert.ok(code !== 0 && stderr.includes(refusal), `${title}: should be refused with "${refusal}", got ${code} ${stderr}`);
};

const resourceOf = ({ kind, metadata: { name } }: Manifest): string => `${kind}.v1alpha1.meldpunt.dev/${name}`;

/** A patch goes by a file, because a full list is longer than a command may be. */
const update = (object: Manifest, { patch, subresource }: Update): Promise<KubectlResult> => {
  const file = join(plane.dir, 'patch.json');
  writeFileSync(file, JSON.stringify(patch));
  return run(['patch', resourceOf(object), '--type=merge', `--patch-file=${file}`, `--subresource=${subresource ?? ''}`]);
};

test.before(async () => {
  const files = definitions.map(({ file }) => `--filename=${new URL(`../../crds/${file}`, import.meta.url).pathname}`);
  await out(['apply', '--server-side', ...files]);
  const names = definitions.map(({ crd }) => `customresourcedefinition/${crd.metadata.name}`);
  await out(['wait', '--for=condition=Established', '--timeout=60s', ...names]);
});

test.after(plane.stop);

test('the API server finds no fault with any definition', async () => {
  const listed = JSON.parse(await out(['get', 'customresourcedefinitions', '--output=json'])) as {
    items: { metadata: { name: string }; status: { conditions: { type: string; status: string; message: string }[] } }[];
  };
  const faults = listed.items.flatMap(({ metadata, status }) =>
    status.conditions
      .filter(({ type }) => ['NonStructuralSchema', 'KubernetesAPIApprovalPolicyConformant', 'Terminating'].includes(type))
      .map(({ type, message }) => `${metadata.name}: ${type} ${message}`),
  );
  assert.equal(faults, []);
  assert.is(listed.items.length, definitions.length);
});

test('what may be created is created, and what may not is refused with what would be right', async () => {
  for (const { title, object, refusal } of creates) expectOutcome(title, await run(['create', '--filename=-'], object), refusal);
});

test('facts can be added, and neither changed nor taken away', async () => {
  for (const { object, updates } of histories) {
    await out(['create', '--filename=-'], object);
    for (const each of updates) expectOutcome(`${object.kind}: ${each.title}`, await update(object, each), each.refusal);
  }
});

test('two writers each add an entry by server-side apply, neither disturbs the other, and applying again changes nothing', async () => {
  const apply = (manager: string, id: string): Promise<string> =>
    out(
      ['apply', '--server-side', `--field-manager=${manager}`, '--filename=-'],
      manifest('EvidenceItem', 'shared', { ...evidenceSpec, custody: [{ ...handOver, id }] }),
    );
  const custody = async (): Promise<{ ids: string[]; resourceVersion: string }> => {
    const object = JSON.parse(await out(['get', 'evi/shared', '--output=json'])) as {
      metadata: { resourceVersion: string };
      spec: { custody: { id: string }[] };
    };
    return { ids: object.spec.custody.map(({ id }) => id), resourceVersion: object.metadata.resourceVersion };
  };
  await apply('pipeline', 'c1');
  await apply('responder', 'c2');
  const before = await custody();
  await apply('pipeline', 'c1');
  await apply('responder', 'c2');
  assert.equal(before.ids, ['c1', 'c2']);
  assert.equal(await custody(), before);
});

test('an item with every list full still takes the last entry of each, within the cost that the API server allows', async () => {
  const long = (length: number): string => 'x'.repeat(length);
  const entries = (count: number, more: object): object[] =>
    Array.from({ length: count }, (_, i) => ({ id: `e${i}${long(61 - String(i).length)}`, by: long(253), via: long(253), ...more }));
  const lists = (count: number): object => ({
    custody: entries(count, { from: long(253), to: long(253), reason: long(500), authority: long(200), seal: long(200) }),
    verifications: entries(count, { result: 'Match', note: long(500) }),
  });
  const full = manifest('EvidenceItem', 'full', { ...evidenceSpec, ...lists(63) });
  await out(['create', '--filename=-'], full);
  const steps: Update[] = [
    { title: 'the last entry of every list', patch: { spec: lists(64) } },
    { title: 'a full timeline', patch: { status: { timeline: timeline(1, 64) } }, subresource: 'status' },
    { title: 'the next window of it', patch: { status: { timeline: timeline(49, 112) } }, subresource: 'status' },
  ];
  for (const each of steps) expectOutcome(each.title, await update(full, each), undefined);
});

test('the regimes that come with the product are accepted, without a warning', async () => {
  const directory = new URL('../../charts/meldpunt/files/regimes', import.meta.url).pathname;
  expectOutcome('regimes', await run(['create', `--filename=${directory}`]), undefined);
});

test('kubectl explain teaches every field of the spec', async () => {
  for (const { crd, version } of definitions) {
    const text = collapse(await out(['explain', `${crd.spec.names.plural}.spec`]));
    const fields = Object.values(version.schema.openAPIV3Schema.properties?.['spec']?.properties ?? {});
    const untaught = fields
      .map(({ description = '' }) => collapse(firstSentence(description)))
      .filter((sentence) => !text.includes(sentence));
    assert.equal({ kind: crd.spec.names.kind, untaught }, { kind: crd.spec.names.kind, untaught: [] });
  }
});

test('kubectl get shows the columns, and finds objects by the fields that may be selected', async () => {
  const headings = async (shortName: string): Promise<string[]> =>
    ((await out(['get', shortName])).split('\n')[0] ?? '').split(/\s{2,}/).filter((heading) => heading !== '');
  assert.equal(await headings('evi'), ['NAME', 'INCIDENT', 'MEDIA', 'PHASE', 'HOLDER', 'VERIFIED', 'AGE']);
  assert.equal(await headings('note'), ['NAME', 'INCIDENT', 'DUTY', 'AUDIENCE', 'PHASE', 'DEADLINE', 'SENT', 'AGE']);
  const selected = await out([
    'get',
    'evidenceitems',
    `--namespace=${namespace}`,
    '--field-selector=spec.incidentRef.name=lost-laptop,status.phase=Collected',
    '--output=name',
  ]);
  assert.is(selected.trim(), 'evidenceitem.meldpunt.dev/disk');
});

test.run();
