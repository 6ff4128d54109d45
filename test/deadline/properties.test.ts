import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Calendar } from '../../operator/deadline/calendar.ts';
import { type Due, dueOf, type Period } from '../../operator/deadline/due.ts';
import { belgianHolidays } from '../../operator/deadline/holidays.ts';

const holidays = new Set(Array.from({ length: 20 }, (_, n) => belgianHolidays(2020 + n)).flat());
const zones = ['Europe/Brussels', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns'];

const calendar = fc.constantFrom(...zones).map((timezone): Calendar => ({ timezone, holidays }));
/** Seconds of the years 2024 to 2036, with the hours around the changes of the clock drawn often. */
const changes = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2028-02-29T23:00:00Z', '2027-12-31T23:00:00Z', '2027-03-28T01:00:00Z'];
const around = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -400_000, max: 20_000 }))
  .map(([at, seconds]) => Temporal.Instant.from(at).add({ seconds }));
const anywhere = fc
  .integer({ min: 1_704_067_200, max: 2_082_758_400 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
const moment = fc.oneof(around, anywhere);
const hours = fc.integer({ min: 1, max: 400 });
const calendarSpan = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((n) => `P${n}D`),
  fc.integer({ min: 1, max: 14 }).map((n) => `P${n}M`),
);

const due = (period: Period): Due => {
  const outcome = dueOf(period);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
};

const instantOf = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const notBefore = (later: string, earlier: string): boolean => Temporal.Instant.compare(later, earlier) >= 0;
const localOf = (text: string, { timezone }: Calendar): Temporal.PlainDateTime =>
  instantOf(text).toZonedDateTimeISO(timezone).toPlainDateTime();

test('hours are never early and never late: the strict end is that many seconds away, whatever clock and calendar do', () => {
  fc.assert(
    fc.property(moment, hours, calendar, (from, n, place) => {
      const { dueAt } = due({ from: from.toString(), within: `PT${n}H`, calendar: place });
      assert.is(instantOf(dueAt).epochMilliseconds - from.epochMilliseconds, n * 3_600_000);
    }),
  );
});

test('the legal end of hours is after the strict one, by an hour at most, and begins an hour on the clock of the place', () => {
  fc.assert(
    fc.property(moment, hours, (from, n) => {
      const place: Calendar = { timezone: 'Asia/Kolkata', holidays };
      const { dueAt, legalDueAt } = due({ from: from.toString(), within: `PT${n}H`, calendar: place });
      const seconds = (instantOf(legalDueAt).epochMilliseconds - instantOf(dueAt).epochMilliseconds) / 1000;
      assert.ok(seconds > 0 && seconds <= 3600, `${seconds} s`);
      assert.is(localOf(legalDueAt, place).minute, 0);
    }),
  );
});

test('days and months are never early: the clock of the place shows the same time of day, on no earlier day', () => {
  fc.assert(
    fc.property(moment, calendarSpan, calendar, (from, within, place) => {
      const { dueAt } = due({ from: from.toString(), within, calendar: place });
      const target = localOf(from.toString(), place).add(Temporal.Duration.from(within));
      assert.ok(Temporal.PlainDateTime.compare(localOf(dueAt, place), target) >= 0);
    }),
  );
});

test('the legal end of days and months is a midnight after a working day, not before the strict end', () => {
  fc.assert(
    fc.property(moment, calendarSpan, (from, within) => {
      const place: Calendar = { timezone: 'Europe/Brussels', holidays };
      const { dueAt, legalDueAt } = due({ from: from.toString(), within, calendar: place });
      const end = localOf(legalDueAt, place);
      const last = end.toPlainDate().subtract({ days: 1 });
      assert.is(notBefore(legalDueAt, dueAt), true);
      assert.is(end.toPlainTime().toString(), '00:00:00');
      assert.ok(last.dayOfWeek < 6 && !holidays.has(last.toString()), last.toString());
    }),
  );
});

test('the contested reading is only ever later than the legal end', () => {
  fc.assert(
    fc.property(moment, hours, calendar, (from, n, place) => {
      const { contested, legalDueAt } = due({ from: from.toString(), within: `PT${n}H`, calendar: place });
      if (contested !== null) assert.is(Temporal.Instant.compare(contested, legalDueAt), 1);
    }),
  );
});

const ordered = fc
  .tuple(moment, moment)
  .map(([a, b]): [string, string] => (Temporal.Instant.compare(a, b) <= 0 ? [a.toString(), b.toString()] : [b.toString(), a.toString()]));

test('hours are monotone: who is aware later is never due earlier, on any reading', () => {
  fc.assert(
    fc.property(ordered, hours, ([first, second], n) => {
      const period = { within: `PT${n}H`, calendar: { timezone: 'Europe/Brussels', holidays } };
      const [a, b] = [due({ from: first, ...period }), due({ from: second, ...period })];
      assert.ok(notBefore(b.dueAt, a.dueAt) && notBefore(b.legalDueAt, a.legalDueAt));
    }),
  );
});

test('days and months are monotone by the day, and their legal end without exception', () => {
  fc.assert(
    fc.property(ordered, calendarSpan, ([first, second], within) => {
      const place: Calendar = { timezone: 'Europe/Brussels', holidays };
      const [a, b] = [due({ from: first, within, calendar: place }), due({ from: second, within, calendar: place })];
      assert.ok(Temporal.PlainDate.compare(localOf(b.dueAt, place).toPlainDate(), localOf(a.dueAt, place).toPlainDate()) >= 0);
      assert.ok(notBefore(b.legalDueAt, a.legalDueAt));
    }),
  );
});

test('an outer limit never makes anything later, and classifying later never makes it earlier', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 50_000 }), (aware, delay, more) => {
      const at = (seconds: number): Due =>
        due({
          from: aware.add({ seconds }).toString(),
          within: 'PT4H',
          cap: { from: aware.toString(), within: 'PT24H' },
          calendar: { timezone: 'Europe/Brussels', holidays },
          counting: 'AsWritten',
        });
      const four = aware.add({ seconds: delay + 4 * 3600 }).toString();
      assert.ok(notBefore(four, at(delay).dueAt));
      assert.ok(notBefore(at(delay + more).dueAt, at(delay).dueAt));
    }),
  );
});

