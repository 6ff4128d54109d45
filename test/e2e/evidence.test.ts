// Evidence whose bytes are outside of the cluster, as the operator keeps it true: in a mounted volume, in an S3-compatible store and behind HTTPS.
// Shows: P5, R-d, V2, V5, V7, V8.

import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { EvidenceItem, EvidenceItemSpec, Incident, Notification } from '../../operator/api/types.gen.ts';
import { respond } from '../../operator/cli/command.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { type Hostile, serve, startHostile } from '../evidence/bytes/hostile.ts';
import { until } from '../kube/lab.ts';
import { type Authority, type AuthorityServer, createAuthority, serveAuthority } from '../timestamp/support/authority.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { listAll, type RecordEvent } from './support/register.ts';
import { type S3Server, startS3 } from './support/s3.ts';

const events = { kind: 'Event', group: 'events.k8s.io', version: 'v1', plural: 'events', namespaced: true };
const bytes = randomBytes(3_000_000);
const flipped = Buffer.from(bytes);
flipped[1_234_567] = (flipped[1_234_567] ?? 0) ^ 1;

const directory = mkdtempSync(join(tmpdir(), 'meldpunt-evidence-'));
const onVolume = join(directory, 'volumes/nas/disk.raw');
let product: Product;
let operator: Operator;
let s3: S3Server;
let vault: Hostile;
let authority: Authority;
let stamps: AuthorityServer;

const digest = { algorithm: 'sha256', value: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length } as const;
const collection = {
  method: 'Bit-by-bit copy behind a write blocker',
  tool: { name: 'ewfacquire', version: '20171104', certification: 'NIST CFTT' },
  received: new Date().toISOString(),
  clockOffset: 'PT0S',
};

const create = (name: string, spec: Partial<EvidenceItemSpec>): Promise<unknown> =>
  product.admin.create(kinds.EvidenceItem, {
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'EvidenceItem',
    metadata: { name, namespace },
    spec: { incidentRef: { name: 'disk' }, description: 'Disk of laptop 4711', mediaType: 'DiskImage', collection, digest, ...spec },
  });
const item = (name: string): Promise<EvidenceItem> => product.admin.get<EvidenceItem>(kinds.EvidenceItem, { namespace, name });
const seen = (name: string, holds: (status: NonNullable<EvidenceItem['status']>) => boolean): Promise<void> =>
  until(`${name} came to that`, async () => {
    const { status } = await item(name);
    return status !== undefined && holds(status);
  });

const policy = async (spec: object): Promise<void> => {
  const { code, stderr } = await product.kubectl(['patch', 'ipol', 'default', '--type=merge', '-p', JSON.stringify({ spec })]);
  assert.is(code, 0, stderr);
};

test.before(async () => {
  mkdirSync(join(directory, 'volumes/nas'), { recursive: true });
  mkdirSync(join(directory, 'stores'));
  authority = await createAuthority();
  writeFileSync(join(directory, 'anchors.pem'), authority.anchor);
  stamps = await serveAuthority(authority);
  [product, s3, vault] = await Promise.all([startProduct(), startS3(), startHostile(serve(bytes))]);
  writeFileSync(onVolume, bytes);
  writeFileSync(join(s3.directory, 'disk 1.raw'), bytes);
  writeFileSync(join(directory, 'stores/bucket'), `accessKeyId=${s3.accessKeyId}\nsecretAccessKey=${s3.secretAccessKey}\n`);
  const addresses = ['127.0.0.0/8'];
  await policy({
    evidence: {
      verifyEvery: 'P1D',
      stores: [
        { name: 'nas', type: 'Volume' },
        { name: 'bucket', type: 'S3', url: s3.endpoint, bucket: s3.bucket, addresses },
        { name: 'vault', type: 'HTTPS', url: new URL('.', vault.url).href, addresses },
      ],
    },
  });
  operator = product.operator({
    ...quickLease,
    MELDPUNT_EVIDENCE_VOLUMES: join(directory, 'volumes'),
    MELDPUNT_EVIDENCE_SECRETS: join(directory, 'stores'),
    MELDPUNT_EVIDENCE_TSA_URL: stamps.url.href,
    MELDPUNT_EVIDENCE_TSA_ANCHORS: join(directory, 'anchors.pem'),
  });
  await operator.leads();
  await product.admin.create(kinds.Incident, {
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { name: 'disk', namespace },
    spec: { title: 'A laptop is compromised', report: { what: 'Malware', establishedAt: new Date().toISOString() } },
  });
});
test.after(async () => {
  await product?.stop();
  await s3?.stop();
  await vault?.close();
  await stamps?.close();
  await authority?.remove();
  rmSync(directory, { recursive: true, force: true });
});

