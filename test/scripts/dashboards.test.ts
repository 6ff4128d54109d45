import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogue } from '../../operator/telemetry/catalogue.ts';
import { dashboardDirectory, dashboardFiles } from '../../scripts/dashboards/boards.ts';
import { root } from '../../scripts/process.ts';
import { type Panel, panelsOf } from './dashboards.ts';

const boards = [...dashboardFiles()];
const shown = boards.flatMap(([path, text]) => panelsOf(text).map((panel) => ({ path, panel })));

test('what is committed is what the code says, and nothing else is there', () => {
  for (const [path, text] of boards) {
    assert.ok(existsSync(join(root, path)), path);
    assert.is(readFileSync(join(root, path), 'utf8'), text, path);
  }
  assert.equal(
    readdirSync(join(root, dashboardDirectory)).toSorted(),
    boards.map(([path]) => path.slice(dashboardDirectory.length + 1)).toSorted(),
  );
});

test('there is one for management, one for operations and one for the operator', () => {
  assert.equal(
    boards.map(([, text]) => JSON.parse(text).uid),
    ['meldpunt-management', 'meldpunt-operations', 'meldpunt-operator'],
  );
});

test('each panel says what it shows, asks something, and has a number of its own', () => {
  for (const [path, text] of boards) {
    const panels = panelsOf(text);
    assert.is(new Set(panels.map(({ id }) => id)).size, panels.length, path);
    for (const { title, description, expressions } of panels) {
      assert.ok(title !== '' && description.endsWith('.'), `${path}: ${title}`);
      assert.ok(expressions.length > 0, `${path}: ${title}`);
    }
  }
});

const overlap = (a: Panel, b: Panel): boolean =>
  a.place.x < b.place.x + b.place.w &&
  b.place.x < a.place.x + a.place.w &&
  a.place.y < b.place.y + b.place.h &&
  b.place.y < a.place.y + a.place.h;

test('no panel lies over another or beyond the width of the page', () => {
  for (const [path, text] of boards) {
    const panels = panelsOf(text);
    for (const [index, panel] of panels.entries()) {
      assert.ok(panel.place.x + panel.place.w <= 24, `${path}: ${panel.title}`);
      for (const other of panels.slice(index + 1)) assert.not.ok(overlap(panel, other), `${path}: ${panel.title} and ${other.title}`);
    }
  }
});

test('queries ask for metrics, labels and values of labels that exist', () => {
  for (const { path, panel } of shown) {
    for (const expression of panel.expressions) {
      for (const [, name = '', selector = ''] of expression.matchAll(/\b((?:meldpunt|process|nodejs)_[a-z_]+)(\{[^}]*\})?/g)) {
        const entry = catalogue[(name in catalogue ? name : name.replace(/_(?:bucket|sum|count)$/, '')) as keyof typeof catalogue];
        assert.ok(entry !== undefined, `${path}: ${name}`);
        const labels = [...selector.matchAll(/(\w+)\s*(?:=|!)/g)].map(([, label = '']) => label);
        for (const label of labels) assert.ok(label === 'job' || (entry.labels as readonly string[]).includes(label), `${name} ${label}`);
      }
    }
  }
});

test('no dashboard names a data source, which is the organisation’s own', () => {
  for (const [path, text] of boards)
    for (const { source } of panelsOf(text)) assert.match(JSON.stringify(source), /^{"type":"prometheus","uid":"\${datasource}"}$/, path);
});

test.run();
