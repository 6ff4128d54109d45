import { type Calendar, dayOf, isWorkingDay, momentOf, workingDayFrom } from './calendar.ts';
import { parseDuration, type Span } from './duration.ts';
import { formatInstant, isAfter, localText, parseInstant, secondsAfter } from './instant.ts';
import { accept, type Outcome } from './refusal.ts';
import { contestedEnd, endOfDays, endOfHours, type LegalEnd } from './regulation1182.ts';
import { remembered } from './remembered.ts';

/**
 * How the legal end is found beside the strict one. `Regulation1182` is the rule for acts of the Union; `ByAnalogy` the same where
 * national law or a silent act leaves it open; `AsWritten` where the act counts for itself or the limit is the organisation's own.
 */
export type Counting = 'Regulation1182' | 'ByAnalogy' | 'AsWritten';

/** What is asked: when is something due that has to be done `within` a time `from` a moment? */
export interface Period {
  /** RFC 3339 with an offset. */
  readonly from: string;
  /** ISO 8601: `PT72H`, `P3D`, `P1M`. */
  readonly within: string;
  readonly calendar: Calendar;
  readonly counting?: Counting;
  /**
   * An outer limit from another moment (Del. Reg. (EU) 2025/301 art. 5(1)(a): and in any case within 24 h of awareness). It is
   * void when `from` lies after it (art. 5(2): classified later than 24 h after awareness).
   */
  readonly cap?: { readonly from: string; readonly within: string };
  /** True when the act lets a due time on a day off wait until noon of the next working day (Del. Reg. (EU) 2025/301 art. 5(4)). */
  readonly noonRelief?: boolean;
  /** False leaves out the contested reading, which is for display only and costs as much as the rest. */
  readonly contested?: boolean;
}

/** The answer, in RFC 3339 UTC. */
export interface Due {
  /** The strict reading, the earliest that anybody defends: alarms run on it. */
  readonly dueAt: string;
  /** The latest end that the law itself gives; equal to `dueAt` where it gives none. For display and for a justification. */
  readonly legalDueAt: string;
  /** Sentences that say where both come from. */
  readonly basis: string;
  /** The end under the contested reading of art. 3(5) for hours, later than `legalDueAt`; null where there is none or nobody asked. */
  readonly contested: string | null;
  /** Noon of the next working day where the act grants that relief and the due time falls on a day off, or null. */
  readonly relief: string | null;
}

/** The period that binds, after the outer limit has been looked at. */
interface Binding {
  readonly from: Temporal.Instant;
  readonly span: Span;
  readonly strict: Temporal.Instant;
  readonly basis: string;
}

/** R1 for hours; R6 for days and months: the same time on the clock of the place, no roll. */
const strictEnd = (from: Temporal.Instant, span: Span, timezone: string): Temporal.Instant => {
  if (span.unit === 'Clock') return secondsAfter(from, span.seconds);
  const local = from.toZonedDateTimeISO(timezone).toPlainDateTime();
  return momentOf(span.unit === 'Days' ? local.add({ days: span.days }) : local.add({ months: span.months }), timezone);
};

const strictText = (span: Span): string =>
  span.unit === 'Clock'
    ? 'on the clock, whatever summer time, weekends and holidays do'
    : 'to the same time of day, without rolling over (the earliest reading)';

/** How the clock of the place shows a moment, from both in one text: the same few moments begin all periods of a record. */
const shownAt = remembered((key: string): { readonly text: string } => {
  const [from = '', timezone = ''] = key.split(' ');
  return { text: localText(Temporal.Instant.from(from), timezone) };
});

const bind = (from: string, within: string, timezone: string): Outcome<Binding> => {
  const start = parseInstant(from);
  if (!start.ok) return start;
  const span = parseDuration(within);
  if (!span.ok) return span;
  const basis = `${within} from ${shownAt(`${from} ${timezone}`).text} ${strictText(span.value)}.`;
  return accept({ from: start.value, span: span.value, strict: strictEnd(start.value, span.value, timezone), basis });
};

