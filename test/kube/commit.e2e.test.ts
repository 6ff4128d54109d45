// The machinery on a real API server: what is written, when nothing is, and what happens to objects that cannot be processed.
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Decision } from '../../operator/api/decision.ts';
import { reasons } from '../../operator/api/reasons.ts';
import type { TimelineArchive } from '../../operator/api/types.gen.ts';
import { append, genesis, hashOf, headOf, type TimelineEntry } from '../../operator/journal/chain.ts';
import { createCache } from '../../operator/kube/cache.ts';
import { createChildrenBy } from '../../operator/kube/children.ts';
import { type Client, createClient } from '../../operator/kube/client.ts';
import { createConnection } from '../../operator/kube/connection.ts';
import { fromKubeconfig } from '../../operator/kube/credentials.ts';
import { hasCode } from '../../operator/kube/errors.ts';
import { leanObject } from '../../operator/kube/lean.ts';
import { builtins, type KubeObject } from '../../operator/kube/object.ts';
import { silent } from '../../operator/kube/observer.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import {
  archiveKind,
  type Case,
  type CaseStatus,
  caseKind,
  caseNamed,
  clientOf,
  countingObserver,
  createMachine,
  decideCase,
  installLab,
  until,
} from './lab.ts';

const plane = await temporaryControlPlane({ controllers: [] });
const { client, connection } = clientOf(plane.kubeconfig);
await installLab(client);

test.after(async () => {
  await connection.close();
  await plane.stop();
});

const get = (name: string) => client.get<Case>(caseKind, { namespace: 'default', name });
const listed = async <T extends KubeObject>(from: Client, kind: typeof caseKind): Promise<T[]> => {
  const all: T[] = [];
  for await (const page of from.listPages<T>(kind)) all.push(...page.items);
  return all;
};
const eventsOf = async (uid: string | undefined) =>
  (await listed<KubeObject & { readonly regarding: { readonly uid: string }; readonly note: string }>(client, builtins.Event))
    .filter(({ regarding }) => regarding.uid === uid)
    .toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name, 'en', { numeric: true }));

/** Runs the machinery for one test. */
const withMachine = async (
  run: (machine: ReturnType<typeof createMachine>, seen: ReturnType<typeof countingObserver>) => Promise<void>,
  options: Partial<Parameters<typeof createMachine>[0]> = {},
) => {
  const seen = countingObserver();
  const machine = createMachine({ kubeconfig: plane.kubeconfig, observer: seen.observer, ...options });
  await machine.start();
  try {
    await run(machine, seen);
  } finally {
    await machine.stop();
  }
};

/** Whether entries are one unbroken chain from an object's genesis. */
const isChained = (owner: { readonly kind: string; readonly uid: string }, entries: readonly TimelineEntry[]) => {
  for (const [i, entry] of entries.entries()) {
    assert.is(entry.prev, entries[i - 1]?.hash ?? genesis(owner));
    assert.is(entry.hash, hashOf(entry));
  }
};

test('a new object costs one status write and one Event per entry, and then nothing', async () => {
  await withMachine(async ({ cases }, { count }) => {
    const made = await client.create(caseKind, caseNamed('first', { facts: ['a'] }));
    await until('it is recorded', () => cases.get('default/first')?.status?.recorded === 2);
    await until('both Events are posted', () => count('event posted') === 2);
    const stored = await get('first');
    assert.is(stored.status?.observedGeneration, 1);
    assert.equal(
      stored.status?.timeline?.map(({ seq, note, reason }) => [seq, note, reason]),
      [
        [1, 'created', 'FactChanged'],
        [2, 'a', 'FactChanged'],
      ],
    );
    assert.is(stored.status?.timeline?.[0]?.prev, genesis({ kind: 'Case', uid: made.metadata.uid ?? '' }));
    assert.equal(
      (await eventsOf(made.metadata.uid)).map(({ metadata, note }) => [metadata.name, note]),
      [
        [`case-${made.metadata.uid}-1`, 'created'],
        [`case-${made.metadata.uid}-2`, 'a'],
      ],
    );
    assert.equal([count('request patch OK'), count('event posted')], [1, 2]);
  });
});

