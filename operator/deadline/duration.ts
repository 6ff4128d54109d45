import { accept, type Outcome, refuse } from './refusal.ts';
import { remembered } from './remembered.ts';

/**
 * A length of time, in the one kind of unit that the law counts in: hours run on the clock, days and months on the calendar
 * (Reg. 1182/71 art. 3). The kinds are never mixed, because no rule says how.
 */
export type Span =
  | { readonly unit: 'Clock'; readonly seconds: number }
  | { readonly unit: 'Days'; readonly days: number }
  | { readonly unit: 'Months'; readonly months: number };

const shape = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

const example = 'for example PT72H, P3D or P1M';

/** Nothing in this product is owed later than in a century: a longer one is a typing error. */
const longest = { Clock: 100 * 366 * 86_400, Days: 100 * 366, Months: 1_200 } as const;

const unreadable = (text: string): Outcome<Span> => {
  const shown = JSON.stringify(text.slice(0, 64));
  if (/^[+-]|-\d/.test(text))
    return refuse('NEGATIVE_DURATION', `${shown} carries a sign: a duration here only ever runs forward, ${example}.`);
  if (/\d[.,]\d/.test(text)) {
    return refuse('FRACTIONAL_DURATION', `${shown} has a fraction: write the smaller unit, PT1H30M instead of PT1.5H.`);
  }
  return refuse('INVALID_DURATION', `${shown} is not a duration after ISO 8601, ${example}.`);
};

const bounded = (text: string, span: Span, amount: number): Outcome<Span> => {
  if (amount === 0) return refuse('ZERO_DURATION', `${text} is no time at all: nothing could be done within it.`);
  if (amount > longest[span.unit]) return refuse('DURATION_TOO_LONG', `${text} is longer than a century.`);
  return accept(span);
};

/**
 * Reads an ISO 8601 duration: `PT72H`, `PT1H30M`, `P3D`, `P2W`, `P1M`, `P1Y`. Refused with its reason: a sign, a fraction, zero,
 * and a mixture of hours, days and months.
 */
export const parseDuration = remembered((text: string): Outcome<Span> => {
  const match = shape.exec(text);
  if (match === null || text === 'P' || text.endsWith('T')) return unreadable(text);
  const [years, months, weeks, days, , hours, minutes, seconds] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const kinds = [
    [years, months],
    [weeks, days],
    [hours, minutes, seconds],
  ].filter((parts) => parts.some((part) => part !== undefined));
  if (kinds.length > 1) {
    return refuse(
      'MIXED_UNITS',
      `${text} mixes units that are counted differently: hours run on the clock, days and months on the calendar (Reg. 1182/71 art. 3). Use one kind: PT72H, P3D or P1M.`,
    );
  }
  if (hours !== undefined || minutes !== undefined || seconds !== undefined) {
    const amount = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
    return bounded(text, { unit: 'Clock', seconds: amount }, amount);
  }
  if (weeks !== undefined || days !== undefined) {
    const amount = (weeks ?? 0) * 7 + (days ?? 0);
    return bounded(text, { unit: 'Days', days: amount }, amount);
  }
  const amount = (years ?? 0) * 12 + (months ?? 0);
  return bounded(text, { unit: 'Months', months: amount }, amount);
});

/**
 * The length in seconds of a span that always has the same one: for warning marks and windows, which are the organisation's own and
 * know no calendar, a day is 24 hours. Months are refused, since they have no fixed length.
 */
export const fixedSeconds = (text: string): Outcome<number> => {
  const span = parseDuration(text);
  if (!span.ok) return span;
  if (span.value.unit === 'Clock') return accept(span.value.seconds);
  if (span.value.unit === 'Days') return accept(span.value.days * 86_400);
  return refuse('MONTHS_NOT_FIXED', `${text} has no fixed length: write days or hours, for example P30D.`);
};

/** For comparison only: a day counts as 24 hours and a month as its longest, 31 days. */
const roughSeconds = (text: string): number => {
  const span = parseDuration(text);
  if (!span.ok) return Number.POSITIVE_INFINITY;
  if (span.value.unit === 'Clock') return span.value.seconds;
  return (span.value.unit === 'Days' ? span.value.days : span.value.months * 31) * 86_400;
};

/** The shorter of two ISO 8601 durations, the first one where they are equal; one that cannot be read is never the shorter. */
export const shorterOf = (a: string, b: string): string => (roughSeconds(b) < roughSeconds(a) ? b : a);
