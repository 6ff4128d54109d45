// Tests that let a real browser judge pages, in each language.
import type { Browser } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderPage } from '../../../operator/console/layout.ts';
import { type Language, languages } from '../../../operator/document/model.ts';
import { createJudge, type Judge, startBrowser } from './browser.ts';
import type { NamedPage } from './pages.ts';

/** Declares a test for each language, `what` being what its name calls the pages. In English axe reads them; in others their width is judged. */
export const judged = (what: string, pagesIn: (language: Language) => Iterable<NamedPage>): void => {
  let browser: Browser;
  let judge: Judge;

  test.before(async () => {
    browser = await startBrowser();
    judge = await createJudge(browser);
  });

  test.after(() => browser?.close());

  for (const language of languages) {
    test(`nothing is wrong with the ${what} in ${language}`, async () => {
      const found: string[] = [];
      for (const { name, asked, page } of pagesIn(language)) {
        const look = language === 'en' ? judge.text : judge.width;
        found.push(...(await look(renderPage(page, asked, { signIn: true, signOutToken: 'token' }), `${name}-${language}`)));
      }
      assert.equal(found, []);
    });
  }
};
