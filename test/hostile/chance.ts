// Chance that can be repeated.

/** A source of choices that follow from a seed. */
export interface Chance {
  /** A number from 0 up to, but not including, 1. */
  readonly next: () => number;
  /** One of several; throws a RangeError for none. */
  readonly pick: <T>(from: readonly T[]) => T;
}

const mulberry = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The choices that follow from a seed (the generator is mulberry32). */
export const chanceOf = (seed: number): Chance => {
  const next = mulberry(seed);
  return {
    next,
    pick: <T>(from: readonly T[]): T => {
      const index = Math.floor(next() * from.length);
      if (index >= from.length) throw new RangeError('There is nothing to choose from.');
      return from[index] as T;
    },
  };
};

/** The seed of this run: that of MELDPUNT_SEED, else `usual`, else another one every time. It is printed, so that a failure can be repeated. */
export const seedOf = (usual?: number): number => {
  const given = process.env['MELDPUNT_SEED'];
  const seed = given === undefined ? (usual ?? Math.floor(Math.random() * 2 ** 31)) : Number(given);
  console.log(`  MELDPUNT_SEED=${seed}`);
  return seed;
};
