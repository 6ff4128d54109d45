import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { architecturePicture, essential, floorsOf, roomsOf } from '../../scripts/pages/architecture.ts';
import { citedIn, idsIn, shownBy, unknownIn } from '../../scripts/pages/citations.ts';
import { conditions, conditionsIn } from '../../scripts/pages/conditions.ts';
import { blockersIn } from '../../scripts/pages/events.ts';
import { terms } from '../../scripts/pages/glossary.ts';
import { lawMappingPage } from '../../scripts/pages/law-mapping.ts';
import { requirementIds } from '../../scripts/pages/requirements.ts';
import { root } from '../../scripts/process.ts';
import { between } from '../../scripts/reference-pages.ts';

const textsOf = (pattern: string): ReadonlyMap<string, string> =>
  new Map(globSync(pattern, { cwd: root }).map((file) => [file, readFileSync(join(root, file), 'utf8')]));

test('ids are read as people write them, with the rows between two, and nothing else is taken for one', () => {
  assert.equal(idsIn('A6, art. 33(1), N1'), ['A6', 'N1']);
  assert.equal(idsIn('R-j to R-l'), ['R-j', 'R-k', 'R-l']);
  assert.equal(idsIn('Z1, X-ray, A11'), []);
  assert.equal(requirementIds.length, new Set(requirementIds).size);
});

test('a citation stands in brackets or is the clause of a duty; a severity by the same name is none', () => {
  assert.equal(citedIn('// Counted from establishing (A6, art. 33(1)), and told (S6).'), ['A6', 'S6']);
  assert.equal(citedIn("      clause: A2, A3\nconst severity = 'S1';"), ['A2', 'A3']);
  assert.equal(citedIn('rate(S1) and at most (the severity S2 of the scale)'), ['S1']);
});

test('a test shows what it says in a line of its own', () => {
  assert.equal(shownBy('// Shows: P0, R-j to R-k.\ntest(1);'), ['P0', 'R-j', 'R-k']);
  assert.equal(unknownIn('// Shows: P0, P99.'), ['P99']);
});

test('no test names a requirement that is none', () => {
  const wrong = [...textsOf('test/**/*.test.ts')].filter(([file]) => file !== 'test/scripts/reference-pages.test.ts');
  assert.equal(
    wrong.flatMap(([file, text]) => unknownIn(text).map((id) => `${file}: ${id}`)),
    [],
  );
});

test('a row without code or without a test is said to be without', () => {
  const page = lawMappingPage(new Map([['operator/incident/a.ts', '// Why (A6).']]), new Map([['test/e2e/a.test.ts', '// Shows: N1.']]));
  assert.match(page, /a>A6 \|.*\[incident\/a\]\(\.\.\/\.\.\/operator\/incident\/a\.ts\) \| \*\*no test says so\*\* \|/);
  assert.match(page, /a>N1 \|.*\*\*nothing cites it\*\* \| \[e2e\/a\]\(\.\.\/\.\.\/test\/e2e\/a\.test\.ts\) \|/);
});

test('every condition that the code states is explained, and no other but those that it makes up at run time', () => {
  const stated = conditionsIn(textsOf('operator/**/*.ts'));
  const explained = conditions.map(({ type, reason }) => `${type}/${reason}`);
  assert.equal(
    stated.filter((each) => !explained.includes(each)),
    [],
  );
  assert.equal(explained.filter((each) => !stated.includes(each)).toSorted(), [
    'ChannelServed/AudienceLimited',
    'ChannelServed/ChannelUnavailable',
    'Delivered/DeliveryExhausted',
    'Delivered/DeliveryRejected',
    'FactsInOrder/AwareBeforeDetected',
    'FactsInOrder/ClassifiedBeforeAware',
    'FactsInOrder/DetectedBeforeOccurred',
    'FactsInOrder/NotifiedBeforeAware',
    'Stalled/Quarantined',
  ]);
});

test('blockers are read from the rules, with dots for what differs', () => {
  const rule = [
    "when(open, 'NotAssessed', 'ContactPoint', 'No assessment yet.');",
    "when(x, 'DutyOpen', role, `$",
    '{duty} is open.`)',
  ].join('');
  assert.equal(blockersIn(new Map([['a.ts', rule]])), [
    { reason: 'DutyOpen', role: 'whoever it waits for', message: '… is open.' },
    { reason: 'NotAssessed', role: 'ContactPoint', message: 'No assessment yet.' },
  ]);
});

const house = roomsOf(
  new Map([
    ['operator/main.ts', "import { a } from './incident/a.ts';\nimport { b } from './api/b.ts';\n"],
    ['operator/incident/a.ts', "import { b } from '../api/b.ts';\nimport { c } from './c.ts';\n"],
    ['operator/incident/c.ts', ''],
    ['operator/api/b.ts', ''],
  ]),
);

test('rooms stand on floors above those that they import, and arrows that follow from others are left out', () => {
  assert.equal(
    [...floorsOf(house)],
    [
      ['api', 0],
      ['incident', 1],
      ['wiring', 2],
    ],
  );
  assert.equal(essential(house), [
    ['incident', 'api'],
    ['wiring', 'incident'],
  ]);
  assert.match(architecturePicture(house), /<svg [\s\S]*>incident<[\s\S]*<\/svg>/);
});

test('rooms that lean on each other cannot be drawn', () => {
  const leaning = new Map([
    ['api', new Set(['kube'])],
    ['kube', new Set(['api'])],
  ]);
  assert.throws(() => floorsOf(leaning), /lean on each other: api -> kube -> api/);
});

test('what is drawn into a page takes its place and nothing else', () => {
  const page = 'a\n<!-- rooms: written by `npm run generate` -->\nold\n<!-- end of rooms -->\nb\n';
  assert.is(between(page, 'rooms', 'new'), 'a\n<!-- rooms: written by `npm run generate` -->\n\nnew\n\n<!-- end of rooms -->\nb\n');
  assert.throws(() => between('a', 'rooms', 'new'), /no place for rooms/);
});

test('every term has a word in each language, and stands once, in order', () => {
  const names = terms.map(({ en }) => en);
  assert.equal(names, [...new Set(names)].toSorted());
  assert.ok(terms.every(({ en, nl, fr, de, meaning }) => [en, nl, fr, de, meaning].every((text) => text.trim() !== '')));
});

test.run();
