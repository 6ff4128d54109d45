import type { TimelineDraft } from './decision.ts';
import { actorOf, compareTimes, type Entry, inOrder } from './entries.ts';
import type { ReasonName } from './reasons.ts';

/**
 * What the timeline already holds, kept in the status beside it and written in the same write (architecture, decision 2): which
 * entries of which list, and the last value of each fact that may change. From it follows what is new, however many
 * changes were missed, so that nothing is recorded twice and nothing is lost while the operator is down.
 */
export interface Recorded {
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  readonly values?: Readonly<Record<string, string>>;
}

/** A list of entries that the timeline follows. */
export interface FollowedList<E extends Entry = Entry> {
  /** The place of the list, as a person would write it, without `spec.`: `personalData.advices`. */
  readonly path: string;
  readonly entries: readonly E[] | undefined;
  readonly reason: ReasonName | ((entry: E) => ReasonName);
  /** Codes, amounts and identifiers of the entry that a reader of the timeline needs; never free text. */
  readonly note?: (entry: E) => string;
}

/** Puts a list among others, whatever the type of its entries. */
export const follow = <E extends Entry>(list: FollowedList<E>): FollowedList => list as unknown as FollowedList;

/** How much later than its first sight an entry may claim to have happened before the timeline marks it (k8s-facts: no clock in admission). */
const toleranceMillis = 5 * 60_000;

const disputed = (entry: Entry, now: string): boolean => entry.at !== undefined && Date.parse(entry.at) > Date.parse(now) + toleranceMillis;

const draftsOf = (list: FollowedList, entry: Entry, now: string, digest: (value: unknown) => string): readonly TimelineDraft[] => {
  const reason = typeof list.reason === 'function' ? list.reason(entry) : list.reason;
  const told = list.note?.(entry) ?? '';
  const corrected = entry.corrects === undefined ? '' : ` corrects ${entry.corrects}`;
  const actor = actorOf(entry);
  const note = `${list.path}/${entry.id}${told === '' ? '' : ` ${told}`}${corrected} ${digest(entry)}`;
  const draft = { actor, reason, note };
  return disputed(entry, now) ? [draft, { actor, reason: 'TimeDisputed', note: `${list.path}/${entry.id} at ${entry.at ?? ''}` }] : [draft];
};

/**
 * How many entries one decision records at the most: with what else a decision may say, they have to fit into the window of the
 * timeline, whose newest 64 entries one write replaces. What is left follows in the next decision, at once.
 */
const entriesPerDecision = 20;

/** What was recorded of the lists of entries. */
export interface RecordedEntries {
  readonly drafts: readonly TimelineDraft[];
  readonly entries: Readonly<Record<string, readonly string[]>>;
  /** Whether entries are left for the next decision. */
  readonly more: boolean;
  /** When the latest of the new entries happened, not later than now; undefined where there is none. */
  readonly freshest: string | undefined;
}

/**
 * The entries that the timeline does not hold yet, as drafts in the order in which they happened, and the bookkeeping after
 * them. `digest` binds the whole entry, its free text too, without repeating it.
 */
export const recordEntries = (
  lists: readonly FollowedList[],
  before: Recorded['entries'],
  now: string,
  digest: (value: unknown) => string,
): RecordedEntries => {
  const fresh = lists.flatMap((list, place) => {
    if (list.entries === undefined || list.entries.length === 0) return [];
    const known = new Set(before?.[list.path]);
    return list.entries.filter((entry) => !known.has(entry.id)).map((entry) => ({ list, place, entry }));
  });
  // Within one instant the lists follow the life of a record, and each of them its own order.
  fresh.sort((a, b) => compareTimes(a.entry, b.entry) || a.place - b.place || inOrder(a.entry, b.entry));
  const taken = fresh.slice(0, entriesPerDecision);
  const entries: Record<string, readonly string[]> = { ...before };
  for (const { list, entry } of taken) entries[list.path] = [...(entries[list.path] ?? []), entry.id];
  return {
    drafts: taken.flatMap(({ list, entry }) => draftsOf(list, entry, now, digest)),
    entries,
    more: fresh.length > taken.length,
    freshest: fresh.findLast(({ entry }) => entry.at !== undefined && Date.parse(entry.at) <= Date.parse(now))?.entry.at,
  };
};

/** A fact whose every change is a timeline entry (api.md): codes, numbers and times as they are, texts and forms as a digest. */
export interface FollowedFact {
  readonly path: string;
  readonly value: unknown;
  readonly as: 'code' | 'digest';
  /** Under which reason a change is told, from the values before and after; `FactChanged` where the catalogue has no other. */
  readonly reason?: (before: string | undefined, after: string | undefined) => ReasonName;
  /** Told also when the record is new. What else a record begins with is only noted. */
  readonly fromStart?: boolean;
}

/** A code that is longer is told by its digest, so that it fits into the bookkeeping of every kind. */
const longestCode = 120;

const shown = (fact: FollowedFact, digest: (value: unknown) => string): string => {
  const text = fact.as === 'code' ? String(fact.value) : undefined;
  return text === undefined || text.length > longestCode ? digest(fact.value) : text;
};

/**
 * The changes of facts since they were last recorded. What is seen for the first time is only noted when the record is new;
 * later a fact that appears or disappears is a change like any other. Who made the change is not in the object: the API
 * server's audit log knows, so the actor is left unknown.
 */
export const recordFacts = (
  facts: readonly FollowedFact[],
  before: Recorded['values'],
  digest: (value: unknown) => string,
): { readonly drafts: readonly TimelineDraft[]; readonly values: Readonly<Record<string, string>> } => {
  const values: Record<string, string> = {};
  for (const fact of facts) if (fact.value !== undefined) values[fact.path] = shown(fact, digest);
  const told = before === undefined ? facts.filter((fact) => fact.fromStart === true) : facts;
  const drafts = told.flatMap(({ path, reason }): readonly TimelineDraft[] => {
    const [old, next] = [before?.[path], values[path]];
    if (old === next) return [];
    return [{ actor: 'unknown', reason: reason?.(old, next) ?? 'FactChanged', note: `${path} ${old ?? 'none'} -> ${next ?? 'none'}` }];
  });
  return { drafts, values };
};