const places = (): Readonly<Record<string, string>> => ({
  'on-volume': 'volume://nas/disk.raw',
  'in-bucket': 's3://evidence/disk%201.raw',
  'in-vault': vault.url.href,
});

test('the operator reads what it may and finds the bytes that were collected, wherever they are', async () => {
  await Promise.all(Object.entries(places()).map(([name, uri]) => create(name, { location: { uri } })));
  for (const name of Object.keys(places())) {
    await seen(name, ({ checked }) => checked !== undefined);
    const { status } = await item(name);
    assert.equal(
      [status?.checked?.result, status?.verified?.digest, status?.verified?.bytes, status?.phase],
      ['Match', digest.value, bytes.length, 'Preserved'],
    );
  }
});

test('the digest is stamped with the time, and OpenSSL verifies the stamp with nothing but the record and the anchor', async () => {
  await seen('on-volume', ({ seal }) => seal?.token !== undefined);
  const { status } = await item('on-volume');
  const verified = await authority.verify(Buffer.from(status?.seal?.token ?? '', 'base64'), Buffer.from(digest.value, 'hex'));
  assert.match(verified, 'Verification: OK');
  assert.ok(status?.timeline?.some(({ reason }) => reason === 'EvidenceStamped'));
});

test('a flipped byte compromises the item: timeline, Event, figure, notice to the CISO; what is gone is only unreadable', async () => {
  writeFileSync(onVolume, flipped);
  rmSync(join(s3.directory, 'disk 1.raw'));
  await policy({ evidence: { verifyEvery: 'PT1S' } });
  await seen('on-volume', ({ phase }) => phase === 'Compromised');
  await seen('in-bucket', ({ checked }) => checked?.result === 'Unreadable');
  await policy({ evidence: { verifyEvery: 'P1D' } });
  const { status } = await item('on-volume');
  const entries = (status?.timeline ?? []).map(({ reason, note }) => `${reason} ${note}`);
  assert.ok(entries.includes('Escalated evidence-compromised to CISO'), entries.join('\n'));
  assert.ok(entries.some((entry) => entry.startsWith('EvidenceMismatch Mismatch')));
  assert.ok(status?.findings?.some(({ reason }) => reason === 'BytesDiffer'));
  await until('the Event is posted', async () =>
    (await listAll<RecordEvent>(product.admin, events, namespace)).some(
      ({ reason, regarding }) => reason === 'EvidenceMismatch' && regarding.name === 'on-volume',
    ),
  );
  const notes = await listAll<Notification>(product.admin, kinds.Notification, namespace);
  assert.equal(
    notes.filter(({ spec }) => spec.duty.startsWith('evidence-')).map(({ spec }) => [spec.duty, spec.audience]),
    [['evidence-compromised', 'CISO']],
  );
  const bucket = (await item('in-bucket')).status;
  assert.equal([bucket?.phase, bucket?.checked?.detail, bucket?.checked?.matchAt !== undefined], ['Preserved', 'NotThere', true]);
  const metrics = await operator.metrics();
  assert.match(metrics, /meldpunt_evidence_items\{media_type="DiskImage",phase="Compromised"\} 1/);
  assert.match(metrics, /meldpunt_evidence_unreadable 1/);
  assert.match(metrics, /meldpunt_evidence_checks_total\{result="Mismatch"\} [1-9]/);
});

test('a receipt has the bytes read again, whatever the schedule says', async () => {
  const before = (await item('in-vault')).status?.checked?.at;
  const hand = async (field: string, entry: object): Promise<void> => {
    const patch = JSON.stringify({ spec: { [field]: [entry] } });
    const { code, stderr } = await product.kubectl(['patch', 'evi', 'in-vault', '-n', namespace, '--type=merge', '-p', patch]);
    assert.is(code, 0, stderr);
  };
  const holder = (await item('in-vault')).status?.holder ?? '';
  await hand('custody', { id: 'h1', from: holder, to: 'k.jacobs', reason: 'Analysis' });
  await hand('receipts', { id: 'r1', of: 'h1', by: 'k.jacobs', via: holder });
  await seen('in-vault', ({ checked }) => checked?.at !== before);
  const { status } = await item('in-vault');
  assert.equal([status?.holder, status?.custody?.handOvers], ['k.jacobs', 1]);
  assert.not.ok(status?.findings?.some(({ reason }) => reason === 'TransferNotVerified'));
});

