/** First in, first out. */
export interface Fifo<Item> {
  push(item: Item): void;
  shift(): Item | undefined;
  size(): number;
}

/**
 * A queue with constant cost at both ends. An array's own `shift` moves every other item, and a Set's first entry hides behind its
 * deleted ones: both are quadratic in a storm.
 */
export const createFifo = <Item>(): Fifo<Item> => {
  let items: (Item | undefined)[] = [];
  let head = 0;
  return {
    push: (item) => {
      items.push(item);
    },
    shift: () => {
      const item = items[head];
      if (head < items.length) items[head++] = undefined;
      if (head > 1024 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    size: () => items.length - head,
  };
};
