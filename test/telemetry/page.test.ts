import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogue, type Entry } from '../../operator/telemetry/catalogue.ts';
import { printMetricsPage } from '../../operator/telemetry/page.ts';
import { root } from '../../scripts/process.ts';

const entries: Readonly<Record<string, Entry>> = catalogue;

test('the committed page is what the catalogue says', () => {
  assert.is(readFileSync(join(root, 'docs/reference/metrics.md'), 'utf8'), printMetricsPage());
});

test('every metric has a row of six cells', () => {
  const rows = printMetricsPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  assert.is(rows.length, Object.keys(entries).length);
  for (const row of rows) assert.is(row.replaceAll('\\|', '').split('|').length, 8, row);
});

test('every example asks for its own metric, by labels that it has', () => {
  const outside = ['le', 'job', 'version'];
  for (const [name, { example, labels }] of Object.entries(entries)) {
    assert.ok(example.includes(name), name);
    const asked = [...example.matchAll(/(\w+)(?:=~|!~|!=|=)"|by \(([^)]*)\)/g)].flatMap(
      ([, one, list]) => one ?? (list ?? '').split(/,\s*/),
    );
    assert.equal(
      asked.filter((label) => !labels.includes(label) && !outside.includes(label)),
      [],
      name,
    );
  }
});

test.run();
