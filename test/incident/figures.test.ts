import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentCost, IncidentReport, IncidentSpec } from '../../operator/api/types.gen.ts';
import { amountOf, cents, costOf } from '../../operator/incident/cost.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { openQuestions } from '../../operator/incident/questions.ts';
import { assessment, at, epoch, evidence, incident, notification, observed, policy } from '../build.ts';

const silent: IncidentReport = { what: 'A laptop is gone.', establishedAt: epoch };
const open = (spec: Omit<Partial<IncidentSpec>, 'report'> & { readonly report?: Partial<IncidentReport> }) =>
  openQuestions({ title: 'Laptop', ...spec, report: { ...silent, ...spec.report } });
const six = ['establishedBy', 'occurredAt', 'cause', 'howEstablished', 'affected', 'impact'];
const answer = (question: 'cause' | 'impact', changes = {}) => ({
  id: question,
  at: at(1),
  by: 'h.desk',
  question,
  value: 'Theft',
  ...changes,
});

test('what the report does not say is an open question, and silence is no answer', () => {
  assert.equal(open({}), six);
  assert.equal(open({ report: { affected: [], cause: '' } }), six);
});

test('an answer in the report, a later one, and "not known" each close a question', () => {
  assert.equal(open({ report: { cause: 'Theft', affected: ['laptop 4711'] } }), [
    'establishedBy',
    'occurredAt',
    'howEstablished',
    'impact',
  ]);
  assert.equal(open({ report: { unknown: ['cause', 'impact'] } }), ['establishedBy', 'occurredAt', 'howEstablished', 'affected']);
  assert.equal(open({ answers: [answer('cause'), answer('impact')] }), ['establishedBy', 'occurredAt', 'howEstablished', 'affected']);
});

test('an answer that was corrected away leaves the question open unless the correction answers it', () => {
  assert.equal(open({ answers: [answer('cause'), answer('impact', { corrects: 'cause' })] }), [
    'establishedBy',
    'occurredAt',
    'cause',
    'howEstablished',
    'affected',
  ]);
});

test('the report of a machine has no open question', () => {
  assert.equal(open({ source: { system: 'alertmanager' } }), []);
});

const cost = (id: string, changes: Partial<IncidentCost>): IncidentCost => ({
  id,
  at: at(1),
  by: 'c.peeters',
  kind: 'External',
  ...changes,
});
const total = (costs: readonly IncidentCost[], organisation: Parameters<typeof costOf>[1] = policy()) =>
  costOf(incident({ costs }).spec, organisation);
const euros = (amount: string, estimate = false) => ({ total: amount, currency: 'EUR', estimate });

const sums: readonly (readonly [string, readonly IncidentCost[], ReturnType<typeof total>])[] = [
  ['no costs give no total', [], undefined],
  [
    'amounts are added to the cent',
    [cost('c1', { amount: '0.10' }), cost('c2', { amount: '0.2' }), cost('c3', { amount: '7' })],
    euros('7.30'),
  ],
  [
    'a reimbursement is subtracted',
    [cost('c1', { amount: '100.00' }), cost('c2', { kind: 'Reimbursement', amount: '150.05' })],
    euros('-50.05'),
  ],
  ['labour is minutes at the rate of the role', [cost('c1', { kind: 'Labour', role: 'responder', minutes: 90 })], euros('112.50')],
  [
    'half a cent is rounded up',
    [cost('c1', { kind: 'Labour', role: 'responder', minutes: 1 }), cost('c2', { amount: '0.00' })],
    euros('1.25'),
  ],
  ['an amount goes before the rate', [cost('c1', { kind: 'Labour', role: 'responder', minutes: 90, amount: '10.00' })], euros('10.00')],
  ['labour of a role without a rate adds nothing', [cost('c1', { kind: 'Labour', role: 'director', minutes: 90 })], euros('0.00')],
  [
    'another currency has no rate and is left out',
    [cost('c1', { amount: '10.00' }), cost('c2', { amount: '99.00', currency: 'USD' })],
    euros('10.00'),
  ],
  [
    'an estimate makes the total one',
    [cost('c1', { amount: '10.00' }), cost('c2', { amount: '5.00', estimate: true })],
    euros('15.00', true),
  ],
  [
    'an estimate that was corrected by what it came to does not',
    [cost('c1', { amount: '10.00', estimate: true }), cost('c2', { amount: '12.00', corrects: 'c1' })],
    euros('12.00'),
  ],
  [
    'the largest amount that is accepted is exact',
    [cost('c1', { amount: '999999999999.99' }), cost('c2', { amount: '0.01' })],
    euros('1000000000000.00'),
  ],
];

