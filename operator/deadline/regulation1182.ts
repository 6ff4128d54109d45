import { type Calendar, dayOf, endOfDay, nthWorkingDayFrom, startOfDay, workingDayFrom } from './calendar.ts';
import type { Span } from './duration.ts';
import { secondsAfter } from './instant.ts';
import { accept, type Outcome } from './refusal.ts';

/** The latest end of a period, and the provisions that it rests on. */
export interface LegalEnd {
  readonly at: Temporal.Instant;
  readonly basis: string;
}

const nanosecondsPerHour = 3_600_000_000_000n;

/**
 * The beginning of the next hour on the clock of the place. It is found by the offset at the moment itself, so that zones off by half
 * an hour keep their own hours, and the result is never more than an hour away, whatever the clocks do meanwhile.
 */
const nextHour = (instant: Temporal.Instant, timezone: string): Temporal.Instant => {
  const offset = BigInt(instant.toZonedDateTimeISO(timezone).offsetNanoseconds);
  const local = instant.epochNanoseconds + offset;
  const intoHour = ((local % nanosecondsPerHour) + nanosecondsPerHour) % nanosecondsPerHour;
  return Temporal.Instant.fromEpochNanoseconds(instant.epochNanoseconds - intoHour + nanosecondsPerHour);
};

/**
 * The end of a period in hours (R2, R3, R4): the hour of the event is not counted, so the period starts with the next one; weekends and
 * holidays count, and nothing rolls over to a working day. At most an hour later than the clock, never earlier. A period that is no
 * whole number of hours has no such rule and ends on the clock.
 */
export const endOfHours = (from: Temporal.Instant, seconds: number, calendar: Calendar): LegalEnd => {
  if (seconds % 3600 !== 0) {
    return { at: secondsAfter(from, seconds), basis: 'Not a whole number of hours: the legal end is the clock itself.' };
  }
  return {
    at: secondsAfter(nextHour(from, calendar.timezone), seconds),
    basis:
      'Reg. 1182/71 art. 3(1) and 3(2)(a): the hour of the event is not counted, the period ends with the expiry of its last hour; ' +
      'weekends and holidays count (art. 3(3)), and art. 3(4) does not roll hours over.',
  };
};

/**
 * The contested reading of art. 3(5) for a period of 48 hours or more (R5): at least two complete working days inside it, else it runs
 * to 24:00 of the second one. `null` when that changes nothing. For display only: it must never postpone an alarm.
 */
export const contestedEnd = (
  from: Temporal.Instant,
  seconds: number,
  end: Temporal.Instant,
  calendar: Calendar,
): Outcome<Temporal.Instant | null> => {
  if (seconds < 48 * 3600) return accept(null);
  const start = seconds % 3600 === 0 ? nextHour(from, calendar.timezone) : from;
  const today = dayOf(start, calendar);
  const whole = Temporal.Instant.compare(startOfDay(today, calendar), start) >= 0;
  const second = nthWorkingDayFrom(whole ? today : today.add({ days: 1 }), 2, calendar);
  if (!second.ok) return second;
  const extended = endOfDay(second.value, calendar);
  return accept(Temporal.Instant.compare(extended, end) > 0 ? extended : null);
};

const spanText = (span: Span): string =>
  span.unit === 'Months'
    ? 'art. 3(2)(c): the same date of the last month, or its last day'
    : 'art. 3(1) and 3(2)(b): the day of the event is not counted';

/**
 * The end of a period in days or months (R6): 24:00 of its last day, which for months is the same date or the end of the month; a
 * last day that is no working day rolls to the next one (art. 3(4)); two working days at least lie in it when it has two days or
 * more (art. 3(5), undisputed here). Refused when the calendar has no working day for a year.
 */
export const endOfDays = (from: Temporal.Instant, span: Exclude<Span, { unit: 'Clock' }>, calendar: Calendar): Outcome<LegalEnd> => {
  const day = dayOf(from, calendar);
  const last = span.unit === 'Months' ? day.add({ months: span.months }) : day.add({ days: span.days });
  const rolled = workingDayFrom(last, calendar);
  if (!rolled.ok) return rolled;
  const single = span.unit === 'Days' && span.days < 2;
  const second = single ? rolled : nthWorkingDayFrom(day.add({ days: 1 }), 2, calendar);
  if (!second.ok) return second;
  const extended = Temporal.PlainDate.compare(second.value, rolled.value) > 0;
  const steps = [spanText(span), 'ending at 24:00'];
  if (!rolled.value.equals(last)) steps.push(`${last.toString()} is no working day, so the next one (art. 3(4))`);
  if (extended) steps.push(`at least two working days, so until ${second.value.toString()} (art. 3(5))`);
  return accept({ at: endOfDay(extended ? second.value : rolled.value, calendar), basis: `Reg. 1182/71 ${steps.join('; ')}.` });
};
