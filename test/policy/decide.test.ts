import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPolicy, ReportingRegime } from '../../operator/api/types.gen.ts';
import { calendarOf } from '../../operator/deadline/calendar.ts';
import { digest } from '../../operator/journal/canonical.ts';
import { policyCalendar } from '../../operator/policy/calendar.ts';
import { decidePolicy, decideRegime } from '../../operator/policy/decide.ts';
import { compileRegime, inForce, regimesOf } from '../../operator/policy/regime.ts';
import { at, classification, duty, epoch, policy, regime, shipped } from '../build.ts';

const conditions = (
  status:
    | {
        readonly conditions?: readonly {
          readonly type: string;
          readonly status: string;
          readonly reason: string;
          readonly message: string;
        }[];
      }
    | undefined,
) => (status?.conditions ?? []).map(({ type, status: state, reason, message }) => `${type} ${state} ${reason}: ${message}`);
const ruled = (of: ReportingRegime) => conditions(decideRegime(of, at(1)).status);

test('the regimes of the chart are usable', () => {
  assert.equal(
    ['gdpr', 'policy', 'nis2', 'dora'].map((name) => ruled(shipped(name))),
    [
      ['Ready True Reconciled: 4 duties, valid from 2018-05-25.'],
      ['Ready True Reconciled: 13 duties, valid from 2017-03-07.'],
      ['Ready True Reconciled: 6 duties, valid from 2024-10-18.'],
      ['Ready True Reconciled: 4 duties, valid from 2025-01-17.'],
    ],
  );
  assert.equal(ruled(regime([duty()])), ['Ready True Reconciled: 1 duties, valid from the beginning.']);
});

const wrong: readonly (readonly [string, Parameters<typeof duty>[0], string])[] = [
  ['an expression that is none', { when: 'incident.' }, '.spec.duties[1].when: '],
  ['a field that does not exist', { from: 'incident.reprot.establishedAt' }, '.spec.duties[1].from: incident has no field reprot'],
  ['a condition that is no truth', { when: '1' }, '.spec.duties[1].when: gives int, expected bool'],
  ['a duration that is none', { within: 'P1W2M' }, '.spec.duties[1].within: '],
  ['a mark without a fixed length', { warnBefore: ['PT1H', 'P1M'] }, '.spec.duties[1].warnBefore[1]: P1M has no fixed length'],
];

for (const [what, changes, place] of wrong) {
  test(`${what} stalls its regime at the very field`, () => {
    const [stalled, ready] = ruled(regime([duty({ name: 'sound' }), duty(changes)]));
    assert.ok(stalled?.startsWith(`Stalled True ExpressionRefused: ${place}`), stalled);
    assert.ok(ready?.startsWith(`Ready False ExpressionRefused: ${place}`), ready);
  });
}

test('a regime that stalls recovers once it is mended', () => {
  const broken = { ...regime([duty({ when: 'x' })]), status: decideRegime(regime([duty({ when: 'x' })]), at(1)).status };
  const mended = decideRegime({ ...broken, spec: { ...broken.spec, duties: [duty()] } }, at(2)).status;
  assert.equal(
    mended?.conditions?.map(({ type, lastTransitionTime }) => [type, lastTransitionTime]),
    [['Ready', at(2)]],
  );
});

test('the duties beside a wrong one can be evaluated, the wrong one fails with its place', () => {
  const { regime: compiled } = compileRegime(regime([duty({ name: 'sound' }), duty({ when: 'x' })]));
  const vars = { incident: {}, awareAt: null, risk: 'Risk', entity: {}, sent: {}, facts: { establishedAt: epoch } };
  const [sound, bad] = compiled.duties.map(({ evaluate }) => evaluate(vars));
  assert.equal(sound, { ok: true, value: { applies: true, from: epoch, cap: undefined, metAt: undefined, relieved: false } });
  assert.is(bad?.ok === false && bad.path, '.spec.duties[1].when');
});

