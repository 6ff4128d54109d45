import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Alert } from '../../operator/intake/alert.ts';
import { gather, type Report } from '../../operator/intake/gather.ts';
import { alert, policyOf } from './alerts.ts';

const nothingOpen = (): boolean => false;
const of = (prints: readonly string[], more: Partial<Alert> = {}): readonly Alert[] =>
  prints.map((fingerprint) => alert({ fingerprint, group: 'g', ...more }));
const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `f${n}`);
const shape = (reports: readonly Report[]) =>
  reports.map(({ fingerprint, storm, alerts }) => [storm ? 'storm' : fingerprint, alerts.length]);

test('alerts of one group are incidents of their own up to the bound of the rule, and one beyond it', () => {
  assert.is(gather({ alerts: of(numbered(10)), truncated: 0 }, undefined, nothingOpen).length, 10);
  assert.equal(shape(gather({ alerts: of(numbered(11)), truncated: 0 }, undefined, nothingOpen)), [['storm', 11]]);
  const policy = policyOf([{ match: {}, category: 'Malfunction', storm: 2 }]);
  assert.equal(shape(gather({ alerts: of(numbered(3)), truncated: 0 }, policy, nothingOpen)), [['storm', 3]]);
});

test('repetitions in one message are one incident, and no storm', () => {
  assert.equal(shape(gather({ alerts: of(Array(50).fill('same')), truncated: 0 }, undefined, nothingOpen)), [['same', 50]]);
});

test('what is resolved makes no storm', () => {
  assert.is(gather({ alerts: of(numbered(20), { state: 'resolved' }), truncated: 0 }, undefined, nothingOpen).length, 20);
});

test('two rules keep apart what one group holds together', () => {
  const policy = policyOf([{ match: { a: '1' }, category: 'Malfunction' }]);
  const alerts = [...of(numbered(11), { labels: new Map([['a', '1']]) }), ...of(numbered(11))];
  assert.equal(shape(gather({ alerts, truncated: 0 }, policy, nothingOpen)), [
    ['storm', 11],
    ['storm', 11],
  ]);
});

test('an alert with an open incident of its own keeps it, and an open storm takes all others', () => {
  const alerts = of(['own', 'other']);
  assert.equal(shape(gather({ alerts, truncated: 0 }, undefined, (_, print) => print === 'own' || print.startsWith('group-'))), [
    ['own', 1],
    ['storm', 1],
  ]);
});

test('no alert is lost or doubled, whatever the groups and rules', () => {
  const policy = policyOf([{ match: { a: '1' }, category: 'Malfunction', storm: 1 }]);
  const one = fc.record({
    print: fc.constantFrom('a', 'b', 'c', 'd'),
    group: fc.constantFrom(undefined, 'g', 'h'),
    label: fc.constantFrom('1', '2'),
    open: fc.boolean(),
  });
  void fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), (given) => {
      const alerts = given.map(({ print, group, label }) =>
        alert({ fingerprint: print, labels: new Map([['a', label]]), ...(group !== undefined && { group }) }),
      );
      const open = new Set<string>(given.filter((item) => item.open).map(({ print }) => print));
      const reports = gather({ alerts, truncated: 0 }, policy, (_, print) => open.has(print));
      assert.equal(new Set(reports.flatMap((report) => report.alerts)), new Set(alerts));
      assert.is(reports.flatMap((report) => report.alerts).length, alerts.length);
    }),
  );
});

test.run();
