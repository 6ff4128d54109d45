// The machinery while the cluster, or the process itself, fails.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLease } from '../../operator/kube/lease.ts';
import { builtins, type KubeObject } from '../../operator/kube/object.ts';
import { silent } from '../../operator/kube/observer.ts';
import { layoutOf } from '../cluster/flags.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { writeThrough } from '../faults/rig/replica.ts';
import { startTap, type Tap } from '../faults/rig/tap.ts';
import { caseKind, caseNamed, clientOf, countingObserver, createMachine, installLab, until } from './lab.ts';

const plane = await temporaryControlPlane({ controllers: [] });
const { client, connection } = clientOf(plane.kubeconfig);
await installLab(client);

test.after(async () => {
  await connection.close();
  await plane.stop();
});

/** Brings a killed API server back; its port may stay taken for a moment, until the last thread of the killed process is gone. */
const revive = () =>
  until('the API server is back', () =>
    plane.apiServer.start().then(
      () => true,
      () => false,
    ),
  );
const eventNames = async (): Promise<string[]> => {
  const names: string[] = [];
  for await (const page of client.listPages(builtins.Event)) names.push(...page.items.map(({ metadata }) => metadata.name));
  return names.toSorted();
};
const addFact = (name: string, ...facts: string[]) => client.mergePatch(caseKind, { namespace: 'default', name }, { spec: { facts } });

test('a killed API server is survived: what changed while it was away is noticed within 30 s of its return, deletions too', async () => {
  const seen = countingObserver();
  const machine = createMachine({ kubeconfig: plane.kubeconfig, observer: seen.observer });
  await machine.start();
  await client.create(caseKind, caseNamed('survivor'));
  await client.create(caseKind, caseNamed('victim'));
  await until(
    'both are recorded',
    () => [...machine.cases.values()].every(({ status }) => status?.recorded === 1) && machine.cases.size() === 2,
  );
  await plane.apiServer.kill();
  await revive();
  const back = performance.now();
  await client.delete(caseKind, { namespace: 'default', name: 'victim' });
  await client.create(caseKind, caseNamed('newcomer', { facts: ['a'] }));
  await addFact('survivor', 'b');
  await until('all of it is noticed', () => {
    const recorded = ['survivor', 'newcomer'].map((name) => machine.cases.get(`default/${name}`)?.status?.recorded);
    return recorded.every((n) => n === 2) && machine.cases.get('default/victim') === undefined;
  });
  const seconds = (performance.now() - back) / 1000;
  assert.ok(seconds < 30, `${seconds} s`);
  assert.ok(seen.count('watch Case list') <= 2, `${seen.count('watch Case list')} lists`);
  await machine.stop();
});

test('streams that end are resumed without a list, and a frozen server is noticed by its silence', async () => {
  const seen = countingObserver();
  const times = { silence: 3000, streamSeconds: 2 };
  const machine = createMachine({ kubeconfig: plane.kubeconfig, observer: seen.observer, times });
  await machine.start();
  const lists = seen.count('watch Case list');
  await until('streams were resumed', () => seen.count('watch Case resume') >= 2);
  assert.is(seen.count('watch Case list'), lists);
  plane.apiServer.pause();
  await until('the silence is noticed', () => seen.count('watch Case silent') >= 1, 10_000);
  plane.apiServer.resume();
  await addFact('survivor', 'b', 'c');
  await until('the change arrives', () => machine.cases.get('default/survivor')?.status?.recorded === 3);
  await machine.stop();
});

