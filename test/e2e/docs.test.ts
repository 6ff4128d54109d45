// Pages of the documentation, typed from top to bottom as their readers would: every command works, and prints what the page quotes.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pages, summaryOf, typedAtADesk } from '../docs/pages.ts';

for (const page of pages) {
  test(`${page} can be typed from top to bottom`, async () => {
    const typed = await typedAtADesk(page);
    console.log(summaryOf(typed));
    assert.equal(typed.problems, [], `${typed.problems.join('\n\n')}\n${typed.diagnosis}`);
    assert.ok(typed.outcomes.length > 0);
  });
}

test.run();
