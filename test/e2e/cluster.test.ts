// The embedded control plane is what all other end-to-end tests stand on, so it is tested for the things they take for granted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheDirectory } from '../cluster/assets.ts';
import { type ControlPlane, findControlPlane, startControlPlane } from '../cluster/controlplane.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { isRunning } from '../cluster/program.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';

// kubectl is to leave a user's own files alone, so here is a user who has none, and shall have none afterwards.
process.env['MELDPUNT_CACHE'] = cacheDirectory();
const home = mkdtempSync(join(tmpdir(), 'meldpunt-home-'));
process.env['HOME'] = home;

const driver = join(import.meta.dirname, '../cluster/controlplane.ts');
const temporary = mkdtempSync(join(tmpdir(), 'meldpunt-e2e-'));

/** kubectl's standard output; a failure of the command fails the test with its own words. */
const out = async (kubeconfig: string, ...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await kubectl(args, { kubeconfig });
  assert.is(code, 0, stderr);
  return stdout.trim();
};

const until = async (what: string, holds: () => boolean | Promise<boolean>, boundMs = 30_000): Promise<void> => {
  const bound = performance.now() + boundMs;
  while (!(await holds())) {
    if (performance.now() > bound) throw new Error(`not within ${boundMs / 1000} s: ${what}`);
    await delay(50);
  }
};

const pidsOf = ({ etcd, apiServer, controllerManager }: ControlPlane): number[] =>
  [etcd, apiServer, controllerManager].flatMap((program) => program?.pid() ?? []);

const noneRuns = (pids: readonly number[]): boolean => pids.every((pid) => !isRunning(pid));

const started = performance.now();
const [plane, other] = await Promise.all([temporaryControlPlane({ eventTtl: '30s' }), temporaryControlPlane({ controllers: [] })]);
const startSeconds = (performance.now() - started) / 1000;
const admin = plane.kubeconfig;
const carol = plane.kubeconfigFor('carol', ['handlers']);

test.after(async () => {
  await Promise.all([plane.stop(), other.stop()]);
  for (const directory of [temporary, home]) rmSync(directory, { recursive: true, force: true });
});

test('two start side by side within seconds, each with its own port, directory and objects', async () => {
  assert.ok(startSeconds < 30, `${startSeconds} s`);
  assert.is.not(plane.url, other.url);
  assert.is.not(plane.dir, other.dir);
  await out(admin, 'create', 'configmap', 'only-here');
  assert.match(await out(admin, 'get', 'configmaps', '-o', 'name'), /only-here/);
  assert.not.match(await out(other.kubeconfig, 'get', 'configmaps', '-o', 'name'), /only-here/);
  assert.is(other.controllerManager, undefined);
});

test('the server states a version that clients can read', async () => {
  const { gitVersion, major, minor } = JSON.parse(await out(admin, 'get', '--raw', '/version'));
  assert.match(gitVersion, /^v1\.\d+\.\d+$/);
  assert.is(gitVersion.startsWith(`v${major}.${minor}.`), true);
});

test('RBAC decides: a user may do what a role says and nothing else, and who is unknown may do nothing', async () => {
  const denied = await kubectl(['get', 'secrets'], { kubeconfig: carol });
  assert.is(denied.code, 1);
  assert.match(denied.stderr, /User "carol" cannot list resource "secrets"/);
  await out(admin, 'create', 'rolebinding', 'handlers-view', '--clusterrole=view', '--group=handlers');
  assert.is(await out(carol, 'get', 'pods', '-o', 'name'), '');
  assert.is((await kubectl(['get', 'secrets'], { kubeconfig: carol })).code, 1);
  const dispatcher = new Agent({ connect: { ca: readFileSync(join(plane.dir, 'pki/ca.crt')) } });
  const anonymous = await request(`${plane.url}/api/v1/namespaces`, { dispatcher });
  assert.is(anonymous.statusCode, 403);
  assert.match(await anonymous.body.text(), /system:anonymous/);
  await dispatcher.destroy();
  const impersonating = await kubectl(['get', 'pods'], { kubeconfig: admin, as: 'dave', asGroups: ['nobodies'] });
  assert.match(impersonating.stderr, /User "dave" cannot list resource "pods"/);
});

test('a kubeconfig for a service account acts as that account', async () => {
  await out(admin, 'create', 'serviceaccount', 'robot');
  const robot = await plane.serviceAccountKubeconfig('default', 'robot');
  assert.is(await out(robot, 'auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}'), 'system:serviceaccount:default:robot');
  try {
    await plane.serviceAccountKubeconfig('default', 'no-such-account');
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /No token for the service account default\/no-such-account: .*not found/);
  }
});

test('the audit log tells who did what, and not the content', async () => {
  await out(admin, 'create', 'secret', 'generic', 'audited', '--from-literal=password=correct-horse-battery');
  await kubectl(['delete', 'secret', 'audited'], { kubeconfig: carol });
  const log = readFileSync(plane.auditLog, 'utf8');
  const entries = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const seen = entries
    .filter(({ objectRef }) => objectRef?.name === 'audited')
    .map(({ level, verb, user, responseStatus }) => [level, verb, user.username, responseStatus.code]);
  assert.equal(seen, [
    ['Metadata', 'create', 'meldpunt-admin', 201],
    ['Metadata', 'delete', 'carol', 403],
  ]);
  assert.not.match(log, /correct-horse-battery|Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5/);
});