test('when nothing waits any more, the depth of the queue that is told is none', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `waits-${index}`);
  await withMachine(
    async (_, seen) => {
      await Promise.all(names.map((name) => client.create(caseKind, caseNamed(name, { facts: ['a'] }))));
      for (const name of names) await until('it is decided upon', async () => (await get(name)).status?.observedGeneration === 1);
      assert.is(seen.count('queue depth'), 0);
    },
    { workers: 1 },
  );
});

test('an operator that starts on what is recorded writes nothing', async () => {
  await withMachine(async ({ controller }, { count }) => {
    await until('everything was looked at', () => count('reconciled done') >= 1 && controller.depth() === 0);
    assert.equal([count('request patch OK'), count('request create OK')], [0, 0]);
  });
});

test('no state is kept in Events: when all of them have expired, an operator that starts still writes nothing', async () => {
  const before = await get('first');
  for (const event of await listed<KubeObject>(client, builtins.Event)) await client.delete(builtins.Event, event.metadata);
  await withMachine(async ({ controller }, { count }) => {
    await until('everything was looked at', () => count('reconciled done') >= 1 && controller.depth() === 0);
    assert.is(count('request patch OK'), 0);
  });
  assert.equal((await get('first')).status, before.status);
});

/** A machine that decides nothing by itself, so that only the test writes. */
const idle = { decide: () => undefined };

test('what was written is read at once, before the watch tells of it', async () => {
  await withMachine(async ({ cases, commit }) => {
    const before = cases.get('default/first');
    if (before === undefined) throw new Error('not there');
    const decision: Decision<CaseStatus> = { status: { ...before.status, size: 'small' }, entries: [], children: [] };
    const outcome = await commit(cases, before, decision, '2026-11-24T12:00:00Z');
    assert.is(outcome.kind, 'stored');
    assert.is(cases.get('default/first')?.status?.size, 'small');
  }, idle);
});

test('a decision on an object that somebody changed is refused, to be taken anew on the new one, and their change stands', async () => {
  await withMachine(async ({ cases, commit }) => {
    const stale = cases.get('default/first');
    if (stale === undefined) throw new Error('not there');
    await client.mergePatch(caseKind, stale.metadata, { metadata: { annotations: { theirs: 'stands' } } });
    const decision: Decision<CaseStatus> = { status: { observedGeneration: 1 }, entries: [], children: [] };
    assert.equal(await commit(cases, stale, decision, '2026-11-24T12:00:00Z'), { kind: 'conflict' });
    const stored = await get('first');
    assert.equal([stored.metadata.annotations, stored.status?.recorded], [{ theirs: 'stands' }, 2]);
    assert.equal(cases.get('default/first')?.metadata.annotations, { theirs: 'stands' });
  }, idle);
});

test('a rival that writes all the time is neither overwritten nor does it keep facts from being recorded', async () => {
  await withMachine(async ({ cases }) => {
    await client.create(caseKind, caseNamed('contested'));
    await until('it is recorded', () => cases.get('default/contested')?.status?.recorded === 1);
    let rivalling = true;
    const rival = async () => {
      for (let n = 0; rivalling; n += 1) {
        await client.mergePatch(caseKind, { namespace: 'default', name: 'contested' }, { metadata: { annotations: { rival: String(n) } } });
      }
    };
    const rivals = [rival(), rival()];
    const facts = Array.from({ length: 10 }, (_, n) => `fact-${n}`);
    for (let n = 1; n <= facts.length; n += 1) {
      await client.mergePatch(caseKind, { namespace: 'default', name: 'contested' }, { spec: { facts: facts.slice(0, n) } });
    }
    await until('all facts are recorded', () => cases.get('default/contested')?.status?.recorded === 11);
    rivalling = false;
    await Promise.all(rivals);
    const stored = await get('contested');
    assert.equal(
      stored.status?.timeline?.map(({ note }) => note),
      ['created', ...facts],
    );
    assert.ok(Number(stored.metadata.annotations?.['rival']) > 0);
  });
});