const capped = (period: Period): Outcome<Binding> => {
  const inner = bind(period.from, period.within, period.calendar.timezone);
  if (!inner.ok || period.cap === undefined) return inner;
  const outer = bind(period.cap.from, period.cap.within, period.calendar.timezone);
  if (!outer.ok) return outer;
  const limit = localText(outer.value.strict, period.calendar.timezone);
  if (isAfter(inner.value.from, outer.value.strict)) {
    return accept({
      ...inner.value,
      basis: `${inner.value.basis} The outer limit ${limit} had passed before the period began, so it is void.`,
    });
  }
  if (isAfter(inner.value.strict, outer.value.strict)) {
    return accept({ ...outer.value, basis: `Outer limit: ${outer.value.basis} It comes before ${period.within} from ${period.from}.` });
  }
  return accept({ ...inner.value, basis: `${inner.value.basis} That comes before the outer limit ${limit}.` });
};

const legalEnd = (binding: Binding, counting: Counting, calendar: Calendar): Outcome<LegalEnd> => {
  if (counting === 'AsWritten') return accept({ at: binding.strict, basis: 'The legal end is the same.' });
  const { from, span } = binding;
  const end = span.unit === 'Clock' ? accept(endOfHours(from, span.seconds, calendar)) : endOfDays(from, span, calendar);
  if (!end.ok || counting === 'Regulation1182') return end;
  return accept({ ...end.value, basis: `By analogy only: ${end.value.basis}` });
};

const reliefEnd = (binding: Binding, calendar: Calendar): Outcome<Temporal.Instant | null> => {
  const day = dayOf(binding.strict, calendar);
  if (isWorkingDay(day, calendar)) return accept(null);
  const next = workingDayFrom(day, calendar);
  return next.ok ? accept(momentOf(next.value.toPlainDateTime({ hour: 12 }), calendar.timezone)) : next;
};

const contestedOf = (binding: Binding, legal: LegalEnd, counting: Counting, calendar: Calendar): Outcome<Temporal.Instant | null> =>
  binding.span.unit === 'Clock' && counting !== 'AsWritten'
    ? contestedEnd(binding.from, binding.span.seconds, legal.at, calendar)
    : accept(null);

const formatOrNull = (instant: Temporal.Instant | null): Outcome<string | null> =>
  instant === null ? accept(null) : formatInstant(instant);

/**
 * When a period ends (A6, N1; Reg. 1182/71; Del. Reg. (EU) 2025/301 art. 5). Pure: the answer depends on the arguments alone, never on
 * the zone of the machine. A later `from` never gives an earlier `dueAt` for hours, nor an earlier day for days and months: there the time of
 * day is kept (R6), so that 31 January 09:00 ends before 30 January 10:00 where both end on 28 February. Refuses unreadable moments and durations, each with
 * its code, and a calendar without working days where one is needed.
 */
export const dueOf = (period: Period): Outcome<Due> => {
  const { calendar, counting = 'Regulation1182' } = period;
  const binding = capped(period);
  if (!binding.ok) return binding;
  const legal = legalEnd(binding.value, counting, calendar);
  if (!legal.ok) return legal;
  const contested = period.contested === false ? accept(null) : contestedOf(binding.value, legal.value, counting, calendar);
  if (!contested.ok) return contested;
  const relief = period.noonRelief === true ? reliefEnd(binding.value, calendar) : accept(null);
  if (!relief.ok) return relief;
  return answer(binding.value, legal.value, contested.value, relief.value);
};

/** The relief is the more special rule: where it applies, it takes the place of the general count. */
const answer = (binding: Binding, legal: LegalEnd, contested: Temporal.Instant | null, relief: Temporal.Instant | null): Outcome<Due> => {
  const dueAt = formatInstant(binding.strict);
  if (!dueAt.ok) return dueAt;
  const end = relief ?? legal.at;
  const legalDueAt = end === binding.strict ? dueAt : formatInstant(end);
  if (!legalDueAt.ok) return legalDueAt;
  const contestedAt = formatOrNull(contested);
  if (!contestedAt.ok) return contestedAt;
  const reliefAt = formatOrNull(relief);
  if (!reliefAt.ok) return reliefAt;
  const why = relief === null ? legal.basis : 'The due time falls on a day off: the act lets it wait until noon of the next working day.';
  return accept({
    dueAt: dueAt.value,
    legalDueAt: legalDueAt.value,
    basis: `${binding.basis} ${why}`,
    contested: contestedAt.value,
    relief: reliefAt.value,
  });
};

/** On time means at or before the due time, to the nanosecond (R9). Both RFC 3339; refuses what it cannot read. */
export const onTime = (doneAt: string, dueAt: string): Outcome<boolean> => {
  const done = parseInstant(doneAt);
  if (!done.ok) return done;
  const due = parseInstant(dueAt);
  return due.ok ? accept(!isAfter(done.value, due.value)) : due;
};
