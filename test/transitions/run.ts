// npm run transitions [-- --seed S --minutes M]: changes single fields in every state that the samples pass, and back.
import { parseArgs } from 'node:util';
import { startProduct } from '../e2e/support/product.ts';
import { chanceOf } from '../hostile/chance.ts';
import { campaign, figuresOf } from './campaign.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, minutes: { type: 'string', default: '5' }, each: { type: 'string', default: '6' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const [minutes, each] = [Number(values.minutes), Number(values.each)];
if (!Number.isInteger(seed) || !(minutes > 0) || !(each > 0))
  throw new RangeError('--seed is a whole number, --minutes and --each are above 0.');

process.stdout.write(`seed ${seed}\n`);
const product = await startProduct();
try {
  await product.operator().leads();
  const samples = ['false-alarm', 'lost-laptop'];
  const outcome = await campaign(product, { chance: chanceOf(seed), samples, each, withinMs: minutes * 60_000 });
  for (const fault of outcome.faults) process.stdout.write(`  ✗ ${fault}\n`);
  process.stdout.write(`${outcome.faults.length === 0 ? '✔' : '✗'} ${figuresOf(outcome)}\n`);
  process.exitCode = outcome.faults.length === 0 ? 0 : 1;
} finally {
  await product.stop();
}
