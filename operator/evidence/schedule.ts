import { effective } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { EvidenceItem, EvidenceItemStatus, IncidentPolicy } from '../api/types.gen.ts';
import { placeOf } from './stores.ts';

/** How long after a reading the next one follows where the policy does not say. */
const usualSpan = 'P30D';

/** What could not be read is tried again sooner, and in no hurry: a store that is down for a night costs twelve attempts. */
const retryMillis = 3_600_000;

/** The times of entries are in whole seconds: a reading within the second of a receipt may have been before it. */
const secondMillis = 1_000;

/** The instant after a span from another one; undefined, which is never, for spans that no calendar of ours holds. */
const laterBy = (at: string, span: string): string | undefined => {
  try {
    const later = Temporal.Instant.from(at).toZonedDateTimeISO('UTC').add(Temporal.Duration.from(span));
    return later.year > 9999 ? undefined : utc(later.epochMilliseconds);
  } catch {
    return undefined;
  }
};

/** When the last hand-over was received, which asks for a reading (V8). */
const receivedAt = ({ spec }: EvidenceItem): number =>
  Math.max(
    Number.NEGATIVE_INFINITY,
    ...effective(spec.receipts).flatMap(({ at, outcome }) =>
      at === undefined || (outcome ?? 'Received') !== 'Received' ? [] : [Date.parse(at)],
    ),
  );

/**
 * When the operator is to read the bytes of an item next (V8), given what it knows of its own readings: at once while it never did and after
 * each hand-over, again after the span of the policy, and after an hour where they could not be read. Undefined for what has no digest, what
 * it may not read, and what was disposed of. RFC 3339, UTC. Pure.
 */
export const nextReading = (
  item: EvidenceItem,
  checked: EvidenceItemStatus['checked'],
  policy: IncidentPolicy | undefined,
  now: string,
): string | undefined => {
  const { digest, disposal } = item.spec;
  if (digest === undefined || disposal !== undefined || placeOf(item, policy) === undefined) return undefined;
  if (checked === undefined) return now;
  const read = Date.parse(checked.at);
  if (checked.result === 'Unreadable') return utc(read + retryMillis);
  const settled = receivedAt(item) + secondMillis;
  if (read < settled) return utc(settled);
  return laterBy(checked.at, policy?.spec.evidence?.verifyEvery ?? usualSpan);
};

/** Whether the operator is to read the bytes of an item now. */
export const isDue = (item: EvidenceItem, policy: IncidentPolicy | undefined, now: string): boolean => {
  const next = nextReading(item, item.status?.checked, policy, now);
  return next !== undefined && Date.parse(next) <= Date.parse(now);
};
