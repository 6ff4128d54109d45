/** A notice as a message names it: its own key, and the reference of its incident. */
export interface Notice {
  readonly key: string;
  readonly reference: string;
}

/** A whole message that reached a receiver, whatever the receiver then did. */
export interface Transmission {
  readonly channel: 'mail' | 'call';
  /** The key of the message: the Message-ID of a mail, the webhook-id of a call. */
  readonly id: string;
  /** What it holds: one notice, or several that went together. */
  readonly notices: readonly Notice[];
  /** Everybody to whom it was addressed on the wire. */
  readonly to: readonly string[];
  /** Whether the receiver has it now; one that answered "not now" has not. */
  readonly taken: boolean;
}

/** What the receivers of a campaign saw. */
export interface Ledger {
  readonly transmissions: readonly Transmission[];
  note(transmission: Transmission): void;
  /** Somebody cannot know what became of a notice with this key: the sender died, or the answer was lost. */
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

/** The messages in which each notice was taken, by its key, in order. */
export const takenBy = ({ transmissions }: Pick<Ledger, 'transmissions'>): ReadonlyMap<string, readonly string[]> => {
  const taken = new Map<string, string[]>();
  for (const { id, notices, taken: has } of transmissions)
    for (const { key } of has ? notices : []) taken.set(key, [...(taken.get(key) ?? []), id]);
  return taken;
};

/** The notices that a receiver has who takes the first message with a key and drops the others, as it is told to. */
export const keptBy = ({ transmissions }: Pick<Ledger, 'transmissions'>): ReadonlySet<string> => {
  const seen = new Set<string>();
  const kept = new Set<string>();
  for (const { id, notices, taken } of transmissions) {
    if (!taken || seen.has(id)) continue;
    seen.add(id);
    for (const { key } of notices) kept.add(key);
  }
  return kept;
};

/** Notices that were taken more often than doubts explain. */
export const unexplained = (ledger: Ledger): readonly string[] =>
  [...takenBy(ledger)].flatMap(([key, ids]) =>
    ids.length - 1 > ledger.doubts(key) ? [`${key} was taken ${ids.length} times, with ${ledger.doubts(key)} doubts`] : [],
  );

/** How many more notices were taken than there are. */
export const repeats = (ledger: Pick<Ledger, 'transmissions'>): number =>
  [...takenBy(ledger).values()].reduce((sum, ids) => sum + ids.length - 1, 0);

/** Of these, how many came in another message than before, because the receiver once refused several that went together. */
export const elsewhere = (ledger: Pick<Ledger, 'transmissions'>): number =>
  [...takenBy(ledger).values()].reduce((sum, ids) => sum + new Set(ids).size - 1, 0);

/** How many messages held more than one notice. */
export const together = ({ transmissions }: Pick<Ledger, 'transmissions'>): number =>
  transmissions.filter(({ notices }) => notices.length > 1).length;
