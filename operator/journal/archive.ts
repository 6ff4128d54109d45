import type { TimelineArchiveOf, TimelineArchiveSpec } from '../api/types.gen.ts';
import type { TimelineEntry, TimelineOwner } from './chain.ts';

/**
 * Room on a timeline. `status.timeline` holds the newest entries only, because the cost of a status write grows with it and a status
 * that reaches the limit of etcd locks its object; older entries move, whole, into write-once TimelineArchive objects first.
 */

/** The most entries that `status.timeline` may hold (api.md). */
export const windowLimit = 64;

/** How many entries move into an archive at once, so that an archive is written once in 48 entries and the window keeps recent ones. */
export const archiveSize = 48;

/** A TimelineArchive that must exist before the status is written. */
export interface ArchiveDraft {
  readonly name: string;
  readonly spec: TimelineArchiveSpec;
}

/** What has to be written: first the archives, then the timeline. */
export interface Room {
  readonly archives: readonly ArchiveDraft[];
  /** The whole next `status.timeline`, at most `windowLimit` entries. */
  readonly timeline: readonly TimelineEntry[];
}

const subdomain = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The name of the archive that begins with an entry: `<kind>-<uid>-<first seq>`, so that archiving twice is archiving once. Throws a
 * RangeError if that is no name of Kubernetes (a DNS subdomain of at most 253 characters).
 */
export const archiveName = ({ kind, uid }: TimelineOwner, first: number): string => {
  const name = `${kind.toLowerCase()}-${uid}-${first}`;
  if (subdomain.test(name)) return name;
  throw new RangeError(`A timeline of kind ${kind} cannot be archived: ${name} is no DNS subdomain of at most 253 characters.`);
};

const archive = (of: TimelineArchiveOf, entries: readonly TimelineEntry[]): ArchiveDraft => {
  const [oldest, newest] = [entries.at(0), entries.at(-1)];
  if (oldest === undefined || newest === undefined) throw new RangeError('An archive without entries proves nothing.');
  const { kind, name, uid } = of;
  const spec = { of: { kind, name, uid }, first: oldest.seq, last: newest.seq, entries, prev: oldest.prev, head: newest.hash };
  return { name: archiveName(of, oldest.seq), spec };
};

const followsOn = (entries: readonly TimelineEntry[]): boolean =>
  entries.every((entry, i) => {
    const before = entries[i - 1];
    return before === undefined || (entry.seq === before.seq + 1 && entry.prev === before.hash);
  });

/**
 * Where the archive that starts at `from` ends. An archive that exists already was written by an attempt that was cut off; since it
 * can never be changed, the cut follows it. Otherwise an archive ends where the entries end that are in the status already: an entry
 * that is archived before the status knows it binds every later attempt, so that is done only when nothing else makes room.
 */
const cut = (all: readonly TimelineEntry[], from: number, present: number, existing: readonly TimelineArchiveSpec[]): number => {
  const full = from + archiveSize;
  const standing = existing.find((spec) => spec.first === all[from]?.seq);
  if (standing === undefined) return from < present ? Math.min(full, present) : full;
  const to = from + standing.entries.length;
  if (all[to - 1]?.hash === standing.head) return to;
  throw new Error(
    `The archive of entries ${standing.first} to ${standing.last} holds other entries than the timeline it came from. Nothing was written; have the auditor verify this record.`,
  );
};

/**
 * Decides what moves into archives so that `added` (chained behind `window`) fit. `existing` are archives of this object that are
 * there already and reach into `window` or `added`; none, unless an earlier attempt was cut off. Nothing is lost: archived and kept
 * entries together are `window` and `added`. Throws a RangeError if these are not one chain, an Error if an archive contradicts them.
 */
export const makeRoom = (
  of: TimelineArchiveOf,
  window: readonly TimelineEntry[],
  added: readonly TimelineEntry[],
  existing: readonly TimelineArchiveSpec[] = [],
): Room => {
  const all = [...window, ...added];
  if (!followsOn(all)) throw new RangeError('The entries to be added do not continue the timeline: read it again and decide again.');
  const archives: ArchiveDraft[] = [];
  let from = 0;
  while (all.length - from > windowLimit) {
    const to = cut(all, from, window.length, existing);
    archives.push(archive(of, all.slice(from, to)));
    from = to;
  }
  return { archives, timeline: all.slice(from) };
};
