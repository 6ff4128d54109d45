import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderMarkdown } from '../../operator/document/markdown.ts';
import { textsOf } from '../../operator/document/model.ts';
import { clean } from '../../operator/document/text.ts';
import { holds } from '../journal/holds.ts';
import { document } from './arbitrary.ts';
import { sample } from './sample.ts';

/** What a reader of rendered Markdown sees of escapes. */
const shown = (markdown: string): string =>
  markdown
    .replace(/\\([\\`*_[\]|~#>+\-.)])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');

test('every text of a document is in its Markdown, as a reader reads it', () => {
  holds(
    fc.property(document, (any) => {
      const read = shown(renderMarkdown(any));
      return textsOf(any).every((text) => read.includes(clean(text)));
    }),
  );
});

test('no text of a document makes a tag, a link, a table or a heading of its own', () => {
  holds(
    fc.property(document, (any) => {
      const lines = renderMarkdown(any).split('\n');
      const headings = lines.filter((line) => line.startsWith('#')).length;
      const asked = any.blocks.filter(({ kind }) => kind === 'heading').length;
      return headings === asked + 1 && !lines.some((line) => /(?<!\\)(?:\\\\)*<|(?<!\\)(?:\\\\)*\[/.test(line));
    }),
  );
});

test('figures stand at the end of their column, gaps are said in words', () => {
  const markdown = renderMarkdown(sample());
  assert.match(markdown, /\| Maand \| Aantal \|\n\| --- \| ---: \|\n\| januari \| 3 \|/);
  assert.match(markdown, /- \*\*Gevolgen\*\*: \*Ontbreekt: nog niet bekend, verwacht op 1 november\*/);
});

test.run();
