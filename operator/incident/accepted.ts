import type { EvidenceItem } from '../api/types.gen.ts';

/**
 * Whether an item counts as evidence of its incident (V7): what crosses a boundary counts once the operator has found its authorisation
 * valid, everything else at once.
 */
export const isAccepted = ({ spec, status }: EvidenceItem): boolean => spec.crossesBoundary !== true || status?.accepted === true;
