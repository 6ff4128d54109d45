import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createHeap, type Heap, type Waiting } from '../../operator/kube/heap.ts';

/** Items that count how often anybody asks when they are due. */
const counted = (count: number) => {
  const looks = { n: 0 };
  const items = Array.from({ length: count }, (_, n): Waiting => {
    // A permutation, so that neither the order of insertion nor its reverse is the order of time.
    let at = (n * 7919) % count;
    return {
      index: 0,
      get at() {
        looks.n += 1;
        return at;
      },
      set at(value: number) {
        at = value;
      },
    };
  });
  const cost = (of: () => unknown): number => {
    looks.n = 0;
    of();
    return looks.n;
  };
  return { items, cost };
};

const filled = (items: readonly Waiting[]): Heap<Waiting> => {
  const heap = createHeap<Waiting>();
  for (const item of items) heap.insert(item);
  return heap;
};

test('asking for the earliest of fifty thousand looks at none of the others', () => {
  const { items, cost } = counted(50_000);
  const heap = filled(items);
  assert.is(
    cost(() => heap.first()),
    0,
  );
  assert.is(heap.first()?.at, 0);
});

test('one that comes, moves or goes among fifty thousand looks at some dozens of them, never at all', () => {
  const { items, cost } = counted(50_000);
  const heap = filled(items);
  // Sixteen levels; on the way down each looks at itself and at two children, in two comparisons.
  const most = 16 * 6;
  const costs = items.slice(0, 1_000).map((item, n) =>
    cost(() => {
      item.at = (n * 104_729) % 60_000;
      heap.moved(item);
      heap.remove(item);
      heap.insert(item);
    }),
  );
  assert.ok(Math.max(...costs) <= 3 * most, `${Math.max(...costs)} looks`);
  assert.is(heap.size(), 50_000);
});

test.run();