for (const [what, costs, expected] of sums) test(what, () => assert.equal(total(costs), expected));

test('a third of a cent is rounded down, and half a cent up', () => {
  const rate = (perHour: string, minutes: number) =>
    total([cost('c1', { kind: 'Labour', role: 'r', minutes })], policy({ rates: { currency: 'EUR', perHour: { r: perHour } } }))?.total;
  assert.equal([rate('0.20', 1), rate('0.30', 1), rate('0.29', 1), rate('100.00', 1)], ['0.00', '0.01', '0.00', '1.67']);
});

test('without a policy the first cost names the currency', () => {
  const { rates: _, ...spec } = policy().spec;
  const unrated = { ...policy(), spec };
  const costs = [cost('c2', { at: at(2), amount: '5.00' }), cost('c1', { amount: '10.00', currency: 'CHF' })];
  assert.equal(total(costs, unrated), { total: '15.00', currency: 'CHF', estimate: false });
});

test('writing an amount and reading it back is exact', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (value) => assert.is(cents(amountOf(value)), value)));
});

test('durations are in whole seconds from the facts, and one that is not known is absent', () => {
  const spec = {
    personalDataCheck: 'NotFound' as const,
    report: { ...incident().spec.report, reportedAt: at(0.5) },
    assessments: [assessment()],
    milestones: [{ id: 'm1', at: '2026-10-23T09:12:59.999Z', by: 'c.peeters', reached: 'Contained' as const }],
  };
  assert.equal(decideIncident(observed(spec), at(3)).status.durations, {
    toReportSeconds: 1800,
    toAssessSeconds: 1800,
    toContainSeconds: 7259,
  });
  assert.equal(decideIncident(observed(), at(3)).status.durations, { toReportSeconds: 0 });
});

test('the first assessment of all is what is measured, also after a reopening', () => {
  const spec = {
    assessments: [assessment({ verdict: 'Event' }), assessment({ id: 'a2', at: at(100) })],
    reopenings: [{ id: 'o1', at: at(50), by: 's.wouters', reason: 'Again.' }],
    personalDataCheck: 'NotFound' as const,
  };
  assert.is(decideIncident(observed(spec), at(101)).status.durations?.toAssessSeconds, 3600);
});

test('a moment before the facts were established is no negative duration', () => {
  assert.is(decideIncident(observed({ assessments: [assessment({ at: at(-5) })] }), at(3)).status.durations?.toAssessSeconds, 0);
});

test('the overviews count evidence and notifications as they stand', () => {
  const around = {
    evidence: [
      evidence({}, { verified: { at: at(4), result: 'Match' } }),
      evidence({}, { verified: { at: at(4), result: 'Unreadable' } }, 'evi-2'),
      evidence({}, { phase: 'Compromised' }, 'evi-3'),
      evidence({ crossesBoundary: true }, { phase: 'Quarantined', accepted: false }, 'evi-4'),
      evidence({ crossesBoundary: true }, { phase: 'Preserved', accepted: true }, 'evi-5'),
    ],
    notifications: [
      notification({}, { phase: 'Sent', sentAt: at(2), dueAt: at(1) }),
      notification({}, { phase: 'Waived' }, 'note-2'),
      notification({}, { phase: 'Incomplete', dueAt: at(2) }, 'note-3'),
      notification({}, { phase: 'Incomplete', dueAt: at(9) }, 'note-4'),
      notification({}, undefined, 'note-5'),
    ],
  };
  const { status } = decideIncident(observed({}, around), at(5));
  assert.equal(status.evidence, { items: 5, verified: 1, intact: false, quarantined: 1 });
  assert.equal(status.notifications, { due: 3, sent: 1, overdue: 1 });
});

test('the occurrences that a machine counted stay', () => {
  const occurrences = { count: 3, firstSeen: at(0), lastSeen: at(2) };
  const { incident: reported } = observed({ source: { system: 'alertmanager' } });
  assert.equal(decideIncident(observed({}, { incident: { ...reported, status: { occurrences } } }), at(3)).status.occurrences, occurrences);
});

test.run();
