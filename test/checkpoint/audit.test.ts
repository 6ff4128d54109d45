import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { auditLog } from '../../operator/checkpoint/audit.ts';
import { formatSnapshot, formatStanding } from '../../operator/checkpoint/line.ts';
import { createLog } from '../../operator/checkpoint/log.ts';
import type { Checkpoint } from '../../operator/journal/checkpoint.ts';
import { hashOf, standing, uidOf } from './lines.ts';

const honest = (): readonly string[] => {
  const log = createLog();
  const lines: string[] = [];
  const tell = (line: string): void => {
    log.add(line);
    lines.push(line);
  };
  for (const round of [[standing(1, 1), standing(2, 4)], [standing(1, 3)], [standing(2, 4, { state: 'gone' }), standing(3, 1)]]) {
    for (const one of round) tell(formatStanding(one));
    tell(formatSnapshot(log.snapshot()));
  }
  return lines;
};

const checkpointAt = (lines: readonly string[], size: number): Checkpoint => {
  const log = createLog();
  for (const line of lines.slice(0, size)) log.add(line);
  return { origin: 'example.org/log', size, root: log.root() };
};

const lines = honest();
const every = lines.map((_, i) => checkpointAt(lines, i + 1));

test('an honest log fits every checkpoint over it, and says where each timeline stood and when', () => {
  const { problems, faults, told } = auditLog(lines, [checkpointAt(lines, 0), ...every]);
  assert.equal([problems, faults], [[], []]);
  assert.equal(
    [...told].map(([uid, standings]) => [uid, standings.map(({ seq, state }) => `${seq} ${state}`)]),
    [
      [uidOf(1), ['1 present', '3 present']],
      [uidOf(2), ['4 present', '4 gone']],
      [uidOf(3), ['1 present']],
    ],
  );
});

test('a log that lost its end, any number of lines, does not fit the checkpoint over it', () => {
  const newest = checkpointAt(lines, lines.length);
  for (let kept = 0; kept < lines.length; kept++) {
    assert.equal(auditLog(lines.slice(0, kept), [newest]).problems, [
      { problem: 'truncated', detail: `the log has ${kept} lines, and a checkpoint was signed over ${lines.length}` },
    ]);
  }
});

test('a log of which one line is another, gone, or moved does not fit the checkpoint over it', () => {
  const newest = checkpointAt(lines, lines.length);
  const detail = `the first ${lines.length} lines of the log are not those over which the checkpoint of ${lines.length} lines was signed`;
  for (const [i, line] of lines.entries()) {
    const variants = [lines.with(i, formatStanding(standing(9, 1))), [...lines.toSpliced(i, 1), formatStanding(standing(9, 1))]];
    const next = lines[i + 1];
    if (next !== undefined) variants.push(lines.with(i, next).with(i + 1, line));
    for (const variant of variants) assert.equal(auditLog(variant, [newest]).problems, [{ problem: 'rewritten', detail }]);
  }
});

test('a snapshot that is not that of its lines is found even if it was signed', () => {
  const forged = lines.with(-1, formatSnapshot({ timelines: 3, root: hashOf('another') }));
  assert.equal(auditLog(forged, [checkpointAt(forged, forged.length)]).problems, [
    { problem: 'forked', detail: `the snapshot in line ${lines.length} of the log is not that of the lines before it` },
  ]);
});

test('a timeline that went back in the log is a fault of the log itself', () => {
  const { faults } = auditLog([formatStanding(standing(1, 5)), formatStanding(standing(1, 4))], []);
  assert.equal(
    faults.map(({ index }) => index),
    [1],
  );
});

test.run();
