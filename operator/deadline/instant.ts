import { accept, type Outcome, type Refusal, refuse } from './refusal.ts';
import { remembered } from './remembered.ts';

const shape =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d+))?)?(?<offset>Z|[+-]\d{2}:\d{2})?$/;

const example = 'for example 2026-10-23T16:40:00+02:00 or 2026-10-23T14:40:00Z';

/** RFC 3339 has four digits for the year; the year 0000 stands for 1 BC and is a typing error here. */
const firstYear = 1;

/** The first and the last millisecond that have a year of four digits. */
const firstMillis = Date.parse('0001-01-01T00:00:00Z');
const lastMillis = Date.parse('9999-12-31T23:59:59.999Z');

const formatRefusal = (text: string): Refusal => {
  const shown = JSON.stringify(text.slice(0, 64));
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return refuse('TIME_REQUIRED', `${shown} is a day, not a moment: add the time and its offset, ${example}.`);
  }
  return refuse('INVALID_FORMAT', `${shown} is not a moment after RFC 3339: write date, "T", time and offset, ${example}.`);
};

const timeRefusal = (text: string, hour: number, minute: number, second: number): Refusal | undefined => {
  if (hour === 24) {
    return refuse('INVALID_TIME', `${text} has the hour 24: the end of a day is written as 00:00 of the next day.`);
  }
  if (second === 60) {
    return refuse('LEAP_SECOND', `${text} has the second 60: leap seconds are not counted here, write second 59 or the next minute.`);
  }
  if (hour > 24 || minute > 59 || second > 60) {
    return refuse('INVALID_TIME', `${text} has a time that does not exist: hours run to 23, minutes and seconds to 59.`);
  }
  return undefined;
};

const offsetRefusal = (text: string, offset: string | undefined): Refusal | undefined => {
  if (offset === undefined) {
    return refuse('OFFSET_REQUIRED', `${text} has no offset, so it names no moment: add Z or the offset of the place, ${example}.`);
  }
  if (offset !== 'Z' && (Number(offset.slice(1, 3)) > 23 || Number(offset.slice(4)) > 59)) {
    return refuse('INVALID_OFFSET', `${text} has the offset ${offset}, which does not exist: hours run to 23, minutes to 59.`);
  }
  return undefined;
};

/** The calendar is asked rather than computed: 29 February must never become 1 March silently. */
const dayExists = (year: number, month: number, day: number): boolean => {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
};

/**
 * Reads a moment after RFC 3339. Seconds may be left out and count as zero; everything else is strict: an offset is required (the
 * machine's zone is never assumed), the date must exist, 24:00 and second 60 are refused, fractions finer than a nanosecond too.
 */
export const parseInstant = remembered((text: string): Outcome<Temporal.Instant> => {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) return formatRefusal(text);
  const { year, month, day, hour, minute, second = '00', fraction = '', offset } = groups;
  if (!dayExists(Number(year), Number(month), Number(day))) {
    return refuse('INVALID_DATE', `${year}-${month}-${day} does not exist in the calendar: check day and month.`);
  }
  const refusal = timeRefusal(text, Number(hour), Number(minute), Number(second)) ?? offsetRefusal(text, offset);
  if (refusal !== undefined) return refusal;
  if (fraction.length > 9)
    return refuse('FRACTION_TOO_FINE', `${text} is finer than a nanosecond: write at most nine digits after the second.`);
  if (Number(year) < firstYear) return refuse('OUT_OF_RANGE', `${text} lies before the year 0001.`);
  return accept(Temporal.Instant.from(text));
});

/**
 * Writes a moment as UTC after RFC 3339, ending in `Z`; whole seconds have no fraction (`2026-10-26T07:12:00Z`).
 * Refuses a moment that has no four-digit year, because nothing else could read it back.
 */
export const formatInstant = (instant: Temporal.Instant): Outcome<string> => {
  const millis = instant.epochMilliseconds;
  if (millis >= firstMillis && millis <= lastMillis) return accept(instant.toString());
  return refuse('OUT_OF_RANGE', `The result lies in the year ${instant.toZonedDateTimeISO('UTC').year}, outside 0001 to 9999.`);
};

/** Whether a moment lies after another one, to the nanosecond; `Temporal.Instant.compare` says the same in ten times the time. */
export const isAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => a.epochNanoseconds > b.epochNanoseconds;

/** The moment so many seconds after another one, or before it where they are negative. */
export const secondsAfter = (instant: Temporal.Instant, seconds: number): Temporal.Instant =>
  Temporal.Instant.fromEpochNanoseconds(instant.epochNanoseconds + BigInt(seconds) * 1_000_000_000n);

/** Writes a moment as the clock of a place shows it, with its offset: `2026-10-25T02:30:00+02:00` says which of two equal hours is meant. */
export const localText = (instant: Temporal.Instant, timezone: string): string =>
  instant.toZonedDateTimeISO(timezone).toString({ timeZoneName: 'never' });

/**
 * Accepts an IANA time zone, spelled as IANA does. An offset (`+02:00`) is refused, because it knows no summer time; another
 * spelling of case is refused too, so that one zone has one name in every record.
 */
export const parseTimezone = (name: string): Outcome<string> => {
  const shown = JSON.stringify(name.slice(0, 64));
  const unknown = refuse('UNKNOWN_TIMEZONE', `${shown} is not a time zone of the IANA list: write for example Europe/Brussels or UTC.`);
  if (!/^[A-Za-z]/.test(name)) return unknown;
  try {
    const known = new Temporal.ZonedDateTime(0n, name).timeZoneId;
    return known === name ? accept(name) : refuse('UNKNOWN_TIMEZONE', `${shown} is spelled ${known} in the IANA list.`);
  } catch {
    return unknown;
  }
};

/** The moments of one incident whose order is fixed by what they mean; each may be absent. RFC 3339. */
export interface Facts {
  readonly occurredAt?: string;
  readonly detectedAt?: string;
  readonly awareAt?: string;
  readonly classifiedAt?: string;
  readonly notifiedAt?: string;
  readonly handledAt?: string;
}

const order = [
  ['occurredAt', 'detectedAt', 'DETECTED_BEFORE_OCCURRED', 'detected before it occurred'],
  ['detectedAt', 'awareAt', 'AWARE_BEFORE_DETECTED', 'aware of it before it was detected'],
  ['awareAt', 'classifiedAt', 'CLASSIFIED_BEFORE_AWARE', 'classified before anybody was aware of it'],
  ['awareAt', 'notifiedAt', 'NOTIFIED_BEFORE_AWARE', 'notified before anybody was aware of it'],
  ['awareAt', 'handledAt', 'HANDLED_BEFORE_AWARE', 'handled before anybody was aware of it'],
] as const;

/**
 * Checks that the facts can follow one another: occurred, detected, aware, then the rest. Equal moments are in order.
 * Returns the facts themselves, or the first thing that is wrong: an unreadable moment, or a pair in the wrong order.
 */
export const checkOrder = (facts: Facts): Outcome<Facts> => {
  const read = new Map<string, Temporal.Instant>();
  for (const [name, text] of Object.entries(facts)) {
    if (text === undefined) continue;
    const instant = parseInstant(text);
    if (!instant.ok) return instant;
    read.set(name, instant.value);
  }
  for (const [first, second, code, what] of order) {
    const [a, b] = [read.get(first), read.get(second)];
    if (a !== undefined && b !== undefined && isAfter(a, b)) {
      return refuse(
        code,
        `${second} ${facts[second]} lies before ${first} ${facts[first]}: an incident is not ${what}. Correct one of the two.`,
      );
    }
  }
  return accept(facts);
};
