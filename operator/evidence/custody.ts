import { compareTimes, type Entry, effective } from '../api/entries.ts';
import type { EvidenceItemCustody, EvidenceItemSpec } from '../api/types.gen.ts';

/** A hand-over that does not come from whoever held the item, or that has no receiver other than the giver. */
export interface Gap {
  readonly entry: string;
  readonly expected: string;
  readonly from: string;
}

/** Who held an item, as the hand-overs tell it (V2). */
export interface Custody {
  /** Whoever holds it now; undefined while nobody has identified or collected it. */
  readonly holder: string | undefined;
  readonly gaps: readonly Gap[];
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

type HandOver = EvidenceItemCustody & Entry;

/** The next hand-over in time; of several at one instant, the one that the present holder makes. */
const nextOf = (left: readonly HandOver[], holder: string | undefined): HandOver | undefined => {
  const [first] = left;
  return first && (left.find((entry) => entry.from === holder && compareTimes(entry, first) === 0) ?? first);
};

/**
 * Walks the chain of custody (V2). Each hand-over has to come from the present holder; one that does not stays on record and the
 * walk goes on with its receiver, because somebody has the item. So does one that a holder makes who has handed it over already.
 */
export const custodyOf = (spec: EvidenceItemSpec): Custody => {
  const gaps: Gap[] = [];
  let left = effective<HandOver>(spec.custody);
  let holder = firstHolder(spec, left[0]);
  for (let entry = nextOf(left, holder); entry !== undefined; entry = nextOf(left, holder)) {
    const present = entry;
    if (present.from !== holder) gaps.push({ entry: present.id, expected: holder ?? 'nobody', from: present.from });
    holder = present.to;
    left = left.filter((other) => other !== present);
  }
  return { holder, gaps };
};
