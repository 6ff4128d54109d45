// npm run mutants [-- --only 3,17]: puts each of the thirty seeded bugs into the operator, runs the tests that should notice, and demands red.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ran, root, run } from '../../scripts/process.ts';
import { tallyOf } from '../../scripts/tally.ts';
import type { Mutant } from './mutant.ts';
import { mutantOf, mutants } from './mutants.ts';

/** So many of the thirty have to be caught, or the suite is too weak to be believed (95 % of the bugs, rounded down). */
const fewest = 28;

const loud = new URL('../loud.ts', import.meta.url).href;
const hook = new URL('./hook.ts', import.meta.url);
const directory = join(root, '.meldpunt/strength');

/** A bug can make a test wait for ever: nobody need wait longer than a sound run may take. */
const limitOf = (file: string): number => (/^test\/e2e\/|\.e2e\.test\.ts$/.test(file) ? 420 : 40);

type Verdict =
  | { readonly kind: 'caught'; readonly file: string; readonly test: string }
  /** Every test passed, or none of them ever loaded what was changed. */
  | { readonly kind: 'survived' | 'unreached' }
  /** A test that fails without the bug proves nothing. */
  | { readonly kind: 'unsound'; readonly file: string };

const testFile = (file: string, seeded: readonly string[] = []): Promise<Ran> =>
  run({ command: process.execPath, args: ['--import', loud, ...seeded, file], limitSeconds: limitOf(file) });

const isRed = (ran: Ran): boolean => tallyOf(ran).failed > 0;

const sound = new Map<string, boolean>();

/** Whether a file passes without any bug; asked once in a run. */
const isSound = async (file: string): Promise<boolean> => {
  const known = sound.get(file) ?? !isRed(await testFile(file));
  sound.set(file, known);
  return known;
};

/** The first test that failed, in its own words; a file that did not end has none. */
const firstFailure = ({ output, ending }: Ran): string =>
  /FAIL\s+"([^"]+)"/.exec(output)?.[1] ?? (ending.kind === 'overran' ? 'it never ended' : 'the file as a whole');

const judge = async (mutant: Mutant): Promise<Verdict> => {
  const mark = join(directory, String(mutant.number));
  let reached = false;
  for (const file of mutant.tests) {
    rmSync(mark, { force: true });
    hook.search = String(new URLSearchParams({ mutant: String(mutant.number), mark }));
    const ran = await testFile(file, [`--import=${hook.href}`]);
    reached ||= existsSync(mark);
    if (!isRed(ran) || !existsSync(mark)) continue;
    return (await isSound(file)) ? { kind: 'caught', file, test: firstFailure(ran) } : { kind: 'unsound', file };
  }
  return { kind: reached ? 'survived' : 'unreached' };
};

const told = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'caught':
      return `caught by ${verdict.file}: ${verdict.test}`;
    case 'unsound':
      return `not judged: ${verdict.file} fails without it too`;
    case 'unreached':
      return 'not judged: no test loaded what it changes';
    case 'survived':
      return 'SURVIVED';
  }
};

const chosen = (): readonly Mutant[] => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  return values.only === undefined ? mutants : values.only.split(',').map((number) => mutantOf(Number(number)));
};

const main = async (): Promise<void> => {
  mkdirSync(directory, { recursive: true });
  const all = chosen();
  let caught = 0;
  for (const mutant of all) {
    const started = performance.now();
    const verdict = await judge(mutant);
    if (verdict.kind === 'caught') caught += 1;
    const seconds = Math.round((performance.now() - started) / 1_000);
    const mark = verdict.kind === 'caught' ? '✔' : '✗';
    process.stdout.write(`${mark} ${String(mutant.number).padStart(2)} ${mutant.bug}\n     ${told(verdict)}  (${seconds} s)\n`);
  }
  process.stdout.write(`\n${caught} of ${all.length} seeded bugs turn the suite red\n`);
  const enough = all.length === mutants.length ? fewest : all.length;
  process.exitCode = caught >= enough ? 0 : 1;
};

await main();
