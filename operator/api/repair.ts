import { byOthers, effective, last } from './entries.ts';
import type { WeaknessSpec } from './types.gen.ts';

/**
 * How far the last repair of a weakness is (W4): none yet; carried out and verified by nobody else; found not to work; or verified. A
 * verification by whoever carried it out counts for nothing. That another person verified it may be told in the entry itself
 * (`verifiedBy`); what such a person writes under their own name, in `verifications`, weighs more.
 */
export type Repair = { readonly kind: 'None' } | { readonly kind: 'Unverified' | 'NotEffective' | 'Verified'; readonly id: string };

/** Reads remedies and verifications as a whole; see {@link Repair}. Of several verifications of one remedy the last counts. */
export const repairOf = ({ remedied, verifications }: Pick<WeaknessSpec, 'remedied' | 'verifications'>): Repair => {
  const repaired = last(remedied);
  if (repaired === undefined) return { kind: 'None' };
  const verification = effective(verifications).findLast((entry) => entry.of === repaired.id && byOthers(entry, repaired));
  if (verification === undefined) {
    const told = repaired.verifiedBy !== undefined && repaired.verifiedBy !== repaired.by;
    return { kind: told ? 'Verified' : 'Unverified', id: repaired.id };
  }
  return { kind: verification.result === 'Effective' ? 'Verified' : 'NotEffective', id: repaired.id };
};
