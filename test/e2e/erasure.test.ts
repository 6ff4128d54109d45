// The end of a record: closed, kept, erased by the right person only, and what remains of it then.
// Shows: N6.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { apiVersion, type Kind, kinds } from '../../operator/api/kinds.ts';
import type { EvidenceItem, TimelineArchive } from '../../operator/api/types.gen.ts';
import { respond } from '../../operator/cli/command.ts';
import type { Report } from '../../operator/cli/report.ts';
import { hasCode } from '../../operator/kube/errors.ts';
import type { KubeObject } from '../../operator/kube/object.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { until } from '../kube/lab.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { listAll, listKinds, type Record, recordKinds } from './support/register.ts';
import { settle } from './support/settle.ts';
import { falseAlarm, lostLaptop, tell } from './support/story.ts';

const officer = 'z.peters';
const name = 'lost-laptop';

let product: Product;
let operator: Operator;

const start = async (): Promise<void> => {
  operator = product.operator(quickLease);
  await operator.leads();
};

/** The samples have nobody who erases; here somebody does. */
const appoint = async (): Promise<void> => {
  const args = ['create', 'rolebinding', 'records-officer', '--clusterrole=meldpunt-records-officer', `--user=${officer}`, '-n', namespace];
  const { code, stderr } = await product.kubectl(args);
  assert.is(code, 0, stderr);
};

test.before(async () => {
  process.env['KUBECTL'] = kubectlPath();
  product = await startProduct();
  await start();
  await appoint();
  await tell(product, lostLaptop, { begins: Date.now() });
  await tell(product, falseAlarm, { begins: Date.now() });
});

test.after(async () => {
  await product?.stop();
});

const incident = (): Promise<Record> => product.admin.get<Record>(kinds.Incident, { namespace, name });

const erase = (record: string, by: string, kind: Kind = kinds.Incident) =>
  product.kubectl(['delete', kind.plural, record, '-n', namespace, '--wait=false'], { as: by });

const isGone = async (kind: Kind, record: string): Promise<boolean> => {
  try {
    await product.admin.get(kind, { namespace, name: record });
    return false;
  } catch (error) {
    if (hasCode(error, 'NotFound')) return true;
    throw error;
  }
};

const change = async (spec: object, by: string): Promise<void> => {
  const patch = ['patch', 'incident', name, '-n', namespace, '--type=merge', '-p', JSON.stringify({ spec })];
  const { code, stderr } = await product.kubectl(patch, { as: by });
  assert.is(code, 0, stderr);
};

const archivesOf = async (uid: string | undefined): Promise<readonly (TimelineArchive & KubeObject)[]> =>
  (await listAll<TimelineArchive & KubeObject>(product.admin, kinds.TimelineArchive, namespace))
    .filter(({ spec }) => spec.of.uid === uid)
    .toSorted((a, b) => a.spec.first - b.spec.first);

const registerOf = async (uid: string | undefined) => (await archivesOf(uid)).at(-1)?.spec.register;

const verify = async (...args: readonly string[]): Promise<{ readonly code: number; readonly report: Report }> => {
  const { code, out, err } = await respond(['verify', ...args, `--kubeconfig=${product.plane.kubeconfig}`, '-n', namespace, '-o', 'json']);
  if (out === '') throw new Error(err);
  return { code, report: JSON.parse(out) as Report };
};

/** What an item of evidence says, and what the operator makes of its chain. */
const custodyOf = async (record: string) => {
  const { metadata, spec, status } = await product.admin.get<EvidenceItem>(kinds.EvidenceItem, { namespace, name: record });
  const { custody, receipts, verifications, collection, digest } = spec;
  return {
    metadata,
    said: { custody, receipts, verifications, collection, digest },
    judged: [status?.holder, status?.custody],
    found: status?.conditions?.find(({ type }) => type === 'IncidentFound')?.status,
    reasons: (status?.timeline ?? []).map(({ reason }) => reason),
  };
};
const evidence = 'lost-laptop-signin-log';
const directory = mkdtempSync(join(tmpdir(), 'meldpunt-erasure-'));
test.after(() => rmSync(directory, { recursive: true, force: true }));
let custodyBefore: Awaited<ReturnType<typeof custodyOf>>;

test('before the end, the record is taken away as one file', async () => {
  const { code, out, err } = await respond(['export', name, `--kubeconfig=${product.plane.kubeconfig}`, '-n', namespace]);
  assert.is(code, 0, err);
  writeFileSync(join(directory, 'lost-laptop.json'), out);
  custodyBefore = await custodyOf(evidence);
  assert.is(custodyBefore.said.custody?.length, 2);
});

