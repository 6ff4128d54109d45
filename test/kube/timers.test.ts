import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createHeap, type Waiting } from '../../operator/kube/heap.ts';
import { type Clock, createTimers } from '../../operator/kube/timers.ts';

/** A clock that stands still until it is moved: `pass` lets real time pass, `step` sets the clock without any time passing. */
const createTestClock = (start: number) => {
  let now = start;
  let elapsed = 0;
  let sleeping: { readonly until: number; readonly then: () => void } | undefined;
  const clock: Clock = {
    now: () => now,
    sleep: (milliseconds, then) => {
      const mine = { until: elapsed + milliseconds, then };
      sleeping = mine;
      return () => {
        if (sleeping === mine) sleeping = undefined;
      };
    },
  };
  return {
    clock,
    step: (milliseconds: number) => {
      now += milliseconds;
    },
    pass: (milliseconds: number) => {
      const end = elapsed + milliseconds;
      for (let next = sleeping; next !== undefined && next.until <= end; next = sleeping) {
        now += next.until - elapsed;
        elapsed = next.until;
        sleeping = undefined;
        next.then();
      }
      now += end - elapsed;
      elapsed = end;
    },
    asleep: () => sleeping !== undefined,
  };
};

const start = Date.parse('2026-11-24T12:00:00Z');
const hour = 3_600_000;
const year = 365.25 * 24 * hour;

const watched = (cap = 1000) => {
  const time = createTestClock(start);
  const fired: [string, number][] = [];
  const timers = createTimers(time.clock, (key) => fired.push([key, time.clock.now()]), cap);
  return { ...time, timers, fired };
};

test('a wake-up fires at its instant, not before', () => {
  const { timers, pass, fired } = watched();
  timers.set('ns/a', start + 5000);
  pass(4999);
  assert.equal(fired, []);
  pass(1);
  assert.equal(fired, [['ns/a', start + 5000]]);
  assert.is(timers.size(), 0);
});

test('a wake-up ten years ahead waits ten years, where a timer of the runtime would fire at once', () => {
  const { timers, pass, fired } = watched(hour);
  timers.set('ns/a', start + 10 * year);
  pass(10 * year - 1);
  assert.equal(fired, []);
  pass(1);
  assert.equal(fired, [['ns/a', start + 10 * year]]);
});

test('a clock that is set forward is noticed within a second', () => {
  const { timers, pass, step, fired } = watched();
  timers.set('ns/a', start + hour);
  pass(10);
  step(hour);
  pass(1000);
  assert.is(fired.length, 1);
});

test('a clock that is set back delays a wake-up until it really is time', () => {
  const { timers, pass, step, fired } = watched();
  timers.set('ns/a', start + 1000);
  step(-hour);
  pass(hour);
  assert.equal(fired, []);
  pass(1000);
  assert.equal(fired, [['ns/a', start + 1000]]);
});

test('a key has one wake-up: setting replaces, advancing only brings forward, deleting forgets', () => {
  const { timers, pass, fired } = watched();
  timers.set('ns/a', start + 10);
  timers.set('ns/a', start + 30);
  timers.advance('ns/a', start + 40);
  assert.is(timers.at('ns/a'), start + 30);
  timers.advance('ns/a', start + 20);
  timers.set('ns/b', start + 20);
  timers.delete('ns/b');
  pass(100);
  assert.equal(fired, [['ns/a', start + 20]]);
});

test('nothing sleeps while nothing waits', () => {
  const { timers, pass, asleep } = watched();
  timers.set('ns/a', start + 10);
  pass(1000);
  assert.is(asleep(), false);
  timers.set('ns/b', start + hour);
  timers.clear();
  assert.is(asleep(), false);
});

test('whatever is set, replaced and deleted: each key fires once, in order, and never early', () => {
  const operation = fc.record({ key: fc.integer({ min: 0, max: 20 }), at: fc.integer({ min: 0, max: 5000 }), remove: fc.boolean() });
  void fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const { timers, pass, fired } = watched();
      const model = new Map<string, number>();
      for (const { key, at, remove } of operations) {
        const name = `ns/${key}`;
        if (remove) {
          timers.delete(name);
          model.delete(name);
        } else {
          timers.set(name, start + at);
          model.set(name, start + at);
        }
      }
      pass(10_000);
      assert.equal(new Set(fired.map(([key]) => key)), new Set(model.keys()));
      assert.is(fired.length, model.size);
      for (const [key, at] of fired) assert.ok(at >= (model.get(key) ?? Number.POSITIVE_INFINITY));
      assert.equal(
        fired.map(([, at]) => at),
        fired.map(([, at]) => at).toSorted((a, b) => a - b),
      );
    }),
  );
});

test('the heap keeps its order through insertions, moves and removals', () => {
  const change = fc.tuple(fc.constantFrom('insert', 'move', 'remove'), fc.nat(1000), fc.nat(1000));
  void fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const heap = createHeap<Waiting>();
      const items: Waiting[] = [];
      for (const [what, at, pick] of changes) {
        const item = items[pick % Math.max(items.length, 1)];
        if (what === 'insert' || item === undefined) {
          const made = { at, index: 0 };
          items.push(made);
          heap.insert(made);
        } else if (what === 'move') {
          item.at = at;
          heap.moved(item);
        } else {
          items.splice(items.indexOf(item), 1);
          heap.remove(item);
        }
        assert.is(heap.first()?.at, items.length === 0 ? undefined : Math.min(...items.map((each) => each.at)));
        assert.is(heap.size(), items.length);
      }
    }),
  );
});

test('fifty thousand wake-ups take less than 60 MB and a fraction of a second', () => {
  const { timers, pass, fired } = watched(hour);
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  for (let i = 0; i < 50_000; i += 1) timers.set(`namespace/incident-${i}`, start + ((i * 7919) % 50_000) * 1000);
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  pass(50_000_000);
  assert.is(fired.length, 50_000);
  assert.ok(megabytes < 60, `${megabytes} MB`);
  assert.ok(performance.now() - began < 5000);
});

test.run();