test('old entries move whole into archives, the chain runs on through both, and the window keeps its limit', async () => {
  const facts = Array.from({ length: 300 }, (_, n) => `fact-${n}`);
  await withMachine(async ({ cases }, { count }) => {
    const made = await client.create(caseKind, caseNamed('long', { facts: facts.slice(0, 60) }));
    await until('the first are recorded', () => cases.get('default/long')?.status?.recorded === 61);
    await client.mergePatch(caseKind, made.metadata, { spec: { facts: facts.slice(0, 80) } });
    await until('more are recorded', () => cases.get('default/long')?.status?.recorded === 81);
    await client.mergePatch(caseKind, made.metadata, { spec: { facts } });
    await until('all are recorded', () => cases.get('default/long')?.status?.recorded === 301);
    await until('every Event is posted', () => count('event posted') === 301);
    const uid = made.metadata.uid ?? '';
    const archives = (await listed<TimelineArchive>(client, archiveKind)).map(({ spec }) => spec).toSorted((a, b) => a.first - b.first);
    const window = (await get('long')).status?.timeline ?? [];
    assert.ok(window.length <= 64);
    const entries = [...archives.flatMap((spec) => spec.entries), ...window];
    assert.equal(
      entries.map(({ seq, note }) => [seq, note]),
      ['created', ...facts].map((note, i) => [i + 1, note]),
    );
    isChained({ kind: 'Case', uid }, entries);
    assert.is((await eventsOf(uid)).length, 301);
  });
});

test('an archive that an attempt left behind is continued, not contradicted', async () => {
  const facts = Array.from({ length: 150 }, (_, n) => `fact-${n}`);
  const made = await client.create(caseKind, caseNamed('cut-off', { facts }));
  const uid = made.metadata.uid ?? '';
  const owner = { kind: 'Case', uid };
  const drafts = ['created', ...facts].map((note) => ({ actor: 'somebody', reason: 'FactChanged' as const, note }));
  const entries = append(headOf(owner, []), drafts.slice(0, 48), '2026-11-01T00:00:00Z');
  const spec = { of: { ...owner, name: 'cut-off' }, first: 1, last: 48, entries, prev: genesis(owner), head: entries.at(-1)?.hash };
  await client.create<KubeObject>(archiveKind, {
    apiVersion: 'lab.example.com/v1',
    kind: 'CaseArchive',
    metadata: { name: `case-${uid}-1`, namespace: 'default' },
    spec,
  });
  await withMachine(async ({ cases }) => {
    await until('all are recorded', () => cases.get('default/cut-off')?.status?.recorded === 151);
    const archives = (await listed<TimelineArchive>(client, archiveKind)).map(({ spec }) => spec).filter(({ of }) => of.uid === uid);
    const all = [
      ...archives.toSorted((a, b) => a.first - b.first).flatMap((each) => each.entries),
      ...((await get('cut-off')).status?.timeline ?? []),
    ];
    assert.equal(
      all.map(({ note }) => note),
      drafts.map(({ note }) => note),
    );
    isChained(owner, all);
  });
});

test('an object that cannot be processed is set aside with a condition and a sentence, and stops no other', async () => {
  await withMachine(async ({ cases }, { count, logs }) => {
    await client.create(caseKind, caseNamed('poison', { poison: true, facts: ['personal data of Jan'] }));
    await client.create(caseKind, caseNamed('healthy'));
    const ready = (name: string) => cases.get(`default/${name}`)?.status?.conditions;
    await until('the other one is ready', () => ready('healthy')?.[0]?.status === 'True');
    await until('it is set aside', () => ready('poison') !== undefined);
    assert.equal(
      ready('poison')?.map(({ type, status, reason }) => [type, status, reason]),
      [
        ['Stalled', 'True', 'Quarantined'],
        ['Ready', 'False', 'Quarantined'],
      ],
    );
    assert.match(ready('poison')?.[0]?.message ?? '', /set it aside \(TypeError\)/);
    assert.is(cases.get('default/poison')?.status?.observedGeneration, undefined);
    assert.not.match(logs.join(), /Jan/);
    const quarantines = count('reconciled quarantined');
    await client.mergePatch(caseKind, { namespace: 'default', name: 'poison' }, { spec: { poison: false } });
    await until('it recovers once it is mended', () => ready('poison')?.[0]?.type === 'Ready' && ready('poison')?.[0]?.status === 'True');
    assert.is(quarantines, 1);
  });
});

