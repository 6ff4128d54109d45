// npm run mutation [-- ROOM ... --most 120 --seed S]: changes the pure rooms place by place, and asks whether any test notices.
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ran, root, run } from '../../scripts/process.ts';
import { tallyOf } from '../../scripts/tally.ts';
import { type Chance, chanceOf } from '../hostile/chance.ts';
import { type Change, instrument } from './instrument.ts';
import { type Room, roomOf, rooms } from './rooms.ts';

const loud = new URL('../loud.ts', import.meta.url).href;

/** A test file, what it took without any change, and which changes it passes by. */
interface TestFile {
  readonly file: string;
  readonly seconds: number;
  readonly passes: ReadonlySet<string>;
}

const testFile = (file: string, search: Readonly<Record<string, string>>, limitSeconds: number, active?: string): Promise<Ran> => {
  const hook = new URL('./hook.ts', import.meta.url);
  hook.search = String(new URLSearchParams(search));
  const env = active === undefined ? {} : { __STRYKER_ACTIVE_MUTANT__: active };
  return run({ command: process.execPath, args: ['--import', loud, `--import=${hook.href}`, file], limitSeconds, env });
};

/** Runs every test file once with all changes dormant: a file that fails then has nothing to say. */
const measure = async (room: Room, instrumented: string): Promise<readonly TestFile[]> => {
  const files: TestFile[] = [];
  for (const file of room.tests) {
    const coverage = join(instrumented, `${basename(file)}.json`);
    const ran = await testFile(file, { instrumented, coverage }, 240);
    const { failed, problem } = tallyOf(ran);
    if (failed > 0) throw new Error(`${file} fails without any change: ${problem ?? ''}\n${ran.output.slice(-2_000)}`);
    files.push({ file, seconds: ran.seconds, passes: new Set(JSON.parse(readFileSync(coverage, 'utf8')) as readonly string[]) });
  }
  return files.toSorted((a, b) => a.seconds - b.seconds);
};

type Verdict = 'killed' | 'survived' | 'unreached';

const judge = async (change: Change, files: readonly TestFile[], instrumented: string): Promise<Verdict> => {
  const concerned = files.filter(({ passes }) => passes.has(change.id));
  for (const { file, seconds } of concerned) {
    const ran = await testFile(file, { instrumented }, Math.ceil(5 + 6 * seconds), change.id);
    if (tallyOf(ran).failed > 0) return 'killed';
  }
  return concerned.length === 0 ? 'unreached' : 'survived';
};

/** So many of them, chosen by chance, or all where there are fewer. */
const sample = (changes: readonly Change[], most: number, chance: Chance): readonly Change[] =>
  changes
    .map((change) => ({ change, order: chance.next() }))
    .toSorted((a, b) => a.order - b.order)
    .slice(0, most)
    .map(({ change }) => change);

const tell = ({ file, line, operator, from, to }: Change, verdict: Verdict): void => {
  if (verdict !== 'killed')
    process.stdout.write(`  ${verdict} ${file}:${line} ${operator}: ${from.slice(0, 100)}  =>  ${to.slice(0, 100)}\n`);
};

const weigh = async (room: Room, most: number, chance: Chance): Promise<void> => {
  const instrumented = join(root, '.meldpunt/mutation', room.name);
  mkdirSync(instrumented, { recursive: true });
  const changes = await instrument(room, instrumented);
  const files = await measure(room, instrumented);
  const chosen = sample(changes, most, chance);
  const waiting = [...chosen];
  const counts: Record<Verdict, number> = { killed: 0, survived: 0, unreached: 0 };
  const worker = async (): Promise<void> => {
    for (let change = waiting.shift(); change !== undefined; change = waiting.shift()) {
      const verdict = await judge(change, files, instrumented);
      counts[verdict] += 1;
      tell(change, verdict);
    }
  };
  await Promise.all([worker(), worker()]);
  const score = ((100 * counts.killed) / chosen.length).toFixed(1);
  process.stdout.write(
    `${room.name}: ${score} % of ${chosen.length} changes (of ${changes.length}) were noticed; ${counts.survived} were not, ${counts.unreached} are where no test comes\n\n`,
  );
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' } },
});
const [most, seed] = [Number(values.most), Number(values.seed)];
if (!(most > 0) || !Number.isInteger(seed)) throw new RangeError('--most is a number above 0, --seed a whole number.');
for (const room of positionals.length === 0 ? rooms : positionals.map(roomOf)) await weigh(room, most, chanceOf(seed));