test('what crosses a boundary unauthorised is in quarantine, does not count for its incident, and the CISO is told', async () => {
  await create('abroad', { crossesBoundary: true, location: { uri: 'volume://nas/disk.raw' } });
  await seen('abroad', ({ phase }) => phase !== undefined);
  const { status } = await item('abroad');
  assert.equal([status?.accepted, status?.findings?.some(({ reason }) => reason === 'NotAuthorised')], [false, true]);
  await until('the incident counts it', async () => {
    const { status: of } = await product.admin.get<Incident>(kinds.Incident, { namespace, name: 'disk' });
    return of?.evidence?.quarantined === 1 && of.evidence.items === 4 && of.evidence.intact === false;
  });
  const notes = await listAll<Notification>(product.admin, kinds.Notification, namespace);
  assert.ok(notes.some(({ spec }) => spec.duty === 'evidence-quarantined' && spec.audience === 'CISO'));
});

const cli = async (...args: readonly string[]) => {
  process.env['KUBECTL'] = kubectlPath();
  return respond([...args, '--kubeconfig', product.plane.kubeconfig, '-n', namespace]);
};

test('on the command line a file is added, verified, handed over and received, and its form is a PDF', async () => {
  const file = join(directory, 'mail box.mbox');
  writeFileSync(file, bytes);
  const added = await cli(
    'evidence',
    'add',
    file,
    '--incident',
    'disk',
    '--media',
    'Mailbox',
    '--tool',
    'offlineimap',
    '--place',
    'Safe 3',
  );
  assert.equal([added.code, added.err], [0, '']);
  assert.match(added.out, `evidenceitem ${namespace}/mail-box-mbox created\nsha256  ${digest.value}\n`);
  await seen('mail-box-mbox', ({ phase }) => phase === 'Preserved');
  assert.match((await cli('evidence', 'verify', 'mail-box-mbox', file, '--record')).out, /^Match\n[\s\S]*recorded as verifications\/v1\n$/);
  const { status } = await item('mail-box-mbox');
  const holder = status?.holder ?? '';
  const gave = await cli('evidence', 'transfer', 'mail-box-mbox', '--to', 'k.jacobs', '--reason', 'Analysis', '--seal', 'bag 1');
  assert.match(gave.out, `${holder} gave it to k.jacobs (custody/cu1)`);
  const self = await cli('evidence', 'transfer', 'mail-box-mbox', '--receive');
  assert.equal([self.code, /is for k\.jacobs, who receives or refuses it under their own name/.test(self.err)], [3, true], self.err);
  writeFileSync(file, flipped);
  const got = await cli('evidence', 'transfer', 'mail-box-mbox', '--receive', file, '--as', 'k.jacobs');
  assert.match(got.out, 'custody/cu1 Received (receipts/re1); THE BYTES ARE OTHERS', got.err);
  await seen('mail-box-mbox', ({ phase }) => phase === 'Compromised');
  const differs = await cli('evidence', 'verify', 'mail-box-mbox', file);
  assert.equal([differs.code, differs.out.startsWith('MISMATCH')], [1, true]);
  const pdf = join(directory, 'form.pdf');
  assert.equal(await cli('evidence', 'report', 'mail-box-mbox', '--format', 'pdf', '--lang', 'nl', '-o', pdf), {
    code: 0,
    out: '',
    err: '',
  });
  assert.is(readFileSync(pdf).subarray(0, 5).toString(), '%PDF-');
});

test('a directory is added as the list of its digests, and the stamp of an item is checked against the anchor', async () => {
  const folder = join(directory, 'case');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(join(folder, 'logs/a.log'), 'a');
  writeFileSync(join(folder, 'b.txt'), 'b');
  const added = await cli('evidence', 'add', folder, '--incident', 'disk', '--media', 'LogExtract', '--name', 'folder');
  assert.is(added.code, 0, added.err);
  assert.is(spawnSync('sha256sum', ['-c', '--strict', '--quiet', `${folder}.sha256`], { cwd: folder }).status, 0);
  assert.match((await cli('evidence', 'verify', 'folder', folder)).out, /^Match\n/);
  await seen('folder', ({ seal }) => seal?.token !== undefined);
  const checked = await cli('evidence', 'verify', 'folder', '--tsa-anchors', join(directory, 'anchors.pem'));
  assert.equal([checked.code, /stamp {5}20\d\d-.*, by .*Time stamps of the tests/.test(checked.out)], [0, true], checked.out);
  const sums = await cli('evidence', 'report', '--incident', 'disk', '--format', 'sha256');
  assert.match(sums.err, 'abroad is in quarantine and is not exported (V7).');
  assert.match(sums.out, `${digest.value}  on-volume/disk.raw\n`);
  const exported = await cli('export', 'disk');
  assert.match(exported.err, 'EvidenceItem abroad is in quarantine and is not exported (V7).');
  assert.not.match(exported.out, '"name": "abroad"');
});

