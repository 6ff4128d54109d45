import type { EvidenceItemSpec } from '../api/types.gen.ts';

/** What an authorisation has to say to be one: on what ground, by whom, where it can be read, what it covers and until when. */
const parts = ['basis', 'authoriser', 'reference', 'scope', 'expires'] as const;

/** One of these that it does not say, as a field of `spec.authorisation`. */
export type MissingPart = (typeof parts)[number];

/** How an item stands towards the borders of the organisation and of the law (V7). */
export type Boundary =
  | { readonly kind: 'Inside' }
  | { readonly kind: 'Authorised' /** Whether it was given only after the item was collected. */; readonly afterwards: boolean }
  | {
      readonly kind: 'Unauthorised' /** Which parts are not there, as fields of `spec.authorisation`. */;
      readonly missing: readonly MissingPart[];
    }
  | { readonly kind: 'Expired'; readonly at: string };

const millis = (time: string): number => Date.parse(time);

/**
 * Whether an item may be accepted as evidence (V7): inside the borders it may, across them with an authorisation that is whole and
 * held when the item was collected, or holds now while it is not collected yet. Pure.
 */
export const boundaryOf = ({ crossesBoundary, authorisation, collection }: EvidenceItemSpec, now: string): Boundary => {
  if (crossesBoundary !== true) return { kind: 'Inside' };
  const missing = parts.filter((part) => (authorisation?.[part] ?? '').trim() === '');
  if (missing.length > 0 || authorisation?.expires === undefined) return { kind: 'Unauthorised', missing };
  const collectedAt = collection?.at ?? now;
  if (millis(authorisation.expires) < millis(collectedAt)) return { kind: 'Expired', at: authorisation.expires };
  return { kind: 'Authorised', afterwards: authorisation.given !== undefined && millis(authorisation.given) > millis(collectedAt) };
};

/** Whether it counts as evidence; one that does not is in quarantine: on record, and neither accepted nor exported. */
export const isAccepted = (boundary: Boundary): boolean => boundary.kind === 'Inside' || boundary.kind === 'Authorised';
