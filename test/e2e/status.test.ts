// What kubectl, kstatus and the operator say of the same objects; and that nobody but the operator says it.
// Shows: P1.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { apiVersion, type Kind, type KindName, kinds } from '../../operator/api/kinds.ts';
import { play } from '../../scripts/play.ts';
import { type Answer, type Person, personOf } from '../admission/client.ts';
import { until } from '../kube/lab.ts';
import { type Kstatus, kstatusOf, type Readable } from './support/kstatus.ts';
import type { Operator } from './support/operator.ts';
import { addProbeRegime, probeDeadline, probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { listKinds, type Record, statusKinds } from './support/register.ts';
import { settle } from './support/settle.ts';

let product: Product;
let operator: Operator;
let admin: Person;

test.before(async () => {
  product = await startProduct();
  admin = personOf(product.plane.kubeconfig);
  operator = product.operator();
  await operator.leads();
  for (const sample of ['lost-laptop', 'false-alarm']) await play(sample, { kubeconfig: product.plane.kubeconfig });
  await settle(product);
});

test.after(async () => {
  await product?.stop();
});

const kubectl = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await product.kubectl(args);
  assert.is(code, 0, `kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
};

const kindOf = (name: string): Kind => {
  const kind = statusKinds.find((each) => each.kind === name);
  if (kind === undefined) throw new Error(`${name} is no kind with a status.`);
  return kind;
};

test('the rules of kstatus are read as Flux and Argo CD read them', () => {
  const status = (...conditions: readonly (readonly [string, string])[]): Readable => ({
    metadata: { generation: 2 },
    status: { observedGeneration: 2, conditions: conditions.map(([type, truth]) => ({ type, status: truth })) },
  });
  const cases: readonly (readonly [Readable, Kstatus])[] = [
    [{ metadata: { generation: 1 } }, 'Current'],
    [{ metadata: { generation: 1 }, status: {} }, 'Current'],
    [{ metadata: { generation: 2 }, status: { observedGeneration: 1 } }, 'InProgress'],
    [{ metadata: { generation: 2 }, status: { observedGeneration: 3 } }, 'InProgress'],
    [{ metadata: { generation: 2 }, status: { conditions: [{ type: 'Ready', status: 'True' }] } }, 'Current'],
    [status(['Ready', 'True']), 'Current'],
    [status(['Ready', 'False']), 'InProgress'],
    [status(['Ready', 'Unknown']), 'InProgress'],
    [status(['Ready', 'True'], ['Reconciling', 'True']), 'InProgress'],
    [status(['Ready', 'True'], ['Reconciling', 'False']), 'Current'],
    [status(['Stalled', 'True'], ['Ready', 'False']), 'Failed'],
    [status(['Stalled', 'True'], ['Reconciling', 'True']), 'Failed'],
    [status(['Reconciling', 'True'], ['Stalled', 'True']), 'InProgress'],
    [{ metadata: { generation: 1, deletionTimestamp: '2026-11-24T00:00:00Z' }, status: {} }, 'Terminating'],
  ];
  assert.equal(
    cases.map(([object]) => kstatusOf(object)),
    cases.map(([, expected]) => expected),
  );
});

test('kubectl wait and kstatus agree that everything in the samples is ready', async () => {
  const all = await listKinds(product.admin, statusKinds);
  assert.ok(all.length >= 14, `${all.length} objects`);
  assert.equal(
    all.filter((record) => kstatusOf(record) !== 'Current').map(({ metadata }) => metadata.name),
    [],
  );
  for (const kind of statusKinds) {
    const ready = await kubectl(
      'wait',
      '--for=condition=Ready',
      kind.plural,
      '--all',
      ...(kind.namespaced ? ['-n', namespace] : []),
      '--timeout=10s',
    );
    const expected = all.filter((record) => record.kind === kind.kind);
    assert.is(ready.trim().split('\n').length, expected.length, kind.plural);
  }
});

test('kubectl get shows what the status says, in its own columns', async () => {
  const incidents = await kubectl('get', 'inc', '-n', namespace);
  const lines = incidents
    .trim()
    .split('\n')
    .map((line) => line.split(/\s{2,}/));
  const [header = []] = lines;
  const rowOf = (name: string): { readonly [column: string]: string | undefined } =>
    Object.fromEntries(header.map((column, index) => [column, lines.find(([first]) => first === name)?.[index]]));
  assert.is(rowOf('lost-laptop')['PHASE'], 'Closed');
  assert.is(rowOf('lost-laptop')['SEVERITY'], 'S2');
  assert.is(rowOf('false-alarm')['PHASE'], 'Dismissed');
  for (const kind of statusKinds) {
    const rows = (await kubectl('get', kind.plural, ...(kind.namespaced ? ['-n', namespace] : []), '--no-headers')).trim().split('\n');
    assert.is(rows.length, (await listKinds(product.admin, [kind])).length, kind.plural);
  }
  const everything = await kubectl('get', 'meldpunt', '-n', namespace, '-o', 'name');
  assert.match(everything, 'incident.meldpunt.dev/lost-laptop');
  assert.match(everything, 'evidenceitem.meldpunt.dev/lost-laptop-signin-log');
  const selected = await kubectl(
    'get',
    'incidents',
    '-n',
    namespace,
    '--field-selector',
    'status.phase=Closed,spec.category=PrivacyBreach',
    '-o',
    'name',
  );
  assert.is(selected.trim(), 'incident.meldpunt.dev/lost-laptop');
});

/** What kubectl describes, one text for each object. */
const described = async (of: readonly Kind[], ...where: readonly string[]): Promise<readonly string[]> =>
  (await kubectl('describe', of.map(({ plural }) => plural).join(','), '--show-events=true', ...where)).split(/\n{2,}(?=Name: )/);

test('kubectl describe shows phase, condition and the Events of every object', async () => {
  const texts = [
    ...(await described(
      statusKinds.filter(({ namespaced }) => namespaced),
      '-n',
      namespace,
    )),
    ...(await described(statusKinds.filter(({ namespaced }) => !namespaced))),
  ];
  const all = await listKinds(product.admin, statusKinds);
  assert.is(texts.length, all.length);
  for (const { kind, metadata, status } of all) {
    const text =
      texts.find((each) => new RegExp(`^Name: +${metadata.name}$`, 'm').test(each) && new RegExp(`^Kind: +${kind}$`, 'm').test(each)) ?? '';
    assert.match(text, /Type: +Ready/, metadata.name);
    const phase = status?.['phase'];
    if (typeof phase === 'string') assert.match(text, new RegExp(`Phase: +${phase}`), metadata.name);
    const reasons = new Set(status?.timeline?.map(({ reason }) => reason));
    const events = text.slice(text.lastIndexOf('\nEvents:'));
    assert.equal(
      [...reasons].filter((reason) => !events.includes(reason)),
      [],
      metadata.name,
    );
  }
});

/** Every field at the first level of a spec is explained. */
test('kubectl explain has a sentence for every field', async () => {
  for (const kind of Object.values(kinds)) {
    for (const part of kind.kind === 'TimelineArchive' ? ['spec'] : ['spec', 'status']) {
      const text = await kubectl('explain', `${kind.plural}.${part}`);
      assert.match(text, /DESCRIPTION:\n {4}\w/);
      // A field, then its values where they are counted out, then what it means.
      const fields = text.slice(text.indexOf('FIELDS:')).matchAll(/^ {2}(\w+)\t<[^\n]*\n(?: {2}enum: [^\n]*\n)?([^\n]*)/gm);
      const silent = [...fields].filter(([, , sentence = '']) => !/^ {4}\S/.test(sentence) || sentence.includes('<no description>'));
      assert.equal(
        silent.map(([, name]) => `${kind.plural}.${part}.${name}`),
        [],
      );
    }
  }
});

/** Everything that the administrator can try on a status. */
const attempts = (record: Record): readonly (readonly [string, () => Promise<Answer>])[] => {
  const place = { kind: record.kind as KindName, namespace: record.metadata.namespace, name: record.metadata.name };
  const forged = { observedGeneration: 99 };
  const { group, version, plural, namespaced } = kindOf(record.kind);
  const path = `/apis/${group}/${version}${namespaced ? `/namespaces/${place.namespace}` : ''}/${plural}/${place.name}/status`;
  const whole = { ...record, apiVersion, status: { ...record.status, observedGeneration: 99 } };
  return [
    ['merge patch', () => admin.merge(place, { status: forged }, 'status')],
    ['JSON patch', () => admin.jsonPatch(place, [{ op: 'remove', path: '/status/conditions' }], 'status')],
    ['replacement', () => admin.raw('PUT', path, whole)],
    [
      'server-side apply',
      () =>
        admin.raw(
          'PATCH',
          `${path}?fieldManager=forger&force=true`,
          // Whoever applies a status takes all of it, as it has one owner; a part would be refused for what it leaves out.
          { apiVersion, kind: record.kind, metadata: { name: place.name }, status: whole.status },
          'application/apply-patch+yaml',
        ),
    ],
  ];
};

test('not even the administrator writes a status, in whatever way', async () => {
  const before = await listKinds(product.admin, statusKinds);
  for (const kind of statusKinds) {
    const record = before.find((each) => each.kind === kind.kind);
    assert.ok(record, kind.kind);
    for (const [how, attempt] of record === undefined ? [] : attempts(record)) {
      const { status, message } = await attempt();
      assert.is(status, 403, `${how} of ${kind.kind}: ${status} ${message}`);
      assert.match(message, 'Only the operator');
    }
  }
  const silently = await admin.merge({ kind: 'Incident', namespace, name: 'false-alarm' }, { status: { phase: 'Closed' } });
  assert.is(silently.status, 200, 'beside the subresource a status is left aside, as always in Kubernetes');
  const after = await listKinds(product.admin, statusKinds);
  assert.equal(
    after.map(({ metadata, status }) => [metadata.name, status]),
    before.map(({ metadata, status }) => [metadata.name, status]),
  );
});

test('a law with an expression that cannot be used is stalled at the very field, and the others go on', async () => {
  const duty = { name: 'broken', audience: 'Public', from: 'awareAt', within: 'PT1H' };
  const broken = {
    apiVersion,
    kind: 'ReportingRegime',
    metadata: { name: 'broken' },
    spec: {
      title: 'Broken',
      duties: [
        { ...duty, name: 'sound', when: 'true' },
        { ...duty, when: 'incident.nosuchfield == 1' },
      ],
    },
  };
  await product.admin.create(kinds.ReportingRegime, broken);
  await addProbeRegime(product.admin, 'PT1H');
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: ['broken', 'probe'] } });
  const read = (): Promise<Record> => product.admin.get<Record>(kinds.ReportingRegime, { name: 'broken' });
  await until('the regime is answered', async () => (await read()).status?.observedGeneration === 1);
  const { status, metadata } = await read();
  const [first, second] = status?.conditions ?? [];
  assert.equal(
    [first?.type, first?.status, first?.reason, second?.type, second?.status],
    ['Stalled', 'True', 'ExpressionRefused', 'Ready', 'False'],
  );
  assert.match(first?.message ?? '', /^\.spec\.duties\[1\]\.when: .*nosuchfield/);
  assert.is(kstatusOf({ metadata, status } as Readable), 'Failed');
  const waited = await product.kubectl(['wait', '--for=condition=Stalled', 'regime/broken', '--timeout=5s']);
  assert.is(waited.code, 0, waited.stderr);
  await product.admin.create(kinds.Incident, probeIncident('under-a-sound-law', Date.now()));
  const incident = (): Promise<Record> => product.admin.get<Record>(kinds.Incident, { namespace, name: 'under-a-sound-law' });
  await until('the sound law applies', async () => probeDeadline(await incident())?.state === 'Running');
  await product.admin.jsonPatch(kinds.ReportingRegime, { name: 'broken' }, [{ op: 'replace', path: '/spec/duties/1/when', value: 'true' }]);
  await until(
    'the mended law is ready',
    async () => kstatusOf((await read()) as Readable) === 'Current' && (await read()).status?.observedGeneration === 2,
  );
  assert.equal(
    (await read()).status?.conditions?.map(({ type, status: truth }) => [type, truth]),
    [['Ready', 'True']],
  );
  await settle(product);
  const deadlines = (await incident()).status?.['deadlines'] as readonly { readonly name: string }[] | undefined;
  const names = (deadlines ?? []).map(({ name }) => name);
  assert.equal(names.toSorted(), ['broken', 'probe-duty', 'sound']);
  assert.ok(operator.running());
});

test.run();
