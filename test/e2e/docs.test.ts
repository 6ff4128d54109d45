// Pages of the documentation, typed from top to bottom as their readers would: every command works, and prints what the page quotes.
// Shows: P1.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sittings, summaryOf, typedInASitting } from '../docs/pages.ts';

for (const sitting of sittings) {
  test(`before ${sitting.name}, ${sitting.pages.length} pages can be typed from top to bottom`, async () => {
    const typed = await typedInASitting(sitting);
    for (const [page, outcome] of typed) console.log(`${page}\n${summaryOf(outcome)}`);
    const wrong = [...typed].flatMap(([page, { problems }]) => problems.map((problem) => `${page}, ${problem}`));
    assert.equal(wrong, [], `${wrong.join('\n\n')}\n${[...typed.values()].at(-1)?.diagnosis}`);
    assert.ok([...typed.values()].every(({ outcomes }) => outcomes.length > 0));
  });
}

test.run();
