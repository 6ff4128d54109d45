import type { TimelineDraft } from '../api/decision.ts';
import type { TimelineArchiveOf, TimelineArchiveSpec } from '../api/types.gen.ts';
import type { ArchiveDraft } from './archive.ts';
import { makeRoom } from './archive.ts';
import type { TimelineEntry, TimelineHead } from './chain.ts';
import { append, headOf } from './chain.ts';

/** What one decision adds to the record, ready to be written: the archives first, then the timeline in the same patch as the status. */
export interface Recording {
  readonly archives: readonly ArchiveDraft[];
  /** The whole next `status.timeline`. */
  readonly timeline: readonly TimelineEntry[];
  /** The entries that are new to the status: each of them becomes an Event once the status is written. */
  readonly added: readonly TimelineEntry[];
}

/** What is known when something is to be recorded. */
export interface Occasion {
  readonly of: TimelineArchiveOf;
  /** `status.timeline` as it is. */
  readonly window: readonly TimelineEntry[];
  readonly drafts: readonly TimelineDraft[];
  /** The time of recording: RFC 3339. */
  readonly at: string;
  /** Archives of this object that reach beyond what the status says was archived: only needed after creating one met "already exists". */
  readonly existing?: readonly TimelineArchiveSpec[];
}

/**
 * The entries that an attempt archived before it was cut off, and which the status does not know yet. They are on the record, with the
 * time at which they were recorded, and an archive is write-once: they stand, and the timeline continues behind them.
 */
const recordedAhead = (head: TimelineHead, existing: readonly TimelineArchiveSpec[]): readonly TimelineEntry[] => {
  const next = existing.find((spec) => spec.first === head.seq + 1 && spec.prev === head.hash);
  const last = next?.entries.at(-1);
  return next === undefined || last === undefined ? [] : [...next.entries, ...recordedAhead(last, existing)];
};

/** The drafts that are not on the record yet: deciding again gives the same drafts in the same order, so the leading ones are. */
const unrecorded = (ahead: readonly TimelineEntry[], drafts: readonly TimelineDraft[]): readonly TimelineDraft[] => {
  const differs = drafts.findIndex(({ actor, reason, note }, i) => {
    const entry = ahead[i];
    return entry === undefined || entry.actor !== actor || entry.reason !== reason || entry.note !== note;
  });
  return differs === -1 ? [] : drafts.slice(differs);
};

/**
 * Everything that has to be written so that drafts are on the timeline. Recording the same drafts again after an attempt that was cut
 * off, with the archives it left in `existing`, neither loses nor doubles an entry nor forks the chain. Throws as `append` and `makeRoom` do.
 */
export const record = ({ of, window, drafts, at, existing = [] }: Occasion): Recording => {
  const ahead = recordedAhead(headOf(of, window), existing);
  const head = headOf(of, [...window, ...ahead]);
  const added = [...ahead, ...append(head, unrecorded(ahead, drafts), at)];
  return { ...makeRoom(of, window, added, existing), added };
};
