import type { Hash } from './merkle.ts';
import { emptyRoot, nodeHash } from './merkle.ts';

/**
 * Verification of Merkle proofs as RFC 9162 describes it (2.1.3.2, 2.1.4.2). A proof comes from whoever is to be checked: nothing
 * here throws, a proof that is not exactly right is wrong.
 */

/** The claim that a leaf stands at an index (from 0) of a tree. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}

/** The claim that a tree continues an older one. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Hash;
  readonly newSize: number;
  readonly newRoot: Hash;
  readonly proof: readonly Hash[];
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const areHashes = (hashes: readonly Hash[]): boolean => hashes.every((hash) => hash.length === emptyRoot.length);
const isOdd = (n: number): boolean => n % 2 === 1;
// Division instead of shifting: the bit operators of ECMAScript end at 32 bits, sizes do not.
const half = (n: number): number => Math.floor(n / 2);

const equal = (a: Hash, b: Hash): boolean => Buffer.compare(a, b) === 0;

/** Climbs from a node to the root; `join` is told of each sibling and its side. False if the proof has another length than the way. */
const climb = (index: number, last: number, proof: readonly Hash[], join: (sibling: Hash, side: 'left' | 'right') => void): boolean => {
  let [at, end] = [index, last];
  for (const sibling of proof) {
    if (end === 0) return false;
    if (isOdd(at) || at === end) {
      join(sibling, 'left');
      // A node without a right sibling rises unchanged, to the level at which it has one on its left.
      while (!isOdd(at) && at !== 0) [at, end] = [half(at), half(end)];
    } else {
      join(sibling, 'right');
    }
    [at, end] = [half(at), half(end)];
  }
  return end === 0;
};

/** Whether a proof shows that a leaf is in a tree (RFC 9162, 2.1.3.2). */
export const verifyInclusion = ({ index, size, leaf, root, proof }: InclusionClaim): boolean => {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let hash = leaf;
  const whole = climb(index, size - 1, proof, (sibling, side) => {
    hash = side === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  });
  return whole && equal(hash, root);
};

/** Whether a proof shows that a tree of new size and root continues one of old size and root (RFC 9162, 2.1.4.2). */
export const verifyConsistency = ({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): boolean => {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize || !areHashes([oldRoot, newRoot, ...proof])) return false;
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot) && (oldSize !== 0 || equal(oldRoot, emptyRoot));
  if (oldSize === 0) return proof.length === 0 && equal(oldRoot, emptyRoot);
  // The largest complete subtree that ends where the old tree ends is where both ways begin.
  let [at, end] = [oldSize - 1, newSize - 1];
  while (isOdd(at)) [at, end] = [half(at), half(end)];
  // If that is the whole old tree, the verifier knows its hash and the proof leaves it out.
  const [seed, ...rest] = at === 0 ? [oldRoot, ...proof] : proof;
  if (seed === undefined) return false;
  let [old, now] = [seed, seed];
  const whole = climb(at, end, rest, (sibling, side) => {
    if (side === 'left') old = nodeHash(sibling, old);
    now = side === 'left' ? nodeHash(sibling, now) : nodeHash(now, sibling);
  });
  return whole && equal(old, oldRoot) && equal(now, newRoot);
};
