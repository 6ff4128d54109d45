import { type Entry, effective } from '../api/entries.ts';
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

/** The first holder is whoever collected the item, or, before that, whoever identified it. */
const firstHolder = (spec: EvidenceItemSpec): string | undefined => spec.collection?.by ?? spec.identified?.by;

/**
 * Walks the chain of custody (V2). Each hand-over has to come from the present holder; one that does not stays on record and the
 * walk goes on with its receiver, because somebody has the item, but the gap never heals.
 */
export const custodyOf = (spec: EvidenceItemSpec): Custody => {
  let holder = firstHolder(spec);
  const gaps: Gap[] = [];
  for (const entry of effective<EvidenceItemCustody & Entry>(spec.custody)) {
    if (entry.from !== holder) gaps.push({ entry: entry.id, expected: holder ?? 'nobody', from: entry.from });
    holder = entry.to;
  }
  return { holder, gaps };
};
