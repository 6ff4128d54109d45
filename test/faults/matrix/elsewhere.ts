// Faults that another test or benchmark of this repository plays: the campaign runs that very code, each once, and reports what it came to.
import { globSync } from 'node:fs';
import { complaint, root, run } from '../../../scripts/process.ts';
import { tallyOf } from '../../../scripts/tally.ts';
import type { Fault, Finding } from './fault.ts';

const preload = new URL('../../loud.ts', import.meta.url).href;

const linesLike = (output: string): readonly string[] =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^p99 |posts a second|sent, \d+ refused|^\d[\d,]* (?:incidents|alerts)/.test(line))
    .slice(0, 3);

/** Runs test files; several faults that name the same ones share the run. */
const shared = new Map<string, Promise<Finding>>();

const once = (key: string, attempt: () => Promise<Finding>): Promise<Finding> => {
  const known = shared.get(key) ?? attempt();
  shared.set(key, known);
  return known;
};

/** Test files by part of their path, in a process each. */
const tests = async (parts: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finding> => {
  const files = globSync('test/**/*.test.ts', { cwd: root }).filter((file) => parts.some((part) => file.includes(part)));
  let passed = 0;
  const problems: string[] = [];
  const figures: string[] = [];
  for (const file of files.toSorted()) {
    const ran = await run({ command: process.execPath, args: ['--import', preload, file], limitSeconds: 600, env });
    const tally = tallyOf(ran);
    passed += tally.passed;
    figures.push(...linesLike(ran.output));
    if (tally.failed > 0)
      problems.push(
        `${file}: ${tally.problem ?? `${tally.failed} failed`}`,
        ...ran.output.split('\n').filter((line) => line.includes('FAIL')),
      );
  }
  if (files.length === 0) problems.push(`no test file has a path with ${parts.join(' or ')}`);
  const told = [`${passed} tests of ${parts.join(', ')}`, ...figures];
  return problems.length === 0 ? { kind: 'held', figures: told } : { kind: 'broken', figures: told, problems };
};

/** A program of test/bench that fails by itself when its promise is broken. */
const bench = async (args: readonly string[], limitSeconds: number): Promise<Finding> => {
  const ran = await run({ command: process.execPath, args, limitSeconds });
  const wrong = complaint(ran.ending);
  const lines = ran.output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const figures = [args.join(' '), ...lines.slice(-3)];
  return wrong === undefined ? { kind: 'held', figures } : { kind: 'broken', figures, problems: [wrong, ...lines.slice(-12)] };
};

const byTests = (id: number | string, title: string, cost: number, ...parts: readonly string[]): Fault => ({
  id: String(id),
  title,
  cost,
  run: () => once(parts.join(), () => tests(parts)),
});

const byBench = (id: number | string, title: string, cost: number, ...args: readonly string[]): Fault => ({
  id: String(id),
  title,
  cost,
  run: () => once(args.join(), () => bench(args, 400)),
});

const zones = ['Europe/Brussels', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'];

const zoneSweep: Fault = {
  id: '35',
  title: 'summer time, leap days, and the zone of the machine',
  cost: 45,
  run: async () => {
    const findings = await Promise.all(zones.map((TZ) => once(`deadline ${TZ}`, () => tests(['test/deadline/'], { TZ }))));
    const broken = findings.flatMap((finding, at) =>
      finding.kind === 'broken' ? finding.problems.map((each) => `${zones[at]}: ${each}`) : [],
    );
    const figures = findings.flatMap((finding, at) => (finding.kind === 'not here' ? [] : [`${zones[at]}: ${finding.figures[0]}`]));
    return broken.length === 0 ? { kind: 'held', figures } : { kind: 'broken', figures, problems: broken };
  },
};

/** Faults that are proved by what is here already. */
export const elsewhere: readonly Fault[] = [
  byTests(10, 'a poisonous object among a thousand hostile ones', 140, 'e2e/hostile.test.ts'),
  byTests(13, 'the control plane is away across a deadline', 90, 'e2e/deadlines.test.ts'),
  byTests(29, 'the next version of a definition beside the present one', 35, 'e2e/versions.test.ts'),
  byTests(33, 'the clock goes ten years forward', 60, 'e2e/clock-steps.test.ts'),
  byTests(34, 'the clock goes an hour back', 60, 'e2e/clock-steps.test.ts'),
  zoneSweep,
  byTests(
    36,
    'a deadline in thirty days, and timers beyond 24.8 days',
    12,
    'deadline/due.test.ts',
    'deadline/properties.test.ts',
    'kube/timers.test.ts',
  ),
  byBench(43, '10,000 times the same alert, two replicas', 70, 'test/bench/intake.ts', 'same', '10000'),
  byBench(44, '10,000 different alerts, two replicas', 240, 'test/bench/intake.ts', 'distinct', '10000'),
  byTests(45, 'malformed messages at the intake', 50, 'e2e/intake-hostile.test.ts'),
  byBench(46, 'slow senders and idle sockets', 120, 'test/bench/hostile.ts', 'idle', 'slow'),
  byTests(47, 'a thousand malformed objects', 140, 'e2e/hostile.test.ts'),
];
