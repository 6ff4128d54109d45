// In every state of a story, changes of single fields: the API server refuses them with a sentence, or the operator reaches the state
// that the pure functions give, stays there, and comes back when the change is taken back. The long run is `npm run transitions`.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chanceOf, seedOf } from '../hostile/chance.ts';
import { campaign, figuresOf } from '../transitions/campaign.ts';
import { type Product, startProduct } from './support/product.ts';

let product: Product;

test.before(async () => {
  product = await startProduct();
});

test.after(async () => {
  await product?.stop();
});

test('whatever field is changed in whatever state, it is refused with a sentence, or taken in as decided, and back', async () => {
  await product.operator().leads();
  const options = { samples: ['false-alarm', 'lost-laptop'], each: 6, withinMs: 30_000 };
  const outcome = await campaign(product, { chance: chanceOf(seedOf(20_261_124)), ...options });
  process.stdout.write(`  ${figuresOf(outcome)}\n`);
  assert.equal(outcome.faults, [], product.diagnosis());
  assert.ok(outcome.refused > 0 && outcome.taken > 0, figuresOf(outcome));
});

test.run();
