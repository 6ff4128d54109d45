import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { holds } from '../journal/holds.ts';
import { slopeOf } from './slope.ts';

test('what grows evenly has its own rate', () => {
  const samples = [0, 0.5, 1, 2].map((hours) => ({ hours, megabytes: 100 + 3 * hours }));
  assert.is(Math.round(slopeOf(samples) * 1e9) / 1e9, 3);
});

test('with one sample, or all at one moment, nothing is known to grow', () => {
  assert.is(slopeOf([{ hours: 1, megabytes: 5 }]), 0);
  assert.is(slopeOf([1, 2, 3].map((megabytes) => ({ hours: 1, megabytes }))), 0);
});

test('noise around a level that does not depend on time is no growth', () => {
  const samples = [0, 1, 2, 3].flatMap((hours) => [90, 110].map((megabytes) => ({ hours, megabytes })));
  assert.is(slopeOf(samples), 0);
});

test('where the samples begin, in time and in size, changes nothing', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 2, maxLength: 20 });
  holds(
    fc.property(sizes, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 500 }), (all, later, more) => {
      const plain = slopeOf(all.map((megabytes, hours) => ({ hours, megabytes })));
      const moved = slopeOf(all.map((megabytes, hours) => ({ hours: hours + later, megabytes: megabytes + more })));
      assert.ok(Math.abs(plain - moved) < 1e-6, `${plain} ${moved}`);
    }),
  );
});

test.run();
