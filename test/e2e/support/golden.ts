// Statuses as they can be committed: what differs from one telling of a story to the next is replaced by what it means.
import type { NotificationStatusDocument } from '../../../operator/api/types.gen.ts';
import { digest } from '../../../operator/journal/canonical.ts';
import type { TimelineEntry } from '../../../operator/journal/chain.ts';
import type { History, Record } from './register.ts';

const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/g;
const grain = Temporal.Duration.from({ minutes: 10 });

/** How far apart two moments are on the clocks of Brussels: a month has as many hours as it has, summer time or not. */
const onTheWall = (from: Temporal.Instant, to: Temporal.Instant): Temporal.Duration => {
  const [start, end] = [from, to].map((at) => at.toZonedDateTimeISO('Europe/Brussels').toPlainDateTime());
  return start === undefined || end === undefined ? new Temporal.Duration() : start.until(end, { largestUnit: 'hours' });
};

const day = 86_400_000;

/** A month has as many days as it has, and its legal end may move over a weekend and a feast: its distance depends on the day of telling. */
const isAboutAMonth = (distance: Temporal.Duration): boolean => {
  const days = Math.abs(distance.total('hours')) / 24;
  return days > 27.9 && days < 38;
};

/** When a story begins, and the moments that its people wrote (epoch milliseconds), which the player moved by the same time as all others. */
interface Frame {
  readonly start: Temporal.Instant;
  readonly written: ReadonlySet<number>;
}

/** Every moment that stands in the specs of some records. */
const writtenIn = (all: readonly History[]): ReadonlySet<number> =>
  new Set(all.flatMap(({ record }) => [...JSON.stringify(record.spec).matchAll(instant)].map(([text]) => Date.parse(text))));

/**
 * A moment as its distance from the beginning of the story, to ten minutes: playing takes less than five, and everything that a
 * deadline adds is longer. Days are days of the calendar, hours are hours.
 */
const offsetOf = ({ start, written }: Frame, text: string): string => {
  const at = Temporal.Instant.from(text);
  const elapsed = start.until(at, { largestUnit: 'hours' });
  const reckoned = Math.abs(elapsed.total('hours')) > 5 * 24 && !written.has(at.epochMilliseconds);
  const counted = reckoned ? onTheWall(start, at) : elapsed;
  if (reckoned && isAboutAMonth(counted)) return `story${counted.sign < 0 ? '-' : '+'}about a month`;
  const rounded = counted.round({ smallestUnit: 'minutes', roundingIncrement: grain.minutes, largestUnit: 'hours' });
  return rounded.sign < 0 ? `story-${rounded.abs().toString()}` : `story+${rounded.toString()}`;
};

/** The name by which a part of a list is told: its id, where it has one. */
const labelOf = (item: unknown, index: number): string => (item as { readonly id?: string } | null)?.id ?? String(index);

const partsOf = (value: unknown): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [labelOf(item, index), item] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
};

/** Every part of a spec by its digest, so that a digest in a note is told by what it binds. A digest that binds nothing stays as it is. */
const digestsOf = (value: unknown, path = ''): readonly (readonly [string, string])[] => [
  [digest(value), path],
  ...partsOf(value).flatMap(([name, part]) => digestsOf(part, path === '' ? name : `${path}.${name}`)),
];

/** A document holds the days of its story, so that its digest is another each time it is told: it is told by what it is a digest of. */
const documentDigests = ({ status }: Record): readonly (readonly [string, string])[] => {
  const { document } = (status ?? {}) as { readonly document?: NotificationStatusDocument };
  const sections = (document?.sections ?? []).map(({ name, digest: value }) => [value, `section ${name}`] as const);
  return document?.digest === undefined ? sections : [[document.digest, 'document'], ...sections];
};

/** An alarm about an item of evidence is named after its uid too, which is another each time. */
const alarmName = /(-evidence-(?:quarantined|compromised))-[0-9a-f]{8}/g;

const textOf =
  (frame: Frame, digests: ReadonlyMap<string, string>) =>
  (text: string): string =>
    text
      .replace(instant, (at) => offsetOf(frame, at))
      .replace(alarmName, '$1-(uid)')
      .replace(/\bdocument sha256:[0-9a-f]{64}/g, 'document sha256(document)')
      .replace(/ of (sha256:[0-9a-f]{64})/g, (_, value: string) => ` of sha256(${digests.get(value) ?? 'earlier document'})`)
      .replace(/sha256:[0-9a-f]{64}/g, (value) => {
        const part = digests.get(value);
        return part === undefined ? value : `sha256(${part})`;
      });

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const mapTexts = (value: Json, of: (text: string) => string): Json => {
  if (typeof value === 'string') return of(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapTexts(item, of));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, of)]));
};

