import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { utc } from '../../operator/api/time.ts';
import type { Notification } from '../../operator/api/types.gen.ts';
import { type Delivery, decideDeliveries, stageOf } from '../../operator/delivery/decide.ts';
import { type Pace, usualPace } from '../../operator/delivery/pace.ts';
import { usualPatience } from '../../operator/delivery/patience.ts';
import type { Result } from '../../operator/delivery/step.ts';
import { createCache } from '../../operator/kube/cache.ts';
import { leanRecord } from '../../operator/kube/lean.ts';
import { keyOf } from '../../operator/kube/object.ts';
import { silent } from '../../operator/kube/observer.ts';
import { createDispatch } from '../../operator/notification/dispatch.ts';
import { notification } from '../build.ts';
import { until } from '../kube/lab.ts';

const accepted: Result = { kind: 'accepted', reference: '250' };

/** What a test says of its world. */
interface World {
  readonly send?: (to: string, note: string) => Promise<Result>;
  readonly pace?: Partial<Pace>;
  readonly fence?: () => boolean;
}

/** A register of notifications on which the protocol is decided and written down as the operator does it, without its other rules. */
const worldOf = ({ send = () => Promise.resolve(accepted), pace = {}, fence = () => true }: World) => {
  const cache = createCache<Notification>({ kind: kinds.Notification, trim: leanRecord(kinds.Notification), observer: silent });
  const sent: string[] = [];
  const ids: string[] = [];
  /** Notifications that may not go any more, though the register does not say so yet. */
  const refused = new Set<string>();
  let version = 1;
  const dispatch = createDispatch({
    cache,
    send: async (notices) => {
      const to = notices[0]?.delivery.to ?? '';
      const names = notices.map(({ note }) => note.metadata.name).join('+');
      ids.push(notices.map(({ delivery }) => delivery.bundle ?? delivery.key)[0] ?? '');
      sent.push(`${names} ${to}`);
      return send(to, names);
    },
    fence,
    pace: { ...usualPace, windowMs: 0, ...pace },
    grantMs: 1_000,
    now: Date.now,
  });
  const put = (note: Notification, deliveries: readonly Delivery[]): void => {
    const targets = note.spec.channel?.email?.to.map((to) => ({ to, channel: 'mail' })) ?? [];
    const stage = stageOf(deliveries, targets)?.kind ?? 'Queued';
    const phase = stage === 'Delivered' ? 'Sent' : stage === 'Queued' ? 'Scheduled' : stage;
    version += 1;
    const metadata = { ...note.metadata, resourceVersion: String(version) };
    cache.put({ ...note, metadata, status: { ...note.status, phase, deliveries } }, 'own');
  };
  const decide = (key: string): void => {
    const note = cache.get(key);
    if (note === undefined) return;
    const { deliveries } = decideDeliveries(
      {
        before: note.status?.deliveries ?? [],
        targets: refused.has(note.metadata.name) ? [] : (note.spec.channel?.email?.to.map((to) => ({ to, channel: 'mail' })) ?? []),
        keyFor: (to) => `${note.metadata.name}-${to}`,
        steps: dispatch.stepsFor(note),
        binding: true,
        retried: false,
        patience: { ...usualPatience, retryBaseMs: 20 },
      },
      utc(Date.now()),
    );
    if (JSON.stringify(deliveries) !== JSON.stringify(note.status?.deliveries)) put(note, deliveries);
  };
  dispatch.subscribe((keys) => {
    for (const key of keys) setImmediate(decide, key);
  });
  const open = (name: string, to: readonly string[], dueInHours: number): void => {
    const made = notification(
      { audience: 'CISO', channel: { email: { to } } },
      { phase: 'Scheduled', dueAt: utc(Date.now() + dueInHours * 3_600_000) },
    );
    const note: Notification = { ...made, metadata: { ...made.metadata, name, uid: name } };
    put(note, []);
    decide(keyOf(note));
  };
  const phases = (): readonly string[] => [...cache.values()].map(({ status }) => status?.phase ?? '');
  return { dispatch, sent, ids, open, phases, cache, refuse: (name: string) => void refused.add(name) };
};

test('every message is claimed, sent once and written down', async () => {
  const world = worldOf({});
  for (const name of ['a', 'b', 'c']) world.open(name, ['dpo', 'ciso'], 1);
  world.dispatch.start();
  await until('all are sent', () => world.phases().every((phase) => phase === 'Sent'));
  assert.is(new Set(world.sent).size, 6);
  assert.is(world.sent.length, 6);
  assert.equal([world.dispatch.oldestSeconds(), world.dispatch.deadLetters()], [0, 0]);
  await world.dispatch.stop(1_000);
});

test('what falls due first goes first', async () => {
  const world = worldOf({ send: () => delay(5, accepted) });
  for (const [name, hours] of [
    ['late', 9],
    ['soon', 1],
    ['later', 5],
  ] as const)
    world.open(name, ['dpo'], hours);
  world.dispatch.start();
  await until('all are sent', () => world.phases().every((phase) => phase === 'Sent'));
  assert.equal(world.sent, ['soon dpo', 'later dpo', 'late dpo']);
  await world.dispatch.stop(1_000);
});