test('a status that the API server will never take sets the object aside after one attempt', async () => {
  await withMachine(async ({ cases }, { count }) => {
    await client.create(caseKind, caseNamed('huge', { bloat: 1_700_000 }));
    await until('it is set aside', () => cases.get('default/huge')?.status?.conditions?.[0]?.reason === 'Quarantined');
    assert.match(cases.get('default/huge')?.status?.conditions?.[0]?.message ?? '', /TooLarge/);
    assert.is(count('request patch TooLarge'), 1);
    await client.create(caseKind, caseNamed('refused', { bloat: 2_000_001 }));
    await until('that one too', () => cases.get('default/refused')?.status?.conditions?.[0]?.reason === 'Quarantined');
    assert.match(cases.get('default/refused')?.status?.conditions?.[0]?.message ?? '', /Invalid at status.size|TooLarge/);
  });
});

test('a process that may not write writes nothing', async () => {
  let leading = false;
  await withMachine(
    async ({ cases }, { count }) => {
      await client.create(caseKind, caseNamed('fenced'));
      await until('it was tried', () => count('reconciled fenced') >= 1);
      assert.is((await get('fenced')).status, undefined);
      leading = true;
      await until('it is recorded once it may', () => cases.get('default/fenced')?.status?.recorded === 1);
    },
    { fence: () => leading },
  );
});

test('children are created once, whoever asks however often, and one that exists is left as it is', async () => {
  const seen = countingObserver();
  const own = clientOf(plane.kubeconfig, seen.observer);
  const cache = createCache<KubeObject>({ kind: archiveKind, trim: leanObject(archiveKind), observer: silent });
  const draft = (name: string, spec: object) => ({
    apiVersion: 'lab.example.com/v1',
    kind: 'CaseArchive',
    metadata: { name, namespace: 'default' },
    spec,
  });
  const children = createChildrenBy({ client: own.client, fence: () => true, caches: [cache] });
  const drafts = [draft('child-1', { by: 'operator' }), draft('child-2', { by: 'operator' })];
  await client.create<KubeObject>(archiveKind, draft('child-2', { by: 'somebody' }));
  await children(drafts);
  assert.equal((await client.get<KubeObject>(archiveKind, { namespace: 'default', name: 'child-2' })).spec, { by: 'somebody' });
  assert.equal([...cache.keys()], ['default/child-1']);
  await children(drafts.slice(0, 1));
  assert.equal([seen.count('request create OK'), seen.count('request create AlreadyExists')], [1, 1]);
  const fenced = createChildrenBy({ client: own.client, fence: () => false, caches: [cache] });
  assert.is(await fenced([draft('child-3', {})]), 'fenced');
  await own.connection.close();
});

test('an object wakes at its instant, not before, and only once', async () => {
  await withMachine(async ({ cases }, { count }) => {
    const wake = new Date(Date.now() + 1500).toISOString();
    await client.create(caseKind, caseNamed('sleeper', { wake }));
    await client.create(caseKind, caseNamed('long-sleeper', { wake: '2036-11-24T12:00:00.000Z' }));
    await until('it wakes', () => cases.get('default/sleeper')?.status?.woken !== undefined);
    const woken = cases.get('default/sleeper')?.status?.woken ?? '';
    assert.ok(Date.parse(woken) >= Date.parse(wake), `${woken} before ${wake}`);
    assert.ok(Date.parse(woken) - Date.parse(wake) < 2000, `${woken} long after ${wake}`);
    assert.is(cases.get('default/long-sleeper')?.status?.woken, undefined);
    assert.is(count('reconciled again'), 2);
  });
});

