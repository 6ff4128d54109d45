// npm run bench [-- --n 5000] [--phases storm,churn,cold,deadlines,ceiling] [--work full|simplified] [--json FILE]
// What the operator costs beside a real API server, by phases that follow each other on one control plane. The figures of one run
// compare with each other; seconds of different machines do not. See docs/reference/benchmarks.md for what each phase is.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Operator } from '../e2e/support/operator.ts';
import { churn, cold, deadlines } from './run/others.ts';
import { type Figures, type Rig, startRig, stopRig, type Work } from './run/rig.ts';
import { ceiling, storm } from './run/storm.ts';

/** The ceiling comes last: what it leaves behind was written by nobody's decision, and no operator is to meet it. */
const order = ['storm', 'churn', 'cold', 'deadlines', 'ceiling'] as const;
type Phase = (typeof order)[number];

const usage = `npm run bench [-- --n 5000] [--phases ${order.join(',')}] [--work full|simplified] [--seconds 60] [--due 1000] [--json FILE]`;

const asked = () => {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: '5000' },
      phases: { type: 'string', default: order.join(',') },
      work: { type: 'string', default: 'full' },
      seconds: { type: 'string', default: '60' },
      due: { type: 'string', default: '1000' },
      json: { type: 'string' },
    },
  });
  const phases = order.filter((phase) => values.phases.split(',').includes(phase));
  if (phases.length !== values.phases.split(',').length) throw new Error(`A phase is none of ${order.join(', ')}.`);
  if (phases.includes('ceiling') && !phases.includes('storm'))
    throw new Error('The ceiling repeats the writes of the storm: name both phases.');
  if (values.work !== 'full' && values.work !== 'simplified') throw new Error('--work is full or simplified.');
  const [n, seconds, due] = [values.n, values.seconds, values.due].map(Number) as [number, number, number];
  if (![n, seconds, due].every((number) => Number.isInteger(number) && number > 0)) throw new Error('Numbers are whole and above 0.');
  return { n, seconds, due, phases, work: values.work as Work, json: values.json };
};

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0));

const print = (phase: Phase, figures: Figures): void => {
  console.log(`\n${phase}`);
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(24)}${shown(value).padStart(10)}`);
};

const run = async (rig: Rig, { n, seconds, due, phases }: ReturnType<typeof asked>): Promise<Partial<Record<Phase, Figures>>> => {
  const results: Partial<Record<Phase, Figures>> = {};
  let operator: Operator = await rig.start();
  const note = (phase: Phase, figures: Figures): void => {
    results[phase] = figures;
    print(phase, figures);
  };
  for (const phase of phases) {
    if (phase === 'storm') note(phase, await storm(rig, operator, n));
    else if (phase === 'churn') note(phase, await churn(rig, operator, seconds));
    else if (phase === 'deadlines') note(phase, await deadlines(rig, operator, due));
    else if (phase === 'cold') {
      const again = await cold(rig, operator);
      operator = again.operator;
      note(phase, again.figures);
    } else {
      await operator.stop();
      note(phase, await ceiling(rig, n));
    }
  }
  return results;
};

/** What the operator needs beyond the writes themselves. */
const ratio = ({ storm: whole, ceiling: alone }: Partial<Record<Phase, Figures>>): string | undefined =>
  whole &&
  alone &&
  `\nAll ready in ${((whole['all ready s'] ?? 0) / (alone['all written s'] ?? 0)).toFixed(2)} × the time of the same writes without an operator.`;

const main = async (): Promise<void> => {
  let wanted: ReturnType<typeof asked>;
  try {
    wanted = asked();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  console.log(`${wanted.n} incidents, ${wanted.work} work, phases ${wanted.phases.join(', ')}.`);
  const rig = await startRig(wanted.work);
  try {
    const results = await run(rig, wanted);
    console.log(ratio(results) ?? '');
    if (wanted.json !== undefined) writeFileSync(wanted.json, `${JSON.stringify({ ...wanted, results }, null, 2)}\n`);
  } finally {
    await stopRig(rig);
  }
};

await main();
process.exit();
