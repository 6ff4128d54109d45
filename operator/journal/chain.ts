import { createHash } from 'node:crypto';
import type { TimelineDraft } from '../api/decision.ts';
import type { TimelineEntry } from '../api/types.gen.ts';
import { canonicalText } from './canonical.ts';

/**
 * The hash chain of a timeline (R-c, V2). Each entry carries the hash of the one before it, and the first one that of the object it
 * belongs to: an entry can be neither changed, dropped, moved, nor carried over to another object without the chain showing it.
 */

export type { TimelineEntry };

/** What a genesis binds: a name can be used again after a deletion, a uid cannot. */
export interface TimelineOwner {
  readonly kind: string;
  readonly uid: string;
}

/** Where a timeline ends, which is all that is needed to continue it. */
export interface TimelineHead {
  /** 0 while there is no entry. */
  readonly seq: number;
  /** The hash of that entry; the genesis while there is none. */
  readonly hash: string;
  /** The `at` of that entry; null while there is none. */
  readonly at: string | null;
}

/**
 * Hashes of different things must never be equal, even if their bytes could be: each use has its own tag, ended by a line feed that
 * no canonical JSON contains.
 */
const tagged = (tag: string, value: object): string =>
  createHash('sha256')
    .update(`${tag}\n${canonicalText(value)}`, 'utf8')
    .digest('hex');

/**
 * The `prev` of entry 1: 64 hexadecimal digits that bind kind and uid of the object. Throws a RangeError for an object without either
 * (all such objects would share one chain), a TypeError for a text that is not Unicode.
 */
export const genesis = ({ kind, uid }: TimelineOwner): string => {
  if (kind === '' || uid === '') throw new RangeError('A timeline belongs to an object that the API server gave a uid; this one has none.');
  return tagged('meldpunt.dev/timeline-genesis/v1', { kind, uid });
};

/** The hash that an entry must carry, over everything else in it. Throws a TypeError for a text that is not Unicode. */
export const hashOf = ({ seq, at, actor, reason, note, prev }: Omit<TimelineEntry, 'hash'>): string =>
  tagged('meldpunt.dev/timeline-entry/v1', { seq, at, actor, reason, note, prev });

/** The head of a timeline of which `entries` are the newest, in order; of a timeline not begun when there are none. */
export const headOf = (owner: TimelineOwner, entries: readonly TimelineEntry[]): TimelineHead => {
  const last = entries.at(-1);
  return last === undefined ? { seq: 0, hash: genesis(owner), at: null } : { seq: last.seq, hash: last.hash, at: last.at };
};

/**
 * The time at which an entry is recorded. A clock that was set back (a new leader on another machine, a correction by NTP) must not
 * make the record tell an impossible order, and refusing to record would lose a fact: the entry then takes the time of its
 * predecessor, which reads as "not before", and the sequence numbers keep the order.
 */
const notBefore = (earliest: string | null, at: string): string => {
  const now = Temporal.Instant.from(at);
  return earliest !== null && Temporal.Instant.compare(now, Temporal.Instant.from(earliest)) < 0 ? earliest : now.toString();
};

/**
 * Numbers, times and chains drafts behind a head. `at` is RFC 3339 with any offset, and is recorded in UTC. Returns the new entries
 * only. Throws a RangeError if `at` or the head's own time is no instant, a TypeError if a draft holds a text that is not Unicode.
 */
export const append = (head: TimelineHead, drafts: readonly TimelineDraft[], at: string): readonly TimelineEntry[] => {
  const recorded = notBefore(head.at, at);
  const entries: TimelineEntry[] = [];
  let { seq, hash } = head;
  for (const { actor, reason, note } of drafts) {
    const entry = { seq: seq + 1, at: recorded, actor, reason, note, prev: hash };
    seq = entry.seq;
    hash = hashOf(entry);
    entries.push({ ...entry, hash });
  }
  return entries;
};