test('the controllers collect what has lost its owner, and empty a namespace that is deleted', async () => {
  await out(admin, 'create', 'namespace', 'short-lived');
  await out(admin, '--namespace=short-lived', 'create', 'configmap', 'owner');
  const uid = await out(admin, '--namespace=short-lived', 'get', 'configmap', 'owner', '-o', 'jsonpath={.metadata.uid}');
  const dependent = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'dependent', ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid }] },
  };
  const created = await kubectl(['--namespace=short-lived', 'create', '-f', '-'], { kubeconfig: admin, input: JSON.stringify(dependent) });
  assert.is(created.code, 0, created.stderr);
  await out(admin, '--namespace=short-lived', 'delete', 'configmap', 'owner');
  await out(admin, '--namespace=short-lived', 'wait', '--for=delete', 'configmap/dependent', '--timeout=20s');
  await out(admin, 'delete', 'namespace', 'short-lived', '--timeout=30s');
});

test('an API server killed and started again is at the same address and has lost nothing', async () => {
  await out(admin, 'create', 'configmap', 'before-the-kill');
  const pid = plane.apiServer.pid();
  await plane.apiServer.kill();
  assert.is(plane.apiServer.pid(), undefined);
  assert.is((await kubectl(['get', 'configmaps'], { kubeconfig: admin })).code, 1);
  await plane.apiServer.start();
  assert.is.not(plane.apiServer.pid(), pid);
  assert.is(await out(admin, 'get', 'configmap', 'before-the-kill', '-o', 'name'), 'configmap/before-the-kill');
});

test('a paused API server keeps its port and says nothing until it is resumed', async () => {
  plane.apiServer.pause();
  const silent = await kubectl(['get', 'namespaces', '--request-timeout=1s'], { kubeconfig: admin });
  plane.apiServer.resume();
  assert.is(silent.code, 1);
  assert.match(silent.stderr, /deadline|[Tt]imeout/);
  await until('answers again', async () => (await kubectl(['get', 'namespaces'], { kubeconfig: admin })).code === 0);
});

test('the API server serves again after etcd was killed and started', async () => {
  await plane.etcd.kill();
  await plane.etcd.start();
  await until('answers', async () => (await kubectl(['get', 'configmap', 'before-the-kill'], { kubeconfig: admin })).code === 0);
});

test('stopped and started again in the same directory it has its data, its address and its users', async () => {
  const dir = join(temporary, 'kept');
  const first = await startControlPlane({ dir });
  const user = first.kubeconfigFor('erin', ['system:masters']);
  await out(user, 'create', 'configmap', 'kept');
  const pids = pidsOf(first);
  assert.is(pids.length, 3);
  try {
    await startControlPlane({ dir });
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /A control plane is running in .*kept already \(process \d+\); stop that one, or choose another directory/);
  }
  await first.stop();
  assert.ok(noneRuns(pids), 'stop leaves no process');
  assert.is(await findControlPlane(dir), undefined);
  const second = await startControlPlane({ dir });
  assert.is(second.url, first.url);
  assert.is(await out(user, 'get', 'configmap', 'kept', '-o', 'name'), 'configmap/kept');
  await second.stop();
});

/** Starts a control plane from another process and returns that process with its report of the pids. */
const startElsewhere = async (options: object, andThen: string) => {
  const code = `
    const { startControlPlane } = await import(${JSON.stringify(driver)});
    const { etcd, apiServer } = await startControlPlane(${JSON.stringify({ ...options, controllers: [], fsync: false })});
    process.stdout.write(JSON.stringify([etcd.pid(), apiServer.pid()]));
    ${andThen}`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [report] = await once(owner.stdout, 'data');
  return { owner, pids: JSON.parse(String(report)) as number[] };
};

test('even when its owner is killed and can do nothing about it, nothing of it goes on', async () => {
  const { owner, pids } = await startElsewhere({ dir: join(temporary, 'orphan') }, 'setInterval(() => {}, 1000);');
  assert.not.ok(pids.some((pid) => !isRunning(pid)));
  owner.kill('SIGKILL');
  await until('gone', () => noneRuns(pids), 5000);
});

test('a detached one outlives the process that started it, is found again, and stopped', async () => {
  const dir = join(temporary, 'detached');
  const { owner, pids } = await startElsewhere({ dir, detached: true }, '');
  if (owner.exitCode === null) await once(owner, 'exit');
  const found = await findControlPlane(dir);
  assert.equal(found && pidsOf(found), pids);
  assert.match(await out(join(dir, 'kubeconfig'), 'get', 'namespaces', '-o', 'name'), /namespace\/default/);
  await found?.stop();
  assert.ok(noneRuns(pids));
});

test('a port that is taken is named in the refusal', async () => {
  try {
    await startControlPlane({ dir: join(temporary, 'port'), port: Number(new URL(plane.url).port) });
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /Port \d+ of 127\.0\.0\.1 is in use; choose another one, or none\./);
  }
});

test('a wrong flag is reported with what the API server says about it', async () => {
  const dir = join(temporary, 'flag');
  try {
    await startControlPlane({ dir, apiServerFlags: ['--no-such-flag'] });
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /kube-apiserver ended \(1\):.*unknown flag: --no-such-flag/s);
  }
  assert.is(await findControlPlane(dir), undefined);
});

test('nothing was written to the home directory, neither configuration nor cache', () => {
  assert.equal(readdirSync(home), []);
});

test('its files can be read by their owner only, and a temporary one leaves none', async () => {
  assert.is(statSync(plane.dir).mode & 0o077, 0);
  assert.is(statSync(admin).mode & 0o077, 0);
  await other.stop();
  assert.not.ok(existsSync(other.dir));
});

test.run();
