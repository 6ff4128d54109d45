import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Hash } from '../../operator/journal/merkle.ts';
import { consistencyProof, emptyRoot, inclusionProof, leafHash, merkleRoot, nodeHash } from '../../operator/journal/merkle.ts';
import { verifyConsistency, verifyInclusion } from '../../operator/journal/proof.ts';
import { holds } from './holds.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hexOf = (hash: Hash): string => Buffer.from(hash).toString('hex');

/** The eight entries that implementations of Certificate Transparency share as known answers, with the roots of their trees. */
const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((entry) =>
  leafHash(bytes(entry)),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const g = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f';

test('the roots of the known trees of none to eight entries are the published ones', () => {
  assert.equal(
    roots.map((_, size) => hexOf(merkleRoot(known.slice(0, size)))),
    roots,
  );
});

test('the inclusion proofs of the known trees are the published ones', () => {
  const published: readonly (readonly [index: number, size: number, proof: readonly (string | undefined)[]])[] = [
    [0, 1, []],
    [0, 8, [a, b, c]],
    [5, 8, [d, e, roots[4]]],
    [2, 3, [roots[2]]],
    [1, 5, [roots[1], b, d]],
  ];
  assert.equal(
    published.map(([index, size]) => inclusionProof(known.slice(0, size), index).map(hexOf)),
    published.map(([, , proof]) => proof),
  );
});

test('the consistency proofs of the known trees are the published ones', () => {
  const published: readonly (readonly [old: number, size: number, proof: readonly (string | undefined)[]])[] = [
    [1, 1, []],
    [1, 8, [a, b, c]],
    [6, 8, [f, e, roots[4]]],
    [2, 5, [b, d]],
    [6, 7, [f, g, roots[4]]],
  ];
  assert.equal(
    published.map(([old, size]) => consistencyProof(known.slice(0, size), old).map(hexOf)),
    published.map(([, , proof]) => proof),
  );
});

const leaves = Array.from({ length: 64 }, (_, i) => leafHash(Buffer.from(`entry ${i}`)));
const rootAt = Array.from({ length: 65 }, (_, size) => merkleRoot(leaves.slice(0, size)));
const rootOf = (size: number): Hash => rootAt[size] ?? emptyRoot;
const leafAt = (index: number): Hash => leaves[index] ?? emptyRoot;

const included = (index: number, size: number, proof: readonly Hash[], leaf = leafAt(index), root = rootOf(size)): boolean =>
  verifyInclusion({ index, size, leaf, root, proof });
const consistent = (
  oldSize: number,
  newSize: number,
  proof: readonly Hash[],
  oldRoot = rootOf(oldSize),
  newRoot = rootOf(newSize),
): boolean => verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof });

test('every leaf of every tree up to 64 leaves is proved to be in it', () => {
  const wrong: string[] = [];
  for (let size = 1; size <= 64; size++) {
    for (let index = 0; index < size; index++) {
      if (!included(index, size, inclusionProof(leaves.slice(0, size), index))) wrong.push(`${index} in ${size}`);
    }
  }
  assert.equal(wrong, []);
});

test('every tree up to 64 leaves is proved to continue every earlier one, also the empty one', () => {
  const wrong: string[] = [];
  for (let size = 0; size <= 64; size++) {
    for (let old = 0; old <= size; old++) {
      if (!consistent(old, size, consistencyProof(leaves.slice(0, size), old))) wrong.push(`${old} to ${size}`);
    }
  }
  assert.equal(wrong, []);
});

const size = fc.integer({ min: 1, max: 64 });
const other = leafHash(Buffer.from('another entry'));

test('no proof shows that another leaf, or the same leaf elsewhere, is in a tree', () => {
  holds(
    fc.property(size, fc.nat(), fc.nat(), (n, i, j) => {
      const [index, elsewhere] = [i % n, j % n];
      const proof = inclusionProof(leaves.slice(0, n), index);
      assert.not.ok(included(index, n, proof, other));
      assert.not.ok(included(index, n, proof, leafAt(index), other));
      if (elsewhere !== index) assert.not.ok(included(elsewhere, n, proof, leafAt(index)));
    }),
  );
});

