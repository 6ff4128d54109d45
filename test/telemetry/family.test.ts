import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cell, createFamily, exactly, type Family, folding, type Labels } from '../../operator/telemetry/family.ts';

const shown = (family: Family): { labels: Labels; amount: bigint }[] =>
  [...family.cells()]
    .map(({ labels, amount }) => ({ labels, amount }))
    .toSorted((a, b) => (JSON.stringify(a.labels) < JSON.stringify(b.labels) ? -1 : 1));

const sumBy = (entries: Iterable<{ labels: Labels; amount: bigint }>, label: string): Record<string, bigint> => {
  const sums: Record<string, bigint> = {};
  for (const { labels, amount } of entries) {
    const value = labels[label] ?? '';
    const sum = (sums[value] ?? 0n) + amount;
    if (sum === 0n) delete sums[value];
    else sums[value] = sum;
  }
  return sums;
};

test('a contribution that is taken back leaves nothing, not even the series', () => {
  const family = createFamily(exactly(5));
  const first = family.add({ kind: 'Labour' }, 1250n);
  const second = family.add({ kind: 'Labour' }, 250n);
  assert.ok(first !== undefined && first === second);
  family.take(first, 1250n);
  assert.equal(shown(family), [{ labels: { kind: 'Labour' }, amount: 250n }]);
  family.take(first, 250n);
  assert.equal(shown(family), []);
});

test('a series whose amounts cancel out stays as long as somebody uses it', () => {
  const family = createFamily(exactly(1));
  family.add({ kind: 'Loss' }, 5n);
  family.add({ kind: 'Loss' }, -5n);
  assert.equal(shown(family), [{ labels: { kind: 'Loss' }, amount: 0n }]);
});

test('where there is no room, labels become coarser tier by tier, and at last nothing is taken', () => {
  const family = createFamily(exactly(1), folding(1, 'severity'));
  assert.equal(family.add({ phase: 'Closed', severity: 'S1' })?.labels, { phase: 'Closed', severity: 'S1' });
  assert.equal(family.add({ phase: 'Closed', severity: 'S2' })?.labels, { phase: 'Closed', severity: 'other' });
  assert.equal(family.add({ phase: 'Closed', severity: 'S3' })?.labels, { phase: 'Closed', severity: 'other' });
  assert.equal(family.add({ phase: 'Closed', severity: 'S1' })?.labels, { phase: 'Closed', severity: 'S1' });
  assert.is(family.add({ phase: 'Reviewing', severity: 'S1' }), undefined);
});

test('room that becomes free is used again', () => {
  const family = createFamily(exactly(1), folding(1, 'duty'));
  const first = family.add({ duty: 'a' });
  assert.ok(first);
  family.take(first);
  assert.equal(family.add({ duty: 'b' })?.labels, { duty: 'b' });
});

test('a value that is longer than a label should be counts as other', () => {
  assert.equal(createFamily(exactly(1)).add({ duty: 'x'.repeat(65) })?.labels, { duty: 'other' });
});

const labelsOf = fc.record({ phase: fc.constantFrom('Reported', 'Closed', 'Dismissed'), severity: fc.string({ maxLength: 3 }) });
const steps = fc.array(fc.record({ labels: labelsOf, amount: fc.bigInt(-1000n, 1000n), takes: fc.boolean(), which: fc.nat() }), {
  maxLength: 200,
});

test('whatever is added and taken back, sums are right for the label that never folds, and series stay within their rooms', () =>
  fc.assert(
    fc.property(steps, (actions) => {
      const family = createFamily(exactly(4), folding(3, 'severity'));
      const held: { cell: Cell; labels: Labels; amount: bigint }[] = [];
      for (const { labels, amount, takes, which } of actions) {
        if (takes && held.length > 0) {
          const [back] = held.splice(which % held.length, 1);
          if (back !== undefined) family.take(back.cell, back.amount);
        } else {
          const cell = family.add(labels, amount);
          assert.ok(cell, 'the last tier has room for every phase');
          held.push({ cell, labels, amount });
        }
        assert.ok([...family.cells()].length <= 7);
        assert.equal(sumBy(family.cells(), 'phase'), sumBy(held, 'phase'));
      }
    }),
  ));

test.run();
