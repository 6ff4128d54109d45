interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (result: O) => void;
  readonly reject: (error: unknown) => void;
}

/** Hands in one item for a key; resolves with what became of it, or rejects with why the batch it went into failed. */
export type Coalesce<I, O> = (key: string, item: I) => Promise<O>;

/**
 * Turns many writes to one object into few: while one write is under way, what comes for the same key gathers and makes the next
 * one, together; its result tells what became of each item. Nobody is answered before the write that holds their item has ended.
 * Different keys do not wait for each other.
 */
export const createCoalesce = <I, O>(
  write: (key: string, items: readonly [I, ...I[]]) => Promise<(index: number) => O>,
  most: number,
): Coalesce<I, O> => {
  const byKey = new Map<string, Waiting<I, O>[]>();
  const drain = async (key: string, queue: Waiting<I, O>[]): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.splice(0, most);
      const [first, ...others] = batch.map(({ item }) => item);
      try {
        if (first === undefined) break;
        const resultOf = await write(key, [first, ...others]);
        for (const [index, { resolve }] of batch.entries()) resolve(resultOf(index));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    byKey.delete(key);
  };
  return (key, item) =>
    new Promise<O>((resolve, reject) => {
      const queue = byKey.get(key);
      const waiting = { item, resolve, reject };
      if (queue !== undefined) queue.push(waiting);
      else {
        const fresh = [waiting];
        byKey.set(key, fresh);
        void drain(key, fresh);
      }
    });
};
