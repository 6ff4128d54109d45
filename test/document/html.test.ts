import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderHtml } from '../../operator/document/html.ts';
import { textsOf } from '../../operator/document/model.ts';
import { clean } from '../../operator/document/text.ts';
import { holds } from '../journal/holds.ts';
import { document } from './arbitrary.ts';
import { everyBlock, sample } from './sample.ts';

const decoded = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '');

const tags = (html: string): readonly string[] => html.match(/<[^>]*>/g) ?? [];

test('every text of a document is in its HTML, as a reader reads it', () => {
  holds(
    fc.property(document, (any) => {
      const shown = decoded(renderHtml(any).replace(/<[^>]*>/g, ' '));
      return textsOf(any).every((text) => shown.includes(clean(text)));
    }),
  );
});

test('no text of a document becomes a tag or an attribute of its HTML', () => {
  // Every tag is one of those that the renderer itself writes for harmless texts.
  const known =
    /^<\/?(?:!doctype|html|head|body|meta|title|style|header|main|p|h1|h2|h3|dl|div|dt|dd|ul|ol|li|table|caption|thead|tbody|tr|th|td|figure|figcaption|svg|rect|line|text|strong)\b/;
  holds(
    fc.property(document, (any) => {
      const html = renderHtml(any);
      return tags(html).every((tag) => known.test(tag) && !/\s(?:on\w+|href|src)=/i.test(tag.replace(/"[^"]*"/g, '""')));
    }),
  );
});

test('HTML names its language, loads nothing, and runs nothing', () => {
  const html = renderHtml(sample(everyBlock, 'fr'));
  assert.match(html, /<html lang="fr">/);
  assert.match(html, /http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/]+=*'"/);
  assert.not.match(html, /<script|<link|<img|@import|url\(/i);
});

test('tables in HTML have a caption and cells that head their column or row', () => {
  const html = renderHtml(sample());
  assert.match(
    html,
    /<caption>Incidents by month<\/caption>\n<thead><tr><th scope="col">Month<\/th><th scope="col">What<\/th><th scope="col" class="end">Number<\/th>/,
  );
  assert.match(html, /<tr><th scope="row">Month 1<\/th><td>Laptop left/);
});

test('a gap is said in words and not by its colour alone', () => {
  assert.match(renderHtml(sample()), /<dd class="gap"><strong>Ontbreekt:<\/strong> nog niet bekend, verwacht op 1 november<\/dd>/);
});

test.run();
