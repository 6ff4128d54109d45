/**
 * The time that a report is about, in whole days of the organisation's own zone: a quarter begins at its first midnight there, wherever
 * the cluster stands.
 */
export interface Period {
  /** As it was asked for: `2026-Q4`. */
  readonly name: string;
  /** The IANA zone by which its days begin and end. */
  readonly zone: string;
  /** The first and the last day, both inside: `2026-10-01`. */
  readonly first: string;
  readonly last: string;
  /** From this instant, which is inside, to this one, which is not, in milliseconds since the epoch. */
  readonly begins: number;
  readonly ends: number;
}

/** A period, or why the text names none and what would be right. */
export type ReadPeriod = { readonly ok: true; readonly period: Period } | { readonly ok: false; readonly message: string };

const example = 'write a year (2026), a quarter (2026-Q4), a month (2026-11) or two days, both inside (2026-10-05/2026-10-18)';

const dayIn = (text: string): Temporal.PlainDate | undefined => {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
};

/** The months from one on, from the first day of the first to the last day of the last. */
const months = (year: number, month: number, count: number): readonly [Temporal.PlainDate, Temporal.PlainDate] => {
  const first = new Temporal.PlainDate(year, month, 1);
  return [first, first.add({ months: count }).subtract({ days: 1 })];
};

const daysOf = (text: string): readonly [Temporal.PlainDate | undefined, Temporal.PlainDate | undefined] | undefined => {
  const calendar = /^([1-9]\d{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (calendar !== null) {
    const [, year, quarter, month] = calendar.map(Number);
    if (quarter !== undefined && !Number.isNaN(quarter)) return months(Number(year), quarter * 3 - 2, 3);
    return month === undefined || Number.isNaN(month) ? months(Number(year), 1, 12) : months(Number(year), month, 1);
  }
  const [from, to, more] = text.split('/');
  return from === undefined || to === undefined || more !== undefined ? undefined : [dayIn(from), dayIn(to)];
};

const midnight = (day: Temporal.PlainDate, zone: string): number => day.toZonedDateTime(zone).epochMilliseconds;

const between = (name: string, first: Temporal.PlainDate, last: Temporal.PlainDate, zone: string): Period => ({
  name,
  zone,
  first: first.toString(),
  last: last.toString(),
  begins: midnight(first, zone),
  ends: midnight(last.add({ days: 1 }), zone),
});

/** Reads a period: `2026`, `2026-Q4`, `2026-11` or `FROM/TO`, in an IANA zone. Throws a RangeError for a zone that does not exist. */
export const parsePeriod = (text: string, zone: string): ReadPeriod => {
  const days = daysOf(text);
  if (days === undefined) return { ok: false, message: `${JSON.stringify(text.slice(0, 64))} names no period: ${example}.` };
  const [first, last] = days;
  if (first === undefined || last === undefined) {
    return { ok: false, message: `${JSON.stringify(text.slice(0, 64))} holds a day that does not exist: ${example}.` };
  }
  if (Temporal.PlainDate.compare(first, last) > 0) {
    return { ok: false, message: `${text} ends before it begins: write the earlier day first, ${last}/${first}.` };
  }
  return { ok: true, period: between(text, first, last, zone) };
};

/** The period before, to compare with: as many months where it is made of whole months, else as many days. */
export const precedingOf = ({ first, last, zone }: Period): Period => {
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)];
  const following = to.add({ days: 1 });
  const whole = from.day === 1 && following.day === 1;
  const length = from.until(following, { largestUnit: whole ? 'months' : 'days' });
  const begin = from.subtract(length);
  const end = from.subtract({ days: 1 });
  const count = length.months;
  const name = !whole
    ? `${begin}/${end}`
    : count === 12 && begin.month === 1
      ? String(begin.year)
      : count === 3 && begin.month % 3 === 1
        ? `${begin.year}-Q${(begin.month + 2) / 3}`
        : count === 1
          ? begin.toPlainYearMonth().toString()
          : `${begin}/${end}`;
  return between(name, begin, end, zone);
};

/** Whether a moment lies in a period; what is no moment lies in none. */
export const within = ({ begins, ends }: Pick<Period, 'begins' | 'ends'>, at: string | undefined): boolean => {
  const millis = at === undefined ? Number.NaN : Date.parse(at);
  return millis >= begins && millis < ends;
};

/** The months that a period touches, each with its own part of the period, in order: `2026-11`. */
export const monthsOf = (period: Period): readonly Period[] => {
  const last = Temporal.PlainDate.from(period.last);
  const found: Period[] = [];
  for (let day = Temporal.PlainDate.from(period.first); Temporal.PlainDate.compare(day, last) <= 0; ) {
    const next = day.with({ day: 1 }).add({ months: 1 });
    const end = next.subtract({ days: 1 });
    const shorter = Temporal.PlainDate.compare(end, last) > 0 ? last : end;
    found.push(between(day.toPlainYearMonth().toString(), day, shorter, period.zone));
    day = next;
  }
  return found;
};
