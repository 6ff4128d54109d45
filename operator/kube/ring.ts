import { createFifo, type Fifo } from './fifo.ts';
import { type Key, partsOf } from './object.ts';

/** Keys in the order in which they are to be served, each at most once. */
export interface Ring {
  push(key: Key): void;
  shift(): Key | undefined;
  size(): number;
  clear(): void;
}

interface Lane {
  readonly namespace: string;
  readonly keys: Fifo<Key>;
}

/**
 * First in, first out within a namespace, and namespaces in turn: a tenant that floods ten thousand objects delays another
 * tenant's single one by one turn, not by ten thousand.
 */
export const createRing = (): Ring => {
  const waiting = new Set<Key>();
  const lanes = new Map<string, Lane>();
  let turns = createFifo<Lane>();
  return {
    push: (key) => {
      if (waiting.has(key)) return;
      waiting.add(key);
      const { namespace } = partsOf(key);
      const known = lanes.get(namespace);
      if (known !== undefined) {
        known.keys.push(key);
        return;
      }
      const lane = { namespace, keys: createFifo<Key>() };
      lane.keys.push(key);
      lanes.set(namespace, lane);
      turns.push(lane);
    },
    shift: () => {
      const lane = turns.shift();
      const key = lane?.keys.shift();
      if (lane === undefined || key === undefined) return undefined;
      if (lane.keys.size() > 0) turns.push(lane);
      else lanes.delete(lane.namespace);
      waiting.delete(key);
      return key;
    },
    size: () => waiting.size,
    clear: () => {
      waiting.clear();
      lanes.clear();
      turns = createFifo();
    },
  };
};