test('entries whose Events were not posted before a crash are announced by the next leader, each exactly once', async () => {
  const seen = countingObserver();
  // Commits reach the server and Events do not: the moment in which a crash would lose them.
  const crashing = createMachine({ kubeconfig: plane.kubeconfig, observer: silent });
  await crashing.synced();
  const before = await eventNames();
  const made = await Promise.all(
    ['one', 'two', 'three'].map((name) => client.create(caseKind, caseNamed(`crash-${name}`, { facts: ['a', 'b'] }))),
  );
  await until('they are seen', () => made.every(({ metadata }) => crashing.cases.find(metadata.namespace, metadata.name) !== undefined));
  const { createCommit } = await import('../../operator/kube/commit.ts');
  const { decideCase, archiveKind } = await import('./lab.ts');
  const commit = createCommit({ client, fence: () => true, announce: () => undefined, archives: archiveKind });
  const now = new Date().toISOString();
  for (const { metadata } of made) {
    const object = crashing.cases.find(metadata.namespace, metadata.name);
    if (object === undefined) throw new Error('not there');
    await commit(crashing.cases, object, decideCase({ key: '', object, now }), now);
  }
  await crashing.abandon();
  assert.equal(await eventNames(), before);
  const next = createMachine({ kubeconfig: plane.kubeconfig, observer: seen.observer });
  await next.start();
  await until('all are announced', () => next.announcer.pending() === 0);
  const expected = made.flatMap(({ metadata }) => [1, 2, 3].map((seq) => `case-${metadata.uid}-${seq}`));
  assert.equal(
    (await eventNames()).filter((name) => !before.includes(name)),
    expected.toSorted(),
  );
  assert.equal([seen.count('event posted'), seen.count('event existed')], [9, 0]);
  await next.stop();
  const third = createMachine({ kubeconfig: plane.kubeconfig, observer: seen.observer });
  await third.start();
  await until('nothing is left', () => third.announcer.pending() === 0);
  await third.stop();
  assert.is(seen.count('event posted'), 9);
});

test('Events that were under way when the server died are posted when it is back', async () => {
  const machine = createMachine({ kubeconfig: plane.kubeconfig });
  await machine.start();
  const made = await client.create(caseKind, caseNamed('outage', { facts: ['a'] }));
  await until('it is recorded', () => machine.cases.get('default/outage')?.status?.recorded === 2);
  await plane.apiServer.kill();
  await revive();
  await until(
    'both Events are there',
    async () => (await eventNames()).filter((name) => name.includes(made.metadata.uid ?? '?')).length === 2,
  );
  await machine.stop();
});

test('Events that do not fit into memory are read from the objects again, and each is posted exactly once', async () => {
  const seen = countingObserver();
  const machine = createMachine({ kubeconfig: plane.kubeconfig, observer: seen.observer, keep: 3 });
  await machine.start();
  const names = Array.from({ length: 30 }, (_, n) => `flood-${n}`);
  const made = await Promise.all(names.map((name) => client.create(caseKind, caseNamed(name, { facts: ['a', 'b'] }))));
  await Promise.all(names.map((name) => addFact(name, 'a', 'b', 'c', 'd')));
  await until('all are recorded', () => names.every((name) => machine.cases.get(`default/${name}`)?.status?.recorded === 5));
  const expected = made.flatMap(({ metadata }) => [1, 2, 3, 4, 5].map((seq) => `case-${metadata.uid}-${seq}`));
  await until('all are announced', async () => {
    const names = new Set(await eventNames());
    return expected.every((name) => names.has(name));
  });
  await until('nothing is left', () => machine.announcer.pending() === 0);
  assert.ok(seen.count('event posted') >= 150);
  assert.is(seen.count('event dropped'), 0);
  await machine.stop();
});

/** The way to the API server through a proxy that loses answers, with an account of its own. */
const throughTap = async (tap: Tap): Promise<string> => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'lab', namespace: 'default' } };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  const subjects = [{ kind: 'ServiceAccount', name: 'lab', namespace: 'default' }];
  const binding = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'lab' }, roleRef, subjects };
  for (const manifest of [account, binding]) {
    const { code, stderr } = await kubectl(['apply', '-f', '-'], { kubeconfig: plane.kubeconfig, input: JSON.stringify(manifest) });
    assert.is(code, 0, stderr);
  }
  const file = await plane.serviceAccountKubeconfig('default', 'lab');
  return writeThrough(file, file, tap.url('lab'), tap.ca());
};

