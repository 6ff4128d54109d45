// node test/faults/deliveries.ts [COUNT] [SEED]: a campaign of notifications under kills and outages, with its figures.
import { startProduct } from '../e2e/support/product.ts';
import { campaign } from './campaign.ts';
import { elsewhere, repeats, together } from './ledger.ts';
import { broken } from './verdict.ts';

const count = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? 1);
const product = await startProduct();
try {
  const begun = Date.now();
  const outcome = await campaign(product, {
    count,
    seed,
    kills: Math.ceil(count / 10),
    strikes: Math.ceil(count / 20),
    killingMs: 225_000,
    withinMs: 345_000,
  });
  const problems = broken(outcome);
  const seconds = ((Date.now() - begun) / 1_000).toFixed(0);
  const { ledger, wanted, unapproved, killed, replayed } = outcome;
  const about = (what: string): number => problems.filter((problem) => problem.includes(what)).length;
  const figures = [
    `${wanted.size} notifications that may go, ${unapproved.size} that may not`,
    `${ledger.transmissions.length} messages reached a receiver whole, ${together(ledger)} with several notices`,
    `${killed} kills, ${replayed} dead letters tried again`,
    `${about('was lost') + about(' is ')} lost`,
    `${repeats(ledger)} repeats, all under the same key where nobody knew whether it had arrived, ${about('was taken')} elsewhere`,
    `${elsewhere(ledger)} of them alone after several were refused together`,
    `${about('without approval')} sent without approval`,
    `${about(' went to ')} to a wrong recipient`,
    `${problems.length} promises broken`,
    `${seconds} s`,
  ];
  process.stdout.write(`${figures.join('\n')}\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await product.stop();
}
