// npm run fuzz [-- TARGET ... --seconds 60 --seed S]: fuzzes parsers of outside bytes, guided by what their inputs reach.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/process.ts';
import { chanceOf } from '../hostile/chance.ts';
import { campaign } from './campaign.ts';
import { keepCorpus } from './corpus.ts';
import { targetOf, targets } from './targets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string' } },
});
const seconds = Number(values.seconds);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
if (!(seconds > 0) || !Number.isInteger(seed)) throw new RangeError('--seconds is a number above 0, --seed a whole number.');

const dumps = join(root, '.meldpunt/fuzz');
mkdirSync(dumps, { recursive: true });

// A rejection that nobody waits for is a broken promise too, of whichever input ran last.
let strays = 0;
process.on('unhandledRejection', (reason) => {
  strays += 1;
  process.stdout.write(`  ✗ a rejection that nobody handles: ${reason instanceof Error ? reason.stack : String(reason)}\n`);
});

process.stdout.write(`seed ${seed}\n`);
let broken = 0;
for (const target of positionals.length === 0 ? targets : positionals.map(targetOf)) {
  const outcome = await campaign(target, seconds, chanceOf(seed), join(dumps, `${target.name}.endless`));
  const { runs, blocks, corpus, slowest } = outcome;
  const size = corpus.reduce((sum, input) => sum + input.length, 0);
  process.stdout.write(
    `${outcome.broken.length === 0 ? '✔' : '✗'} ${target.name}: ${runs} inputs in ${outcome.seconds.toFixed(0)} s, ${blocks} blocks reached, ` +
      `${corpus.length} inputs kept (${(size / 1_024).toFixed(1)} KiB), the slowest ${slowest.toFixed(0)} ms\n`,
  );
  for (const { reason, file } of outcome.broken) process.stdout.write(`  ✗ ${reason}\n    ${file}\n`);
  keepCorpus(target.name, corpus);
  broken += outcome.broken.length;
}
process.exitCode = broken + strays === 0 ? 0 : 1;
