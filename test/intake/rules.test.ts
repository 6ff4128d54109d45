import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulingFor } from '../../operator/intake/rules.ts';
import { alert, policyOf } from './alerts.ts';

const labels = (given: Readonly<Record<string, string>>) => alert({ labels: new Map(Object.entries(given)) });

test('without a policy an alert is a report without a category', () => {
  assert.equal(rulingFor(alert(), undefined), { index: -1, threshold: 1, storm: 10 });
});

test('the first rule counts of which all labels are exactly as said', () => {
  const policy = policyOf([
    { match: { team: 'security', severity: 'critical' }, category: 'AccessViolation' },
    { match: { team: 'security' }, category: 'HumanError' },
    { match: {}, category: 'Malfunction' },
  ]);
  const categories = [{ team: 'security', severity: 'critical' }, { team: 'security', severity: 'crit' }, { team: 'Security' }, {}].map(
    (given) => rulingFor(labels(given), policy).category,
  );
  assert.equal(categories, ['AccessViolation', 'HumanError', 'Malfunction', 'Malfunction']);
});

test('what the rule says comes before what the alert says', () => {
  const policy = policyOf([
    {
      match: {},
      category: 'Malfunction',
      asset: 'mail',
      department: 'pensions',
      playbook: 'outage',
      severity: 'page',
      dedupe: 'PT1H',
      threshold: 3,
      storm: 5,
    },
  ]);
  assert.equal(rulingFor({ ...labels({ asset: 'web', department: 'ict' }), severity: 'critical' }, policy), {
    index: 0,
    category: 'Malfunction',
    asset: 'mail',
    department: 'pensions',
    playbook: 'outage',
    severity: 'page',
    dedupe: 'PT1H',
    threshold: 3,
    storm: 5,
  });
});

test('a label is a department only where the policy knows it', () => {
  const policy = policyOf([{ match: {}, category: 'Malfunction' }]);
  assert.is(rulingFor(labels({ department: 'ict', asset: 'web' }), policy).department, 'ict');
  assert.is(rulingFor(labels({ department: 'somewhere' }), policy).department, undefined);
  assert.is(rulingFor(labels({ asset: 'web' }), policy).asset, 'web');
});

test.run();
