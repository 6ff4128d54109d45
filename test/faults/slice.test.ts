import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { holds } from '../journal/holds.ts';
import { chosenBy, matrix } from './catalogue.ts';
import { sliceOf, sliceSeconds } from './slice.ts';

test('every number of the matrix has its fault', () => {
  const numbers = [...new Set(matrix.map(({ id }) => Number.parseInt(id, 10)))];
  assert.equal(
    numbers,
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
});

test('a number stands for all of its parts, and what is no fault is refused with what there is', () => {
  assert.equal(
    chosenBy('2').map(({ id }) => id),
    ['2', '2b', '2c'],
  );
  assert.throws(() => chosenBy('51'), /^51 is no fault: there are 1, 2, /);
});

test('a commit always has the same slice, in the order of the matrix, and it fits', () => {
  const commit = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 });
  holds(
    fc.property(commit, (sha) => {
      const slice = sliceOf(matrix, sha);
      assert.equal(slice, sliceOf(matrix, sha));
      assert.ok(slice.length > 0);
      assert.ok(slice.reduce((sum, { cost }) => sum + cost, 0) <= sliceSeconds);
      const places = slice.map((fault) => matrix.indexOf(fault));
      assert.equal(
        places,
        [...places].toSorted((a, b) => a - b),
      );
    }),
  );
});

test('each fault that fits at all has its turn within some hundred commits', () => {
  const seen = new Set(Array.from({ length: 600 }, (_, n) => sliceOf(matrix, `commit ${n}`)).flatMap((slice) => slice.map(({ id }) => id)));
  assert.equal(
    matrix.filter(({ id, cost }) => cost <= sliceSeconds && !seen.has(id)),
    [],
  );
});

test.run();
