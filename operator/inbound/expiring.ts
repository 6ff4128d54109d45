/** Remembers values for a while, and so many at most. */
export interface Expiring<V> {
  get(key: string): V | undefined;
  set(key: string, value: V, milliseconds: number): void;
  delete(key: string): void;
}

/** An empty memory. When it is full, what was put in first goes first. `now` is in milliseconds and never runs backwards. */
export const createExpiring = <V>(most: number, now: () => number): Expiring<V> => {
  const entries = new Map<string, { readonly value: V; readonly until: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined || entry.until > now()) return entry?.value;
      entries.delete(key);
      return undefined;
    },
    set: (key, value, milliseconds) => {
      entries.delete(key);
      if (entries.size >= most) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      entries.set(key, { value, until: now() + milliseconds });
    },
    delete: (key) => void entries.delete(key),
  };
};
