// Every page that shows something in a real browser, at the width of a small telephone and of a desk: nothing that axe-core finds is wrong, and it fits in every
// language.
import type { Browser } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderPage } from '../../operator/console/layout.ts';
import { languages } from '../../operator/document/model.ts';
import { createJudge, type Judge, startBrowser } from './support/browser.ts';
import { shownPagesIn } from './support/pages.ts';

let browser: Browser;
let judge: Judge;

test.before(async () => {
  browser = await startBrowser();
  judge = await createJudge(browser);
});

test.after(() => browser?.close());

for (const language of languages) {
  test(`nothing is wrong with the pages in ${language}`, async () => {
    const found: string[] = [];
    for (const { name, asked, page } of shownPagesIn(language)) {
      const look = language === 'en' ? judge.text : judge.width;
      found.push(...(await look(renderPage(page, asked, { signIn: true, signOutToken: 'token' }), `${name}-${language}`)));
    }
    assert.equal(found, []);
  });
}

test.run();