test('one namespace can be watched, and the others are neither seen nor touched', async () => {
  const namespaces = { kind: 'Namespace', group: '', version: 'v1', plural: 'namespaces', namespaced: false };
  await client.create<KubeObject>(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'elsewhere' } });
  await withMachine(
    async ({ cases }) => {
      await client.create(caseKind, caseNamed('there', {}, 'elsewhere'));
      await client.create(caseKind, caseNamed('here'));
      await until('the watched one is recorded', () => cases.get('elsewhere/there')?.status?.recorded === 1);
      assert.equal([...cases.keys()], ['elsewhere/there']);
      assert.is((await get('here')).status, undefined);
    },
    { namespaces: ['elsewhere'] },
  );
});

test('the server says who we are', async () => {
  const { client: carol, connection: hers } = clientOf(plane.kubeconfigFor('carol', ['handlers']));
  const { username, groups } = await carol.whoami();
  assert.equal([username, groups], ['carol', ['handlers', 'system:authenticated']]);
  const refused = await carol.get(caseKind, { namespace: 'default', name: 'first' }).catch((error: unknown) => error);
  assert.ok(hasCode(refused, 'Forbidden'));
  await hers.close();
});

test('a service account and a proxy lead to the same server', async () => {
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on('error', () => [onward, socket].map((each) => each.destroy()));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'lab', namespace: 'default' } };
  await client.create<KubeObject>(
    { kind: 'ServiceAccount', group: '', version: 'v1', plural: 'serviceaccounts', namespaced: true },
    account,
  );
  const read = fromKubeconfig(await plane.serviceAccountKubeconfig('default', 'lab'));
  const credentials = async (renew: boolean) => ({
    ...(await read(renew)),
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  });
  const through = createConnection({ credentials, observer: silent });
  assert.is((await createClient(through).whoami()).username, 'system:serviceaccount:default:lab');
  assert.equal(tunnels, [new URL(plane.url).host]);
  await through.close();
  proxy.closeAllConnections();
  proxy.close();
});

test('server-side apply creates, takes over only when told, and changes nothing the second time', async () => {
  const address = { namespace: 'default', name: 'applied' };
  const object = { ...caseNamed('applied', { facts: ['a'] }) };
  const made = await client.apply<Case>(caseKind, address, object, { fieldManager: 'one' });
  const again = await client.apply<Case>(caseKind, address, object, { fieldManager: 'one' });
  assert.is(again.metadata.resourceVersion, made.metadata.resourceVersion);
  const other = { ...object, spec: { facts: ['b'] } };
  const refused = await client.apply(caseKind, address, other, { fieldManager: 'two' }).catch((error: unknown) => error);
  assert.ok(hasCode(refused, 'Conflict'));
  assert.equal((await client.apply<Case>(caseKind, address, other, { fieldManager: 'two', force: true })).spec, { facts: ['b'] });
  await client.delete(caseKind, address);
  assert.ok(hasCode(await client.get(caseKind, address).catch((error: unknown) => error), 'NotFound'));
});

test('every reason of the catalogue makes an Event that the API server takes', async () => {
  const names = Object.keys(reasons);
  const decide: typeof decideCase = (context) => {
    const decided = decideCase(context);
    return {
      ...decided,
      entries:
        context.object.status === undefined ? names.map((reason) => ({ actor: 'a', reason: reason as never, note: 'é'.repeat(600) })) : [],
    };
  };
  await withMachine(
    async ({ cases }, { count }) => {
      const made = await client.create(caseKind, caseNamed('reasons', {}, 'elsewhere'));
      await until('it is recorded', () => cases.get('elsewhere/reasons')?.window?.seq === names.length);
      await until('every Event is posted', () => count('event posted') + count('event dropped') === names.length);
      assert.is((await eventsOf(made.metadata.uid)).length, names.length);
      assert.is(count('event dropped'), 0);
    },
    { decide, namespaces: ['elsewhere'] },
  );
});

test.run();
