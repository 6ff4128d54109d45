import type { Language } from './model.ts';
import { wordings } from './wording.ts';

/**
 * Dates and numbers as each language writes them. They are written here and not by the runtime, whose tables of locales change with its
 * version: a document that was approved must not read otherwise after an update.
 */

const zoned = (instant: string, zone: string): Temporal.ZonedDateTime => Temporal.Instant.from(instant).toZonedDateTimeISO(zone);

/** A day in a zone: `23 oktober 2026`. Throws a RangeError for what is no RFC 3339 instant or no IANA zone. */
export const dateText = (instant: string, zone: string, language: Language): string => {
  const { day, month, year } = zoned(instant, zone);
  return wordings[language].date(day, wordings[language].months[month - 1] ?? String(month), year);
};

/** A moment in a zone, to the minute: `23 oktober 2026 om 09:12 uur`. Throws as dateText does. */
export const momentText = (instant: string, zone: string, language: Language): string => {
  const time = zoned(instant, zone).toPlainTime().toString({ smallestUnit: 'minute' });
  return wordings[language].at(dateText(instant, zone, language), time);
};

/** A number of the usual kind, `1200` or `1250.00`, with the separators of the language: `1.250,00`. Others are left as they are. */
export const numberText = (value: number | string, language: Language): string => {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (parts === null) return String(value);
  const [, sign = '', whole = '', fraction] = parts;
  const { thousands, decimal } = wordings[language];
  const grouped =
    whole.length < 5 && thousands === '\u202f' && fraction === undefined ? whole : whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${sign}${grouped}${fraction === undefined ? '' : `${decimal}${fraction}`}`;
};