/**
 * The legal end lies at a full hour, and that of a month at the end of a working day, so that its distance from the story depends on the
 * minute and the day at which it is told.
 */
const legalEnd = (holder: { readonly [name: string]: Json }): Json => {
  const [dueAt, legalDueAt] = [holder['dueAt'], holder['legalDueAt']].map((at) => Date.parse(String(at)));
  if (dueAt === undefined || legalDueAt === undefined || dueAt === legalDueAt) return 'dueAt';
  const later = legalDueAt - dueAt;
  if (later > 0 && later <= 3_600_000) return 'within the hour after dueAt';
  const since = Date.parse(String(holder['from']));
  return later > 0 && later < 7 * day && (dueAt ?? 0) - since > 27.9 * day
    ? 'at the end of a working day after dueAt'
    : (holder['legalDueAt'] ?? null);
};

/** Years have leap days or not, so that the distance of this end depends on the day on which the story is told. */
const retained = (holder: { readonly [name: string]: Json }): Json =>
  typeof holder['endedAt'] === 'string' && typeof holder['retainUntil'] === 'string'
    ? Temporal.Instant.from(holder['endedAt'])
        .toZonedDateTimeISO('UTC')
        .until(Temporal.Instant.from(holder['retainUntil']).toZonedDateTimeISO('UTC'), { largestUnit: 'years' })
        .round({ smallestUnit: 'minutes', largestUnit: 'years', relativeTo: holder['endedAt'].slice(0, 10) })
        .toString()
    : 'with its incident';

const withLegalEnds = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withLegalEnds);
  if (value === null || typeof value !== 'object') return value;
  const holder = value as { readonly [name: string]: Json };
  const mapped = Object.fromEntries(Object.entries(holder).map(([name, item]) => [name, withLegalEnds(item)]));
  return {
    ...mapped,
    ...('legalDueAt' in holder && { legalDueAt: legalEnd(holder) }),
    ...('retainUntil' in holder && { retainUntil: retained(holder) }),
  };
};

const roundSeconds = (seconds: Json): Json => (typeof seconds === 'number' ? Math.round(seconds / 600) * 600 : seconds);

const lineOf = ({ seq, at, actor, reason, note }: TimelineEntry): string => `${seq} ${at} ${actor} ${reason}: ${note}`;

/** What is committed of one record. The hashes of its timeline are left out: that they hold is for the verifier to say. */
export interface Golden {
  readonly status: Json;
  readonly archived: number;
  readonly timeline: readonly string[];
}

/** The whole status of a record, and the whole timeline with it, archives included. */
const goldenOf = ({ record, entries }: History, frame: Frame): Golden => {
  const { timeline = [], ...status } = (record.status ?? {}) as NonNullable<Record['status']>;
  const of = textOf(frame, new Map([...digestsOf(record.spec), ...documentDigests(record)]));
  const { durations, ...rest } = withLegalEnds(status as unknown as Json) as { readonly [name: string]: Json };
  const rounded =
    durations === undefined
      ? {}
      : { durations: Object.fromEntries(Object.entries(durations as object).map(([name, value]) => [name, roundSeconds(value as Json)])) };
  return {
    status: mapTexts({ ...rest, ...rounded }, of),
    archived: entries.length - timeline.length,
    timeline: entries.map((entry) => of(lineOf(entry))),
  };
};

const labelled = ({ record: { kind, metadata } }: History): string => `${kind}/${metadata.name.replace(alarmName, '$1-(uid)')}`;

/** The records of one story by kind and name: those whose name begins as the story's, and those it names. */
export const goldenOfStory = (
  all: readonly History[],
  start: Temporal.Instant,
  belongs: (name: string) => boolean,
): { readonly [record: string]: Golden } => {
  const own = all.filter(({ record }) => belongs(record.metadata.name));
  const frame: Frame = { start, written: writtenIn(own) };
  return Object.fromEntries(
    own.map((history) => [labelled(history), goldenOf(history, frame)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
};
