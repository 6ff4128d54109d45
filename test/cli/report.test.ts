import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { respond } from '../../operator/cli/command.ts';
import { type Language, languages } from '../../operator/document/model.ts';
import type { Figures } from '../../operator/report/figures.ts';
import { truthOf } from '../report/truth.ts';
import { asOf, organisation, syntheticYear } from '../report/year.ts';

let directory = '';
const year = syntheticYear(5, 120);
const { incidents, notifications } = year.register;

const written = (name: string, content: unknown): string => {
  const file = join(directory, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const listOf = (items: readonly unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });

let file = '';

test.before(() => {
  directory = mkdtempSync(join(tmpdir(), 'meldpunt-report-'));
  file = written('register.json', listOf([organisation, ...incidents, ...notifications]));
});

test.after(() => rmSync(directory, { recursive: true, force: true }));

const report = (...args: readonly string[]) => respond(['report', '--period', '2026-Q4', '--as-of', asOf, '-f', file, ...args]);

test('the report on a file tells what really happened', async () => {
  const { code, out, err } = await report('-o', 'json');
  assert.is(code, 0, err);
  const figures = JSON.parse(out) as Figures;
  const truth = truthOf(year.cases, '2026-10-01', '2026-12-31', asOf);
  assert.equal(
    [figures.volumes.reports, figures.costs.total, figures.duties.late.length, figures.times],
    [truth.reports, truth.cost, truth.late, truth.times],
  );
  assert.match(err, /register\.json, and not from the cluster/);
});

const titles: Readonly<Record<Language, string>> = {
  nl: '# Incidentenrapport, 4e kwartaal 2026',
  fr: '# Rapport sur les incidents, 4e trimestre 2026',
  de: '# Vorfallbericht, 4. Quartal 2026',
  en: '# Incident report, Q4 2026',
};

for (const language of languages) {
  test(`in ${language} it is written as Markdown and as HTML`, async () => {
    const markdown = await report('--language', language);
    assert.ok(markdown.out.startsWith(titles[language]), markdown.out.slice(0, 80));
    assert.not.match(markdown.out, /undefined|NaN|\[object/);
    const html = await report('--language', language, '-o', 'html');
    assert.match(html.out, `<html lang="${language}">`);
    assert.match(html.out, '<svg role="img" aria-label="');
  });
}

test('a file named as a PDF is one', async () => {
  const pdf = join(directory, 'report.pdf');
  const { code, out } = await report('--language', 'fr', '--out', pdf);
  assert.is(code, 0);
  assert.is(out, `${pdf}: ${titles.fr.slice(2)} (fr)\n`);
  assert.is(readFileSync(pdf).subarray(0, 5).toString(), '%PDF-');
});

test('without a language it is in the first one of the policy', async () => {
  assert.ok((await report()).out.startsWith(titles.nl));
});

test('the same files at the same moment make the same report', async () => {
  assert.equal(await report('-o', 'html'), await report('-o', 'html'));
});

test('a record that is in two files counts once, in its newer state', async () => {
  const [first] = incidents;
  const renamed = { ...first, metadata: { ...first?.metadata, generation: 2 }, spec: { ...first?.spec, department: 'newest' } };
  const second = written('again.json', listOf([renamed]));
  const { out } = await respond(['report', '--period', '2026', '--as-of', asOf, '-f', second, '-f', file, '-o', 'json']);
  const figures = JSON.parse(out) as Figures;
  assert.is(figures.volumes.reports, truthOf(year.cases, '2026-01-01', '2026-12-31', asOf).reports);
});

const refusals: readonly (readonly [what: string, args: readonly string[], code: number, says: RegExp])[] = [
  ['no period', ['report', '--language', 'nl'], 2, /needs a period: --period 2026-Q4/],
  ['a period that is none', ['report', '--period', '2026-Q7'], 2, /"2026-Q7" names no period: write a year/],
  ['a form that is none', ['report', '--period', '2026', '-o', 'docx'], 2, /-o docx is unknown: markdown, html, pdf, json\./],
  ['a language that is none', ['report', '--period', '2026', '--language', 'es'], 2, /--language es is unknown: nl, fr, de, en\./],
  ['a PDF on the terminal', ['report', '--period', '2026', '-o', 'pdf'], 2, /say with --out FILE/],
  ['a moment that is none', ['report', '--period', '2026', '--as-of', '2026-12-31'], 2, /is a day, not a moment/],
  ['a name', ['report', '--period', '2026', 'lost-laptop'], 2, /takes no names, but a period/],
  ['a file that is not there', ['report', '--period', '2026', '-f', '/nowhere/at/all'], 3, /\/nowhere\/at\/all cannot be read/],
];

for (const [what, args, code, says] of refusals) {
  test(`${what} is refused with what would be right`, async () => {
    const answer = await respond([...args]);
    assert.is(answer.code, code);
    assert.is(answer.out, '');
    assert.match(answer.err, says);
  });
}

test('files without a policy, or with a record that is no valid one, make no report', async () => {
  const without = written('without.json', listOf(incidents));
  assert.match((await respond(['report', '--period', '2026', '-f', without])).err, /no policy named default.*None of the files holds it/);
  const broken = written('broken.json', listOf([organisation, { ...incidents[0], spec: { ...incidents[0]?.spec, report: { what: 7 } } }]));
  const answer = await respond(['report', '--period', '2026', '-f', broken]);
  assert.is(answer.code, 3);
  assert.match(answer.err, /broken\.json: Incident \S+ is not valid at spec\.report/);
});

test('a file that cannot be written is told', async () => {
  const answer = await report('--out', join(directory, 'no', 'such', 'directory.html'));
  assert.is(answer.code, 3);
  assert.match(answer.err, /cannot be written/);
});

test.run();
