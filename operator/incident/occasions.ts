import type { Incident } from '../api/types.gen.ts';
import { establishedOf } from './awareness.ts';

/** One incident in the order of time. Of two at one instant, as a storm of alerts has them, the one whose name comes first is the earlier. */
export interface Occasion {
  /** When it was established, in milliseconds since the epoch; not a number where nobody can place it in time. */
  readonly millis: number;
  readonly name: string;
}

/** Incidents by what they have in common, each list in the order of time, so that a storm on one asset costs no more than one alert. */
export interface Occasions {
  add(key: string, occasion: Occasion): void;
  remove(key: string, occasion: Occasion): void;
  /** Those of one key, the earliest first. */
  of(key: string): readonly Occasion[];
}

const isBefore = (a: Occasion, b: Occasion): boolean => a.millis < b.millis || (a.millis === b.millis && a.name < b.name);

/** The place of an incident in time. */
export const occasionOf = ({ metadata, spec }: Incident): Occasion => ({ millis: Date.parse(establishedOf(spec)), name: metadata.name });

/** How many of some occasions, which are in order, come before another one. */
export const rank = (occasions: readonly Occasion[], of: Occasion): number => {
  let [low, high] = [0, occasions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const occasion = occasions[middle];
    if (occasion !== undefined && isBefore(occasion, of)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** No occasions yet. */
export const createOccasions = (): Occasions => {
  const byKey = new Map<string, Occasion[]>();
  return {
    add: (key, occasion) => {
      const occasions = byKey.getOrInsertComputed(key, () => []);
      occasions.splice(rank(occasions, occasion), 0, occasion);
    },
    remove: (key, occasion) => {
      const occasions = byKey.get(key);
      if (occasions === undefined) return;
      const index = rank(occasions, occasion);
      if (occasions[index]?.name === occasion.name) occasions.splice(index, 1);
      if (occasions.length === 0) byKey.delete(key);
    },
    of: (key) => byKey.get(key) ?? [],
  };
};
