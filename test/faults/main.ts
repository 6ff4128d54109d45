// npm run faults [-- --only 1,14,boundaries --seed S --minutes M --json FILE --list]: breaks everything around the operator, one thing after the
// other, and shows that nothing is lost. See docs/reference/faults.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { campaigns, chosenBy, matrix } from './catalogue.ts';
import type { Fault, Finding, Stage } from './matrix/fault.ts';
import { writeResults } from './page.ts';
import { keepBundle, lineOf, type Outcome, sumOf } from './report.ts';
import { type Ground, startGround } from './rig/ground.ts';
import { type Reference, referenceOf, UnstableOracle } from './rig/oracle.ts';
import { sliceOf } from './slice.ts';

const usage =
  'npm run faults [-- --only 1,14,boundaries] [--seed 1] [--minutes M] [--slice COMMIT] [--json FILE] [--page docs/reference/faults.md] [--list]';

/** In a slice, no fault is begun later than this (seconds after the start). */
const sliceLimit = 200;

const asked = () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seed: { type: 'string', default: '1' },
      kills: { type: 'string', default: '1000' },
      minutes: { type: 'string' },
      slice: { type: 'string' },
      json: { type: 'string' },
      page: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  });
  const [seed, kills] = [Number(values.seed), Number(values.kills)];
  if (!Number.isInteger(seed) || !Number.isInteger(kills)) throw new Error('--seed and --kills are whole numbers.');
  const faults = values.only !== undefined ? chosenBy(values.only) : values.slice !== undefined ? sliceOf(matrix, values.slice) : matrix;
  const limit =
    values.minutes !== undefined ? Number(values.minutes) * 60 : values.slice !== undefined ? sliceLimit : Number.POSITIVE_INFINITY;
  if (Number.isNaN(limit)) throw new Error('--minutes is a number.');
  return { seed, kills, faults, limit, json: values.json, page: values.page, list: values.list };
};

/** What faults share: the ground and the runs without a fault, each made when first needed. */
const createStage = (seed: number, kills: number, limit: number): Stage & { readonly made: () => Promise<Ground> | undefined } => {
  let ground: Promise<Ground> | undefined;
  let reference: Promise<Reference> | undefined;
  const provide = (): Promise<Ground> => {
    ground ??= startGround();
    return ground;
  };
  const begun = performance.now();
  return {
    seed,
    kills,
    left: () => limit - (performance.now() - begun) / 1000,
    ground: provide,
    made: () => ground,
    reference: () => {
      reference ??= provide().then(referenceOf);
      return reference;
    },
  };
};

type Made = ReturnType<typeof createStage>;

const playOne = async (stage: Made, fault: Fault): Promise<Outcome> => {
  const begun = performance.now();
  const finding = await fault.run(stage).catch((error: unknown): Finding => {
    if (error instanceof UnstableOracle) throw error;
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'broken', figures: [], problems: [problem.split('\n').slice(0, 8).join('\n       ')] };
  });
  const seconds = (performance.now() - begun) / 1000;
  const ground = await stage.made()?.catch(() => undefined);
  if (finding.kind !== 'broken' || ground === undefined) return { fault, finding, seconds };
  return { fault, finding, seconds, bundle: await keepBundle(ground, fault, stage.seed, finding.problems) };
};

const main = async (): Promise<number> => {
  const { faults, seed, kills, limit, json, page, list } = asked();
  if (list) {
    for (const { id, title, cost } of faults) console.log(`${id.padEnd(5)}${title.padEnd(60)}about ${cost} s`);
    return 0;
  }
  const stage = createStage(seed, kills, limit);
  const outcomes: Outcome[] = [];
  try {
    for (const [at, fault] of faults.entries()) {
      if (stage.left() <= 0) {
        console.log(
          `  not begun, the time is up: ${faults
            .slice(at)
            .map(({ id }) => id)
            .join(', ')}`,
        );
        break;
      }
      const outcome = await playOne(stage, fault);
      outcomes.push(outcome);
      console.log(lineOf(outcome));
    }
  } finally {
    await (await stage.made()?.catch(() => undefined))?.stop();
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ seed, outcomes }, null, 2)}\n`);
  if (page !== undefined) writeResults(page, [...matrix, ...campaigns], outcomes);
  console.log(sumOf(outcomes));
  return outcomes.length > 0 && outcomes.every(({ finding }) => finding.kind !== 'broken') ? 0 : 1;
};

try {
  process.exitCode = await main();
} catch (error) {
  const unstable = error instanceof UnstableOracle;
  console.error(`${error instanceof Error ? error.message : String(error)}\n${unstable ? '0 passed, 1 failed' : usage}`);
  process.exitCode = unstable ? 1 : 2;
}
process.exit();
