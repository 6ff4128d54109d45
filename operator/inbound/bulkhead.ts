/** Lets so many calls run at a time; the others wait for their turn, in order. */
export type Bulkhead = <T>(run: () => Promise<T>) => Promise<T>;

/**
 * A share of the connections to the API server: a storm of alerts fills its own share, and decisions and clocks keep theirs.
 */
export const createBulkhead = (room: number): Bulkhead => {
  const waiting: (() => void)[] = [];
  let free = room;
  return async (run) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
