// The image without an engine: the same steps make the same files in a directory, and the operator is started in it as a pod would have
// it, with another root that is read-only, as nobody in particular, without any capability, as its service account.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, globSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeImage, sizeOf, user } from '../../scripts/image.ts';
import { operatorAccount } from '../../scripts/install.ts';
import { root } from '../../scripts/process.ts';
import { runtimeFlags } from '../../scripts/runtime.ts';
import { post } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';
import { namespace, type Product, startProduct } from './support/product.ts';

const home = mkdtempSync(join(tmpdir(), 'meldpunt-image-'));
const image = join(home, 'root');
let product: Product;

test.before(async () => {
  chmodSync(home, 0o755);
  makeImage(image);
  product = await startProduct();
});

test.after(async () => {
  await product?.stop();
  rmSync(home, { recursive: true, force: true });
});

const files = (): string[] =>
  readdirSync(image, { recursive: true, encoding: 'utf8' }).filter((path) => lstatSync(join(image, path)).isFile());

test('it holds Node, its libraries, the operator and production packages; no shell, no tool, nothing that gains rights', () => {
  const size = sizeOf(image);
  console.log(`  ${Math.round(size / 1e6)} MB`);
  assert.ok(size < 200_000_000, `${size} bytes`);
  const all = files();
  assert.equal(all.filter((path) => !path.startsWith('app/') && !/^(?:usr\/)?lib(?:64)?\//.test(path)).toSorted(), [
    'etc/group',
    'etc/passwd',
    'usr/local/bin/node',
  ]);
  assert.equal(
    all.filter((path) => (lstatSync(join(image, path)).mode & 0o6022) !== 0),
    [],
    'nothing is setuid, and nobody but root may write',
  );
  const development = Object.keys(
    (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: object }).devDependencies,
  );
  const there = new Set(
    globSync(['app/node_modules/*', 'app/node_modules/@*/*'], { cwd: image }).map((path) => path.slice('app/node_modules/'.length)),
  );
  assert.equal(
    development.filter((name) => there.has(name)),
    [],
  );
  assert.ok(all.some((path) => path.startsWith('app/.compiled/')));
});

test('its bill of materials names every package that is in it, with its licence', () => {
  const bill = JSON.parse(readFileSync(join(image, 'app/sbom.cdx.json'), 'utf8')) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string; readonly version: string; readonly licenses?: readonly unknown[] }[];
  };
  assert.is(bill.bomFormat, 'CycloneDX');
  const named = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  const installed = globSync(['app/node_modules/*/package.json', 'app/node_modules/@*/*/package.json'], { cwd: image }).map((path) => {
    const { name, version } = JSON.parse(readFileSync(join(image, path), 'utf8')) as { name: string; version: string };
    return `${name}@${version}`;
  });
  assert.ok(installed.length > 20);
  assert.equal(
    installed.filter((name) => !named.has(name)),
    [],
  );
  // This one states its licence (MIT) in its LICENSE only.
  assert.equal(
    bill.components.filter(({ licenses = [] }) => licenses.length === 0).map(({ name }) => name),
    ['png-js'],
  );
});

/** What the kubelet mounts into every pod. */
const mountAccount = async (): Promise<URL> => {
  const file = await product.plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name);
  const { clusters, users } = JSON.parse(readFileSync(file, 'utf8')) as {
    clusters: { cluster: { server: string; 'certificate-authority-data': string } }[];
    users: { user: { token: string } }[];
  };
  const directory = join(image, 'var/run/secrets/kubernetes.io/serviceaccount');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'token'), users[0]?.user.token ?? '');
  writeFileSync(join(directory, 'ca.crt'), Buffer.from(clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64'));
  writeFileSync(join(directory, 'namespace'), operatorAccount.namespace);
  return new URL(clusters[0]?.cluster.server ?? '');
};

/** Another root, read-only; /proc because the figures of the process come from there; then nobody's user without any capability. */
const script = `set -e
mount --bind "$1" "$1"
mkdir -p "$1/proc"
mount --rbind /proc "$1/proc"
mount -o remount,bind,ro "$1"
exec setpriv --no-new-privs --bounding-set=-all,+setuid,+setgid,+sys_chroot chroot --userspec=${user}:${user} --groups= "$1" /usr/local/bin/node ${runtimeFlags.join(' ')} /app/operator/main.ts`;

const start = (server: URL): ChildProcess =>
  spawn('unshare', ['--mount', '--propagation=private', 'sh', '-c', script, 'sh', image], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: '/app/.compiled',
      KUBERNETES_SERVICE_HOST: server.hostname,
      KUBERNETES_SERVICE_PORT: server.port,
      MELDPUNT_METRICS_ADDR: '127.0.0.1:0',
      MELDPUNT_INTAKE_ADDR: '127.0.0.1:0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

/** What the API server takes for a program that may report. */
const reporterToken = async (): Promise<string> => {
  await product.kubectl(['create', 'serviceaccount', 'reporter', '-n', namespace]);
  return (await product.kubectl(['create', 'token', 'reporter', '-n', namespace])).stdout.trim();
};

/** Every file that is needed to take a report is in the image: the definitions too, against which it is checked. */
const takesReports = async (url: string): Promise<void> => {
  const token = await reporterToken();
  const half = await post(url, token, '/v1/reports', { title: 'Lost badge' });
  assert.is(half.status, 400, JSON.stringify(half.body));
  const report = { title: 'Lost badge', report: { what: 'A badge was lost.', establishedAt: '2026-11-01T09:00:00Z' } };
  const whole = await post(url, token, '/v1/reports', report);
  assert.is(whole.status, 201, JSON.stringify(whole.body));
  const { code, stderr } = await product.kubectl([
    'wait',
    '-n',
    namespace,
    `incident/${String((whole.body as { name: string }).name)}`,
    '--for=condition=Ready',
    '--timeout=30s',
  ]);
  assert.is(code, 0, stderr);
};

test('started as a pod, on a read-only root and as nobody, it leads, takes a report, and stops when it is asked to', async () => {
  const server = await mountAccount();
  const began = performance.now();
  const child = start(server);
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    log += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    await until('it has started', () => {
      if (child.exitCode !== null) throw new Error(log);
      return log.includes('"message":"Started."');
    });
    console.log(`  started in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    await until('it leads', () => log.includes('"message":"Leading: '));
    await takesReports(/"intake":"([^"]+)"/.exec(log)?.[1] ?? '');
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    assert.match(status, new RegExp(`^Uid:\\t${user}\\t`, 'm'));
    assert.match(status, /^CapEff:\t0+$/m);
    assert.match(status, /^NoNewPrivs:\t1$/m);
    const writing = spawnSync('nsenter', [`--mount=/proc/${child.pid}/ns/mnt`, 'touch', join(image, 'app/written')], { encoding: 'utf8' });
    assert.match(writing.stderr, /Read-only file system/);
    child.kill('SIGTERM');
    assert.is(await ended, 0, log);
  } finally {
    child.kill('SIGKILL');
  }
});

test.run();
