import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createNearest, type Due } from '../../operator/telemetry/nearest.ts';

const steps = fc.array(
  fc.record({ duty: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 50 }), removes: fc.boolean(), which: fc.nat() }),
  {
    maxLength: 100,
  },
);

test('the nearest of each duty is the least of those that are there, whatever was added and removed', () =>
  fc.assert(
    fc.property(steps, (actions) => {
      const nearest = createNearest(5);
      const held: { duty: string; due: Due }[] = [];
      for (const { duty, at, removes, which } of actions) {
        if (removes && held.length > 0) {
          const [gone] = held.splice(which % held.length, 1);
          if (gone !== undefined) nearest.remove(gone.due);
        } else {
          const due = nearest.add(duty, at);
          assert.ok(due);
          held.push({ duty, due });
        }
        const least = new Map<string, number>();
        for (const one of held) least.set(one.duty, Math.min(one.due.at, least.get(one.duty) ?? Number.POSITIVE_INFINITY));
        assert.equal(new Map([...nearest.all()].map((one) => [one.duty, one.at])), new Map([...least].toSorted()));
      }
    }),
  ));

test('duties beyond the bound share one place', () => {
  const nearest = createNearest(1);
  nearest.add('a', 10);
  nearest.add('b', 9);
  nearest.add('c', 8);
  assert.equal(
    [...nearest.all()],
    [
      { duty: 'a', at: 10 },
      { duty: 'other', at: 8 },
    ],
  );
});

test.run();
