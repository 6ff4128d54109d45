import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instantOfShare } from '../../operator/deadline/share.ts';

const of = (from: string, dueAt: string, percent: number): string => {
  const at = instantOfShare({ from, dueAt }, percent);
  return at.ok ? at.value : at.code;
};

const [from, dueAt] = ['2026-10-23T07:12:00Z', '2026-10-26T07:12:00Z'];

test('a share of the time is reckoned on the clock, whatever zone the moments are written in', () => {
  assert.is(of(from, dueAt, 50), '2026-10-24T19:12:00Z');
  assert.is(of('2026-10-23T09:12:00+02:00', '2026-10-26T08:12:00+01:00', 75), '2026-10-25T13:12:00Z');
  assert.is(of(from, dueAt, 200), '2026-10-29T07:12:00Z');
});

test('the whole is told after the due time, when the deadline is missed', () => {
  assert.is(of(from, dueAt, 100), '2026-10-26T07:12:00.001Z');
  assert.is(of(from, '2026-10-26T07:12:00.0004Z', 100), '2026-10-26T07:12:00.001Z');
});

test('a date before the order that sets it leaves no time of which a share could pass', () => {
  assert.is(of(dueAt, from, 50), from);
  assert.is(of(dueAt, from, 150), '2026-10-23T07:12:00.001Z');
});

test('what is no moment and no share is refused with its reason', () => {
  assert.is(of('2026-10-23T07:12:00', dueAt, 50), 'OFFSET_REQUIRED');
  assert.is(of(from, '2026-02-30T00:00:00Z', 50), 'INVALID_DATE');
  assert.is(of(from, dueAt, 0), 'INVALID_FORMAT');
  assert.is(of(from, dueAt, 12.5), 'INVALID_FORMAT');
  assert.is(of('0001-01-01T00:00:00Z', '9999-12-31T00:00:00Z', 200), 'OUT_OF_RANGE');
});

test('a share never comes before its time, and a larger one never before a smaller', () => {
  const millis = fc.integer({ min: 0, max: 4e12 });
  const percent = fc.integer({ min: 1, max: 200 });
  void fc.assert(
    fc.property(millis, fc.integer({ min: 1, max: 1e11 }), percent, percent, (begin, span, a, b) => {
      const [start, end] = [new Date(begin).toISOString(), new Date(begin + span).toISOString()];
      const at = Date.parse(of(start, end, a));
      assert.ok(at >= begin + (span * a) / 100 && at <= begin + (span * a) / 100 + 1);
      assert.ok(a > b || at <= Date.parse(of(start, end, b)));
    }),
  );
});

test.run();
