import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTally, talliesAfter, tallyLimit, writeTally } from '../../operator/intake/tally.ts';

const now = '2026-10-23T08:00:00Z';
const counted = (key: string, more: object = {}) => ({ key, count: 1, at: now, window: 'PT24H', ...more });

test('a tally is read as it was written, and anything else is none', () => {
  const tally = { count: 7, firstSeen: '2026-10-23T07:00:00Z', lastSeen: now, until: '2026-10-24T08:00:00Z' };
  assert.equal(readTally(writeTally(tally)), tally);
  void fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readTally(text);
      if (read !== undefined) assert.equal(readTally(writeTally(read)), read);
    }),
  );
  for (const text of ['', '7', '-1 a b c', `${writeTally(tally)} more`, '1e9 x y z']) assert.is(readTally(text), undefined, text);
});

test('sightings add up, and each prolongs the memory of all', () => {
  const first = talliesAfter(new Map(), [counted('a', { at: '2026-10-23T07:00:00Z' })], now);
  assert.equal(
    talliesAfter(first, [counted('a', { count: 2 })], now),
    new Map([['a', { count: 3, firstSeen: '2026-10-23T07:00:00Z', lastSeen: now, until: '2026-10-24T08:00:00Z' }]]),
  );
});

test('what was silent for longer than its window is forgotten, and begins anew', () => {
  const old = talliesAfter(new Map(), [counted('a', { at: '2026-10-22T07:59:59Z' })], '2026-10-22T08:00:00Z');
  assert.is(talliesAfter(old, [], now).size, 0);
  assert.is(talliesAfter(old, [counted('a')], now).get('a')?.count, 1);
});

test('a full memory keeps what it has, and takes nothing new', () => {
  const full = talliesAfter(
    new Map(),
    Array.from({ length: tallyLimit }, (_, n) => counted(`k${n}`)),
    now,
  );
  const after = talliesAfter(full, [counted('new'), counted('k0')], now);
  assert.equal([after.size, after.get('new'), after.get('k0')?.count], [tallyLimit, undefined, 2]);
});

test.run();
