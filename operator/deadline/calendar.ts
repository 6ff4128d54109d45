import { parseTimezone } from './instant.ts';
import { accept, type Outcome, refuse } from './refusal.ts';

/** Where something has to be done: its clock, and the days on which nobody works there (Reg. 1182/71 art. 2(1)). */
export interface Calendar {
  /** IANA name. */
  readonly timezone: string;
  /** Public holidays as ISO dates, Saturdays and Sundays not among them necessarily. */
  readonly holidays: ReadonlySet<string>;
}

/** A chain of days off longer than this is a mistake in the list of holidays, and must not become an endless search. */
const longestPause = 366;

/** Checks a time zone and a list of holidays and makes the calendar of them; refuses an unknown zone or a day that does not exist. */
export const calendarOf = (timezone: string, holidays: readonly string[]): Outcome<Calendar> => {
  const zone = parseTimezone(timezone);
  if (!zone.ok) return zone;
  for (const day of holidays) {
    if (!isIsoDate(day)) {
      return refuse('INVALID_HOLIDAY', `${JSON.stringify(day.slice(0, 64))} is not a day of the calendar: write for example 2026-12-25.`);
    }
  }
  return accept({ timezone: zone.value, holidays: new Set(holidays) });
};

const isIsoDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
};

/** Working days are all days but public holidays, Saturdays and Sundays (Reg. 1182/71 art. 2(2)). */
export const isWorkingDay = (day: Temporal.PlainDate, calendar: Calendar): boolean =>
  day.dayOfWeek < 6 && !calendar.holidays.has(day.toString());

/** The day itself when it is a working day, else the first one after it; refused when a year of days off follows. */
export const workingDayFrom = (day: Temporal.PlainDate, calendar: Calendar): Outcome<Temporal.PlainDate> => {
  for (let ahead = 0; ahead <= longestPause; ahead += 1) {
    const candidate = day.add({ days: ahead });
    if (isWorkingDay(candidate, calendar)) return accept(candidate);
  }
  return refuse('NO_WORKING_DAY', `No working day follows ${day.toString()} within a year: check the list of holidays.`);
};

/** The `count`-th working day, counting from `day` and including it. */
export const nthWorkingDayFrom = (day: Temporal.PlainDate, count: number, calendar: Calendar): Outcome<Temporal.PlainDate> => {
  let found = workingDayFrom(day, calendar);
  for (let n = 1; found.ok && n < count; n += 1) found = workingDayFrom(found.value.add({ days: 1 }), calendar);
  return found;
};

/** The day that the clock of the place shows at a moment. */
export const dayOf = (instant: Temporal.Instant, calendar: Calendar): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(calendar.timezone).toPlainDate();

/** 24:00 of a day, that is the first moment of the next one: an exclusive end shown as 00:00:00 (R9). */
export const endOfDay = (day: Temporal.PlainDate, calendar: Calendar): Temporal.Instant =>
  day.add({ days: 1 }).toZonedDateTime(calendar.timezone).toInstant();

/** The first moment of a day. */
export const startOfDay = (day: Temporal.PlainDate, calendar: Calendar): Temporal.Instant =>
  day.toZonedDateTime(calendar.timezone).toInstant();

/**
 * The moment at which the clock of the place shows a date and time. Of a repeated hour it is the first one, the earlier reading; a
 * time that summer time leaves out is read by the offset before the change, as calendars do (RFC 5545), so never early.
 */
export const momentOf = (local: Temporal.PlainDateTime, timezone: string): Temporal.Instant =>
  local.toZonedDateTime(timezone, { disambiguation: 'compatible' }).toInstant();
