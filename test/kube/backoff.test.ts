import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { backoffDelay, retryBackoff } from '../../operator/kube/backoff.ts';

const plain = { base: 100, cap: 1000, jitter: 0 };

test('the wait doubles with every failure up to its cap', () => {
  const waits = [1, 2, 3, 4, 5, 50, 5000].map((failures) => backoffDelay(plain, failures, 0.5));
  assert.equal(waits, [100, 200, 400, 800, 1000, 1000, 1000]);
});

test('chance takes away at most its share', () => {
  const range = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }));
  void fc.assert(
    fc.property(range, ([failures, random]) => {
      const full = backoffDelay({ ...retryBackoff, jitter: 0 }, failures, 0);
      const wait = backoffDelay(retryBackoff, failures, random);
      return wait <= full && wait >= full * (1 - retryBackoff.jitter);
    }),
  );
});

test('a wait asked for by the server is never cut short, and those that were asked the same do not all come back at once', () => {
  const waits = [0, 0.25, 0.5, 0.999].map((random) => backoffDelay(retryBackoff, 3, random, 5000));
  for (const wait of waits) assert.ok(wait >= 5000);
  assert.is(new Set(waits).size, waits.length);
});

test.run();
