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

/** Milliseconds since the epoch; what has no time, or one that cannot be read, comes last: it was not there before anything else. */
const millis = (entry: Entry): number => {
  const time = entry.at === undefined ? Number.NaN : Date.parse(entry.at);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
};

/** `a2` before `a10`: ids that people number come in the order of their numbers. */
const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

/** Which of two entries happened first, in milliseconds; 0 within one instant. */
export const compareTimes = (a: Entry, b: Entry): number => {
  const [first, second] = [millis(a), millis(b)];
  return first === second ? 0 : first < second ? -1 : 1;
};

/**
 * The order of entries: by time, and by id within one instant. Server-side apply may interleave the entries of several writers, so
 * the order of a list means nothing, and two operators that read it differently must still decide the same.
 */
export const inOrder = (a: Entry, b: Entry): number => compareTimes(a, b) || compareIds(a.id, b.id);

/** Whether following `corrects` from an entry leads back to it. */
const inRing = (entry: Entry, byId: ReadonlyMap<string, Entry>): boolean => {
  const seen = new Set<string>();
  for (let next = entry.corrects; next !== undefined && !seen.has(next); next = byId.get(next)?.corrects) {
    if (next === entry.id) return true;
    seen.add(next);
  }
  return false;
};

/** The ids that a correction takes out. Entries written in one go that correct one another in a ring take out none: no fact vanishes. */
const correctedIn = (entries: readonly Entry[]): ReadonlySet<string> => {
  const correcting = entries.filter((entry) => entry.corrects !== undefined);
  if (correcting.length === 0) return noIds;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return new Set(correcting.filter((entry) => !inRing(entry, byId)).flatMap((entry) => entry.corrects ?? []));
};

const noIds: ReadonlySet<string> = new Set();

/** The entries that count, oldest first: one that another entry corrects is left out. */
export const effective = <E extends Entry>(entries: readonly E[] | undefined): readonly E[] => {
  if (entries === undefined || entries.length === 0) return [];
  const corrected = correctedIn(entries);
  return entries.filter((entry) => !corrected.has(entry.id)).sort(inOrder);
};

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