test('no proof shows that a tree continues one with another entry', () => {
  holds(
    fc.property(size, fc.nat(), fc.nat(), (n, i, j) => {
      const old = 1 + (i % n);
      const forged = leaves.slice(0, n).with(j % old, other);
      assert.not.ok(consistent(old, n, consistencyProof(forged, old), rootOf(old), merkleRoot(forged)));
    }),
  );
});

/** Every way to spoil a proof: a changed, dropped, doubled or added hash, one cut short, or one of another length than a hash. */
const spoiled = (proof: readonly Hash[], at: number, bit: number): readonly (readonly Hash[])[] => {
  const found = proof[at % Math.max(1, proof.length)];
  const added = [
    [...proof, other],
    [other, ...proof],
    [...proof, new Uint8Array()],
  ];
  if (found === undefined) return added;
  const i = proof.indexOf(found);
  const changed = Uint8Array.from(found);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return [...added, proof.with(i, changed), proof.toSpliced(i, 1), proof.toSpliced(i, 0, found), proof.with(i, found.subarray(0, 31))];
};

test('a spoiled proof proves nothing', () => {
  holds(
    fc.property(size, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 255 }), (n, i, at, bit) => {
      const all = leaves.slice(0, n);
      assert.equal(
        spoiled(inclusionProof(all, i % n), at, bit).filter((proof) => included(i % n, n, proof)),
        [],
      );
      assert.equal(
        spoiled(consistencyProof(all, i % (n + 1)), at, bit).filter((proof) => consistent(i % (n + 1), n, proof)),
        [],
      );
    }),
  );
});

test('a proof that climbs beyond the top of the tree proves nothing, even against a root up there', () => {
  const beyond = nodeHash(other, rootOf(1));
  assert.not.ok(included(0, 1, [other], leafAt(0), beyond));
  assert.not.ok(consistent(1, 2, [leafAt(1), other], rootOf(1), nodeHash(other, rootOf(2))));
});

test('sizes and places that cannot be are refused, not failed upon', () => {
  const claims = [
    [-1, 8],
    [8, 8],
    [0.5, 8],
    [0, Number.NaN],
    [0, 2 ** 53],
    [Number.NaN, 8],
  ] as const;
  assert.equal(
    claims.map(([index, n]) => included(index, n, inclusionProof(known, 0), known[0], merkleRoot(known))),
    claims.map(() => false),
  );
  assert.equal(
    [consistent(9, 8, []), consistent(-1, 8, []), consistent(0.5, 8, []), consistent(0, 8, [], other), consistent(0, 0, [], other, other)],
    [false, false, false, false, false],
  );
});

test('asking for the proof of a leaf or a tree that never was is an error that says so', () => {
  assert.throws(() => inclusionProof(known, 8), /A tree of 8 leaves has no leaf 8/);
  assert.throws(() => inclusionProof([], 0), /A tree of 0 leaves has no leaf 0/);
  assert.throws(() => consistencyProof(known, 9), /A tree of 8 leaves never had 9/);
});

test('sizes that no tree has prove nothing, and a new tree that is smaller continues none', () => {
  const leaves = ['a', 'b', 'c'].map((text) => leafHash(Buffer.from(text)));
  const root = merkleRoot(leaves);
  const claim = { oldRoot: root, newRoot: root, proof: [] };
  for (const [oldSize, newSize] of [
    [-1, -1],
    [1.5, 1.5],
    [Number.NaN, Number.NaN],
    [2 ** 53, 2 ** 53],
    [3, 2],
  ] as const)
    assert.is(verifyConsistency({ ...claim, oldSize, newSize }), false, `${oldSize} to ${newSize}`);
  assert.is(verifyConsistency({ ...claim, oldSize: 3, newSize: 3 }), true);
});

test.run();
