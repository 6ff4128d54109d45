import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatSnapshot, formatStanding, type Standing } from '../../operator/checkpoint/line.ts';
import { createLog } from '../../operator/checkpoint/log.ts';
import { type CheckpointProof, checkProof, proveTimelines } from '../../operator/checkpoint/proof.ts';
import type { Checkpoint } from '../../operator/journal/checkpoint.ts';
import { holds } from '../journal/holds.ts';
import { anyMoves, standing, uidOf } from './lines.ts';

/** A log that was told these rounds, each closed by a snapshot, and the checkpoint over it. */
const logOf = (rounds: readonly (readonly Standing[])[]): { lines: readonly string[]; checkpoint: Checkpoint } => {
  const log = createLog();
  const lines: string[] = [];
  const tell = (line: string): void => {
    log.add(line);
    lines.push(line);
  };
  for (const round of rounds) {
    for (const one of round) tell(formatStanding(one));
    tell(formatSnapshot(log.snapshot()));
  }
  return { lines, checkpoint: { origin: 'example.org/log', size: log.size(), root: log.root() } };
};

const roundsOf = (moves: readonly (readonly number[])[]): readonly (readonly Standing[])[] => {
  const seqs = new Map<number, number>();
  return moves.map((round) =>
    round.map((n) => {
      const seq = (seqs.get(n) ?? 0) + 1;
      seqs.set(n, seq);
      return standing(n, seq);
    }),
  );
};

const proofOf = (lines: readonly string[], uids: readonly string[]): CheckpointProof => {
  const proof = proveTimelines(lines, 'note', uids);
  if (proof === undefined) throw new Error('The log does not end with a snapshot.');
  return proof;
};

test('every timeline is shown where it stood last, and every other one is shown to be absent', () => {
  holds(
    fc.property(anyMoves, (moves) => {
      const rounds = roundsOf(moves);
      const { lines, checkpoint } = logOf(rounds);
      const newest = new Map(rounds.flat().map((one) => [one.uid, one]));
      const uids = Array.from({ length: 40 }, (_, n) => uidOf(n));
      const shown = checkProof(proofOf(lines, uids), checkpoint);
      assert.is(shown.outcome, 'shown');
      for (const uid of shown.outcome === 'shown' ? uids : []) {
        const found = shown.outcome === 'shown' ? shown.standings.get(uid) : undefined;
        assert.equal([found?.seq, found?.hash], [newest.get(uid)?.seq, newest.get(uid)?.hash]);
      }
    }),
  );
});

test('a proof survives being written as JSON', () => {
  const { lines, checkpoint } = logOf(roundsOf([[1, 2, 3], [2]]));
  const proof = proofOf(lines, [uidOf(1), uidOf(9)]);
  assert.equal(checkProof(JSON.parse(JSON.stringify(proof)) as CheckpointProof, checkpoint), checkProof(proof, checkpoint));
});

test('the proof of an earlier checkpoint does not pass for a later one', () => {
  const rounds = roundsOf([[1, 2, 3], [1]]);
  const early = logOf(rounds.slice(0, 1));
  const late = logOf(rounds);
  assert.is(checkProof(proofOf(early.lines, [uidOf(1)]), early.checkpoint).outcome, 'shown');
  assert.equal(checkProof(proofOf(early.lines, [uidOf(1)]), late.checkpoint), {
    outcome: 'refused',
    reason: 'the snapshot of the proof is not the last line under the checkpoint',
  });
});

/** Every text and number in a proof, changed one at a time. */
const changed = (value: unknown): readonly unknown[] => {
  if (typeof value === 'string')
    return value === '' ? ['x'] : [`${value}x`, value.slice(1), value.replace(/[0-9a-f]/, (c) => (c === '1' ? '2' : '1'))];
  if (typeof value === 'number') return [value + 1, value - 1];
  if (Array.isArray(value))
    return value.flatMap((item, i) => [...changed(item).map((other) => value.with(i, other)), value.toSpliced(i, 1)]);
  return Object.entries(value as object).flatMap(([key, member]) =>
    key === 'checkpoint' ? [] : changed(member).map((other) => ({ ...(value as object), [key]: other })),
  );
};

test('a proof that was changed anywhere is refused, or shows the same', () => {
  const { lines, checkpoint } = logOf(
    roundsOf([
      [1, 2, 3, 4, 5],
      [2, 6],
    ]),
  );
  const uids = [uidOf(2), uidOf(5), uidOf(20)];
  const proof = proofOf(lines, uids);
  const good = checkProof(proof, checkpoint);
  const variants = changed(proof) as readonly CheckpointProof[];
  assert.ok(variants.length > 60);
  for (const variant of variants) {
    const shown = checkProof(variant, checkpoint);
    if (shown.outcome === 'refused' || good.outcome === 'refused') continue;
    // A timeline may be left out of a proof, which its reader notices; one that is in it is shown as it was.
    for (const [uid, found] of shown.standings) assert.equal(found, good.standings.get(uid), JSON.stringify(variant));
  }
});

test('a timeline that exists cannot be shown to be absent', () => {
  const { lines, checkpoint } = logOf(roundsOf([[1, 2, 3, 4, 5]]));
  const order = [1, 2, 3, 4, 5].map(uidOf).toSorted();
  const [first = '', second = '', third = ''] = order;
  const { timelines, ...rest } = proofOf(lines, order);
  const stands = timelines.flatMap((one) => ('stands' in one ? [one.stands] : []));
  const between = [[stands[0], stands[2]], [stands[0]], [stands[4]], [], [stands[1], stands[2]], [stands[2], stands[0]], stands].map(
    (marks) => marks.flatMap((mark) => mark ?? []),
  );
  for (const marks of between) {
    for (const uid of [first, second, third]) {
      const forged = { ...rest, timelines: [{ uid, between: marks }] };
      assert.is(checkProof(forged, checkpoint).outcome, 'refused');
    }
  }
});

test('one mark alone shows what lies before and behind it', () => {
  const { lines, checkpoint } = logOf(roundsOf([[1]]));
  for (const uid of ['00000000', 'zzzzzzzz']) {
    const shown = checkProof(proofOf(lines, [uid]), checkpoint);
    assert.equal(shown, { outcome: 'shown', standings: new Map([[uid, undefined]]) });
  }
});

test('a checkpoint that was signed while the log was catching up proves nothing', () => {
  assert.is(proveTimelines([formatStanding(standing(1, 1))], 'note', [uidOf(1)]), undefined);
  assert.is(proveTimelines([], 'note', []), undefined);
});

test.run();