test('a closed incident is kept for ten years, with what belongs to it, and nobody deletes any of it before', async () => {
  const { status } = await incident();
  assert.is(status?.['phase'], 'Closed');
  const endedAt = Temporal.Instant.from(String(status?.['endedAt']));
  const retainUntil = endedAt.toZonedDateTimeISO('UTC').add({ years: 10 }).toInstant().round('second').toString();
  assert.is(status?.['retainUntil'], retainUntil);
  const records = await listKinds(product.admin, recordKinds, namespace);
  const own = records.filter((record) => lostLaptop.belongs(record.metadata.name));
  assert.ok(own.length > 10);
  for (const record of own) {
    const kind = recordKinds.find((each) => each.kind === record.kind);
    assert.ok(kind);
    const { code, stderr } = await erase(record.metadata.name, officer, kind);
    assert.is(code, 1);
    assert.match(stderr, `This record is kept until 20`);
  }
  for (const [who, why] of [
    ['h.desk', 'cannot delete resource'],
    ['s.wouters', 'cannot delete resource'],
  ] as const) {
    const { stderr } = await erase(name, who);
    assert.match(stderr, why);
  }
});

test('the policy shortens the retention, and a legal hold still keeps the incident and all that belongs to it', async () => {
  const retention = { closedIncidents: 'PT1S', evidence: 'PT1S' };
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { retention } });
  await settle(product);
  await change({ legalHold: true }, 's.wouters');
  await settle(product);
  for (const record of await listKinds(product.admin, [kinds.Incident, kinds.EvidenceItem, kinds.Notification], namespace)) {
    if (!lostLaptop.belongs(record.metadata.name)) continue;
    const kind = recordKinds.find((each) => each.kind === record.kind);
    assert.ok(kind);
    const { stderr } = await erase(record.metadata.name, officer, kind);
    assert.match(stderr, 'This record is under a legal hold');
  }
  await change({ legalHold: false }, 's.wouters');
  await settle(product);
});

/** Lets the operator write what remains of a record, and not let go of it: as if it were cut off in between. */
const barrier = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'barrier' },
  spec: {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [{ apiGroups: ['meldpunt.dev'], apiVersions: ['*'], operations: ['UPDATE'], resources: ['incidents'] }],
    },
    validations: [{ expression: '!has(oldObject.metadata.deletionTimestamp)', message: 'not yet' }],
  },
};
const bound = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'barrier' },
  spec: { policyName: 'barrier', validationActions: ['Deny'] },
};

const inForce = async (): Promise<void> => {
  const { code, stderr } = await erase('false-alarm', officer);
  assert.is(code, 0, stderr);
  await until('the barrier is in force', async () => {
    const patch = ['annotate', 'incident', 'false-alarm', '-n', namespace, `probe=${Date.now()}`, '--overwrite'];
    return (await product.kubectl(patch)).stderr.includes('not yet');
  });
};

test('an operator that is killed between the register and the release leaves the same as one that is not', async () => {
  const { uid } = (await incident()).metadata;
  await operator.stop();
  // The clock of the API server is renewed every ten seconds, so that a retention of a second takes up to that long.
  await until(
    'the retention of both has passed',
    async () =>
      (await product.kubectl(['delete', 'incident', name, 'false-alarm', '-n', namespace, '--dry-run=server'], { as: officer })).code === 0,
    30_000,
  );
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [barrier, bound] });
  assert.is((await product.kubectl(['apply', '-f', '-'], { input })).code, 0);
  await inForce();
  const { code, stderr } = await erase(name, officer);
  assert.is(code, 0, stderr);
  assert.ok((await incident()).metadata.deletionTimestamp, 'with no operator it stays until one is back');
  assert.is(await registerOf(uid), undefined);
  await start();
  await until('the register is written', async () => (await registerOf(uid)) !== undefined);
  await operator.kill();
  const before = await archivesOf(uid);
  assert.not.ok(await isGone(kinds.Incident, name));
  await product.kubectl(['delete', 'validatingadmissionpolicybinding,validatingadmissionpolicy', 'barrier']);
  await start();
  await until('both are gone', async () => (await isGone(kinds.Incident, name)) && (await isGone(kinds.Incident, 'false-alarm')));
  assert.equal(await archivesOf(uid), before);
});

