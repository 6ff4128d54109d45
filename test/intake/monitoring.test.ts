import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validate } from '../../operator/api/validate.ts';
import { catalogue } from '../../operator/telemetry/catalogue.ts';

const root = resolve(import.meta.dirname, '../..');

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const rulesIn = (file: string): readonly Rule[] =>
  (load(readFileSync(join(root, file), 'utf8')) as { readonly groups: readonly { readonly rules: readonly Rule[] }[] }).groups.flatMap(
    ({ rules }) => rules,
  );

const product = rulesIn('charts/meldpunt/files/monitoring/rules.yaml');
const alerts = product.filter(({ alert }) => alert !== undefined);

test('every alert has a severity, a summary, a description and a runbook with its four parts', () => {
  for (const { alert = '', labels, annotations } of alerts) {
    assert.ok(['critical', 'warning'].includes(labels?.['severity'] ?? ''), alert);
    assert.is(labels?.['component'], 'meldpunt', alert);
    assert.ok(annotations?.['summary']?.endsWith('.') && annotations['description']?.endsWith('.'), alert);
    const file = `docs/runbooks/${alert}.md`;
    assert.is(annotations?.['runbook_url'], file);
    const headings = readFileSync(join(root, file), 'utf8').match(/^#.*$/gm);
    assert.equal(headings, [`# ${alert}`, '## Meaning', '## Impact', '## Diagnosis', '## Mitigation']);
  }
});

test('every runbook belongs to an alert', () => {
  const pages = globSync('*.md', { cwd: join(root, 'docs/runbooks') }).map((file) => file.replace(/\.md$/, ''));
  assert.equal(pages.toSorted(), alerts.map(({ alert }) => alert ?? '').toSorted());
});

test('rules ask for metrics and labels that exist', () => {
  const recorded = new Set(product.flatMap(({ record }) => record ?? []));
  for (const { expr } of [...product, ...rulesIn('samples/monitoring/rules.yml')]) {
    for (const [, name = '', selector = ''] of expr.matchAll(/\b(meldpunt[_:][a-z_:]+)(\{[^}]*\})?/g)) {
      if (recorded.has(name)) continue;
      const entry = catalogue[(name in catalogue ? name : name.replace(/_(?:bucket|sum|count)$/, '')) as keyof typeof catalogue];
      assert.ok(entry !== undefined, name);
      for (const [, label = ''] of selector.matchAll(/(\w+)\s*[=!]/g))
        assert.ok((label === 'le' && 'buckets' in entry) || (entry.labels as readonly string[]).includes(label), `${name} ${label}`);
    }
  }
});

test('every alert is in the unit tests of the rules', () => {
  const tests = ['rules.test.yaml', 'rules-cost.test.yaml', 'rules-delivery.test.yaml']
    .map((file) => readFileSync(join(root, 'test/intake/support', file), 'utf8'))
    .join('\n');
  for (const { alert = '' } of alerts) assert.match(tests, new RegExp(`alertname: ${alert}\\n\\s+exp_alerts`), alert);
});

test('what the sample sets up exists, and its rules for the policy are valid', () => {
  const prometheus = load(readFileSync(join(root, 'samples/monitoring/prometheus.yml'), 'utf8')) as {
    readonly rule_files: readonly string[];
  };
  for (const file of prometheus.rule_files) assert.ok(existsSync(join(root, 'samples/monitoring', file)), file);
  const { spec } = load(readFileSync(join(root, 'samples/monitoring/intake-rules.yml'), 'utf8')) as { readonly spec: object };
  const policy = load(readFileSync(join(root, 'samples/organisation/20-policy.yaml'), 'utf8')) as { readonly spec: object };
  const checked = validate('IncidentPolicy', { ...policy, spec: { ...policy.spec, ...spec } });
  assert.equal(checked.ok ? [] : checked.problems, []);
});

test.run();
