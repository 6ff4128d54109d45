import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { respond } from '../../operator/cli/command.ts';
import type { BreachEntry } from '../../operator/report/breaches.ts';
import { breach } from '../build.ts';
import { organisation, syntheticYear } from '../report/year.ts';

let directory = '';
let file = '';
const { cases, register } = syntheticYear(3, 200);
const breaches = cases.filter((each) => each.breach !== undefined && !each.drill);
const [first, ...others] = register.incidents;
if (first === undefined) throw new Error('The year is empty.');
const formula = '=HYPERLINK("https://example.org/";"open")';
const hostile = { ...first, spec: { ...first.spec, drill: false, personalData: breach({ consequences: formula }) } };

test.before(() => {
  directory = mkdtempSync(join(tmpdir(), 'meldpunt-register-'));
  file = join(directory, 'register.json');
  writeFileSync(file, JSON.stringify({ kind: 'List', items: [organisation, ...register.incidents, ...register.notifications] }));
});

test.after(() => rmSync(directory, { recursive: true, force: true }));

test('every breach of a year is in the register, whoever was told or not', async () => {
  const { code, out, err } = await respond(['register', '--breaches', '-f', file, '-o', 'json']);
  assert.is(code, 0, err);
  const entries = JSON.parse(out) as readonly BreachEntry[];
  assert.equal(entries.map(({ incident }) => incident).toSorted(), breaches.map(({ name }) => name).toSorted());
  assert.is(
    breaches.some((each) => each.breach?.sent === undefined),
    true,
    'some were not notified',
  );
});

test('without a form it is CSV, with a line for each breach', async () => {
  const { out } = await respond(['register', '-f', file]);
  assert.ok(out.startsWith('\ufeff"namespace","incident","state"'), out.slice(0, 60));
  assert.is(out.trimEnd().split('\r\n').length, breaches.length + 1);
});

test('a formula in a record is shown and not run', async () => {
  const other = join(directory, 'hostile.json');
  writeFileSync(other, JSON.stringify({ kind: 'List', items: [organisation, hostile, ...others] }));
  const { code, out, err } = await respond(['register', '-f', other]);
  assert.is(code, 0, err);
  assert.match(out, `"'=HYPERLINK(""https://example.org/"";""open"")"`);
  assert.not.match(out, /(?:^|[,;\n])"?=/);
});

test('the name of the file says the form', async () => {
  const out = join(directory, 'breaches.html');
  const answer = await respond(['register', '--breaches', '-f', file, '--language', 'de', '--out', out]);
  assert.match(answer.out, /breaches\.html: Verzeichnis der Verletzungen/);
  assert.match(readFileSync(out, 'utf8'), '<html lang="de">');
});

test('a period that is none, or a name, is refused with what would be right', async () => {
  assert.match((await respond(['register', '--period', '2026-Q9', '-f', file])).err, /names no period/);
  assert.match((await respond(['register', 'lost-laptop'])).err, /takes no names/);
});

test.run();
