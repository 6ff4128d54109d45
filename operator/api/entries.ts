/**
 * What every entry of an append-only list carries (api.md). `at` and `by` are filled in by the API server; a server without
 * mutating policies may leave them out.
 */
export interface Entry {
  readonly id: string;
  readonly at?: string;
  readonly by?: string;
  readonly via?: string;
  readonly corrects?: string;
}

const millis = (entry: Entry): number => (entry.at === undefined ? Number.POSITIVE_INFINITY : Date.parse(entry.at));

/**
 * The entries that count, oldest first: one that a later entry corrects is left out, and what has no time comes last.
 * Server-side apply may interleave the entries of several writers, so the order of the list itself means nothing.
 */
export const effective = <E extends Entry>(entries: readonly E[] | undefined): readonly E[] => {
  if (entries === undefined || entries.length === 0) return [];
  const corrected = new Set(entries.map((entry) => entry.corrects));
  return entries.filter((entry) => !corrected.has(entry.id)).sort((a, b) => compareMillis(millis(a), millis(b)));
};

const compareMillis = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** The entry that counts where only the last one does. */
export const last = <E extends Entry>(entries: readonly E[] | undefined): E | undefined => effective(entries).at(-1);

/** Whether an entry happened after an instant; one without a time counts as the latest. */
export const after = (entry: Entry, at: string): boolean => millis(entry) > Date.parse(at);

/** Who stands behind an entry, for the timeline: both names where one wrote for another. */
export const actorOf = (entry: Entry): string => {
  if (entry.by === undefined) return 'unknown';
  return entry.via === undefined || entry.via === entry.by ? entry.by : `${entry.by} via ${entry.via}`;
};

/** Whether two entries come from two people (api.md): two `by`. Two `via` are admission's to tell, which knows the pipeline. */
export const byOthers = (a: Entry, b: Entry): boolean => a.by !== undefined && b.by !== undefined && a.by !== b.by;
