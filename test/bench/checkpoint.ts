import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { advance } from '../../operator/checkpoint/advance.ts';
import { auditLog } from '../../operator/checkpoint/audit.ts';
import { chunkLines } from '../../operator/checkpoint/chunks.ts';
import { formatSnapshot, type Standing, textOf } from '../../operator/checkpoint/line.ts';
import { createLog } from '../../operator/checkpoint/log.ts';
import { standing } from '../checkpoint/lines.ts';

/**
 * What checkpoints cost over so many timelines (50,000 unless told on the command line): to begin, to sign after a minute in which
 * fifty of them moved, to read the log when another replica takes over, and to audit it. A turn that blocks the operator for longer
 * than a quarter of a second ends this with an error.
 */
const count = Number(process.argv[2] ?? 50_000);
const limit = 250;

const all = Array.from({ length: count }, (_, n) => standing(n, 1));
const lines: string[] = [];
const log = createLog();

const timed = async (what: string, run: () => void | Promise<void>): Promise<number> => {
  const started = performance.now();
  await run();
  const took = performance.now() - started;
  process.stdout.write(`${what.padEnd(52)}${took.toFixed(0).padStart(7)} ms\n`);
  return took;
};

/** The longest time for which nothing else ran. */
const blocked = { most: 0, since: performance.now() };
const pulse = setInterval(() => {
  const now = performance.now();
  blocked.most = Math.max(blocked.most, now - blocked.since);
  blocked.since = now;
}, 1);

const tell = async (now: readonly Standing[]): Promise<void> => {
  const next = advance(log, now);
  const add = (line: string): void => {
    lines.push(line);
    log.add(line);
  };
  for (const [i, line] of next.lines.entries()) {
    add(line);
    // A write to the cluster after every part.
    if (i % chunkLines === 0) await setImmediate();
  }
  add(formatSnapshot(await log.snapshotInTurns()));
};

await timed(`first telling of ${count} timelines`, () => tell(all));
blocked.most = 0;
const moved = Array.from({ length: 50 }, (_, n) => standing(n, 2));
await timed('a checkpoint after fifty of them moved', () => tell(moved));
const longest = blocked.most;
clearInterval(pulse);
const again = createLog();
await timed(`reading ${lines.length} lines again`, () => {
  for (const line of lines) again.add(line);
});
await timed('auditing the log against its checkpoint', () => {
  auditLog(lines, [{ origin: 'x', size: again.size(), root: again.root() }]);
});
const megabytes = textOf(lines).length / 1e6;
process.stdout.write(
  `${lines.length} lines, ${megabytes.toFixed(1)} MB, ${Math.ceil(lines.length / chunkLines)} parts; longest turn of a checkpoint ${longest.toFixed(0)} ms\n`,
);
process.stdout.write(`heap ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB\n`);
if (longest > limit) process.exitCode = 1;
