import type { TimelineEntry } from '../api/types.gen.ts';
import type { TimelineHead } from '../journal/chain.ts';
import type { KnownHead } from '../journal/shape.ts';
import { verify } from '../journal/verify.ts';
import { factFindings } from './facts.ts';
import { listIn, objectOf, type RecordObject } from './record.ts';

/** Something that is wrong with a record: what, at which timeline entry, where, and up to when the record is good. */
export interface Finding {
  readonly problem: string;
  /** The number of the timeline entry; 0 for the record as a whole. */
  readonly seq: number;
  readonly place: string;
  readonly detail: string;
  /** The last entry that can be relied on, and when it was recorded; null if there is none. */
  readonly lastGood: { readonly seq: number; readonly at: string | null } | null;
}

/** What was found on one record. */
export interface Inspection {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** How many entries hold. */
  readonly entries: number;
  /** The newest entry that a kept checkpoint or log vouches for; 0 for none. */
  readonly confirmed: number;
  /** Where the timeline stands, to be kept; null where it is broken. */
  readonly head: TimelineHead | null;
  readonly findings: readonly Finding[];
}

const seqOf = (entry: unknown): number => Number(objectOf(entry)?.['seq']);

/** The whole timeline of archives and window that were verified: each entry once, in order. */
const entriesOf = (archives: readonly unknown[], window: readonly unknown[]): readonly TimelineEntry[] => {
  const archived = archives.flatMap((spec) => listIn(objectOf(spec)?.['entries']));
  const bySeq = new Map([...archived, ...window].map((entry) => [seqOf(entry), entry as TimelineEntry]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
};

const good = (head: TimelineHead | null): Finding['lastGood'] => (head === null || head.seq === 0 ? null : { seq: head.seq, at: head.at });

/**
 * Inspects a record: its timeline with all its archives (their specs), against standings that a log or checkpoint vouches for; then its
 * facts against the timeline. Never throws for what the record holds.
 */
export const inspect = (record: RecordObject, archives: readonly unknown[], known: readonly KnownHead[] = []): Inspection => {
  const { kind, namespace, name, uid, status } = record;
  const window = status['timeline'] ?? [];
  const found = verify({ of: { kind, name, uid }, window, archives, known });
  const base = { kind, namespace, name, uid };
  if (found.verdict === 'broken') {
    const { problem, seq, place, detail, lastGood } = found;
    const finding = { problem, seq, place, detail, lastGood: good(lastGood) };
    return { ...base, entries: lastGood?.seq ?? 0, confirmed: 0, head: null, findings: [finding] };
  }
  const { head, confirmed } = found;
  const findings = factFindings(record, entriesOf(archives, listIn(window))).map((fact) => ({ ...fact, lastGood: good(head) }));
  return { ...base, entries: head.seq, confirmed, head, findings };
};
