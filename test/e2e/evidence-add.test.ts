// `kubectl incident evidence add --upload`, as whoever collects types it: to a real S3 server and to a mounted volume; the operator reads it there.

import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { EvidenceItem } from '../../operator/api/types.gen.ts';
import { respond } from '../../operator/cli/command.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { until } from '../kube/lab.ts';
import { type BreakingLine, breakingLine } from './support/breaking.ts';
import { quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { type S3Server, startS3 } from './support/s3.ts';

const directory = mkdtempSync(join(tmpdir(), 'meldpunt-add-'));
const volumes = join(directory, 'volumes');
/** More than one part, so that it breaks off in the middle of an upload. */
const bytes = randomBytes(40_000_000);
const of = (algorithm: string, text: Buffer = bytes): string => createHash(algorithm).update(text).digest('hex');
let product: Product;
let s3: S3Server;
let line: BreakingLine;

test.before(async () => {
  mkdirSync(join(volumes, 'nas'), { recursive: true });
  mkdirSync(join(directory, 'stores'));
  [product, s3] = await Promise.all([startProduct(), startS3()]);
  line = await breakingLine(new URL(s3.endpoint));
  writeFileSync(join(directory, 'stores/bucket'), `accessKeyId=${s3.accessKeyId}\nsecretAccessKey=${s3.secretAccessKey}\n`);
  const stores = [
    { name: 'nas', type: 'Volume' },
    { name: 'bucket', type: 'S3', url: s3.endpoint, bucket: s3.bucket, addresses: ['127.0.0.0/8'] },
  ];
  const spec = JSON.stringify({ spec: { evidence: { verifyEvery: 'P1D', stores } } });
  const { code, stderr } = await product.kubectl(['patch', 'ipol', 'default', '--type=merge', '-p', spec]);
  assert.is(code, 0, stderr);
  await product
    .operator({ ...quickLease, MELDPUNT_EVIDENCE_VOLUMES: volumes, MELDPUNT_EVIDENCE_SECRETS: join(directory, 'stores') })
    .leads();
  await product.admin.create(kinds.Incident, {
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { name: 'disk', namespace },
    spec: { title: 'A laptop is compromised', report: { what: 'Malware', establishedAt: new Date().toISOString() } },
  });
});
test.after(async () => {
  await product?.stop();
  await line?.close();
  await s3?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const file = (name: string, content: Buffer | string = bytes): string => {
  writeFileSync(join(directory, name), content);
  return join(directory, name);
};

/** The command with what it is told in the environment, as a person's shell has it. */
const add = async (path: string, more: readonly string[], settings: Readonly<Record<string, string>> = {}) => {
  const environment = {
    KUBECTL: kubectlPath(),
    AWS_ENDPOINT_URL: line.origin,
    AWS_ACCESS_KEY_ID: s3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    ...settings,
  };
  Object.assign(process.env, environment);
  const known = ['--kubeconfig', product.plane.kubeconfig, '-n', namespace, '--media', 'DiskImage'];
  const incident = more.includes('--incident') ? [] : ['--incident', 'disk'];
  return respond(['evidence', 'add', path, ...known, ...incident, ...more]);
};
const item = (name: string): Promise<EvidenceItem> => product.admin.get<EvidenceItem>(kinds.EvidenceItem, { namespace, name });
const exists = async (name: string): Promise<boolean> => (await product.kubectl(['get', 'evi', name, '-n', namespace])).code === 0;
const read = async (name: string): Promise<string> => {
  await until(`${name} was read`, async () => (await item(name)).status?.checked !== undefined);
  const { status } = await item(name);
  return `${status?.checked?.result} ${status?.phase}`;
};

test('a file goes to the bucket part by part, and the item that names it has both digests and is found there by the operator', async () => {
  const added = await add(file('disk 1.raw'), ['--upload', 's3://evidence/4711/']);
  const said = [
    `evidenceitem ${namespace}/disk-1-raw created`,
    `sha256  ${of('sha256')}`,
    `sha512  ${of('sha512')}`,
    `bytes   ${bytes.length}`,
    'uri     s3://evidence/4711/disk%201.raw',
    '',
  ];
  assert.equal(added, { code: 0, out: said.join('\n'), err: '' });
  assert.is(of('sha256', readFileSync(join(s3.directory, '4711/disk 1.raw'))), of('sha256'));
  const { spec } = await item('disk-1-raw');
  assert.equal(spec.digest, { algorithm: 'sha256', value: of('sha256'), bytes: bytes.length, sha512: of('sha512') });
  assert.is(await read('disk-1-raw'), 'Match Preserved');
});

test('a line that breaks once is nobody`s concern; one that stays broken leaves no object and no item, and the same command mends it', async () => {
  line.breakAfter(20_000_000, 1);
  assert.is((await add(file('once.raw'), ['--upload', 's3://evidence/once.raw'])).code, 0);
  assert.is(line.broken(), 1);
  line.breakAfter(2_000_000, 100);
  const upload = ['--upload', 's3://evidence/broken.raw'];
  const failed = await add(file('broken.raw'), upload);
  assert.equal([failed.code, failed.out], [3, '']);
  assert.match(
    failed.err,
    /broken\.raw was not stored at s3:\/\/evidence\/broken\.raw: (ECONNRESET|EPIPE|socket hang up)\. Nothing was recorded\.\n$/,
  );
  assert.equal([await exists('broken-raw'), existsSync(join(s3.directory, 'broken.raw'))], [false, false]);
  line.breakAfter(Number.POSITIVE_INFINITY, 0);
  assert.is((await add(join(directory, 'broken.raw'), upload)).code, 0);
  assert.is(await read('broken-raw'), 'Match Preserved');
});

test('wrong credentials and what the API server refuses are told before anything is sent', async () => {
  const before = readdirSync(s3.directory, { recursive: true }).length;
  const wrong = await add(file('wrong.raw'), ['--upload', 's3://evidence/wrong.raw'], { AWS_SECRET_ACCESS_KEY: 'guessed' });
  assert.equal(
    [wrong.code, /403 SignatureDoesNotMatch \(it does not let you in: look at the credentials/.test(wrong.err)],
    [3, true],
    wrong.err,
  );
  assert.is(await exists('wrong-raw'), false);
  const refusals: readonly (readonly [args: readonly string[], why: RegExp])[] = [
    [['--name', 'disk-1-raw'], /already exists/],
    [['--incident', 'dsik'], /^There is no incident dsik in the namespace incidents\.\n$/],
    [['--clock-offset', 'two seconds'], /clockOffset/],
    [['--as', 'somebody.else'], /cannot create resource "evidenceitems"/],
  ];
  for (const [args, why] of refusals) {
    const { code, err } = await add(join(directory, 'wrong.raw'), ['--upload', 's3://evidence/refused.raw', ...args]);
    assert.equal([code, why.test(err)], [3, true], err);
  }
  assert.is(readdirSync(s3.directory, { recursive: true }).length, before);
});

test('bytes that are there are recognised, other bytes are never replaced', async () => {
  const upload = ['--upload', 's3://evidence/4711/disk 1.raw'];
  assert.is((await add(join(directory, 'disk 1.raw'), [...upload, '--name', 'copy'])).code, 0);
  const other = await add(file('other.raw', 'other bytes'), upload);
  assert.match(other.err, 'other bytes are there already, and nothing is replaced. Nothing was recorded.');
  assert.equal([other.code, await exists('other-raw')], [3, false]);
  assert.is(of('sha256', readFileSync(join(s3.directory, '4711/disk 1.raw'))), of('sha256'));
});

test('a volume that is mounted here as it is for the operator takes a file too', async () => {
  const upload = ['--upload', 'volume://nas/4711/disk.raw', '--volumes', volumes];
  const added = await add(file('mounted.raw'), upload);
  assert.match(added.out, 'uri     volume://nas/4711/disk.raw\n', added.err);
  assert.is(await read('mounted-raw'), 'Match Preserved');
});

test('of a directory every file goes there, and the list beside them checks them where they are', async () => {
  const folder = join(directory, 'case');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  file('case/b.txt', 'b');
  file('case/logs/a 1.log', 'a');
  symlinkSync('b.txt', join(folder, 'shortcut'));
  const added = await add(folder, ['--upload', 's3://evidence/cases/case']);
  assert.match(added.out, 'uri     s3://evidence/cases/case.sha256\n', added.err);
  assert.is(added.err, `${join(folder, 'shortcut')} is no plain file and is not in the list.\n`);
  const checked = spawnSync('sha256sum', ['-c', '--strict', '--quiet', '../case.sha256'], { cwd: join(s3.directory, 'cases/case') });
  assert.is(checked.status, 0, String(checked.stderr));
  assert.is(await read('case'), 'Match Preserved');
});

test.run();
