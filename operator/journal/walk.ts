import type { TimelineEntry, TimelineHead } from './chain.ts';
import { hashOf } from './chain.ts';
import type { ArchiveEnvelope, ClaimedOwner } from './shape.ts';
import { claimedSeq, readEntry } from './shape.ts';

/** What can be wrong with a timeline. */
export type Problem =
  /** It is not what a timeline looks like. */
  | 'malformed'
  /** An entry was changed: its hash is not its own any more. */
  | 'edited'
  | 'removed'
  | 'reordered'
  | 'inserted'
  /** An entry does not continue the one before it, though both are whole: one of the two was replaced. */
  | 'unlinked'
  /** It was recorded before its predecessor, which no writer of ours does. */
  | 'backdated'
  /** It belongs to another object. */
  | 'foreign'
  /** Its end is gone. */
  | 'truncated'
  /** There are two different entries with one number: in two places, or here and when a head was kept. */
  | 'forked';

/** A problem: which entry, where it was found, and a sentence for the person who reads it. It quotes no content, only numbers. */
export interface Finding {
  readonly problem: Problem;
  /** The entry at which it shows; 0 for the timeline as a whole. */
  readonly seq: number;
  readonly place: string;
  readonly detail: string;
  /** The first entry that cannot be relied on, if that is one that had been accepted already. */
  readonly suspect?: number;
}

/** A run of entries as it was stored: an archive or the window. */
export interface Segment {
  readonly place: string;
  readonly entries: readonly unknown[];
  /** What the archive says of itself; absent for the window. */
  readonly envelope?: ArchiveEnvelope;
}

/** How far the verification got: entry n of the chain stands at index n - 1. */
export interface Walk {
  readonly of: ClaimedOwner;
  readonly start: TimelineHead;
  readonly chain: TimelineEntry[];
  /** The number of the last entry of the segment that was walked last. */
  segmentEnd: number;
}

/** A walk that has not begun. */
export const begin = (of: ClaimedOwner, start: TimelineHead): Walk => ({ of, start, chain: [], segmentEnd: 0 });

/** The last accepted entry, or the start; with `upTo`, the last one with at most that number. */
export const lastOf = (walk: Walk, upTo = walk.chain.length): TimelineHead => walk.chain[upTo - 1] ?? walk.start;

/** The number that comes next within a segment is not the one that should: finds out why. */
const outOfOrder = (found: TimelineEntry, expected: number, segment: Segment): Finding => {
  const { place } = segment;
  if (found.seq < expected) {
    return {
      problem: 'inserted',
      seq: found.seq,
      place,
      detail: `entry ${found.seq} stands there a second time, where entry ${expected} should be`,
    };
  }
  if (segment.entries.some((other) => claimedSeq(other) === expected)) {
    return { problem: 'reordered', seq: expected, place, detail: `entry ${found.seq} stands before entry ${expected}` };
  }
  return { problem: 'removed', seq: expected, place, detail: `entries ${expected} to ${found.seq - 1} are missing` };
};

/** An entry that an earlier segment held already: an archive is written before the window is shortened, so both may hold it. */
const again = (walk: Walk, entry: TimelineEntry, place: string): Finding | undefined => {
  if (walk.chain[entry.seq - 1]?.hash === entry.hash) return undefined;
  const detail = `entry ${entry.seq} is another one here than in the archive before it`;
  return { problem: 'forked', seq: entry.seq, place, detail, suspect: entry.seq };
};

const unlinked = (walk: Walk, { seq }: TimelineEntry, place: string): Finding =>
  seq === 1
    ? { problem: 'foreign', seq, place, detail: 'entry 1 was not written for this object: it binds another kind or uid' }
    : {
        problem: 'unlinked',
        seq,
        place,
        detail: `entry ${seq} does not continue entry ${seq - 1}, though each is whole in itself: one of them was replaced`,
        suspect: walk.chain.length,
      };

const accept = (walk: Walk, entry: TimelineEntry, place: string): Finding | undefined => {
  const head = lastOf(walk);
  if (entry.prev !== head.hash) return unlinked(walk, entry, place);
  if (head.at !== null && Temporal.Instant.compare(entry.at, head.at) < 0) {
    return { problem: 'backdated', seq: entry.seq, place, detail: `entry ${entry.seq} says that it was recorded before entry ${head.seq}` };
  }
  walk.chain.push(entry);
  return undefined;
};

/** Takes one entry; `previous` is the number before it in the same segment, undefined for the first. */
const step = (walk: Walk, raw: unknown, previous: number | undefined, segment: Segment): Finding | undefined => {
  const { place } = segment;
  const next = walk.chain.length + 1;
  const expected = previous === undefined ? next : previous + 1;
  const read = readEntry(raw);
  if ('complaint' in read) return { problem: 'malformed', seq: expected, place, detail: read.complaint };
  const entry = read.value;
  if (hashOf(entry) !== entry.hash) {
    return {
      problem: 'edited',
      seq: expected,
      place,
      detail: `the entry at the place of entry ${expected} was changed: its hash is not its own`,
    };
  }
  // Only the first entry of a segment may go back, to where an earlier segment was already.
  const inOrder = previous === undefined ? entry.seq <= next : entry.seq === expected;
  if (!inOrder) return outOfOrder(entry, expected, segment);
  walk.segmentEnd = entry.seq;
  return entry.seq < next ? again(walk, entry, place) : accept(walk, entry, place);
};

const sameOwner = (a: ClaimedOwner, b: ClaimedOwner): boolean => a.kind === b.kind && a.name === b.name && a.uid === b.uid;

/** Whether an archive says of itself what its entries say. */
const checkEnvelope = (walk: Walk, { envelope, place }: Segment, last: number | undefined): Finding | undefined => {
  if (envelope === undefined) return undefined;
  const { of, first, entries, prev, head } = envelope;
  if (!sameOwner(of, walk.of)) return { problem: 'foreign', seq: first, place, detail: 'the archive names another object as its owner' };
  const before = lastOf(walk, first - 1);
  const matches =
    last === envelope.last && entries.length === last - first + 1 && before.hash === prev && walk.chain[last - 1]?.hash === head;
  if (matches) return undefined;
  return {
    problem: 'edited',
    seq: first,
    place,
    detail: 'what the archive says of its first and last entry is not what it holds',
    suspect: first,
  };
};

/** Walks one segment behind what was accepted so far, and extends the walk by it. Returns the first problem, if any. */
export const walkSegment = (walk: Walk, segment: Segment): Finding | undefined => {
  walk.segmentEnd = 0;
  let previous: number | undefined;
  for (const raw of segment.entries) {
    const finding = step(walk, raw, previous, segment);
    if (finding !== undefined) return finding;
    previous = walk.segmentEnd;
  }
  return checkEnvelope(walk, segment, previous);
};