test('entries whose answer was lost have their Events all the same, without another leader', async () => {
  const authority = readFileSync(join(layoutOf(plane.dir).pki, 'ca.crt'), 'utf8');
  const tap = await startTap({ origin: plane.url, authority, kill: () => Promise.resolve() });
  const machine = createMachine({ kubeconfig: await throughTap(tap) });
  await machine.start();
  tap.arrange({
    fate: ({ method, subresource }, nth) =>
      nth === 1 && method === 'PATCH' && subresource === 'status' ? { kind: 'instead', answer: { status: 504, body: '{}' } } : undefined,
    counts: ({ plural, mutating }) => mutating && plural === 'cases',
  });
  const made = await client.create(caseKind, caseNamed('answer-lost', { facts: ['a'] }));
  await until(
    'both Events are there',
    async () => (await eventNames()).filter((name) => name.includes(made.metadata.uid ?? '?')).length === 2,
  );
  await machine.stop();
  await tap.close();
});

const spawned: ChildProcess[] = [];
test.after(() => {
  for (const child of spawned) child.kill('SIGKILL');
});

/** Another process that takes part in the election, and what it said. */
const candidate = (identity: string) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'leader.ts'), plane.kubeconfig, identity], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  spawned.push(child);
  const said: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) =>
    said.push(
      ...chunk
        .toString()
        .split('\n')
        .filter((line) => line !== ''),
    ),
  );
  return { child, said };
};
const holder = async () => {
  const lease = await client.get<KubeObject & { readonly spec: { readonly holderIdentity?: string } }>(builtins.Lease, {
    namespace: 'default',
    name: 'lab',
  });
  return lease.spec.holderIdentity;
};

test('a paused leader that wakes writes nothing before it knows that it leads no more, and hands over what it holds when it ends', async () => {
  await client.create(caseKind, caseNamed('contested'));
  const first = candidate('first');
  await until('the first leads and writes', () => first.said.includes('leading') && first.said.includes('stored'));
  const second = candidate('second');
  first.child.kill('SIGSTOP');
  await until('the second takes over and writes', () => second.said.includes('leading') && second.said.includes('stored'), 15_000);
  const saidBefore = first.said.length;
  first.child.kill('SIGCONT');
  await until('the first knows', () => first.said.slice(saidBefore).includes('standby'));
  // One write may have been on its way when it was stopped: it lost, for its version was overtaken.
  const woke = first.said.slice(saidBefore).filter((line) => line === 'stored');
  assert.equal(woke, []);
  assert.is(await holder(), 'second');
  second.child.kill('SIGTERM');
  await until(
    'the second gave the Lease back, so the first need not wait for it to expire',
    () => first.said.lastIndexOf('leading') > saidBefore,
    2500,
  );
  assert.is(await holder(), 'first');
  first.child.kill('SIGTERM');
  await until('nobody holds it in the end', async () => (await holder()) === '');
});

test('a leader that cannot renew stops before another may begin', async () => {
  const seen: string[] = [];
  const ending = new AbortController();
  const times = { duration: 3000, deadline: 1500, retry: 200 };
  let stoppedAt = 0;
  const onStopped = async () => {
    seen.push('stopped');
    stoppedAt = performance.now();
  };
  const own = clientOf(plane.kubeconfig);
  const lease = createLease({
    client: own.client,
    observer: silent,
    namespace: 'default',
    name: 'cut-off',
    identity: 'me',
    times,
    onStarted: () => seen.push('started'),
    onStopped,
  });
  const running = lease.run(ending.signal);
  await until('it leads', lease.valid);
  plane.apiServer.pause();
  const cut = performance.now();
  await until('its writes are refused', () => !lease.valid(), 5000);
  const fencedAfter = performance.now() - cut;
  await until('it stopped', () => seen.includes('stopped'), 5000);
  plane.apiServer.resume();
  assert.ok(fencedAfter <= times.deadline + 100, `${fencedAfter} ms`);
  assert.ok(stoppedAt - cut < times.duration, `${stoppedAt - cut} ms`);
  ending.abort();
  await running;
  await own.connection.close();
});

test.run();
