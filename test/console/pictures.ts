// node test/console/pictures.ts DIRECTORY [--language nl]: every page as a picture, at the width of a small telephone and of a desk, filled
// as a case in the middle of its course fills it. For eyes to look at, and for the documentation.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderPage } from '../../operator/console/layout.ts';
import { style } from '../../operator/console/style.ts';
import { languages } from '../../operator/document/model.ts';
import { startBrowser, widths, windowOf } from './support/browser.ts';
import { pagesIn } from './support/pages.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { language: { type: 'string', default: 'en' } } });
const [directory] = positionals;
const language = languages.find((each) => each === values.language);
if (directory === undefined || language === undefined) {
  console.error(`Use: node test/console/pictures.ts DIRECTORY [--language ${languages.join('|')}]`);
  process.exit(1);
}
mkdirSync(resolve(directory), { recursive: true });

const browser = await startBrowser();
let count = 0;
try {
  for (const width of widths) {
    const window = await (await windowOf(browser, { width })).newPage();
    for (const { name, asked, page } of pagesIn(language)) {
      const markup = renderPage(page, asked, { signIn: true, signOutToken: 'token' });
      await window.setContent(markup.replace(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`));
      await window.screenshot({ path: join(resolve(directory), `${name}-${width}.png`), fullPage: true });
      count += 1;
    }
  }
} finally {
  await browser.close();
}
console.log(`${count} pictures are in ${resolve(directory)}.`);
