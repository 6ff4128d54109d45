import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { harmless, renderCsv } from '../../operator/document/csv.ts';
import { clean } from '../../operator/document/text.ts';
import { holds } from '../journal/holds.ts';

/** Formulas as attackers write them, and texts that only look like one. */
const texts: readonly (readonly [text: string, shown: string])[] = [
  ["=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"],
  ['=HYPERLINK("https://example.org";"x")', '\'=HYPERLINK("https://example.org";"x")'],
  ['+1+1', "'+1+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1+1', "'=1+1"],
  ['\r\n=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['a;=1+1', "a;'=1+1"],
  ['a,"=1+1"', 'a,"\'=1+1"'],
  ['a | @x', "a | '@x"],
  ['  "=1"', '"\'=1"'],
  ['Het lek is groot - heel groot', 'Het lek is groot - heel groot'],
  ['2026-10-23T07:12:00Z', '2026-10-23T07:12:00Z'],
  ['m.janssens@example.org', 'm.janssens@example.org'],
];

for (const [text, shown] of texts) test(`${JSON.stringify(text)} is shown and not computed`, () => assert.is(harmless(text), shown));

test('a table has a line for each row, in quotation marks, with the mark of UTF-8', () => {
  assert.is(
    renderCsv([
      ['naam', 'wat'],
      ['een "lek"', 'één\nregel'],
    ]),
    '\ufeff"naam","wat"\r\n"een ""lek""","één regel"\r\n',
  );
});

/** A reader that follows RFC 4180, with a separator of its own. */
const read = (text: string): readonly (readonly string[])[] =>
  text
    .slice(1)
    .split('\r\n')
    .slice(0, -1)
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')));

const hostile = fc
  .array(fc.constantFrom('=', '+', '-', '@', '＝', ';', ',', '|', '"', "'", ' ', '\t', '\n', '\u200b', '\u202e', 'a', '1', 'cmd'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

test('whatever was written, and whichever separator a spreadsheet believes in, no cell begins with a formula', () => {
  holds(
    fc.property(fc.array(fc.array(hostile, { minLength: 2, maxLength: 2 }), { maxLength: 4 }), (rows) => {
      const text = renderCsv(rows);
      for (const cell of text.slice(1).split(/\r\n|[,;|\t]/)) assert.not.match(cell, /^[\s"]*[=+\-@＝＋－＠]/u);
    }),
  );
});

test('a reader of CSV gets every row back, each cell as it was but for the apostrophes', () => {
  holds(
    fc.property(fc.array(fc.array(hostile, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const bare = (cell: string): string => cell.replaceAll("'", '');
      assert.equal(
        read(renderCsv(rows)).map((row) => row.map(bare)),
        rows.map((row) => row.map((cell) => bare(clean(cell)))),
      );
    }),
  );
});

test.run();
