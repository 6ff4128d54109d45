import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createQueue, type Outcome } from '../../operator/kube/queue.ts';
import { createRing } from '../../operator/kube/ring.ts';
import type { Clock } from '../../operator/kube/timers.ts';

const done: Outcome = { kind: 'done' };

/** A run that the test ends, so that what happens meanwhile is decided by the test. */
const createManualRuns = () => {
  const running = new Map<string, (outcome: Outcome) => void>();
  const order: string[] = [];
  let most = 0;
  const run = (key: string) =>
    new Promise<Outcome>((resolve) => {
      assert.not.ok(running.has(key), `${key} runs twice at once`);
      order.push(key);
      running.set(key, resolve);
      most = Math.max(most, running.size);
    });
  const end = async (key: string, outcome: Outcome = done) => {
    const resolve = running.get(key);
    running.delete(key);
    assert.ok(resolve, `${key} does not run`);
    resolve?.(outcome);
    // The queue may leave the event loop a turn before the next run, and on a busy machine that comes late.
    for (let turn = 0; turn < 4; turn += 1) await new Promise((next) => setImmediate(next));
  };
  return { run, end, order, running, most: () => most };
};

/** A clock whose sleepers wake when it is moved. */
const createTestClock = () => {
  let now = 0;
  const sleepers = new Set<{ readonly at: number; readonly then: () => void }>();
  const clock: Clock = {
    now: () => now,
    sleep: (milliseconds, then) => {
      const sleeper = { at: now + milliseconds, then };
      sleepers.add(sleeper);
      return () => void sleepers.delete(sleeper);
    },
  };
  const pass = (milliseconds: number) => {
    const end = now + milliseconds;
    for (;;) {
      const next = [...sleepers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      sleepers.delete(next);
      now = next.at;
      next.then();
    }
    now = end;
  };
  return { clock, pass };
};

const started = (workers: number) => {
  const runs = createManualRuns();
  const wall = createTestClock();
  const steady = createTestClock();
  const queue = createQueue({ workers, run: runs.run, wall: wall.clock, steady: steady.clock, random: () => 0 });
  queue.start();
  /** Ends whatever runs until nothing is left. */
  const endAll = async () => {
    while (runs.running.size > 0 || queue.depth() > 0) {
      for (const key of [...runs.running.keys()]) await runs.end(key);
      await new Promise((next) => setImmediate(next));
    }
  };
  return { ...runs, wall, steady, queue, endAll };
};

test('a key that is added many times while it waits runs once', async () => {
  const { queue, end, order } = started(1);
  queue.add('a/1');
  for (let i = 0; i < 5; i += 1) queue.add('a/2');
  assert.is(queue.depth(), 1);
  await end('a/1');
  await end('a/2');
  assert.equal(order, ['a/1', 'a/2']);
});

test('a key that is added while it runs runs once more, and never beside itself', async () => {
  const { queue, end, order } = started(4);
  queue.add('a/1');
  queue.add('a/1');
  queue.add('a/1');
  assert.equal(order, ['a/1']);
  await end('a/1');
  assert.equal(order, ['a/1', 'a/1']);
  await end('a/1');
  assert.equal(order, ['a/1', 'a/1']);
});

test('no more keys run at once than there are workers', async () => {
  const { queue, endAll, most } = started(3);
  for (let i = 0; i < 10; i += 1) queue.add(`a/${i}`);
  await endAll();
  assert.is(most(), 3);
});

test('a namespace that floods the queue delays another one by a single turn', async () => {
  const { queue, endAll, order } = started(1);
  for (let i = 0; i < 100; i += 1) queue.add(`loud/${i}`);
  queue.add('quiet/1');
  await endAll();
  assert.ok(order.indexOf('quiet/1') <= 2);
  assert.is(order.length, 101);
});

test('a failing key waits longer each time, delays no other, and starts afresh once it succeeds', async () => {
  const { queue, end, order, steady } = started(1);
  queue.add('a/bad');
  await end('a/bad', { kind: 'retry' });
  queue.add('a/good');
  await end('a/good');
  steady.pass(49);
  assert.equal(order, ['a/bad', 'a/good']);
  steady.pass(1);
  await end('a/bad', { kind: 'retry' });
  steady.pass(99);
  assert.is(order.length, 3);
  steady.pass(1);
  await end('a/bad');
  queue.add('a/bad');
  await end('a/bad', { kind: 'retry' });
  steady.pass(50);
  assert.is(order.length, 6);
});

test('a wait asked for by the server is kept', async () => {
  const { queue, end, order, steady } = started(1);
  queue.add('a/1');
  await end('a/1', { kind: 'retry', after: 3000 });
  steady.pass(3000);
  assert.is(order.length, 1);
  steady.pass(50);
  assert.is(order.length, 2);
});

test('what is added meanwhile does not hurry a wait that the server asked for, and hurries any other', async () => {
  const { queue, end, order, steady } = started(1);
  queue.add('a/1');
  queue.add('a/2');
  const running = end('a/1', { kind: 'retry', after: 3000, asked: true });
  queue.add('a/1');
  await running;
  await end('a/2', { kind: 'retry', after: 3000 });
  queue.add('a/1');
  queue.add('a/2');
  assert.equal(order, ['a/1', 'a/2', 'a/2']);
  await end('a/2');
  steady.pass(3000);
  assert.is(order.length, 3);
  steady.pass(50);
  assert.equal(order.slice(3), ['a/1']);
  await end('a/1');
  queue.add('a/1');
  assert.is(order.length, 5);
});

test('a wait that serves nobody stays short, however often it is needed', async () => {
  const { queue, end, order, steady } = started(1);
  queue.add('a/1');
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    await end('a/1', { kind: 'retry', cap: 200 });
    steady.pass(200);
    assert.is(order.length, attempt + 1);
  }
});

