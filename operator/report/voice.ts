import { parseDuration } from '../deadline/duration.ts';
import { dateText, momentText, numberText } from '../document/format.ts';
import type { Language } from '../document/model.ts';
import { wordings } from '../document/wording.ts';
import { type BreachTerms, breachTerms } from '../notification/words/breach.ts';
import { type RecordTerms, recordTerms } from '../notification/words/record.ts';
import type { Period } from './period.ts';
import { reportWords } from './words/catalogue.ts';
import type { ReportWords } from './words/words.ts';

/** How a report speaks in one language: its words, the terms of records, and numbers, money, times and periods as people write them there. */
export interface Voice {
  readonly language: Language;
  readonly words: ReportWords;
  readonly record: RecordTerms;
  readonly breach: BreachTerms;
  readonly number: (value: number) => string;
  /** An exact amount such as `1250.00`, with its currency by ISO 4217. */
  readonly money: (amount: string, currency: string) => string;
  /** Seconds as the two largest units that say something; null is a dash. */
  readonly duration: (seconds: number | null) => string;
  /** A window of the policy such as `P90D`. */
  readonly window: (duration: string) => string;
  readonly day: (instant: string) => string;
  readonly moment: (instant: string) => string;
  readonly period: (period: Pick<Period, 'name' | 'first' | 'last'>) => string;
  /** A month such as `2026-11`. */
  readonly month: (name: string) => string;
}

const dash = '–';

const durationText = (seconds: number, units: ReportWords['units'], number: (value: number) => string): string => {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), units.days],
    [Math.floor(whole / 3_600) % 24, units.hours],
    [Math.floor(whole / 60) % 60, units.minutes],
    [whole % 60, units.seconds],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return `0 ${units.seconds}`;
  return parts
    .slice(first, first + 2)
    .filter(([amount], index) => index === 0 || amount > 0)
    .map(([amount, unit]) => `${number(amount)} ${unit}`)
    .join(' ');
};

const windowText = (duration: string, spans: ReportWords['spans']): string => {
  const read = parseDuration(duration);
  if (!read.ok) return duration;
  const { value } = read;
  if (value.unit === 'Days') return spans.days(value.days);
  return value.unit === 'Months' ? spans.months(value.months) : spans.hours(Math.round(value.seconds / 3_600));
};

/** The voice of a language, with times in a zone. Throws a RangeError for a zone that does not exist. */
export const voiceOf = (language: Language, zone: string): Voice => {
  const words = reportWords[language];
  const number = (value: number): string => numberText(value, language);
  /** A day has no zone: noon in UTC is that day in UTC. */
  const plainDay = (day: string): string => dateText(`${day}T12:00:00Z`, 'UTC', language);
  const month = (name: string): string => {
    const [year = '', of = ''] = name.split('-');
    return words.period.month(wordings[language].months[Number(of) - 1] ?? of, Number(year));
  };
  const period: Voice['period'] = ({ name, first, last }) => {
    if (/^\d{4}$/.test(name)) return words.period.year(Number(name));
    const quarter = /^(\d{4})-Q([1-4])$/.exec(name);
    if (quarter !== null) return words.period.quarter(Number(quarter[2]), Number(quarter[1]));
    return name.includes('/') ? words.period.days(plainDay(first), plainDay(last)) : month(name);
  };
  return {
    language,
    words,
    record: recordTerms[language],
    breach: breachTerms[language],
    number,
    money: (amount, currency) => `${numberText(amount, language)}\u00a0${currency}`,
    duration: (seconds) => (seconds === null ? dash : durationText(seconds, words.units, number)),
    window: (duration) => windowText(duration, words.spans),
    day: (instant) => dateText(instant, zone, language),
    moment: (instant) => momentText(instant, zone, language),
    period,
    month,
  };
};
