import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 (section 2.1) and RFC 9162: one hash for everything that was ever recorded, and short proofs that an
 * entry is in it and that a later tree contains an earlier one unchanged. Leaves are given as their hashes, in order.
 */

/** A SHA-256 hash, 32 bytes. */
export type Hash = Uint8Array;

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// Leaves and nodes are hashed with different first bytes, so that no node can be passed off as an entry (RFC 6962, 2.1).
const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** The root of the tree without leaves (RFC 6962, 2.1). */
export const emptyRoot: Hash = sha256();

/** The hash of a leaf, from the bytes of an entry. */
export const leafHash = (entry: Uint8Array): Hash => sha256(leafPrefix, entry);

/** The hash of a node, from those of its two children. */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodePrefix, left, right);

/** The largest power of two below n, for n > 1. By doubling, because the bit operators of ECMAScript end at 32 bits. */
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** The root over the leaves from `from` to before `to`. */
const rootOfRange = (leaves: readonly Hash[], from: number, to: number): Hash => {
  const only = leaves[from];
  if (only === undefined || to <= from) return emptyRoot;
  if (to - from === 1) return only;
  const middle = from + split(to - from);
  return nodeHash(rootOfRange(leaves, from, middle), rootOfRange(leaves, middle, to));
};

/** The root of the tree over all leaves: MTH of RFC 6962, 2.1. */
export const merkleRoot = (leaves: readonly Hash[]): Hash => rootOfRange(leaves, 0, leaves.length);

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

const path = (leaves: readonly Hash[], index: number, from: number, to: number): readonly Hash[] => {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  return index < middle
    ? [...path(leaves, index, from, middle), rootOfRange(leaves, middle, to)]
    : [...path(leaves, index, middle, to), rootOfRange(leaves, from, middle)];
};

/** The proof that the leaf at `index` (from 0) is in the tree: PATH of RFC 6962, 2.1.1. Throws a RangeError if there is no such leaf. */
export const inclusionProof = (leaves: readonly Hash[], index: number): readonly Hash[] => {
  if (!isCount(index) || index >= leaves.length) throw new RangeError(`A tree of ${leaves.length} leaves has no leaf ${index}.`);
  return path(leaves, index, 0, leaves.length);
};

const subproof = (leaves: readonly Hash[], old: number, from: number, to: number, whole: boolean): readonly Hash[] => {
  if (old === to) return whole ? [] : [rootOfRange(leaves, from, to)];
  const middle = from + split(to - from);
  return old <= middle
    ? [...subproof(leaves, old, from, middle, whole), rootOfRange(leaves, middle, to)]
    : [...subproof(leaves, old, middle, to, false), rootOfRange(leaves, from, middle)];
};

/**
 * The proof that the tree over all leaves continues the one over the first `oldSize`: PROOF of RFC 6962, 2.1.2. Empty for an empty
 * old tree, which any tree continues. Throws a RangeError if there are fewer leaves than `oldSize`.
 */
export const consistencyProof = (leaves: readonly Hash[], oldSize: number): readonly Hash[] => {
  if (!isCount(oldSize) || oldSize > leaves.length) throw new RangeError(`A tree of ${leaves.length} leaves never had ${oldSize}.`);
  return oldSize === 0 ? [] : subproof(leaves, oldSize, 0, leaves.length, true);
};