test('a step of the wall clock neither holds up nor hastens a retry', async () => {
  const { queue, end, order, steady, wall } = started(1);
  queue.add('a/1');
  await end('a/1', { kind: 'retry' });
  wall.pass(10 * 365 * 24 * 3_600_000);
  assert.is(order.length, 1);
  steady.pass(50);
  assert.is(order.length, 2);
});

test('a key is woken at the instant it asked for, and a run that asks for none forgets it', async () => {
  const { queue, end, order, wall } = started(1);
  queue.add('a/1');
  await end('a/1', { kind: 'again', at: 5000 });
  wall.pass(4999);
  assert.is(order.length, 1);
  wall.pass(1);
  assert.is(order.length, 2);
  await end('a/1', { kind: 'again', at: 9000 });
  queue.add('a/1');
  await end('a/1');
  wall.pass(100_000);
  assert.is(order.length, 3);
  assert.is(queue.waiting(), 0);
});

test('a register in which there is nothing to do does not keep the event loop from the Lease', async () => {
  let ran = 0;
  const spin = (milliseconds: number) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  };
  const run = async (): Promise<Outcome> => {
    spin(1);
    ran += 1;
    return done;
  };
  const queue = createQueue({ workers: 8, run });
  queue.start();
  for (let i = 0; i < 300; i += 1) queue.add(`a/${i}`);
  const gaps: number[] = [];
  let last = performance.now();
  while (ran < 300) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    gaps.push(performance.now() - last);
    last = performance.now();
  }
  assert.ok(gaps.length >= 10, `${gaps.length} turns`);
  assert.ok(Math.max(...gaps) < 200, `${Math.max(...gaps)} ms`);
});

test('stopping waits for what runs and forgets the rest', async () => {
  const { queue, end, order } = started(1);
  queue.add('a/1');
  queue.add('a/2');
  let stopped = false;
  const stopping = queue.stop().then(() => {
    stopped = true;
  });
  assert.is(stopped, false);
  await end('a/1');
  await stopping;
  queue.add('a/3');
  assert.equal(order, ['a/1']);
  queue.start();
  queue.add('a/4');
  await end('a/4');
  assert.equal(order, ['a/1', 'a/4']);
});

test('the ring gives back every key once, in order within its namespace', () => {
  const key = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(30)).map(([namespace, n]) => `${namespace}/${n}`);
  void fc.assert(
    fc.property(fc.array(fc.oneof(key, fc.constant(undefined)), { maxLength: 3000 }), (steps) => {
      const ring = createRing();
      const model: string[] = [];
      for (const step of steps) {
        if (step !== undefined) {
          ring.push(step);
          if (!model.includes(step)) model.push(step);
        } else {
          const served = ring.shift();
          const namespace = served?.split('/')[0];
          assert.is(
            served,
            model.find((each) => each.startsWith(`${namespace}/`)),
          );
          if (served !== undefined) model.splice(model.indexOf(served), 1);
        }
        assert.is(ring.size(), model.length);
      }
    }),
  );
});

test('fifty thousand keys are served in a fraction of a second', () => {
  const ring = createRing();
  const began = performance.now();
  for (let i = 0; i < 50_000; i += 1) ring.push(`a/${i}`);
  for (let i = 0; i < 50_000; i += 1) ring.shift();
  assert.is(ring.size(), 0);
  assert.ok(performance.now() - began < 2000);
});

test.run();
