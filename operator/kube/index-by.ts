import type { Lean } from './lean.ts';
import type { Key, KubeObject } from './object.ts';

/** The values under which an object can be found; none is allowed. */
export type IndexFunction<T extends KubeObject> = (object: Lean<T>) => readonly string[];

/** Keys of objects by a value computed from them. */
export interface Index<T extends KubeObject> {
  update(key: Key, before: Lean<T> | undefined, after: Lean<T> | undefined): void;
  keys(value: string): readonly Key[];
}

/** An index over a function of the object, kept up to date by whoever changes the objects. */
export const createIndex = <T extends KubeObject>(values: IndexFunction<T>): Index<T> => {
  const keysByValue = new Map<string, Set<Key>>();
  const leave = (value: string, key: Key) => {
    const keys = keysByValue.get(value);
    keys?.delete(key);
    if (keys?.size === 0) keysByValue.delete(value);
  };
  const join = (value: string, key: Key) => {
    const keys = keysByValue.get(value);
    if (keys === undefined) keysByValue.set(value, new Set([key]));
    else keys.add(key);
  };
  return {
    update: (key, before, after) => {
      // Evaluated first, so that a function that throws leaves the index as it was, not half changed.
      const old = before === undefined ? [] : values(before);
      const fresh = after === undefined ? [] : values(after);
      for (const value of old) leave(value, key);
      for (const value of fresh) join(value, key);
    },
    keys: (value) => [...(keysByValue.get(value) ?? [])],
  };
};
