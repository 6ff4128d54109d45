import type { TimelineHead } from './chain.ts';
import { headOf } from './chain.ts';
import type { ArchiveEnvelope, KnownHead, Read } from './shape.ts';
import { readArchive, readKnownHead, readList, readOwner } from './shape.ts';
import type { Finding, Segment, Walk } from './walk.ts';
import { begin, lastOf, walkSegment } from './walk.ts';

/**
 * The verifier of one timeline. It needs no cluster and trusts nothing that it is given, except the heads that the person who asks
 * kept elsewhere. Without such a head it cannot see a chain that was cut at its end or computed anew from some entry on, because such
 * a chain is a valid one; nobody's verifier can.
 */

/** What is to be verified, as it was found: every part may be hostile. */
export interface Evidence {
  /** Kind, name and uid of the object, from its metadata. */
  readonly of: unknown;
  /** Its `status.timeline`; an empty list, not an absent one, says that there is none. */
  readonly window: unknown;
  /** The specs of its TimelineArchives, in any order. */
  readonly archives?: unknown;
  /** Heads `{seq, hash}` that were kept earlier, in any order. */
  readonly known?: unknown;
}

/** What was found. Only the first problem is reported: behind it, nothing can be told apart. */
export type Verification =
  /** Everything holds, up to this head: keep it to detect a truncation later. `confirmed` is the newest entry that a kept head vouches for. */
  | { readonly verdict: 'intact'; readonly head: TimelineHead; readonly confirmed: number }
  /** `lastGood` ends the part that still holds, with the time at which it was recorded; null if not even the owner could be read. */
  | ({ readonly verdict: 'broken'; readonly lastGood: TimelineHead | null } & Finding);

const valuesOf = <T>(list: Read<readonly unknown[]>, read: (value: unknown) => Read<T>): Read<readonly T[]> => {
  if ('complaint' in list) return list;
  const values: T[] = [];
  for (const item of list.value) {
    const one = read(item);
    if ('complaint' in one) return one;
    values.push(one.value);
  }
  return { value: values };
};

const segmentOf = (spec: ArchiveEnvelope): Segment => ({
  place: `archive of entries ${spec.first} to ${spec.last}`,
  entries: spec.entries,
  envelope: spec,
});

/** The archives in the order of the chain, then the window. Archives that cannot be read are left to the caller's complaint. */
const segmentsOf = (archives: readonly ArchiveEnvelope[], window: readonly unknown[]): readonly Segment[] => [
  ...archives.toSorted((a, b) => a.first - b.first).map(segmentOf),
  { place: 'status.timeline', entries: window },
];

/** An archive reaches beyond the object's own timeline only if the latter lost its end, since archives hold the oldest entries. */
const windowBehind = (walk: Walk, windowEnd: number): Finding | undefined => {
  if (windowEnd === walk.chain.length) return undefined;
  const detail = `status.timeline ends with entry ${windowEnd}, but the archives go on to entry ${walk.chain.length}: its end was removed, or a write was cut off and is not finished yet`;
  return { problem: 'truncated', seq: windowEnd + 1, place: 'status.timeline', detail };
};

const compareKnown = (walk: Walk, { seq, hash }: KnownHead): Finding | undefined => {
  const place = 'head kept earlier';
  if (seq > walk.chain.length) {
    const next = walk.chain.length + 1;
    return {
      problem: 'truncated',
      seq: next,
      place,
      detail: `entry ${seq} existed when a head was kept, entries from ${next} on are gone`,
    };
  }
  if ((seq === 0 ? walk.start.hash : walk.chain[seq - 1]?.hash) === hash) return undefined;
  const detail = `entry ${seq} is another one than when a head was kept: the timeline was written anew from some entry between the last good one and this one`;
  return { problem: 'forked', seq, place, detail };
};

const broken = (finding: Finding, lastGood: TimelineHead | null): Verification => ({ verdict: 'broken', ...finding, lastGood });

const malformed = (place: string, seq: number, complaint: string): Finding => ({ problem: 'malformed', seq, place, detail: complaint });

/** Walks every segment; the first finding ends the walk. */
const walkAll = (walk: Walk, segments: readonly Segment[]): Finding | undefined => {
  for (const segment of segments) {
    const finding = walkSegment(walk, segment);
    if (finding !== undefined) return finding;
  }
  return undefined;
};

const confirm = (walk: Walk, known: readonly KnownHead[]): Verification => {
  let confirmed = walk.start;
  for (const head of known.toSorted((a, b) => a.seq - b.seq)) {
    const finding = compareKnown(walk, head);
    if (finding?.problem === 'truncated') return broken(finding, lastOf(walk));
    if (finding !== undefined) return broken(finding, confirmed);
    confirmed = walk.chain[head.seq - 1] ?? walk.start;
  }
  const { seq, hash, at } = lastOf(walk);
  return { verdict: 'intact', head: { seq, hash, at }, confirmed: confirmed.seq };
};

const headOnly = (verification: Verification): Verification => {
  if (verification.verdict === 'intact' || verification.lastGood === null) return verification;
  const { seq, hash, at } = verification.lastGood;
  return { ...verification, lastGood: { seq, hash, at } };
};

const verifyWalk = (walk: Walk, evidence: Evidence): Verification => {
  const window = readList('status.timeline', evidence.window);
  if ('complaint' in window) return broken(malformed('status.timeline', 1, window.complaint), walk.start);
  const list = readList('the list of archives', evidence.archives ?? []);
  const archives = valuesOf(list, readArchive);
  if ('complaint' in archives) {
    // What the other archives prove still tells the reader up to where the record can be relied on.
    const readable = ('value' in list ? list.value : []).map(readArchive).flatMap((one) => ('value' in one ? [one.value] : []));
    walkAll(walk, segmentsOf(readable, []));
    return broken(malformed('archives', walk.chain.length + 1, archives.complaint), lastOf(walk));
  }
  const finding = walkAll(walk, segmentsOf(archives.value, window.value)) ?? windowBehind(walk, walk.segmentEnd);
  if (finding !== undefined) return broken(finding, finding.suspect === undefined ? lastOf(walk) : lastOf(walk, finding.suspect - 1));
  const known = valuesOf(readList('the list of heads kept earlier', evidence.known ?? []), readKnownHead);
  return 'complaint' in known ? broken(malformed('heads kept earlier', 0, known.complaint), lastOf(walk)) : confirm(walk, known.value);
};

/**
 * Verifies the timeline of one object: its window together with all its archives, against heads kept earlier if there are any.
 * Finds an edited, removed, moved, added or foreign entry, a cut end and a fork, and says at which entry, where, and up to when the
 * record is good. Never throws, whatever it is given as parsed JSON.
 */
export const verify = (evidence: Evidence): Verification => {
  const owner = readOwner(evidence.of);
  if ('complaint' in owner) return broken(malformed('owner', 0, owner.complaint), null);
  const walk = begin(owner.value, headOf(owner.value, []));
  return headOnly(verifyWalk(walk, evidence));
};
