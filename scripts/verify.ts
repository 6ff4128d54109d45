// npm run verify [-- PART ...]: everything about the repository that can be checked without running it, one line a check.
import { chartProblems } from './checks/chart.ts';
import { contextProblems } from './checks/context.ts';
import { leftoverProblems } from './checks/leftovers.ts';
import { pageProblems } from './checks/pages.ts';
import { sampleProblems } from './checks/samples.ts';
import { workflowProblems } from './checks/workflows.ts';
import { layerProblems } from './layers.ts';
import { complaint, run } from './process.ts';
import { lastLine } from './tally.ts';

/** One check: its name, what it promises, and what is wrong (nothing when all is well). */
interface Check {
  readonly name: string;
  readonly promise: string;
  readonly problems: () => Promise<readonly string[]>;
}

/** A check that is a program: it is wrong when it fails, and what it printed says why. */
const program = (command: string, ...args: string[]): (() => Promise<readonly string[]>) => {
  return async () => {
    const ran = await run({ command, args, limitSeconds: 300 });
    const wrong = complaint(ran.ending);
    if (wrong === undefined) return [];
    return [...ran.output.split('\n').filter((line) => line.trim() !== ''), `${[command, ...args].join(' ')}: ${wrong}`];
  };
};

const checks: readonly Check[] = [
  { name: 'generated', promise: 'generated files follow from their sources', problems: program('node', 'crds/generate.ts', '--check') },
  {
    name: 'metrics page',
    promise: 'docs/reference/metrics.md follows from the catalogue',
    problems: program('node', 'scripts/metrics-page.ts', '--check'),
  },
  {
    name: 'page of commands',
    promise: 'docs/reference/cli.md follows from the commands',
    problems: program('node', 'scripts/cli-page.ts', '--check'),
  },
  {
    name: 'chart pages',
    promise: 'schema and README of the chart follow from values and settings',
    problems: program('node', 'scripts/chart-pages.ts', '--check'),
  },
  {
    name: 'reference pages',
    promise: 'events, configuration, laws, law mapping, glossary and the picture of the rooms follow from the code',
    problems: program('node', 'scripts/reference-pages.ts', '--check'),
  },
  { name: 'dashboards', promise: 'the dashboards follow from their code', problems: program('node', 'scripts/dashboards.ts', '--check') },
  {
    name: 'licences',
    promise: 'docs/reference/licences.md follows from the lockfile, and every licence was decided on',
    problems: program('node', 'scripts/licences-page.ts', '--check'),
  },
  { name: 'types', promise: 'the program type-checks', problems: program('tsc', '-p', '.') },
  { name: 'lint', promise: 'format and lint rules hold', problems: program('biome', 'check', '--colors=off', '.') },
  { name: 'layers', promise: 'dependencies point one way', problems: layerProblems },
  { name: 'chart', promise: 'the chart holds whole and distinct objects', problems: chartProblems },
  { name: 'workflows', promise: 'actions are pinned, and may do what their job needs', problems: workflowProblems },
  { name: 'image', promise: 'the Dockerfile gets what the image is made of', problems: contextProblems },
  {
    name: 'documentation',
    promise: 'links lead somewhere, tests that are named exist, blocks that are typed say what they are',
    problems: pageProblems,
  },
  { name: 'samples', promise: 'every sample is a valid object', problems: sampleProblems },
  { name: 'leftovers', promise: 'nothing unfinished or of one machine is left behind', problems: leftoverProblems },
];

/** Enough to start repairing; the rest follows once these are repaired. */
const shownLines = 20;

const show = ({ name, promise }: Check, problems: readonly string[], seconds: number): void => {
  const mark = problems.length === 0 ? '✔' : '✗';
  process.stdout.write(`${mark} ${name}: ${promise}  ${seconds.toFixed(1)} s\n`);
  for (const problem of problems.slice(0, shownLines)) process.stdout.write(`    ${problem}\n`);
  if (problems.length > shownLines) process.stdout.write(`    ... and ${problems.length - shownLines} more lines\n`);
};

const hold = async (check: Check): Promise<boolean> => {
  const started = performance.now();
  const problems = await check.problems().catch((error: unknown) => [`The check itself failed: ${String(error)}`]);
  show(check, problems, (performance.now() - started) / 1_000);
  return problems.length === 0;
};

const main = async (parts: readonly string[]): Promise<void> => {
  const chosen = checks.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)));
  let passed = 0;
  for (const check of chosen) if (await hold(check)) passed += 1;
  const failed = chosen.length === 0 ? 1 : chosen.length - passed;
  process.stdout.write(`\n${lastLine({ passed, failed })}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
};

await main(process.argv.slice(2));
