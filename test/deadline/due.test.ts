import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Calendar } from '../../operator/deadline/calendar.ts';
import { dueOf, onTime, type Period } from '../../operator/deadline/due.ts';
import { belgianHolidays } from '../../operator/deadline/holidays.ts';

const brussels: Calendar = { timezone: 'Europe/Brussels', holidays: new Set([2026, 2027, 2028].flatMap(belgianHolidays)) };

/** The moments of the answer without its prose, or the code of the refusal. */
const due = (period: Omit<Period, 'calendar'> & { readonly calendar?: Calendar }): unknown => {
  const outcome = dueOf({ calendar: brussels, ...period });
  if (!outcome.ok) return outcome.code;
  const { basis: _, ...moments } = outcome.value;
  return moments;
};

test('seventy-two hours over the end of summer time are seventy-two hours', () => {
  assert.equal(due({ from: '2026-10-23T09:12:00+02:00', within: 'PT72H' }), {
    dueAt: '2026-10-26T07:12:00Z',
    legalDueAt: '2026-10-26T08:00:00Z',
    contested: '2026-10-27T23:00:00Z',
    relief: null,
  });
});

test('a zone off by half an hour keeps its own hours', () => {
  assert.equal(due({ from: '2026-06-09T10:17:00+05:30', within: 'PT24H', calendar: { timezone: 'Asia/Kolkata', holidays: new Set() } }), {
    dueAt: '2026-06-10T04:47:00Z',
    legalDueAt: '2026-06-10T05:30:00Z',
    contested: null,
    relief: null,
  });
});

test('a zone off by three quarters of an hour has its hours where its own clock has them', () => {
  const calendar: Calendar = { timezone: 'Asia/Kathmandu', holidays: new Set() };
  // 10:17 there is 04:32 in UTC; its hour ends at 11:00 there, 05:15 in UTC.
  assert.equal(due({ from: '2026-06-09T10:17:00+05:45', within: 'PT24H', calendar }), {
    dueAt: '2026-06-10T04:32:00Z',
    legalDueAt: '2026-06-10T05:15:00Z',
    contested: null,
    relief: null,
  });
});

test('a period that is no whole number of hours ends on the clock, also by the rule for acts of the Union', () => {
  const outcome = dueOf({ from: '2026-06-09T10:17:00Z', within: 'PT1H30M', calendar: brussels });
  assert.ok(outcome.ok);
  assert.equal([outcome.value.dueAt, outcome.value.legalDueAt], ['2026-06-09T11:47:00Z', '2026-06-09T11:47:00Z']);
  assert.match(outcome.value.basis, 'Not a whole number of hours');
});

test('the contested reading is left out for whoever does not ask, and nothing else changes', () => {
  const period = { from: '2026-10-23T09:12:00+02:00', within: 'PT72H', calendar: brussels } as const;
  const [asked, not] = [dueOf(period), dueOf({ ...period, contested: false })];
  assert.ok(asked.ok && not.ok && asked.value.contested !== null);
  assert.equal(not.value, { ...asked.value, contested: null });
});

test('a fraction of a second is kept', () => {
  assert.equal(due({ from: '2026-06-09T10:17:00.000000001Z', within: 'PT1H30M', counting: 'AsWritten' }), {
    dueAt: '2026-06-09T11:47:00.000000001Z',
    legalDueAt: '2026-06-09T11:47:00.000000001Z',
    contested: null,
    relief: null,
  });
});

test('one day ends on the next working day and needs no second one (art. 3(5) speaks of two days or more)', () => {
  assert.equal(due({ from: '2026-06-12T16:30:00+02:00', within: 'P1D' }), {
    dueAt: '2026-06-13T14:30:00Z',
    legalDueAt: '2026-06-15T22:00:00Z',
    contested: null,
    relief: null,
  });
});

test('a month from the last of January in a leap year ends on 29 February', () => {
  assert.equal(due({ from: '2028-01-31T10:00:00+01:00', within: 'P1M' }), {
    dueAt: '2028-02-29T09:00:00Z',
    legalDueAt: '2028-02-29T23:00:00Z',
    contested: null,
    relief: null,
  });
});

