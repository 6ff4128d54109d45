import type { Hash } from '../journal/merkle.ts';
import { emptyRoot, nodeHash } from '../journal/merkle.ts';

/**
 * The right edge of a Merkle tree (RFC 6962, 2.1): the roots of its complete subtrees, the largest first. It is all that is needed to
 * append leaves and to know the root, whatever the number of leaves: as many hashes as the number has binary ones.
 */
export interface Frontier {
  /** The number of leaves. */
  readonly size: number;
  readonly roots: readonly Hash[];
}

/** The edge of the tree without leaves. */
export const emptyFrontier: Frontier = { size: 0, roots: [] };

/** The edge after one more leaf, given by its hash. */
export const grow = ({ size, roots }: Frontier, leaf: Hash): Frontier => {
  const kept = [...roots];
  let joined = leaf;
  // Each binary one at the end of the size is a complete subtree that the new leaf completes a larger one with.
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) joined = nodeHash(kept.pop() ?? emptyRoot, joined);
  return { size: size + 1, roots: [...kept, joined] };
};

/** The root of the tree. */
export const rootOf = ({ roots }: Frontier): Hash => {
  const last = roots.at(-1);
  return last === undefined ? emptyRoot : roots.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
};
