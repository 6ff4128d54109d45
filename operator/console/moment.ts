import { dateText, momentText } from '../document/format.ts';
import type { Language } from '../document/model.ts';

/**
 * A moment as a browser sends it (`2026-10-23T09:12`), on the clocks of a zone, with its offset; undefined for what is none. Of an
 * hour that a clock shows twice in autumn it is the first, so that no deadline begins too late.
 */
export const momentIn = (text: string, zone: string): string | undefined => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(text)) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return local.toZonedDateTime(zone, { disambiguation: 'earlier' }).toString({ timeZoneName: 'never', smallestUnit: 'second' });
  } catch {
    return undefined;
  }
};

/** An instant as a browser takes it into a field of date and time, on the clocks of a zone. */
export const fieldMoment = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

/** A moment on the clocks of people here and, in brackets, in UTC: nobody has to reckon (clocks of an incident). */
export const bothClocks = (instant: string, zone: string, language: Language): string => {
  if (Number.isNaN(Date.parse(instant))) return instant;
  const utc = Temporal.Instant.fromEpochMilliseconds(Date.parse(instant)).toZonedDateTimeISO('UTC');
  const time = utc.toPlainTime().toString({ smallestUnit: 'minute' });
  const sameDay = dateText(instant, zone, language) === dateText(instant, 'UTC', language);
  return `${momentText(instant, zone, language)} (${sameDay ? '' : `${utc.toPlainDate()} `}${time} UTC)`;
};
