import { existsSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../../scripts/process.ts';
import { build, deadLinks } from '../../scripts/site/build.ts';
import { gallery } from '../../scripts/site/gallery.ts';
import { addressOf, render } from '../../scripts/site/markdown.ts';
import { otherFiles, siteSources } from '../../scripts/site.ts';

test('a page is where its source is, and a README is the first page of its folder', () => {
  assert.equal(['README.md', 'docs/README.md', 'docs/a/b.md'].map(addressOf), ['index.html', 'docs/index.html', 'docs/a/b.html']);
});

test('links lead to pages, folders and sources; code is no link, and an abbreviation says what it stands for', () => {
  const addresses: Readonly<Record<string, string>> = {
    'docs/b.md': 'docs/b.html',
    operator: 'https://example.org/operator',
    test: 'source',
  };
  const { title, html, sections } = render(
    'docs/how-to/a.md',
    '# A `page`\n\n## Part one\n\n[b](../b.md#x), [code](../../operator/), [test](../../test/) and the GDPR, `GDPR`.\n',
    (target) => addresses[target],
  );
  assert.is(title, 'A page');
  assert.equal(sections, [{ anchor: 'part-one', title: 'Part one' }]);
  assert.match(html, /<a href="\.\.\/b\.html#x">/);
  assert.match(html, /<span class="source">test<\/span>/);
  assert.match(html, /<a href="https:\/\/example\.org\/operator">/);
  assert.match(html, /the <abbr title="General Data Protection Regulation[^"]*">GDPR<\/abbr>, <code>GDPR<\/code>/);
});

test('a link that leads nowhere is found, to a page as to a heading', () => {
  const files = new Map([
    ['a.html', '<a href="b.html">b</a> <a href="b.html#yes">x</a> <a href="b.html#no">x</a> <a href="c.html">c</a> <img src="d.svg">'],
    ['b.html', '<h2 id="yes">yes</h2>'],
  ]);
  assert.equal(deadLinks(files, new Set(['d.svg'])), ['a.html: b.html#no', 'a.html: c.html']);
});

test('the site of this repository is built, no link of it is dead, and what is looked for is found', () => {
  const sources = siteSources();
  const files = build(sources);
  assert.equal(deadLinks(files, otherFiles(sources)), []);
  assert.ok(existsSync(join(root, 'node_modules/minisearch/dist/es/index.js')));
  const index = MiniSearch.loadJSON(files.get('search.json') ?? '', {
    fields: ['title', 'text'],
    storeFields: ['title', 'address', 'part'],
  });
  const found = index.search('checkpoint auditor', { combineWith: 'AND', boost: { title: 4 } }).map(({ address }) => address as string);
  assert.ok(found.includes('docs/how-to/auditor.html'), found.join(', '));
});

test('pictures of the console are a page of the site: each of its pages by name, the widest window first, and no other file', () => {
  const { source, text, pictures } = gallery(['inbox-1280.png', 'inbox-320.png', 'evidence-form-320.png', 'notes.png']);
  assert.equal(
    pictures,
    ['inbox-1280.png', 'inbox-320.png', 'evidence-form-320.png'].map((file) => `docs/reference/pictures/${file}`),
  );
  assert.equal(text.match(/^## .*$/gm), ['## Inbox', '## Evidence form']);
  assert.equal(text.match(/\((pictures\/[^)]+)\)/g), [
    '(pictures/inbox-1280.png)',
    '(pictures/inbox-320.png)',
    '(pictures/evidence-form-320.png)',
  ]);
  const plain = siteSources();
  const sources = { ...plain, pages: new Map([...plain.pages, [source, text]]), pictures: new Set([...plain.pictures, ...pictures]) };
  assert.equal(deadLinks(build(sources), otherFiles(sources)), []);
});

test.run();
