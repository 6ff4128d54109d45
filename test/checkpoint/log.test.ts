import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { advance, missing } from '../../operator/checkpoint/advance.ts';
import { formatSnapshot, formatStanding, markOf, type Standing } from '../../operator/checkpoint/line.ts';
import { contradiction, createLog, leafOf } from '../../operator/checkpoint/log.ts';
import { merkleRoot } from '../../operator/journal/merkle.ts';
import { holds } from '../journal/holds.ts';
import { anyMoves, hashOf, standing, uidOf } from './lines.ts';

const told = (lines: readonly string[]) => {
  const log = createLog();
  const faults = lines.flatMap((line) => log.add(line) ?? []);
  return { log, faults };
};

test('the root of a log is that of the Merkle tree over its lines, whatever they say', () => {
  holds(
    fc.property(fc.array(fc.string()), (lines) => {
      assert.equal(told(lines).log.root(), merkleRoot(lines.map(leafOf)));
    }),
  );
});

test('after every round the log is an honest one that tells where each timeline stands', () => {
  holds(
    fc.property(anyMoves, (rounds) => {
      const now = new Map<number, Standing>();
      const log = createLog();
      const lines: string[] = [];
      for (const moves of rounds) {
        for (const n of moves) now.set(n, standing(n, (now.get(n)?.seq ?? 0) + 1));
        const next = advance(log, now.values());
        assert.equal(next.alarms, []);
        assert.is(next.lines.length, moves.length);
        assert.equal(next.lines, next.lines.toSorted());
        lines.push(...next.lines);
        assert.equal(
          next.lines.flatMap((line) => log.add(line) ?? []),
          [],
        );
      }
      assert.equal(new Set(log.standings()), new Set([...now.values()].map(formatStanding)));
      assert.equal(told(lines).log.root(), log.root());
      const marks = [...now.values()].map(markOf).toSorted();
      const tree = log.snapshotTree();
      assert.equal(tree.marks, marks);
      const root = Buffer.from(merkleRoot(marks.map(leafOf))).toString('hex');
      assert.equal(log.snapshot(), { timelines: marks.length, root });
      assert.equal(Buffer.from(tree.prover.root).toString('hex'), root);
    }),
  );
});

test('where nothing moved there is nothing to tell', () => {
  const { log } = told([formatStanding(standing(1, 3)), formatSnapshot({ timelines: 1, root: hashOf('x') })]);
  assert.equal(advance(log, [standing(1, 3)]), { lines: [], alarms: [] });
  assert.equal(advance(log, []), { lines: [], alarms: [] });
});

test('a timeline whose object is gone is told as gone once, if it lies where we serve', () => {
  const serves = (namespace: string): boolean => namespace === 'incidents';
  const here = standing(1, 3);
  const there = standing(2, 3, { namespace: 'elsewhere' });
  const { log } = told([here, there].map(formatStanding));
  assert.equal(missing(log, new Set([here.uid]), serves), []);
  const gone = missing(log, new Set(), serves);
  assert.equal(gone, [{ ...here, state: 'gone' }]);
  const { lines, alarms } = advance(log, gone);
  assert.equal([lines, alarms], [[formatStanding({ ...here, state: 'gone' })], []]);
  for (const line of lines) assert.is(log.add(line), undefined);
  assert.equal(missing(log, new Set(), serves), []);
});

test('a timeline that went back is told as it is, with an alarm, and every reader of the log sees it', () => {
  const { log } = told([formatStanding(standing(1, 5))]);
  const cut = standing(1, 3);
  const next = advance(log, [cut]);
  const detail = 'the timeline of Incident incidents/inc-1 went back from entry 5 to entry 3: its end was cut off';
  assert.equal(next, { lines: [formatStanding(cut)], alarms: [detail] });
  assert.equal(log.add(formatStanding(cut)), { index: 1, detail });
});

test('nothing contradicts a standing but going back, becoming another one, coming again and being told twice', () => {
  const before = standing(1, 5);
  const cases: readonly [Standing, Standing, RegExp | undefined][] = [
    [before, standing(1, 6), undefined],
    [before, { ...before, state: 'gone' }, undefined],
    [before, standing(1, 4), /went back from entry 5 to entry 4/],
    [before, { ...before, hash: hashOf('another') }, /entry 5 .* became another one/],
    [before, before, /told twice with entry 5/],
    [{ ...before, state: 'gone' }, standing(1, 6), /was gone after entry 5 and is there again/],
    [{ ...before, state: 'gone' }, before, /is there again/],
  ];
  for (const [first, second, expected] of cases) {
    const found = contradiction(first, second);
    if (expected === undefined) assert.is(found, undefined);
    else assert.match(found ?? 'nothing', expected);
  }
});

test('the snapshot in turns is the snapshot', async () => {
  const { log } = told(Array.from({ length: 9_000 }, (_, n) => formatStanding(standing(n, 1))));
  assert.equal(await log.snapshotInTurns(), log.snapshot());
  const empty = createLog();
  assert.equal(await empty.snapshotInTurns(), empty.snapshot());
});

test('a line that is none is a fault, and still a leaf', () => {
  const { log, faults } = told([formatStanding(standing(1, 1)), 'something else']);
  assert.equal(faults, [{ index: 1, detail: 'the line is none of this log' }]);
  assert.is(log.size(), 2);
  assert.is(log.lineOf(uidOf(1)), formatStanding(standing(1, 1)));
});

test.run();
