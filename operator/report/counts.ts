/** How many there are of one thing; `of` is null where a record does not say. Unknown is a row of its own and never one of the others. */
export interface Count {
  readonly of: string | null;
  readonly n: number;
}

const byName = (a: string | null, b: string | null): number => (a === null ? 1 : b === null ? -1 : a < b ? -1 : Number(a > b));

/** The greatest first, then by name; what is not known comes last, however much it is. */
export const inRank = (a: Count, b: Count): number =>
  a.of === null || b.of === null ? byName(a.of, b.of) : b.n - a.n || byName(a.of, b.of);

/** How often each value comes, the most frequent first. */
export const countOf = (values: Iterable<string | null | undefined>): readonly Count[] => {
  const counts = new Map<string | null, number>();
  for (const value of values) counts.set(value ?? null, (counts.get(value ?? null) ?? 0) + 1);
  return [...counts].map(([of, n]) => ({ of, n })).sort(inRank);
};

/** How long something took: over how many, of how many nobody knows, and in seconds the middle one, the ninth of ten, and the longest. */
export interface Spread {
  readonly n: number;
  /** Those that have not come so far, or of which a moment was never stated. They are counted here and nowhere else. */
  readonly unknown: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
}

/**
 * The spread of some durations in seconds. The median of an even number is the mean of the two in the middle; the 90th percentile is the
 * smallest duration that is not exceeded by 90 of 100 (nearest rank: the one at place ⌈0.9 n⌉), so that it is one that was really measured.
 */
export const spreadOf = (seconds: readonly (number | undefined)[]): Spread => {
  const known = seconds.filter((value) => value !== undefined).sort((a, b) => a - b);
  const n = known.length;
  const at = (place: number): number | null => known[place] ?? null;
  const [low, high] = [at(Math.ceil(n / 2) - 1), at(Math.floor(n / 2))];
  return {
    n,
    unknown: seconds.length - n,
    median: low === null || high === null ? null : (low + high) / 2,
    p90: at(Math.ceil((n * 9) / 10) - 1),
    longest: at(n - 1),
  };
};