test('the regimes that count are those that the policy names, by name, or all', () => {
  const all = [shipped('policy'), shipped('gdpr'), shipped('nis2')];
  const names = (named?: readonly string[]) => regimesOf(all, named).map(({ name }) => name);
  assert.equal(
    [names(['policy', 'gdpr', 'none']), names()],
    [
      ['gdpr', 'policy'],
      ['gdpr', 'nis2', 'policy'],
    ],
  );
});

test('a version of a regime is compiled once', () => assert.is(compileRegime(shippedOnce).regime, compileRegime(shippedOnce).regime));
const shippedOnce = shipped('gdpr');

const brussels = calendarOf('Europe/Brussels', []);
const days = regimesOf(
  [regime([duty()], { validFrom: '2026-03-29', validUntil: '2026-10-25' }, 'summer'), regime([duty()], {}, 'always')],
  undefined,
);

const validity: readonly (readonly [string, readonly string[]])[] = [
  ['2026-03-28T22:59:59Z', ['always']],
  ['2026-03-28T23:00:00Z', ['always', 'summer']],
  ['2026-03-29T00:30:00+02:00', ['always']],
  ['2026-10-25T22:59:59.999Z', ['always', 'summer']],
  ['2026-10-25T23:00:00Z', ['always']],
  ['2026-10-26T03:00:00+05:00', ['always', 'summer']],
  ['not a moment', ['always', 'summer']],
];

for (const [instant, expected] of validity) {
  test(`at ${instant} these are in force in Brussels: ${expected.join(', ')}`, () => {
    assert.ok(brussels.ok);
    assert.equal(
      inForce(days, instant, brussels.value).map(({ name }) => name),
      expected,
    );
  });
}

const organisation = (changes: Partial<IncidentPolicy['spec']>, generation = 1) => policy(changes, generation);

test('a policy in force shows the scale by its digest, and that nobody approved it', () => {
  const { status } = decidePolicy(organisation({}, 3), at(1));
  assert.equal(conditions(status), [
    'Ready True Reconciled: The policy is in force.',
    'Approved False NotApproved: Nobody has approved this scale: fill in spec.approvedBy and spec.approvedAt.',
  ]);
  assert.equal(status.scale, { generation: 3, digest: digest(classification) });
  const approved = decidePolicy(organisation({ version: '2026.1', approvedBy: 'a.verbeke' }), at(1)).status;
  assert.is(conditions(approved)[1], 'Approved True Approved: Version 2026.1 was approved.');
});

test('the scale keeps the generation that brought it, until it is another one', () => {
  const scale = { generation: 2, digest: digest(classification) };
  assert.equal(decidePolicy({ ...organisation({ version: 'x' }, 5), status: { scale } }, at(1)).status.scale, scale);
  const other = { ...classification, combine: 'Sum' as const };
  assert.equal(decidePolicy({ ...organisation({ classification: other }, 6), status: { scale } }, at(1)).status.scale, {
    generation: 6,
    digest: digest(other),
  });
});

test('a policy with an unknown zone or an impossible holiday stalls, and days end where they end in UTC meanwhile', () => {
  const stalled = (changes: Partial<IncidentPolicy['spec']>) =>
    conditions(decidePolicy(organisation(changes), at(1)).status).map((line) => line.split(':')[0]);
  assert.equal(stalled({ timezone: 'Europe/Brussel' }), ['Stalled True CalendarRefused', 'Ready False CalendarRefused']);
  assert.equal(stalled({ holidays: ['2026-02-30'] }), ['Stalled True CalendarRefused', 'Ready False CalendarRefused']);
  assert.equal(
    [policyCalendar(organisation({ timezone: 'Europe/Brussel' })), policyCalendar(undefined)].map(({ timezone }) => timezone),
    ['UTC', 'UTC'],
  );
  assert.is(policyCalendar(organisation({})).timezone, 'Europe/Brussels');
});

test('deciding again changes nothing on a regime and a policy', () => {
  const law = shipped('gdpr');
  const first = decideRegime(law, at(1));
  assert.equal(decideRegime({ ...law, status: first.status }, at(2)), first);
  const own = decidePolicy(organisation({}), at(1));
  assert.equal(decidePolicy({ ...organisation({}), status: own.status }, at(2)), own);
});

test.run();