test('the evidence of an incident that was erased is there, in the order in which it was held, and is handed over as before', async () => {
  await until('it says that its incident is gone', async () => (await custodyOf(evidence)).found === 'False');
  const { said, judged, metadata } = await custodyOf(evidence);
  assert.equal([said, judged, metadata.uid], [custodyBefore.said, custodyBefore.judged, custodyBefore.metadata.uid]);
  const [holder] = judged;
  const entry = { id: 'after', from: holder, to: 'k.jacobs', reason: 'Back into the safe.' };
  const patch = JSON.stringify([{ op: 'add', path: '/spec/custody/-', value: entry }]);
  const { code, stderr } = await product.kubectl(['patch', 'evi', evidence, '-n', namespace, '--type=json', '-p', patch], {
    as: String(holder),
  });
  assert.is(code, 0, stderr);
  await until('it shows', async () => (await custodyOf(evidence)).reasons.at(-1) === 'CustodyTransferred');
});

/** Names and texts of the case, of which none may be in what remains. */
const personal = ['m.janssens', 'c.peeters', 'p.lambert', 'train', 'Laptop', 'pensioners'];

test('what remains tells the authority what happened and when it was told, and names nobody', async () => {
  const all = await listAll<TimelineArchive & KubeObject>(product.admin, kinds.TimelineArchive, namespace);
  const register = all.find(({ spec }) => spec.of.kind === 'Incident' && spec.of.name === name && spec.register)?.spec.register;
  assert.ok(register);
  const { facts, duties = [], digests = {} } = register;
  const told = [
    'spec.category',
    'status.verdict',
    'spec.personalData.kinds',
    'spec.personalData.cause',
    'spec.personalData.subjects.approximate',
    'risk',
    'risk.state',
  ];
  assert.equal(
    Object.fromEntries(told.map((path) => [path, facts[path]])),
    {
      'spec.category': 'PrivacyBreach',
      'status.verdict': 'Incident',
      'spec.personalData.kinds': 'Confidentiality, Availability',
      'spec.personalData.cause': 'Loss',
      'spec.personalData.subjects.approximate': '1200',
      risk: 'High',
      'risk.state': 'Decided',
    },
    JSON.stringify(facts),
  );
  const authority = duties.find((duty) => duty.name === 'gdpr-authority');
  assert.is(authority?.state, 'Met');
  assert.ok(authority?.metAt !== undefined && (authority.references ?? []).length > 0, JSON.stringify(authority));
  assert.ok(facts['actions'] !== undefined && facts['closedAt'] !== undefined);
  assert.ok(digests['spec.personalData.measures'] !== undefined || digests['spec.personalData'] !== undefined);
  const text = JSON.stringify(register);
  assert.equal(
    personal.filter((word) => text.includes(word)),
    [],
  );
});

test('a hold laid while a deletion waits keeps the record and is on its timeline; once it is lifted the record goes', async () => {
  const [item] = await listAll<Record>(product.admin, kinds.EvidenceItem, namespace);
  assert.ok(item);
  const address = { namespace, name: item.metadata.name };
  const lay = (legalHold: boolean) => product.admin.mergePatch(kinds.EvidenceItem, address, { spec: { retention: { legalHold } } });
  const changes = (entries: Record['status']): readonly string[] =>
    (entries?.timeline ?? []).map(({ note }) => note).filter((note) => note.startsWith('retention.legalHold'));
  await operator.stop();
  const { code, stderr } = await erase(address.name, officer, kinds.EvidenceItem);
  assert.is(code, 0, stderr);
  await lay(true);
  await start();
  const read = () => product.admin.get<Record>(kinds.EvidenceItem, address);
  await until('the hold is on the timeline', async () => changes((await read()).status).length > 0);
  assert.is(await registerOf(item.metadata.uid), undefined);
  const held = changes((await read()).status);
  await lay(false);
  await until('it is gone', () => isGone(kinds.EvidenceItem, address.name));
  const last = (await archivesOf(item.metadata.uid)).at(-1)?.spec;
  assert.ok(last?.register);
  assert.ok(held.every((note) => last.entries.some((entry) => entry.note === note)));
  assert.is(last.entries.at(-1)?.reason, 'Erased');
});

/** The command as docs/reference/evidence.md has it: whoever restores types exactly that. */
const documented = (): string => {
  const text = readFileSync(resolve(import.meta.dirname, '../../docs/reference/evidence.md'), 'utf8');
  return /^ *(jq [\s\S]*?\| kubectl create --as gitops -f -)$/m.exec(text)?.[1] ?? '';
};

