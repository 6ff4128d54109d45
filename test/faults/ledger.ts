/** A whole message that reached a receiver, whatever the receiver then did. */
export interface Transmission {
  readonly channel: 'mail' | 'call';
  readonly key: string;
  /** Everybody to whom it was addressed on the wire. */
  readonly to: readonly string[];
  /** The reference that it names. */
  readonly reference: string;
  /** Whether the receiver has it now; one that answered "not now" has not. */
  readonly taken: boolean;
}

/** What the receivers of a campaign saw. */
export interface Ledger {
  readonly transmissions: readonly Transmission[];
  note(transmission: Transmission): void;
  /** Somebody cannot know what became of a message with this key: the sender died, or the answer was lost. */
  doubt(key: string): void;
  doubts(key: string): number;
}

/** An empty ledger. */
export const createLedger = (): Ledger => {
  const transmissions: Transmission[] = [];
  const doubts = new Map<string, number>();
  return {
    transmissions,
    note: (transmission) => void transmissions.push(transmission),
    doubt: (key) => void doubts.set(key, (doubts.get(key) ?? 0) + 1),
    doubts: (key) => doubts.get(key) ?? 0,
  };
};

/** Messages that were taken more often than doubts explain. */
export const unexplained = ({ transmissions, doubts }: Ledger): readonly string[] => {
  const taken = new Map<string, number>();
  for (const each of transmissions) if (each.taken) taken.set(each.key, (taken.get(each.key) ?? 0) + 1);
  return [...taken].flatMap(([key, times]) =>
    times - 1 > doubts(key) ? [`${key} was taken ${times} times, with ${doubts(key)} doubts`] : [],
  );
};

/** How many more messages were taken than there are. */
export const repeats = ({ transmissions }: Ledger): number => {
  const taken = transmissions.filter((each) => each.taken);
  return taken.length - new Set(taken.map(({ key }) => key)).size;
};
