import type { Language } from './model.ts';
import { wordings } from './wording.ts';

/**
 * Dates and numbers as each language writes them. They are written here and not by the runtime, whose tables of locales change with its
 * version: a document that was approved must not read otherwise after an update.
 */

/** The moment on the clocks of a zone, of UTC where there is no such zone; undefined for a text that is no instant. */
const zoned = (instant: string, zone: string): Temporal.ZonedDateTime | undefined => {
  if (Number.isNaN(Date.parse(instant))) return undefined;
  const at = Temporal.Instant.fromEpochMilliseconds(Date.parse(instant));
  try {
    return at.toZonedDateTimeISO(zone);
  } catch {
    return at.toZonedDateTimeISO('UTC');
  }
};

const dayOf = ({ day, month, year }: Temporal.ZonedDateTime, language: Language): string =>
  wordings[language].date(day, wordings[language].months[month - 1] ?? String(month), year);

/** A day in a zone: `23 oktober 2026`. A text that is no instant, such as somebody's answer in words, stays as it is. */
export const dateText = (instant: string, zone: string, language: Language): string => {
  const at = zoned(instant, zone);
  return at === undefined ? instant : dayOf(at, language);
};

/** A moment in a zone, to the minute: `23 oktober 2026 om 09:12 uur`. A text that is no instant stays as it is. */
export const momentText = (instant: string, zone: string, language: Language): string => {
  const at = zoned(instant, zone);
  if (at === undefined) return instant;
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return wordings[language].at(dayOf(at, language), time);
};

/** A number of the usual kind, `1200` or `1250.00`, with the separators of the language: `1.250,00`. Others are left as they are. */
export const numberText = (value: number | string, language: Language): string => {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (parts === null) return String(value);
  const [, sign = '', whole = '', fraction] = parts;
  const { thousands, decimal } = wordings[language];
  const grouped =
    whole.length < 5 && thousands === '\u202f' && fraction === undefined ? whole : whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  // A true minus sign: a hyphen is too short to be seen before an amount.
  return `${sign === '' ? '' : '−'}${grouped}${fraction === undefined ? '' : `${decimal}${fraction}`}`;
};
