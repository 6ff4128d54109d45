import type { TimelineEntry } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';
import type { TimelineHead } from '../journal/chain.ts';
import type { KnownHead } from '../journal/shape.ts';
import { verify } from '../journal/verify.ts';
import { factFindings } from './facts.ts';
import { listIn, objectOf, type RecordObject, textIn, valueAt } from './record.ts';

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
 * The archive of a record that was erased after its retention carries what remains of it (art. 33(5)). That is no part of the chain: the
 * last entry binds its digest.
 */
const withoutRegister = (spec: unknown): unknown => {
  const object = objectOf(spec);
  if (object === undefined) return spec;
  const { register: _, ...rest } = object;
  return rest;
};

/**
 * Inspects a record: its timeline with all its archives (their specs), against standings that a log or checkpoint vouches for; then its
 * facts against the timeline, unless only the timeline is left. Never throws for what the record holds.
 */
export const inspect = (
  record: RecordObject,
  archives: readonly unknown[],
  known: readonly KnownHead[] = [],
  what: 'everything' | 'timeline' = 'everything',
): Inspection => {
  const { kind, namespace, name, uid, status } = record;
  const window = status['timeline'] ?? [];
  const found = verify({ of: { kind, name, uid }, window, archives: archives.map(withoutRegister), known });
  const base = { kind, namespace, name, uid };
  if (found.verdict === 'broken') {
    const { problem, seq, place, detail, lastGood } = found;
    const finding = { problem, seq, place, detail, lastGood: good(lastGood) };
    return { ...base, entries: lastGood?.seq ?? 0, confirmed: 0, head: null, findings: [finding] };
  }
  const { head, confirmed } = found;
  const facts = what === 'timeline' ? [] : factFindings(record, entriesOf(archives, listIn(window)));
  const findings = facts.map((fact) => ({ ...fact, lastGood: good(head) }));
  return { ...base, entries: head.seq, confirmed, head, findings };
};

/** What remains of a record that was erased as it should be. */
export interface Erased extends Inspection {
  readonly erasedAt: string;
}

const firstOf = (spec: unknown): number => Number(valueAt(spec, 'first'));

/**
 * Inspects what remains of a record that is no longer there: its archives (their specs), of which the last one ends with the entry that
 * records the erasure. Undefined if that is not what they are: then the record is missed like any other.
 */
export const inspectErased = (namespace: string, archives: readonly unknown[], known: readonly KnownHead[] = []): Erased | undefined => {
  const inOrder = archives.toSorted((a, b) => firstOf(a) - firstOf(b));
  const last = inOrder.at(-1);
  const register = objectOf(valueAt(last, 'register'));
  const closing = listIn(valueAt(last, 'entries')).at(-1);
  if (register === undefined || valueAt(closing, 'reason') !== 'Erased') return undefined;
  const [kind, name, uid] = ['of.kind', 'of.name', 'of.uid'].map((path) => textIn(valueAt(last, path))) as [string, string, string];
  const status = { timeline: valueAt(last, 'entries') };
  const found = inspect(
    { kind, namespace, name, uid, generation: undefined, spec: undefined, status },
    inOrder.slice(0, -1),
    known,
    'timeline',
  );
  const seq = seqOf(closing);
  const bound = textIn(valueAt(closing, 'note')).includes(digest(register));
  const detail = 'what remains of the record is not what the entry of its erasure binds';
  const edited: Finding = { problem: 'edited', seq, place: 'register', detail, lastGood: good(found.head) };
  return { ...found, findings: bound ? found.findings : [...found.findings, edited], erasedAt: textIn(register['erasedAt']) };
};
