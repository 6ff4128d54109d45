// Whoever has no mouse reaches everything on every page, in the order in which it stands there, sees where they are, and gets out again. The
// window is as wide as a small telephone: at 1280 pixels, that is a zoom of 400 %.
import type { Browser, Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderPage } from '../../operator/console/layout.ts';
import { style } from '../../operator/console/style.ts';
import { startBrowser, windowOf } from './support/browser.ts';
import { pagesIn } from './support/pages.ts';

let browser: Browser;
let window: Page;

test.before(async () => {
  browser = await startBrowser();
  window = await (await windowOf(browser, { width: 320, script: true })).newPage();
});

test.after(() => browser?.close());

/** What can have the focus, in the order of the page; of a group of radio buttons one, as browsers have it. */
const numbered = `(() => {
  const groups = new Set();
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter((element) => {
    if (!element.checkVisibility()) return false;
    if (element.type !== 'radio') return true;
    const checked = document.querySelector('input[name="' + element.name + '"]:checked');
    if (checked !== null) return checked === element;
    return !groups.has(element.name) && groups.add(element.name);
  });
  all.forEach((element, index) => { element.dataset.number = String(index); });
  return all.length;
})()`;

/** The number of what has the focus, and whether that is seen; nothing where the focus has left the page. */
const focused = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return [Number(element.dataset.number), outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2];
})()`;

/** A field of date and time has some stops of its own within it. */
const stopsWithin = 8;

const walk = async (): Promise<{ readonly expected: number; readonly reached: readonly number[]; readonly unseen: readonly number[] }> => {
  const expected = (await window.evaluate(numbered)) as number;
  const reached: number[] = [];
  const unseen: number[] = [];
  for (let press = 0; press < expected * stopsWithin; press += 1) {
    await window.keyboard.press('Tab');
    const found = (await window.evaluate(focused)) as readonly [number, boolean] | null;
    if (found === null || (found[0] === 0 && reached.length > 0)) break;
    if (reached.at(-1) !== found[0]) reached.push(found[0]);
    if (!found[1]) unseen.push(found[0]);
  }
  return { expected, reached, unseen };
};

test('the key Tab reaches everything in order, shows where it is, and is trapped nowhere', async () => {
  const wrong: string[] = [];
  for (const { name, asked, page } of pagesIn('en')) {
    const markup = renderPage(page, asked, { signIn: true, signOutToken: 'token' });
    await window.setContent(markup.replace(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`));
    const { expected, reached, unseen } = await walk();
    if (reached.join() !== Array.from({ length: expected }, (_, index) => index).join())
      wrong.push(`${name}: ${expected} things, reached ${reached.join()}`);
    if (unseen.length > 0) wrong.push(`${name}: the focus is not seen on ${unseen.join()}`);
  }
  assert.equal(wrong, []);
});

test.run();
