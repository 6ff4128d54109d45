import type { Hash } from '../journal/merkle.ts';
import { emptyRoot, nodeHash } from '../journal/merkle.ts';

/** The nodes of a Merkle tree (RFC 6962), computed once, so that many proofs cost no more than one. */
export interface Prover {
  readonly size: number;
  readonly root: Hash;
  /** The proof that the leaf at `index` (from 0) is in the tree (RFC 6962, 2.1.1). Throws a RangeError if there is no such leaf. */
  readonly inclusion: (index: number) => readonly Hash[];
}

/** The level above one: pairs are joined, and a node without a right sibling rises unchanged. */
const above = (level: readonly Hash[]): readonly Hash[] => {
  const next: Hash[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left !== undefined) next.push(right === undefined ? left : nodeHash(left, right));
  }
  return next;
};

/** The tree over leaves, given by their hashes. */
export const createProver = (leaves: readonly Hash[]): Prover => {
  const levels: (readonly Hash[])[] = [leaves];
  for (let level = leaves; level.length > 1; levels.push(level)) level = above(level);
  return {
    size: leaves.length,
    root: levels.at(-1)?.[0] ?? emptyRoot,
    inclusion: (index) => {
      if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length) {
        throw new RangeError(`A tree of ${leaves.length} leaves has no leaf ${index}.`);
      }
      const siblings = levels.map((level, height) => {
        const at = Math.floor(index / 2 ** height);
        return level[at % 2 === 0 ? at + 1 : at - 1];
      });
      return siblings.filter((hash) => hash !== undefined);
    },
  };
};