test('the offset in which a moment is written changes nothing', () => {
  fc.assert(
    fc.property(moment, hours, fc.integer({ min: -12, max: 14 }), (from, n, offset) => {
      const place: Calendar = { timezone: 'Europe/Brussels', holidays };
      const sign = offset < 0 ? '-' : '+';
      const written = from.toString({ timeZone: `${sign}${String(Math.abs(offset)).padStart(2, '0')}:00` });
      assert.equal(
        due({ from: written, within: `PT${n}H`, calendar: place }),
        due({ from: from.toString(), within: `PT${n}H`, calendar: place }),
      );
    }),
  );
});

test('an answer survives being written and read back, and its moments are written as they would be again', () => {
  fc.assert(
    fc.property(moment, calendarSpan, calendar, (from, within, place) => {
      const answer = due({ from: from.toString(), within, calendar: place, noonRelief: true });
      assert.equal(JSON.parse(JSON.stringify(answer)), answer);
      for (const text of [answer.dueAt, answer.legalDueAt]) assert.is(instantOf(text).toString(), text);
    }),
  );
});

/** Computes a spread of due times in a process of its own, whose zone is set from outside. */
const inProcess = (zone: string): string => {
  const room = new URL('../../operator/deadline/', import.meta.url).href;
  const script = `
    const { dueOf } = await import('${room}due.ts');
    const { localText } = await import('${room}instant.ts');
    const { belgianHolidays } = await import('${room}holidays.ts');
    const calendar = { timezone: 'Europe/Brussels', holidays: new Set([2026, 2027].flatMap((year) => belgianHolidays(year))) };
    const answers = [];
    for (let n = 0; n < 200; n += 1) {
      const from = Temporal.Instant.from('2026-01-01T00:17:00Z').add({ minutes: n * 3989 });
      for (const within of ['PT72H', 'P3D', 'P1M']) answers.push(dueOf({ from: from.toString(), within, calendar, noonRelief: n % 2 === 0 }));
      answers.push(localText(from, 'Europe/Brussels'));
    }
    process.stdout.write(JSON.stringify({ zone: Temporal.Now.timeZoneId(), answers }));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' });
};

test('the zone of the machine changes nothing', () => {
  const machines = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu'];
  const outputs = machines.map((zone) => JSON.parse(inProcess(zone)) as { zone: string; answers: unknown[] });
  assert.is(new Set(outputs.map(({ zone }) => zone)).size, machines.length);
  for (const { answers } of outputs) assert.equal(answers, outputs[0]?.answers);
});

test.run();
