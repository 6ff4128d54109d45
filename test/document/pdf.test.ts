import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { textsOf } from '../../operator/document/model.ts';
import { renderPdf } from '../../operator/document/pdf.ts';
import { newSheet } from '../../operator/document/pdf-sheet.ts';
import { document } from './arbitrary.ts';
import { readPdf } from './read-pdf.ts';
import { everyBlock, onePage, sample } from './sample.ts';

/** Without white space; signs that look the same are one glyph of the font, and read back as one. */
const bare = (text: string): string => text.normalize('NFKC').replace(/∆/g, 'Δ').replace(/\s+/g, '');

test('every text of a document is in its PDF, and a character without a sign in the font by its number', async () => {
  const property = fc.asyncProperty(document, async (any) => {
    const { text } = await readPdf(await renderPdf(any));
    const { printable } = newSheet(any);
    for (const part of textsOf(any)) assert.ok(bare(text).includes(bare(printable(part))), `${part} is in ${text}`);
  });
  await fc.assert(property, { numRuns: 15, endOnFailure: true });
});

test('the letters of the four languages have signs in the font', () => {
  const letters = 'ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸàâäæçéèêëîïôöœùûüÿßẞ«»„“”‚‘’–—…€§°ĳĲáíóú†•';
  assert.is(newSheet(sample()).printable(letters), letters.normalize('NFC'));
});

test('a PDF is tagged, names its language and title, and numbers its pages outside the content', async () => {
  const { text: _, ...read } = await readPdf(await renderPdf(sample(onePage, 'de')));
  assert.equal(read, {
    language: 'de',
    title: 'Melding van een inbreuk',
    marked: true,
    pages: 1,
    roles: {
      Document: 1,
      P: 13,
      H1: 1,
      H2: 1,
      L: 3,
      LI: 6,
      Lbl: 6,
      LBody: 6,
      H3: 1,
      Sect: 2,
      Figure: 1,
      Table: 1,
      Caption: 1,
      TR: 3,
      TH: 2,
      TD: 4,
    },
    artifacts: 'lost-laptop Seite 1 von 1',
  });
});

test('the heading of a table is repeated on the next page, and is no content there', async () => {
  const { pages, artifacts } = await readPdf(await renderPdf(sample(everyBlock, 'de')));
  assert.equal(
    { pages, artifacts: artifacts.replace(/\s+/g, '') },
    {
      pages: 3,
      artifacts: 'lost-laptopSeite1von3lost-laptopSeite2von3MonthWhatNumberlost-laptopSeite3von3',
    },
  );
});

test('the same document makes the same bytes', async () => {
  const [first, second] = await Promise.all([renderPdf(sample()), renderPdf(sample())]);
  assert.ok(Buffer.compare(first, second) === 0);
});

test('a text longer than a page is continued on the next, in a paragraph, a fact and a cell', async () => {
  const long = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(' ');
  const read = await readPdf(
    await renderPdf(
      sample([
        { kind: 'paragraph', text: long },
        { kind: 'facts', facts: [{ term: 'Was', values: [long] }] },
        { kind: 'notice', tone: 'note', title: 'Hinweis', text: long },
        { kind: 'table', caption: 'Tabelle', columns: [{ heading: 'A' }, { heading: 'B' }], rows: [['kurz', long]] },
      ]),
    ),
  );
  assert.is(read.text.split(bare(long)).length - 1, 4);
  for (let index = 0; index < 1_500; index += 1) assert.ok(read.text.includes(`word${index}`), `word${index}`);
});

test.run();
