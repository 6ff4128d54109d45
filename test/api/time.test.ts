import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { utc } from '../../operator/api/time.ts';

test('a moment is written in UTC, with a fraction only where there is one', () => {
  const written = [
    '2026-10-23T09:12:00+02:00',
    '2026-10-23T07:12:00Z',
    '2026-10-23T07:12:00.000Z',
    '2026-10-23T07:12:00.5Z',
    '2026-10-23T07:12:00.123456789Z',
    '2024-02-29T23:59:59Z',
  ];
  assert.equal(written.map(utc), [
    '2026-10-23T07:12:00Z',
    '2026-10-23T07:12:00Z',
    '2026-10-23T07:12:00Z',
    '2026-10-23T07:12:00.500Z',
    '2026-10-23T07:12:00.123Z',
    '2024-02-29T23:59:59Z',
  ]);
});

test('what is no moment is no moment', () => {
  for (const text of ['soon', '2026-10-23T07:12:61Z', '2026-13-01T00:00:00Z', '2026-10-23T25:00:00Z'])
    assert.throws(() => utc(text), RangeError);
});

test('what was written once is written the same again, and is the same moment', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      const once = utc(date.getTime());
      assert.is(utc(once), once);
      assert.is(Date.parse(once), date.getTime());
    }),
  );
});

test.run();
