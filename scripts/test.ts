// npm test [-- PART ...]: runs every test file, or those whose path contains one of the parts, each in a process of its own.
import { globSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { usesDirectory } from '../test/cluster/rights.ts';
import { type Ran, root, run, stopAll } from './process.ts';
import { lastLine, sumOf, type Tally, tallyOf } from './tally.ts';

/** A group of files that may run side by side, and how long each may take. */
interface Lane {
  readonly name: string;
  readonly takes: (file: string) => boolean;
  readonly atATime: number;
  readonly limitSeconds: number;
}

/** Files that start a control plane of their own (about 380 MB and four seconds of a core). */
const startsCluster = (file: string): boolean => /^test\/(?:e2e|faults)\/|\.e2e\.test\.ts$/.test(file);

const cores = availableParallelism();

/**
 * In order: the quick ones first, so that a plain mistake shows within seconds. A file with a control plane waits for most of its time, so that
 * two share two cores well; more would only wait for each other.
 */
const lanes: readonly Lane[] = [
  { name: 'unit', takes: (file) => !startsCluster(file), atATime: Math.max(2, cores), limitSeconds: 120 },
  { name: 'end to end', takes: startsCluster, atATime: 2, limitSeconds: 600 },
];

/** All test files below `test/`, sorted, of which the path contains one of the parts (or any, without parts). */
export const discover = (directory: string, parts: readonly string[]): string[] =>
  globSync('test/**/*.test.ts', { cwd: directory })
    .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
    .toSorted();

/** Says what a hook threw, which uvu keeps to itself. */
const preload = new URL('../test/loud.ts', import.meta.url).href;

const live = process.stdout.isTTY === true;
const inProgress = new Set<string>();

/** On a terminal the last line says what is running; elsewhere nothing is printed that would have to be taken back. */
const say = (text: string): void => {
  if (live) process.stdout.write('\r\u001b[K');
  process.stdout.write(text);
  if (live && inProgress.size > 0) process.stdout.write(`  … ${[...inProgress].join(', ')}`.slice(0, (process.stdout.columns ?? 80) - 1));
};

const report = (file: string, ran: Ran, tally: Tally): void => {
  const mark = tally.failed === 0 ? '✔' : '✗';
  const counts = tally.failed === 0 ? `${tally.passed} passed` : `${tally.passed} passed, ${tally.failed} failed`;
  say(`${mark} ${file}  ${counts}  ${ran.seconds.toFixed(1)} s\n`);
  if (tally.problem !== undefined) say(`${ran.output.trimEnd()}\n  ${file}: ${tally.problem}\n\n`);
};

/** After Ctrl-C, what runs is stopped and nothing more is begun. */
const interruption = new AbortController();

const runFile = async (file: string, limitSeconds: number): Promise<Tally> => {
  inProgress.add(file);
  say('');
  const ran = await run({ command: process.execPath, args: ['--import', preload, file], limitSeconds });
  inProgress.delete(file);
  const tally = tallyOf(ran);
  report(file, ran, tally);
  return tally;
};

const runLane = async (lane: Lane, files: readonly string[]): Promise<Tally[]> => {
  const tallies: Tally[] = [];
  const waiting = files.filter(lane.takes);
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined && !interruption.signal.aborted; file = waiting.shift()) {
      tallies.push(await runFile(file, lane.limitSeconds));
    }
  };
  await Promise.all(Array.from({ length: lane.atATime }, worker));
  return tallies;
};

const main = async (parts: readonly string[]): Promise<number> => {
  const files = discover(root, parts);
  if (files.length === 0) {
    process.stdout.write(
      `No test file has a path that contains ${parts.join(' or ') || 'anything'}.\n${lastLine({ passed: 0, failed: 1 })}\n`,
    );
    return 1;
  }
  // What the operator is seen to use counts from here on, if everything runs (npm run rights).
  if (parts.length === 0) rmSync(usesDirectory, { recursive: true, force: true });
  const tallies: Tally[] = [];
  for (const lane of lanes) tallies.push(...(await runLane(lane, files)));
  const sum = sumOf(tallies);
  say(`\n${lastLine(sum)}\n`);
  return sum.failed === 0 ? 0 : 1;
};

if (import.meta.main) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interruption.abort();
      stopAll('SIGTERM');
    });
  }
  process.exitCode = await main(process.argv.slice(2));
}
