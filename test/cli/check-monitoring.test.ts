import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shown } from '../../operator/cli/check.ts';
import { checkMonitoring, selects } from '../../operator/cli/check-monitoring.ts';
import type { Installed } from '../../operator/cli/shipped.ts';

const object = (kind: string, name: string, rest: object = {}): Installed => ({ apiVersion: 'v1', kind, metadata: { name }, ...rest });

const home: Installed = { ...object('Namespace', 'meldpunt-system'), metadata: { name: 'meldpunt-system', labels: { watched: 'true' } } };
const ours = ['PodMonitor', 'PrometheusRule'].map((kind) => object(kind, 'meldpunt'));
const prometheus = (spec: object, namespace = 'monitoring'): Installed => ({
  ...object('Prometheus', 'main', { spec }),
  metadata: { name: 'main', namespace },
});
const found = (...prometheuses: Installed[]): string[] => checkMonitoring(prometheuses, ours, home).map(({ kind }) => kind);

test('selectors select as Kubernetes says: none nothing, an empty one everything', () => {
  assert.not.ok(selects(undefined, {}));
  assert.ok(selects({}, { a: '1' }));
  assert.ok(
    selects({ matchLabels: { release: 'x' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['1'] }] }, { release: 'x', a: '1' }),
  );
  assert.not.ok(selects({ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }, { a: '1' }));
  assert.ok(selects({ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['2'] }] }, {}));
});

test('a monitor that no Prometheus looks for is found, with the value that puts it right', () => {
  const everywhere = { podMonitorNamespaceSelector: {}, ruleNamespaceSelector: {} };
  const one = prometheus({ ...everywhere, podMonitorSelector: { matchLabels: { release: 'stack' } }, ruleSelector: {} });
  const findings = checkMonitoring([one], ours, home);
  assert.equal(
    findings.map(({ kind }) => kind),
    ['broken', 'good'],
  );
  assert.match(
    shown(findings),
    /✗ monitoring +No Prometheus selects the PodMonitor.*release.*\n +fix: helm upgrade --reset-then-reuse-values --set monitoring\.podMonitor\.labels/,
  );
});

test('without a selector of namespaces a Prometheus looks into its own only, and one that does not look here does not count', () => {
  const all = { podMonitorSelector: {}, ruleSelector: {} };
  assert.equal(found(prometheus(all)), ['broken', 'broken']);
  assert.equal(found(prometheus(all, 'meldpunt-system')), ['good', 'good']);
  const watched = { matchLabels: { watched: 'true' } };
  assert.equal(
    found(prometheus({ ...all, podMonitorNamespaceSelector: watched, ruleNamespaceSelector: { matchLabels: { watched: 'no' } } })),
    ['good', 'broken'],
  );
  assert.match(
    shown(checkMonitoring([prometheus(all)], ours, home)),
    /No Prometheus looks for a PodMonitor in meldpunt-system: by podMonitorNamespaceSelector they look for nothing\.\n +fix: kubectl label namespace meldpunt-system/,
  );
});

test('without a Prometheus operator there is nothing to select, and without our objects they are missing', () => {
  assert.equal(
    checkMonitoring([], [], home).map(({ kind }) => kind),
    ['good'],
  );
  assert.equal(
    checkMonitoring([prometheus({})], [], home).map(({ kind }) => kind),
    ['broken', 'broken'],
  );
});

test.run();
