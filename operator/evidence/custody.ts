import { compareTimes, type Entry, effective } from '../api/entries.ts';
import type { EvidenceItemCustody, EvidenceItemReceipt, EvidenceItemSpec, EvidenceItemStatusCustodyBroken } from '../api/types.gen.ts';

/** How a chain of custody breaks. */
export type Why = EvidenceItemStatusCustodyBroken['why'];

/** A hand-over that does not follow from the one before it: it stays on record, and says where the chain broke. */
export interface Gap {
  readonly entry: string;
  readonly at?: string;
  readonly why: Why;
  readonly expected: string;
  readonly from: string;
}

/** Who held an item, as the hand-overs and their receipts tell it (V2). */
export interface Custody {
  /** Whoever holds it now; undefined while nobody has identified or collected it. */
  readonly holder: string | undefined;
  /** Given and not received by anybody yet: the giver still holds it. */
  readonly pending: { readonly entry: string; readonly to: string } | undefined;
  /** The hand-overs that were received, in their order. */
  readonly received: readonly Received[];
  readonly gaps: readonly Gap[];
}

/** A hand-over with what the receiver found. */
export interface Received {
  readonly handOver: HandOver;
  /** Undefined where the chain broke and the item went on without a receipt. */
  readonly receipt: Receipt | undefined;
}

export type HandOver = EvidenceItemCustody & Entry;
export type Receipt = EvidenceItemReceipt & Entry;

/** Where the walk along the chain is. */
interface Position {
  readonly holder: string | undefined;
  readonly pending: HandOver | undefined;
  /** When the last link was closed; nothing after it happened before it. */
  readonly since: Entry | undefined;
}

/**
 * The first holder: whoever collected the item. Before that, an item that was found and handed on is held by whoever identified it.
 */
const firstHolder = (spec: EvidenceItemSpec, first: HandOver | undefined): string | undefined => {
  const { identified, collection } = spec;
  if (collection === undefined) return identified?.by;
  const handedOnBefore = first?.at !== undefined && collection.at !== undefined && Date.parse(first.at) < Date.parse(collection.at);
  return (handedOnBefore ? identified?.by : collection.by) ?? collection.by ?? identified?.by;
};

/** The next hand-over in time; of several at one instant, the one that the present holder makes. */
const nextOf = (left: readonly HandOver[], holder: string | undefined): HandOver | undefined => {
  const [first] = left;
  return first && (left.find((entry) => entry.from === holder && compareTimes(entry, first) === 0) ?? first);
};

const isBefore = (entry: Entry | undefined, other: Entry | undefined): boolean =>
  entry?.at !== undefined && other?.at !== undefined && compareTimes(entry, other) < 0;

/** How a hand-over fails to follow from where the chain stands; undefined where it does follow. The gravest reason counts. */
const whyBroken = (entry: HandOver, receipt: Receipt | undefined, { holder, pending, since }: Position): Why | undefined => {
  if (entry.broken !== undefined) return 'Declared';
  if (pending !== undefined && entry.from === pending.to) return 'NotReceived';
  if (holder !== undefined && entry.from !== holder) return 'Gap';
  if (pending !== undefined) return 'DoubleSpend';
  if (entry.by !== undefined && entry.by !== entry.from) return 'NotGivenByHolder';
  if (entry.to === entry.from || (receipt?.by !== undefined && receipt.by !== entry.to)) return 'SelfReceived';
  return isBefore(entry, since) || isBefore(receipt, entry) ? 'BackDated' : undefined;
};

/** The receipts by the hand-over that they answer; of several, which admission refuses, the first counts. */
const receiptsOf = (spec: EvidenceItemSpec): ReadonlyMap<string, Receipt> =>
  new Map(
    effective<Receipt>(spec.receipts)
      .toReversed()
      .map((receipt) => [receipt.of, receipt]),
  );

const cameToNothing = (receipt: Receipt | undefined): boolean => receipt?.outcome === 'Refused' || receipt?.outcome === 'Withdrawn';

/**
 * Walks the chain of custody (V2). Each hand-over comes from the present holder, under the holder's own name, and is received by
 * somebody else; until then the giver holds the item. One that does not follow stays on record and the walk goes on with its receiver,
 * because somebody has the item. Pure.
 */
export const custodyOf = (spec: EvidenceItemSpec): Custody => {
  const receipts = receiptsOf(spec);
  const gaps: Gap[] = [];
  const received: Received[] = [];
  let left = effective<HandOver>(spec.custody).filter(({ id }) => !cameToNothing(receipts.get(id)));
  let at: Position = { holder: firstHolder(spec, left[0]), pending: undefined, since: undefined };
  for (let entry = nextOf(left, at.holder); entry !== undefined; entry = nextOf(left, at.holder)) {
    const present = entry;
    const receipt = receipts.get(present.id);
    const why = whyBroken(present, receipt, at);
    if (why !== undefined) {
      gaps.push({ entry: present.id, ...(present.at && { at: present.at }), why, expected: at.holder ?? 'nobody', from: present.from });
    }
    const arrived = receipt !== undefined || why !== undefined;
    if (arrived) received.push({ handOver: present, receipt });
    at = arrived
      ? { holder: present.to, pending: undefined, since: receipt ?? present }
      : { holder: at.holder ?? present.from, pending: present, since: present };
    left = left.filter((other) => other !== present);
  }
  const { holder, pending } = at;
  return { holder, pending: pending && { entry: pending.id, to: pending.to }, received, gaps };
};