test('one recipient that never answers keeps nobody else waiting', async () => {
  const world = worldOf({ send: (to) => (to === 'ciso' ? new Promise(() => undefined) : Promise.resolve(accepted)) });
  for (let n = 0; n < 5; n += 1) world.open(`n${n}`, ['ciso', 'dpo'], n);
  world.dispatch.start();
  await until('the other has all', () => world.sent.filter((each) => each.endsWith('dpo')).length === 5);
  assert.is(world.sent.filter((each) => each.endsWith('ciso')).length, 1);
  await world.dispatch.stop(0);
});

test('a recipient is sent no more than its pace, however much waits', async () => {
  const world = worldOf({ pace: { perMinute: 1, burst: 3 } });
  for (let n = 0; n < 50; n += 1) world.open(`n${n}`, ['dpo'], n);
  world.dispatch.start();
  await until('three are sent', () => world.phases().filter((phase) => phase === 'Sent').length === 3);
  await world.dispatch.stop(1_000);
  assert.equal(world.sent, ['n0 dpo', 'n1 dpo', 'n2 dpo']);
});

test('what failed is tried again until it is taken', async () => {
  let attempts = 0;
  const world = worldOf({
    send: () => {
      attempts += 1;
      return Promise.resolve(attempts < 3 ? { kind: 'failed', reference: 'ECONNREFUSED', retryAfterMs: 0 } : accepted);
    },
  });
  world.open('a', ['dpo'], 1);
  world.dispatch.start();
  await until('it is sent', () => world.phases()[0] === 'Sent');
  assert.is(attempts, 3);
  await world.dispatch.stop(1_000);
});

test('who does not lead sends nothing, whatever is claimed', async () => {
  const world = worldOf({ fence: () => false });
  world.open('a', ['dpo'], 1);
  let claimed = 0;
  world.cache.subscribe(({ after }) => {
    if (after?.status?.deliveries?.[0]?.outcome === 'Claimed') claimed += 1;
  });
  world.dispatch.start();
  await until('it is claimed', () => claimed > 0);
  await world.dispatch.stop(100);
  assert.equal(world.sent, []);
});

test('stopping waits until what is on its way has its outcome on record, and claims nothing more', async () => {
  const world = worldOf({ send: () => delay(50, accepted) });
  for (const name of ['a', 'b']) world.open(name, ['dpo'], 1);
  world.dispatch.start();
  await until('one is on its way', () => world.sent.length === 1);
  await world.dispatch.stop(5_000);
  assert.equal([...world.phases()].sort(), ['Scheduled', 'Sent']);
  assert.is(world.sent.length, 1);
});

/** Three notices to the same person, of which the first is under way when the others come. */
const together: World = { pace: { windowMs: 40 } };

test('several notices to one recipient are one message, and each has its own outcome', async () => {
  const world = worldOf(together);
  for (const name of ['a', 'b', 'c']) world.open(name, ['dpo'], 5);
  world.dispatch.start();
  await until('all are sent', () => world.phases().every((phase) => phase === 'Sent'));
  assert.equal(world.sent, ['a+b+c dpo']);
  const deliveries = [...world.cache.values()].map(({ status }) => status?.deliveries?.[0]);
  assert.equal(new Set(deliveries.map((each) => each?.key)), new Set(['a-dpo', 'b-dpo', 'c-dpo']));
  assert.equal([...new Set(deliveries.map((each) => each?.bundle))], world.ids);
  await world.dispatch.stop(1_000);
});

test('what failed together goes together again under the same key, and what came meanwhile in a message of its own', async () => {
  let failures = 0;
  const world: ReturnType<typeof worldOf> = worldOf({
    ...together,
    send: () => {
      failures += 1;
      if (failures === 1) world.open('c', ['dpo'], 1);
      return Promise.resolve(failures <= 2 ? { kind: 'failed', reference: '451', retryAfterMs: 0 } : accepted);
    },
  });
  for (const name of ['a', 'b']) world.open(name, ['dpo'], 5);
  world.dispatch.start();
  await until('all are sent', () => world.phases().length === 3 && world.phases().every((phase) => phase === 'Sent'));
  const keys = new Map(world.sent.map((names, index) => [`${names} ${world.ids[index]}`, names] as const));
  assert.equal(new Set(keys.values()), new Set(['a+b dpo', 'c dpo']));
  assert.is(keys.size, 2);
  await world.dispatch.stop(1_000);
});

test('what a receiver does not take together is sent one by one', async () => {
  const world = worldOf({
    ...together,
    send: (_to, names) => Promise.resolve(names.includes('+') ? { kind: 'divided', reference: '554' } : accepted),
  });
  for (const name of ['a', 'b']) world.open(name, ['dpo'], 5);
  world.dispatch.start();
  await until('all are sent', () => world.phases().every((phase) => phase === 'Sent'));
  assert.equal([...world.sent].sort(), ['a dpo', 'a+b dpo', 'b dpo']);
  await world.dispatch.stop(1_000);
});

test('where one of several may not be claimed, nothing is sent in that message, and the others wait for nobody', async () => {
  const world = worldOf({ pace: { windowMs: 3_600_000 } });
  for (const name of ['a', 'b']) world.open(name, ['dpo'], 5);
  world.refuse('b');
  world.dispatch.start();
  await until('the other is sent', () => world.phases().includes('Sent'), 10_000);
  assert.equal(world.sent, ['a dpo']);
  assert.equal(world.ids, ['a-dpo']);
  await world.dispatch.stop(1_000);
});

test.run();