const initial = { within: 'PT4H', counting: 'AsWritten', noonRelief: true } as const;

test('classified late within the day, the outer limit comes first', () => {
  assert.equal(due({ ...initial, from: '2026-06-10T07:00:00+02:00', cap: { from: '2026-06-09T09:00:00+02:00', within: 'PT24H' } }), {
    dueAt: '2026-06-10T07:00:00Z',
    legalDueAt: '2026-06-10T07:00:00Z',
    contested: null,
    relief: null,
  });
});

test('classified at the outer limit itself, the limit holds; a second later it is void', () => {
  const at = (from: string): unknown => due({ ...initial, from, cap: { from: '2026-06-09T09:00:00+02:00', within: 'PT24H' } });
  const moments = (dueAt: string): object => ({ dueAt, legalDueAt: dueAt, contested: null, relief: null });
  assert.equal(at('2026-06-10T09:00:00+02:00'), moments('2026-06-10T07:00:00Z'));
  assert.equal(at('2026-06-10T09:00:01+02:00'), moments('2026-06-10T11:00:01Z'));
});

test('a due time at the weekend waits until Monday noon where the act lets it, and alarms do not', () => {
  const weekend = { from: '2026-06-13T10:00:00+02:00', cap: { from: '2026-06-12T20:00:00+02:00', within: 'PT24H' } };
  assert.equal(due({ ...initial, ...weekend }), {
    dueAt: '2026-06-13T12:00:00Z',
    legalDueAt: '2026-06-15T10:00:00Z',
    contested: null,
    relief: '2026-06-15T10:00:00Z',
  });
});

test('the relief takes the place of the roll of art. 3(4) for a final report', () => {
  assert.equal(due({ from: '2026-05-13T16:00:00+02:00', within: 'P1M', noonRelief: true }), {
    dueAt: '2026-06-13T14:00:00Z',
    legalDueAt: '2026-06-15T10:00:00Z',
    contested: null,
    relief: '2026-06-15T10:00:00Z',
  });
});

test('what cannot be computed is refused with its code', () => {
  const from = '2026-06-12T16:30:00+02:00';
  const everyDay = new Set(Array.from({ length: 800 }, (_, n) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString()));
  const codes = [
    due({ from: '2026-06-12T16:30:00', within: 'PT72H' }),
    due({ from, within: 'P1DT2H' }),
    due({ from, within: 'PT72H', cap: { from: 'soon', within: 'PT24H' } }),
    due({ from: '9999-12-31T20:00:00Z', within: 'PT72H' }),
    due({ from, within: 'P3D', calendar: { timezone: 'UTC', holidays: everyDay } }),
  ];
  assert.equal(codes, ['OFFSET_REQUIRED', 'MIXED_UNITS', 'INVALID_FORMAT', 'OUT_OF_RANGE', 'NO_WORKING_DAY']);
});

test('the basis says where both ends come from', () => {
  const outcome = dueOf({ from: '2026-05-22T16:30:00+02:00', within: 'P3D', calendar: brussels });
  assert.is(
    outcome.ok && outcome.value.basis,
    'P3D from 2026-05-22T16:30:00+02:00 to the same time of day, without rolling over (the earliest reading). ' +
      'Reg. 1182/71 art. 3(1) and 3(2)(b): the day of the event is not counted; ending at 24:00; ' +
      '2026-05-25 is no working day, so the next one (art. 3(4)); at least two working days, so until 2026-05-27 (art. 3(5)).',
  );
});

test('at the due time is in time, a nanosecond later is not', () => {
  const dueAt = '2026-06-12T08:17:00Z';
  const verdicts = ['2026-06-12T10:17:00+02:00', '2026-06-12T08:17:00.000000001Z'].map((doneAt) => onTime(doneAt, dueAt));
  assert.equal(verdicts, [
    { ok: true, value: true },
    { ok: true, value: false },
  ]);
});

test.run();