test('the example collector secures a namespace before it vanishes, straight into an item', async () => {
  const shop = 'shop';
  const container = { name: 'web', image: 'registry.example/web@sha256:0000' };
  for (const object of [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: shop } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', namespace: shop }, spec: { containers: [container] } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'never', namespace: shop }, stringData: { password: 'do-not-read' } },
  ]) {
    const { code, stderr } = await product.kubectl(['create', '-f', '-'], { input: JSON.stringify(object) });
    assert.is(code, 0, stderr);
  }
  const target = join(directory, 'shop-evidence');
  const script = resolve(import.meta.dirname, '../../samples/kubernetes-evidence/collect.sh');
  const path = [
    join(resolve(import.meta.dirname, '../..'), 'operator/cli'),
    dirname(process.execPath),
    dirname(kubectlPath()),
    process.env['PATH'],
  ];
  const env = { ...process.env, KUBECONFIG: product.plane.kubeconfig, PATH: path.join(delimiter) };
  const ran = spawnSync(script, [shop, 'disk', target, '--', '--namespace', namespace, '--name', 'shop', '--access', 'Custodians'], {
    env,
    encoding: 'utf8',
  });
  assert.is(ran.status, 0, ran.stderr);
  assert.match(readFileSync(join(target, 'manifests/pods.yaml'), 'utf8'), 'registry.example/web@sha256:0000');
  // No node runs this pod: its log is empty, and is there all the same.
  assert.ok(existsSync(join(target, 'logs/web-1.web.log')) || existsSync(join(target, 'not-collected.txt')));
  assert.is(spawnSync('sh', ['-c', 'grep -r do-not-read .'], { cwd: target }).status, 1);
  assert.match((await cli('evidence', 'verify', 'shop', target)).out, /^Match\n/);
  const collected = await item('shop');
  assert.equal([collected.spec.mediaType, collected.spec.collection?.tool?.name], ['Snapshot', 'kubectl']);
  assert.equal(
    (collected.status?.findings ?? []).map(({ reason }) => reason).filter((reason) => reason.startsWith('Missing')),
    [],
  );
});

test('with the operator gone, custody is still judged; its order is whole again afterwards, and no namespace takes it along', async () => {
  assert.is(await operator.stop(), 0);
  const gave = await cli('evidence', 'transfer', 'shop', '--to', 'k.jacobs', '--reason', 'Analysis');
  assert.is(gave.code, 0, gave.err);
  assert.match((await cli('evidence', 'transfer', 'shop', '--to', 'd.maes', '--reason', 'Analysis')).err, 'It was handed over already');
  assert.is((await cli('evidence', 'transfer', 'shop', '--receive', '--as', 'k.jacobs')).code, 0);
  const { code, stderr } = await product.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  assert.equal([code, /holds (?:evidence|incidents)/.test(stderr)], [1, true], stderr);
  const removed = await product.kubectl(['delete', 'incident', 'disk', '-n', namespace, '--wait=false']);
  assert.is(removed.code, 1, 'an open incident is not deleted');
  operator = product.operator({ ...quickLease });
  await operator.leads();
  await seen('shop', ({ custody }) => custody?.handOvers === 1);
  const { status } = await item('shop');
  const reasons = (status?.timeline ?? []).map(({ reason }) => reason);
  assert.equal([status?.holder, reasons.indexOf('CustodyTransferred') < reasons.indexOf('CustodyReceived')], ['k.jacobs', true]);
});

test('an item that is restored from its export has its custody in order, each entry by its author', async () => {
  const { spec } = await item('shop');
  const by = 'restorer';
  const signed = (entries: readonly { readonly via?: string }[] | undefined) => (entries ?? []).map((entry) => ({ ...entry, via: by }));
  const restored = {
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'EvidenceItem',
    metadata: { name: 'shop-restored', namespace },
    spec: {
      ...spec,
      identified: { ...spec.identified, via: by },
      collection: { ...spec.collection, via: by },
      custody: signed(spec.custody),
      receipts: signed(spec.receipts),
      verifications: signed(spec.verifications),
    },
  };
  for (const role of ['pipeline', 'evidence-custodian']) {
    const bound = await product.kubectl([
      'create',
      'clusterrolebinding',
      `restorer-${role}`,
      `--clusterrole=meldpunt-${role}`,
      `--user=${by}`,
    ]);
    assert.is(bound.code, 0, bound.stderr);
  }
  await until('the restorer may', async () => {
    const { code, stderr } = await product.kubectl(['create', '-f', '-'], { as: by, input: JSON.stringify(restored) });
    if (code !== 0 && !/forbidden: User/.test(stderr)) throw new Error(stderr);
    return code === 0;
  });
  await seen('shop-restored', ({ custody }) => custody !== undefined);
  const [before, after] = [(await item('shop')).status, (await item('shop-restored')).status];
  assert.equal([after?.holder, after?.custody, after?.phase], [before?.holder, before?.custody, before?.phase]);
});

test.run();
