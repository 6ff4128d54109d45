import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Calendar,
  calendarOf,
  endOfDay,
  isWorkingDay,
  momentOf,
  nthWorkingDayFrom,
  workingDayFrom,
} from '../../operator/deadline/calendar.ts';
import { belgianHolidays } from '../../operator/deadline/holidays.ts';

const brussels: Calendar = { timezone: 'Europe/Brussels', holidays: new Set(belgianHolidays(2026)) };
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

test('the Belgian legal holidays are those that were published', () => {
  const { holidayCalendars } = JSON.parse(readFileSync(new URL('../fixtures/deadlines.json', import.meta.url), 'utf8')) as {
    holidayCalendars: Record<string, { dates: Record<string, string[]> }>;
  };
  const published = holidayCalendars['BE-legal']?.dates ?? {};
  const computed = Object.fromEntries(Object.keys(published).map((year) => [year, belgianHolidays(Number(year))]));
  assert.equal(computed, published);
});

test('Easter is right at its earliest and latest', () => {
  const monday = (year: number): string | undefined => belgianHolidays(year).find((text) => /-0[34]-/.test(text));
  assert.equal([monday(1818), monday(2038)], ['1818-03-23', '2038-04-26']);
});

test('Saturdays, Sundays and public holidays are no working days (art. 2(2))', () => {
  const days = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'];
  assert.equal(
    days.map((text) => isWorkingDay(day(text), brussels)),
    [true, false, false, false, true],
  );
});

test('the next working day is the day itself where it is one', () => {
  const next = (text: string): unknown => {
    const found = workingDayFrom(day(text), brussels);
    return found.ok && found.value.toString();
  };
  assert.equal([next('2026-12-24'), next('2026-12-25')], ['2026-12-24', '2026-12-28']);
});

test('the second working day counts across a weekend', () => {
  const found = nthWorkingDayFrom(day('2026-12-24'), 2, brussels);
  assert.is(found.ok && found.value.toString(), '2026-12-28');
});

test('a calendar without working days is refused, not searched for ever', () => {
  const everyDay = Array.from({ length: 800 }, (_, n) => day('2026-01-01').add({ days: n }).toString());
  const found = workingDayFrom(day('2026-01-01'), { timezone: 'UTC', holidays: new Set(everyDay) });
  assert.is(!found.ok && found.code, 'NO_WORKING_DAY');
});

test('the end of a day is the first moment of the next one, also where the day has 23 or 25 hours', () => {
  const ends = ['2026-03-29', '2026-10-25'].map((text) => endOfDay(day(text), brussels).toString());
  assert.equal(ends, ['2026-03-29T22:00:00Z', '2026-10-25T23:00:00Z']);
});

test('a day that begins at 01:00, because the change was at midnight, begins there', () => {
  const beirut: Calendar = { timezone: 'Asia/Beirut', holidays: new Set() };
  assert.is(endOfDay(day('2024-03-30'), beirut).toString(), '2024-03-30T22:00:00Z');
});

test('a repeated time is its first occurrence, and one that is left out is never early', () => {
  const at = (text: string): string => momentOf(Temporal.PlainDateTime.from(text), 'Europe/Brussels').toString();
  assert.equal([at('2026-10-25T02:30'), at('2026-03-29T02:30')], ['2026-10-25T00:30:00Z', '2026-03-29T01:30:00Z']);
});

test('an unknown zone and days that do not exist are refused', () => {
  const codes = [calendarOf('Europe/Bruxelles', []), calendarOf('UTC', ['2026-02-30']), calendarOf('UTC', ['25 December'])].map(
    (outcome) => !outcome.ok && outcome.code,
  );
  assert.equal(codes, ['UNKNOWN_TIMEZONE', 'INVALID_HOLIDAY', 'INVALID_HOLIDAY']);
});

test.run();
