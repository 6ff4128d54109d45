/** The labels of one series. */
export type Labels = Readonly<Record<string, string>>;

/** One series: of which family, what it is about, its value in whole units, and how many contributions it holds. */
export interface Cell {
  readonly family: Family;
  readonly labels: Labels;
  amount: bigint;
  uses: number;
}

/** How many series of one precision there may be, and how labels are made less precise to fit. */
export interface Tier {
  readonly room: number;
  readonly fold: (labels: Labels) => Labels;
}

/** A metric with several series of which the number is bounded, whatever the objects hold. */
export interface Family {
  /** Adds to the series of these labels, or to a coarser one where there is no room; undefined when no series can take it. */
  add(labels: Labels, amount?: bigint): Cell | undefined;
  /** Takes back what was added to a series; one that nobody uses any more disappears and makes room. */
  take(cell: Cell, amount?: bigint): void;
  cells(): Iterable<Cell>;
}

/** What stands for every value that has no series of its own. */
export const other = 'other';

/** The labels as they are: the first tier of every family. */
export const exactly = (room: number): Tier => ({ room, fold: (labels) => labels });

/** The labels with `other` in the named ones. */
export const folding = (room: number, ...names: readonly string[]): Tier => ({
  room,
  fold: (labels) => Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, names.includes(name) ? other : value])),
});

/** A label value longer than this is folded by nobody's wish but that of the monitoring system. */
const longestValue = 64;

const keyOf = (labels: Labels): string => Object.values(labels).join('\u0000');

const shortened = (labels: Labels): Labels =>
  Object.values(labels).every((value) => value.length <= longestValue)
    ? labels
    : Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value.length > longestValue ? other : value]));

/**
 * A family over tiers, the most precise first. Sums over all series are always right: where the room of a tier is used up, a
 * contribution goes to the next, coarser one, and it stays there until it is taken back. So the number of series never
 * exceeds the sum of the rooms, at any number of objects (D6).
 */
export const createFamily = (...tiers: readonly Tier[]): Family => {
  const cells = new Map<string, { readonly cell: Cell; readonly tier: number }>();
  const used = tiers.map(() => 0);

  const find = (labels: Labels): Cell | undefined => {
    for (const [tier, { room, fold }] of tiers.entries()) {
      const folded = fold(labels);
      const key = keyOf(folded);
      const known = cells.get(key);
      if (known !== undefined) return known.cell;
      const count = used[tier] ?? 0;
      if (count >= room) continue;
      used[tier] = count + 1;
      const cell: Cell = { family, labels: folded, amount: 0n, uses: 0 };
      cells.set(key, { cell, tier });
      return cell;
    }
    return undefined;
  };

  const family: Family = {
    add: (labels, amount = 1n) => {
      const cell = find(shortened(labels));
      if (cell === undefined) return undefined;
      cell.amount += amount;
      cell.uses += 1;
      return cell;
    },
    take: (cell, amount = 1n) => {
      cell.amount -= amount;
      cell.uses -= 1;
      if (cell.uses > 0) return;
      const key = keyOf(cell.labels);
      const known = cells.get(key);
      if (known?.cell !== cell) return;
      cells.delete(key);
      used[known.tier] = (used[known.tier] ?? 1) - 1;
    },
    *cells() {
      for (const { cell } of cells.values()) yield cell;
    },
  };
  return family;
};
