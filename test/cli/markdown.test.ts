import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Bundle, formatBundle, readBundle } from '../../operator/cli/bundle.ts';
import { respond } from '../../operator/cli/command.ts';
import { markdownOf } from '../../operator/cli/markdown.ts';
import { code, plain, section, table } from '../../operator/document/markdown-text.ts';
import { holds } from '../journal/holds.ts';
import { caseOf, withAt } from './case.ts';

const small = caseOf(2).bundle;

test('a text of a record is shown and does nothing: no heading, no table, no HTML, no link, no second line', () => {
  assert.is(plain('# <b>Hi</b> | [x](javascript:alert(1)) `a`\n* b'), '\\# &lt;b>Hi&lt;/b> \\| \\[x\\](javascript:alert(1)) \\`a\\` \\* b');
  assert.is(plain('1. not a list'), '1\\. not a list');
  assert.is(plain('12.50 EUR'), '12.50 EUR');
  assert.is(plain('- 5'), '\\- 5');
  assert.is(plain('-5'), '-5');
  assert.is(plain('left\u202eright'), 'left right');
  assert.is(plain(undefined), '');
  assert.is(plain({ a: 1 }), '{"a":1}');
  holds(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const shown = plain(text);
      assert.not.match(shown, /[\n\r\u2028\u2029]/);
      assert.not.match(shown, /(?<!\\)(?:\\\\)*[|`[\]]/);
      assert.not.match(shown, /</);
    }),
  );
});

test('an identifier is shown as it is, and anything else as a text', () => {
  assert.is(code('sha256:abc'), '`sha256:abc`');
  assert.is(code('a`b|c'), 'a\\`b\\|c');
  assert.is(code(undefined), '');
});

test('a table has as many cells in every line, and nothing is made of nothing', () => {
  assert.is(table(['a', 'b'], [['1', '']]), '| a | b |\n| --- | --- |\n| 1 |   |');
  assert.is(table(['a'], []), '');
  assert.is(section('## A', '', ''), '');
  assert.is(section('## A', 'x'), '## A\n\nx');
});

const headings = (markdown: string): readonly string[] => markdown.split('\n').filter((line) => /^#{1,2} /.test(line));

test('an export becomes readable under its headings, with the whole timeline and the hashes to compare', () => {
  const markdown = markdownOf(caseOf(70).bundle);
  assert.equal(headings(markdown), [
    '# Laptop left on train',
    '## Summary',
    '## Timeline',
    '## Notifications',
    '## Costs',
    '## Records',
    '## Rules at the time of the export',
    '## Checkpoints that the export proves itself against',
  ]);
  const numbers = [...markdown.matchAll(/^\| (\d+) \| 20/gm)].map(([, n]) => Number(n));
  assert.equal(
    numbers,
    Array.from({ length: 72 }, (_, i) => i + 1),
  );
  assert.match(markdown, 'TLP: AMBER.');
  assert.match(markdown, '| what | A laptop was left on the train. |');
  assert.match(markdown, 'Total: 12.50 EUR.');
  assert.match(markdown, /\| Incident incidents\/lost-laptop \| `3b1f8f60[^|]+` \| 72 \|/);
});

/** A heading or a row of a table that somebody smuggled in would change how many there are. */
const outline = (bundle: Bundle): readonly string[] =>
  markdownOf(bundle)
    .split('\n')
    .map((line) => line.replace(/(?<!\\)\|/g, '\u2502').replace(/[^\u2502]/g, ''));

test('whatever people wrote, the outline of the text stays the same', () => {
  const expected = outline(withAt(small, ['records', 0, 'spec', 'actions', 0, 'what'], () => 'plain'));
  for (const hostile of ['x\n# Closed', 'a | b | c', '<!-- ', '```\n', '\\|', '\r\n| 1 | 2 |', '[a]: http://b']) {
    const bundle = withAt(small, ['records', 0, 'spec', 'actions', 0, 'what'], () => hostile);
    assert.equal(outline(bundle), expected, hostile);
    assert.is(headings(markdownOf(bundle)).length, headings(markdownOf(small)).length);
  }
});

test('records that lack anything, or hold something else, still become a text', () => {
  for (const path of [
    ['records', 0],
    ['records', 0, 'spec'],
    ['records', 0, 'status'],
    ['records', 1, 'spec'],
    ['archives', 0],
  ]) {
    for (const value of [null, 'x', 1, [], {}]) assert.type(markdownOf(withAt(small, path, () => value)), 'string');
  }
});

test('a file is made readable, and one that was changed is refused with exit code 1', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'meldpunt-md-'));
  try {
    const file = join(directory, 'export.json');
    const text = formatBundle(small);
    writeFileSync(file, text);
    assert.equal(await respond(['markdown', file]), { code: 0, out: markdownOf(small), err: '' });
    writeFileSync(file, text.replace('Laptop left', 'Laptop lost'));
    const { code: exit, out, err } = await respond(['markdown', file]);
    assert.equal([exit, out], [1, '']);
    assert.match(err, 'The file was changed after the export');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('an export is read back as it was written', () => {
  assert.equal(readBundle(Buffer.from(formatBundle(small))), { outcome: 'read', bundle: JSON.parse(JSON.stringify(small)) as Bundle });
});

const damages: readonly (readonly [string, (text: string) => string | Uint8Array, RegExp])[] = [
  ['not UTF-8', () => Uint8Array.of(0x7b, 0xff, 0x7d), /not JSON in UTF-8/],
  ['no JSON', () => '{', /not JSON in UTF-8/],
  ['a list', () => '[]', /not JSON in UTF-8/],
  ['another format', (text) => text.replace('export/v1', 'export/v2'), /no export of the form/],
  ['another spacing', (text) => text.replace('\n "digest"', '\n  "digest"'), /written by something else/],
  ['a byte order mark', (text) => `\u{feff}${text}`, /not JSON in UTF-8/],
  ['a member twice', (text) => text.replace('\n "exportedAt"', '\n "exportedAt": "x",\n "exportedAt"'), /written by something else/],
  ['another digest', (text) => text.replace(/sha256:./, 'sha256:x'), /another digest than it says/],
];

test('a file that is no export, or not as it was written, is refused with a reason', () => {
  for (const [name, damage, reason] of damages) {
    const read = readBundle(Buffer.from(damage(formatBundle(small))));
    assert.is(read.outcome, 'broken', name);
    assert.match(read.outcome === 'broken' ? read.reason : '', reason);
  }
});

test.run();
