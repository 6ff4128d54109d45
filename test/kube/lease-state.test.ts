import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultLeaseTimes, heldSpec, mayTake, releasedSpec, sightingAfter } from '../../operator/kube/lease-state.ts';

const wall = Date.parse('2026-11-24T12:00:00.123Z');
const held = { holderIdentity: 'other', leaseDurationSeconds: 15, renewTime: '2000-01-01T00:00:00.000000Z', leaseTransitions: 3 };

test('a Lease is taken only after its holder was not seen to renew for as long as it promised, by our own clock', () => {
  const first = sightingAfter(undefined, held, 15_000, 1000);
  assert.is(mayTake(first, 'me', 1000), false);
  const again = sightingAfter(first, held, 15_000, 9000);
  assert.is(mayTake(again, 'me', 15_999), false);
  assert.is(mayTake(again, 'me', 16_000), true);
});

test('a renewal begins the wait anew, whatever time it states', () => {
  const first = sightingAfter(undefined, held, 15_000, 1000);
  const renewed = sightingAfter(first, { ...held, renewTime: '1990-01-01T00:00:00.000000Z' }, 15_000, 14_000);
  assert.is(mayTake(renewed, 'me', 28_999), false);
  assert.is(mayTake(renewed, 'me', 29_000), true);
});

test('a Lease that is free or ours is taken at once', () => {
  assert.is(mayTake(sightingAfter(undefined, {}, 15_000, 0), 'me', 0), true);
  assert.is(mayTake(sightingAfter(undefined, { ...held, holderIdentity: 'me' }, 15_000, 0), 'me', 0), true);
  assert.is(mayTake(sightingAfter(undefined, releasedSpec(held, wall), 15_000, 0), 'me', 0), true);
});

test('taking over counts a transition and times have six decimals; renewing keeps both the count and the beginning', () => {
  const taken = heldSpec(held, 'me', defaultLeaseTimes, wall);
  assert.equal(taken, {
    holderIdentity: 'me',
    leaseDurationSeconds: 15,
    acquireTime: '2026-11-24T12:00:00.123000Z',
    renewTime: '2026-11-24T12:00:00.123000Z',
    leaseTransitions: 4,
  });
  assert.equal(heldSpec(taken, 'me', defaultLeaseTimes, wall + 2000), { ...taken, renewTime: '2026-11-24T12:00:02.123000Z' });
  assert.is(heldSpec({}, 'me', defaultLeaseTimes, wall).leaseTransitions, 0);
});

test('the holder stops writing well before others may take over', () => {
  assert.ok(defaultLeaseTimes.deadline + defaultLeaseTimes.retry < defaultLeaseTimes.duration);
});

test.run();
