import type { TimelineEntry } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';
import { listIn, objectOf, type RecordObject, textIn, valueAt } from './record.ts';

/**
 * Whether the facts of a record are those that its timeline saw. The timeline binds every entry of every list by a digest, and every
 * later change of a fact: whoever edits a fact in etcd would have to write the timeline anew as well, which its chain, and behind
 * that the checkpoints, show.
 */

/** A fact that is not the one that was recorded. */
export interface FactFinding {
  readonly problem: 'edited' | 'removed';
  /** The timeline entry that recorded the fact. */
  readonly seq: number;
  /** The place of the fact in the spec. */
  readonly place: string;
  readonly detail: string;
}

const entryNote = /^([A-Za-z.]+)\/(\S+) (?:.* )?(sha256:[0-9a-f]{64})$/;
const changeNote = /^([A-Za-z.]+) .* -> /;
const boundNote = / (sha256:[0-9a-f]{64})$/;

/** Facts that are bound as a whole when they are first recorded, by the reason under which that happens. */
const boundFacts: Readonly<Record<string, string>> = {
  Reported: 'report',
  EvidenceIdentified: 'identified',
  EvidenceCollected: 'collection',
  EvidenceDisposed: 'disposal',
};

const digestOf = (value: unknown): string => {
  try {
    return digest(value);
  } catch {
    // What cannot be written as canonical JSON was never recorded, so it equals no recorded digest.
    return 'none';
  }
};

/** The entries of the lists of a spec by their ids; each list is read once, however many entries of it were recorded. */
const createLookup = (spec: unknown) => {
  const lists = new Map<string, ReadonlyMap<string, readonly unknown[]>>();
  const read = (path: string) => Map.groupBy(listIn(valueAt(spec, path)), (item) => textIn(objectOf(item)?.['id']));
  return (path: string, id: string): readonly unknown[] => lists.getOrInsertComputed(path, read).get(id) ?? [];
};

/** What the timeline says of one entry of a list: where it was recorded first, and every digest that was noted with it. */
interface Noted {
  readonly seq: number;
  readonly path: string;
  readonly id: string;
  readonly digests: readonly string[];
}

/** A later note about an entry may carry another digest, as that of the scale by which an assessment was counted. */
const notedEntries = (entries: readonly TimelineEntry[]): readonly Noted[] => {
  const noted = new Map<string, Noted>();
  for (const { seq, note } of entries) {
    const [, path, id, value] = entryNote.exec(note) ?? [];
    if (path === undefined || id === undefined || value === undefined) continue;
    const before = noted.get(`${path}/${id}`);
    noted.set(`${path}/${id}`, { seq: before?.seq ?? seq, path, id, digests: [...(before?.digests ?? []), value] });
  }
  return [...noted.values()];
};

const entryFinding = (lookup: ReturnType<typeof createLookup>, { seq, path, id, digests }: Noted): FactFinding | undefined => {
  const place = `spec.${path}/${id}`;
  const [found, another] = lookup(path, id);
  if (found === undefined) return { problem: 'removed', seq, place, detail: 'the entry that was recorded is not there any more' };
  // The API server keeps ids apart; two with one id come from elsewhere, and a reader would not know which one counts.
  if (another !== undefined) return { problem: 'edited', seq, place, detail: 'there are two entries of this id' };
  if (digests.includes(digestOf(found))) return undefined;
  return { problem: 'edited', seq, place, detail: 'the entry is another one than was recorded' };
};

/** Lists and forms that are recorded by the digest of their whole; others are told by the operator in words of its own. */
const wholeFacts: ReadonlySet<string> = new Set([
  ...Object.values(boundFacts),
  'response.team',
  'personalData.counterpart',
  'personalData.subjects.categories',
  'personalData.measures',
  'content',
  'authorisation',
  'location',
  'storage',
  'remedy',
]);

interface Recorded {
  readonly seq: number;
  readonly note: string;
}

/** The last note about each fact that changed or was bound, by its place; the note ends with the value, or with its digest. */
const recordedFacts = (entries: readonly TimelineEntry[]): ReadonlyMap<string, Recorded> => {
  const facts = new Map<string, Recorded>();
  for (const { seq, reason, note } of entries) {
    const changed = reason === 'PhaseChanged' ? undefined : changeNote.exec(note)?.[1];
    const path = changed ?? (boundNote.test(note) ? boundFacts[reason] : undefined);
    if (path !== undefined) facts.set(path, { seq, note });
  }
  return facts;
};

/** The digest of the exhibit itself stands on the timeline as it stands in the spec (V8). */
const sealFindings = (spec: unknown, entries: readonly TimelineEntry[]): readonly FactFinding[] => {
  const sealed = entries.find(({ reason }) => reason === 'EvidenceSealed');
  const found = `${textIn(valueAt(spec, 'digest.algorithm'))}:${textIn(valueAt(spec, 'digest.value'))}`;
  if (sealed === undefined || sealed.note === found) return [];
  return [{ problem: 'edited', seq: sealed.seq, place: 'spec.digest', detail: 'the digest of the exhibit is another one than was sealed' }];
};

const differs = (value: unknown, path: string, note: string): boolean => {
  if (value === undefined) return !note.endsWith(' -> none');
  if (typeof value === 'object' && !wholeFacts.has(path)) return false;
  return !note.endsWith(` ${digestOf(value)}`) && !note.endsWith(` -> ${String(value)}`);
};

const changeFindings = (spec: unknown, entries: readonly TimelineEntry[]): readonly FactFinding[] =>
  [...recordedFacts(entries)].flatMap(([path, { seq, note }]) =>
    differs(valueAt(spec, path), path, note)
      ? [{ problem: 'edited', seq, place: `spec.${path}`, detail: 'the fact is another one than was recorded last' } as const]
      : [],
  );

/**
 * Every fact of a record that is not the one its timeline recorded. `entries` is the whole timeline, verified before. Facts that may
 * change are compared only while the operator has seen the last change; an entry of a list never changes, so it always is.
 */
export const factFindings = ({ spec, status, generation }: RecordObject, entries: readonly TimelineEntry[]): readonly FactFinding[] => {
  const lookup = createLookup(spec);
  const listed = notedEntries(entries).flatMap((noted) => entryFinding(lookup, noted) ?? []);
  const settled = generation !== undefined && status['observedGeneration'] === generation;
  return [...listed, ...sealFindings(spec, entries), ...(settled ? changeFindings(spec, entries) : [])];
};
