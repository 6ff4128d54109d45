import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createBulkhead } from '../../operator/inbound/bulkhead.ts';
import { createExpiring } from '../../operator/inbound/expiring.ts';
import { createCoalesce } from '../../operator/intake/coalesce.ts';

test('what comes while a write is under way is written together, and everybody is answered by their own write', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 30 }), async (scheduler, keys) => {
      const writes: { readonly key: string; readonly items: readonly number[] }[] = [];
      const underWay = new Set<string>();
      const coalesce = createCoalesce<number, readonly number[]>(async (key, items) => {
        assert.not.ok(underWay.has(key), 'one write at a time for a key');
        underWay.add(key);
        await scheduler.schedule(Promise.resolve());
        underWay.delete(key);
        writes.push({ key, items });
        return (index) => {
          assert.is(items[index] !== undefined, true);
          return [items[index] ?? -1];
        };
      }, 5);
      const answers = keys.map((key, n) => coalesce(key, n));
      const all = await scheduler.waitFor(Promise.all(answers));
      for (const [n, answer] of all.entries()) assert.equal(answer, [n]);
      assert.ok(writes.every(({ items }) => items.length <= 5));
      assert.equal(
        writes.flatMap(({ items }) => items).toSorted((x, y) => x - y),
        keys.map((_, n) => n),
      );
      for (const key of ['a', 'b']) {
        const order = writes.filter((write) => write.key === key).flatMap(({ items }) => items);
        assert.equal(
          order,
          order.toSorted((x, y) => x - y),
        );
      }
    }),
  );
});

test('a write that fails is told to those whose write it was, and the next one goes on', async () => {
  let attempt = 0;
  const coalesce = createCoalesce<number, number>(async (_, items) => {
    attempt += 1;
    await Promise.resolve();
    if (attempt === 1) throw new Error('lost');
    return () => items.length;
  }, 10);
  const results = await Promise.allSettled([coalesce('k', 1), coalesce('k', 2), coalesce('k', 3)]);
  assert.equal(
    results.map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  );
});

test('a bulkhead lets so many in, in order, and a failure makes room', async () => {
  const bulkhead = createBulkhead(2);
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const runs = [0, 1, 2, 3].map((n) =>
    bulkhead(
      () =>
        new Promise<void>((resolve, reject) => {
          began.push(n);
          ends.push(n % 2 === 0 ? resolve : () => reject(new Error('failed')));
        }),
    ).catch(() => undefined),
  );
  await Promise.resolve();
  assert.equal(began, [0, 1]);
  ends[1]?.();
  await runs[1];
  assert.equal(began, [0, 1, 2]);
  ends[0]?.();
  await runs[0];
  assert.equal(began, [0, 1, 2, 3]);
});

test('a memory forgets after a while, and the oldest when it is full', () => {
  let now = 0;
  const memory = createExpiring<number>(2, () => now);
  memory.set('a', 1, 10);
  memory.set('b', 2, 20);
  memory.set('c', 3, 20);
  assert.equal(['a', 'b', 'c'].map(memory.get), [undefined, 2, 3]);
  now = 20;
  assert.equal(['b', 'c'].map(memory.get), [undefined, undefined]);
});

test.run();