test('evidence that is lost is restored from the export by the documented command, each entry by its author and in its order', async () => {
  if (!(await isGone(kinds.EvidenceItem, evidence))) {
    await until('it may go', async () => (await erase(evidence, officer, kinds.EvidenceItem)).code === 0, 30_000);
    await until('it is gone', () => isGone(kinds.EvidenceItem, evidence));
  }
  for (const role of ['pipeline', 'evidence-custodian']) {
    const args = ['create', 'rolebinding', `gitops-${role}`, `--clusterrole=meldpunt-${role}`, '--user=gitops', '-n', namespace];
    const { code, stderr } = await product.kubectl(args);
    assert.is(code, 0, stderr);
  }
  const path = [dirname(kubectlPath()), process.env['PATH']].join(delimiter);
  const env = { ...process.env, KUBECONFIG: product.plane.kubeconfig, PATH: path };
  await until(
    'the pipeline may',
    async () => (await product.kubectl(['auth', 'can-i', 'create', 'evi', '-n', namespace], { as: 'gitops' })).code === 0,
  );
  const ran = spawnSync('sh', ['-c', documented()], { cwd: directory, env, encoding: 'utf8' });
  assert.equal([ran.status, ran.stdout], [0, `evidenceitem.meldpunt.dev/${evidence} created\n`], ran.stderr);
  await until('its chain is judged', async () => (await custodyOf(evidence)).judged[0] !== undefined);
  const { said, judged, metadata } = await custodyOf(evidence);
  const via = (entries: readonly object[] | undefined) => entries?.map((entry) => ({ ...entry, via: 'gitops' }));
  const { custody, receipts, verifications, collection, digest } = custodyBefore.said;
  const expected = {
    custody: via(custody),
    receipts: via(receipts),
    verifications: via(verifications),
    collection: { ...collection, via: 'gitops' },
    digest,
  };
  assert.equal([said, judged], [expected, custodyBefore.judged]);
  assert.is.not(metadata.uid, custodyBefore.metadata.uid, 'that it was restored shows');
  const checked = await respond(['verify', '-f', join(directory, 'lost-laptop.json')]);
  assert.match(checked.out, evidence, checked.err);
  const kept = await erase(evidence, officer, kinds.EvidenceItem);
  assert.match(kept.stderr, 'This evidence is kept with its incident, which is still open or not there. Record its disposal first');
  const retention = { until: new Date().toISOString() };
  await product.admin.mergePatch(kinds.EvidenceItem, { namespace, name: evidence }, { spec: { retention } });
});

test('where admission adds no finalizer, the operator does', async () => {
  const weakness = {
    apiVersion,
    kind: 'Weakness',
    metadata: { name: 'unguarded', namespace },
    spec: { title: 'Doors', notExploited: true },
  };
  const finalizersIn = (text: string): unknown => (JSON.parse(text) as KubeObject).metadata.finalizers;
  await product.kubectl(['delete', 'mutatingadmissionpolicybinding', 'meldpunt-fill-in']);
  const create = ['create', '-f', '-', '-o', 'json'];
  await until('admission adds nothing', async () => {
    const { stdout } = await product.kubectl([...create, '--dry-run=server'], { input: JSON.stringify(weakness) });
    return finalizersIn(stdout) === undefined;
  });
  const { stdout } = await product.kubectl(create, { input: JSON.stringify(weakness) });
  assert.is(finalizersIn(stdout), undefined);
  await until('the operator has added it', async () => {
    const { metadata } = await product.admin.get(kinds.Weakness, { namespace, name: 'unguarded' });
    return metadata.finalizers?.includes('meldpunt.dev/register') === true;
  });
});

test('what belonged to the incident is erased after it, and each leaves its own entry; every chain still verifies', async () => {
  const left = (await listKinds(product.admin, [kinds.EvidenceItem, kinds.Notification, kinds.Weakness], namespace)).filter(
    ({ metadata }) => lostLaptop.belongs(metadata.name),
  );
  assert.ok(left.length > 7, `${left.length} records`);
  for (const record of left) {
    const kind = recordKinds.find((each) => each.kind === record.kind);
    assert.ok(kind);
    await until(`${record.metadata.name} may go`, async () => (await erase(record.metadata.name, officer, kind)).code === 0, 30_000);
  }
  for (const record of left) {
    const kind = recordKinds.find((each) => each.kind === record.kind) ?? kinds.Incident;
    await until(`${record.metadata.name} is gone`, () => isGone(kind, record.metadata.name));
    const register = await registerOf(record.metadata.uid);
    assert.ok(register, record.metadata.name);
    const text = JSON.stringify(register);
    assert.equal(
      personal.filter((word) => text.includes(word)),
      [],
      record.metadata.name,
    );
  }
  const { code, report } = await verify();
  assert.equal(report.findings, []);
  assert.is(code, 0);
  const kept = new Set(report.records.map((record) => record.name));
  assert.equal(
    left.filter(({ metadata }) => !kept.has(metadata.name)),
    [],
    'what was erased is verified too',
  );
  assert.is((await verify(name)).code, 0);
});

test.run();
