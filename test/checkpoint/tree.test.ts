import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emptyFrontier, grow, rootOf } from '../../operator/checkpoint/frontier.ts';
import { createProver } from '../../operator/checkpoint/prover.ts';
import { inclusionProof, leafHash, merkleRoot } from '../../operator/journal/merkle.ts';
import { verifyInclusion } from '../../operator/journal/proof.ts';
import { holds } from '../journal/holds.ts';

const leavesOf = (count: number) => Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));

test('appending leaf by leaf gives the root of RFC 6962 at every size', () => {
  let frontier = emptyFrontier;
  const leaves = leavesOf(130);
  assert.equal(rootOf(frontier), merkleRoot([]));
  for (const [i, leaf] of leaves.entries()) {
    frontier = grow(frontier, leaf);
    assert.is(frontier.size, i + 1);
    assert.equal(rootOf(frontier), merkleRoot(leaves.slice(0, i + 1)), `size ${i + 1}`);
  }
});

test('the edge of a tree holds as many hashes as its size has binary ones', () => {
  const frontier = leavesOf(100).reduce(grow, emptyFrontier);
  assert.is(frontier.roots.length, [...(100).toString(2)].filter((bit) => bit === '1').length);
});

test('the prover gives the root and the proofs of RFC 6962, and they hold', () => {
  holds(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (size, any) => {
      const leaves = leavesOf(size);
      const index = any % size;
      const prover = createProver(leaves);
      assert.equal(prover.root, merkleRoot(leaves));
      const proof = prover.inclusion(index);
      assert.equal(proof, inclusionProof(leaves, index));
      const leaf = leaves[index] ?? leafHash(Buffer.alloc(0));
      assert.ok(verifyInclusion({ index, size, leaf, root: prover.root, proof }));
    }),
  );
});

test('there is no proof of a leaf that is not in the tree', () => {
  const prover = createProver(leavesOf(5));
  for (const index of [-1, 5, 0.5]) assert.throws(() => prover.inclusion(index), /has no leaf/);
  assert.equal(createProver([]).root, merkleRoot([]));
});

test.run();
