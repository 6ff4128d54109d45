import { createHeap, type Heap, type Waiting } from '../kube/heap.ts';
import { type Cell, createFamily, exactly, type Family, folding } from './family.ts';

/** One due time under watch; give it back to `remove`. */
export interface Due extends Waiting {
  readonly cell: Cell;
}

/** The nearest due time of each duty, without ever walking over all of them. */
export interface Nearest {
  /** Adds a due time, in milliseconds since the epoch. */
  add(duty: string, at: number): Due | undefined;
  remove(due: Due): void;
  /** The nearest due time of each duty that has one, in milliseconds since the epoch. */
  all(): Iterable<{ readonly duty: string; readonly at: number }>;
}

/** One heap for each duty; the number of duties is bounded, and those beyond share one. */
export const createNearest = (duties: number): Nearest => {
  const family: Family = createFamily(exactly(duties), folding(1, 'duty'));
  const heaps = new Map<Cell, Heap<Due>>();
  const heapOf = (cell: Cell): Heap<Due> => {
    const known = heaps.get(cell);
    if (known !== undefined) return known;
    const heap = createHeap<Due>();
    heaps.set(cell, heap);
    return heap;
  };
  return {
    add: (duty, at) => {
      const cell = family.add({ duty });
      if (cell === undefined) return undefined;
      const due: Due = { at, index: 0, cell };
      heapOf(cell).insert(due);
      return due;
    },
    remove: (due) => {
      const heap = heaps.get(due.cell);
      heap?.remove(due);
      if (heap?.size() === 0) heaps.delete(due.cell);
      family.take(due.cell);
    },
    *all() {
      for (const [cell, heap] of heaps) {
        const first = heap.first();
        if (first !== undefined) yield { duty: cell.labels['duty'] ?? '', at: first.at };
      }
    },
  };
};
