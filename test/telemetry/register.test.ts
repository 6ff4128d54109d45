// Shows: L1.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentCost, IncidentPolicy } from '../../operator/api/types.gen.ts';
import type { Family } from '../../operator/telemetry/family.ts';
import { type Countable, createRegister, type Register } from '../../operator/telemetry/register.ts';
import { deadline, evidence, incident, notification } from './objects.ts';

/** A register that also keeps what was told, in order. */
const watched = (policy?: IncidentPolicy): { register: Register; told: string[] } => {
  const told: string[] = [];
  const happenings = {
    created: (category: string) => told.push(`created ${category}`),
    closed: (category: string, outcome: string) => told.push(`closed ${category} ${outcome}`),
    took: (field: string, seconds: number) => told.push(`${field} ${seconds}`),
  };
  return { register: createRegister(happenings, () => policy), told };
};

const figuresOf = (family: Family): Record<string, number> =>
  Object.fromEntries(
    [...family.cells()].map(({ labels, amount }) => [Object.values(labels).join(' '), Number(amount)] as const).toSorted(),
  );

const everything = (register: Register) => ({
  incidents: figuresOf(register.incidents),
  costs: figuresOf(register.costs),
  deadlines: figuresOf(register.deadlines),
  nearest: Object.fromEntries([...register.nearest.all()].map(({ duty, at }) => [duty, at] as const).toSorted()),
  notifications: figuresOf(register.notifications),
  evidence: figuresOf(register.evidence),
  overdue: register.overdue(),
  costsLeftOut: register.costsLeftOut(),
  unreadable: register.unreadable(),
});

const nothing = everything(watched().register);

test('an incident counts by category, severity and phase, and moves when these change', () => {
  const { register } = watched();
  register.replace(incident('a'));
  assert.equal(figuresOf(register.incidents), { 'PrivacyBreach none Reported': 1 });
  register.replace(incident('a', {}, { phase: 'Containing', severity: 'S2' }));
  register.replace(incident('b', { category: 'Malfunction' }, { phase: 'Containing', severity: 'S2' }));
  assert.equal(figuresOf(register.incidents), { 'Malfunction S2 Containing': 1, 'PrivacyBreach S2 Containing': 1 });
  register.remove('uid-a');
  register.remove('uid-a');
  assert.equal(figuresOf(register.incidents), { 'Malfunction S2 Containing': 1 });
});

test('costs are exact, reimbursements are subtracted, and corrected entries are left out', () => {
  const costs: IncidentCost[] = [
    { id: 'c1', kind: 'External', amount: '0.10', currency: 'EUR' },
    { id: 'c2', kind: 'External', amount: '0.20', currency: 'EUR' },
    { id: 'c3', kind: 'External', amount: '99.00', currency: 'EUR' },
    { id: 'c4', kind: 'External', amount: '90071992547409.93', currency: 'EUR', corrects: 'c3' },
    { id: 'c5', kind: 'Reimbursement', amount: '100.00', currency: 'EUR' },
    { id: 'c6', kind: 'External', amount: '5', currency: 'USD' },
  ];
  const { register } = watched();
  register.replace(incident('a', { costs }));
  const amounts = Object.fromEntries([...register.costs.cells()].map(({ labels, amount }) => [Object.values(labels).join(' '), amount]));
  assert.equal(amounts, {
    'PrivacyBreach External EUR': 9_007_199_254_741_023n,
    'PrivacyBreach Reimbursement EUR': -10_000n,
    'PrivacyBreach External USD': 500n,
  });
});

test('labour without an amount is reckoned at the rate of the policy, in its currency', () => {
  const policy = { spec: { rates: { currency: 'CHF', perHour: { responder: '75.00' } } } } as unknown as IncidentPolicy;
  const { register } = watched(policy);
  register.replace(incident('a', { costs: [{ id: 'c1', kind: 'Labour', role: 'responder', minutes: 90 }] }));
  assert.equal(figuresOf(register.costs), { 'PrivacyBreach Labour CHF': 11_250 });
});

test('money of more currencies than there is room for is left out and counted, never added up', () => {
  const { register } = watched();
  const currencies = Array.from({ length: 60 }, (_, index) => `X${String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26))}`);
  const costs = currencies.map((currency, index): IncidentCost => ({ id: `c${index}`, kind: 'Loss', amount: '1.00', currency }));
  register.replace(incident('a', { costs }));
  assert.is([...register.costs.cells()].length, 50);
  assert.is(register.costsLeftOut(), 10);
  assert.ok([...register.costs.cells()].every(({ labels }) => labels['currency'] !== 'other'));
  register.remove('uid-a');
  assert.equal(everything(register), nothing);
});

test('the nearest deadline is the earliest that runs, or was missed and is still asked', () => {
  const { register } = watched();
  const deadlines = [
    deadline('gdpr-authority', '2026-10-26T07:12:00Z', 'Running'),
    deadline('policy-assess', '2026-10-23T08:12:00Z', 'Missed'),
    deadline('policy-dpo', '2026-10-23T09:12:00Z', 'MetLate', { metAt: '2026-10-23T10:00:00Z' }),
    deadline('policy-ciso', '2026-10-23T09:12:00Z', 'Missed', { endedAt: '2026-10-24T10:00:00Z' }),
    deadline('gdpr-subjects', '2026-10-23T09:12:00Z', 'Waived', { endedAt: '2026-10-23T08:00:00Z' }),
  ];
  register.replace(incident('a', {}, { phase: 'Containing', deadlines }));
  register.replace(incident('b', {}, { deadlines: [deadline('gdpr-authority', '2026-10-25T07:12:00Z', 'Running')] }));
  const due = (text: string): number => Date.parse(text);
  assert.equal(everything(register).nearest, {
    'gdpr-authority': due('2026-10-25T07:12:00Z'),
    'policy-assess': due('2026-10-23T08:12:00Z'),
  });
  register.remove('uid-b');
  assert.equal(everything(register).nearest, {
    'gdpr-authority': due('2026-10-26T07:12:00Z'),
    'policy-assess': due('2026-10-23T08:12:00Z'),
  });
  assert.equal(figuresOf(register.deadlines), {
    'gdpr-authority Running': 1,
    'gdpr-subjects Waived': 1,
    'policy-assess Missed': 1,
    'policy-ciso Missed': 1,
    'policy-dpo MetLate': 1,
  });
});

test('a notification is overdue while it is late, unsent and not waived', () => {
  const { register } = watched();
  register.replace(notification('open', 'a', { phase: 'Incomplete', late: true }));
  register.replace(notification('sent', 'a', { phase: 'Sent', late: true, sentAt: '2026-10-27T00:00:00Z' }));
  register.replace(notification('waived', 'a', { phase: 'Waived', late: true }));
  register.replace(notification('early', 'a', { phase: 'Scheduled', late: false }));
  assert.is(register.overdue(), 1);
  register.replace(notification('open', 'a', { phase: 'Sent', late: true, sentAt: '2026-10-27T00:00:00Z' }));
  assert.is(register.overdue(), 0);
});

const drill: readonly Countable[] = [
  incident('drill', { drill: true, costs: [{ id: 'c1', kind: 'Loss', amount: '1.00' }] }, { phase: 'Closed', severity: 'S1' }),
  notification('drill-gdpr', 'drill', { phase: 'Incomplete', late: true }),
  evidence('drill-disk', 'drill', { phase: 'Compromised' }),
];

test('a drill and all that belongs to it is in no figure, in whatever order the objects come', () =>
  fc.assert(
    fc.property(fc.shuffledSubarray([...drill, ...drill], { minLength: 6 }), (objects) => {
      const { register, told } = watched();
      for (const object of objects) register.replace(object);
      assert.equal(everything(register), nothing);
      assert.equal(told, []);
    }),
  ));

test('an incident that takes the name of a deleted drill is in the figures', () => {
  const { register } = watched();
  for (const object of drill) register.replace(object);
  for (const object of drill) register.remove(object.metadata.uid);
  register.replace({ ...incident('drill'), metadata: { ...incident('drill').metadata, uid: 'another' } });
  assert.equal(everything(register), { ...nothing, incidents: { 'PrivacyBreach none Reported': 1 } });
});

test('an object that breaks the figures is counted as unreadable, adds nothing, and comes back once it is mended', () => {
  const { register } = watched();
  const broken = incident('a', { costs: [{ id: 'c1', kind: 'Loss', amount: 'ten' }] }, { phase: 'Containing' });
  register.replace(incident('b'));
  register.replace(broken);
  register.replace(broken);
  assert.equal(everything(register), { ...nothing, incidents: { 'PrivacyBreach none Reported': 1 }, unreadable: 1 });
  register.replace(incident('a'));
  assert.equal(everything(register), { ...nothing, incidents: { 'PrivacyBreach none Reported': 2 } });
});

test('what happens before the eyes of the process is told once; what was there before is not', () => {
  const { register, told } = watched();
  register.replace(incident('old', {}, { phase: 'Closed', durations: { toReportSeconds: 60 } }));
  register.replace(incident('handled', {}, { phase: 'Containing', durations: { toReportSeconds: 60 } }));
  assert.equal(told, []);
  register.replace(incident('new'));
  register.replace(incident('new'));
  register.replace(incident('new', {}, { phase: 'Reported', durations: { toReportSeconds: 90 } }));
  register.replace(incident('new', {}, { phase: 'Dismissed', durations: { toReportSeconds: 90, toAssessSeconds: 30 } }));
  register.replace(incident('new', {}, { phase: 'Dismissed', durations: { toReportSeconds: 91, toAssessSeconds: 30 } }));
  register.replace(incident('handled', {}, { phase: 'Closed', durations: { toReportSeconds: 60, toContainSeconds: 600 } }));
  register.replace(incident('old', {}, { phase: 'Reviewing', durations: { toReportSeconds: 60 } }));
  register.replace(incident('old', {}, { phase: 'Closed', durations: { toReportSeconds: 60 } }));
  assert.equal(told, [
    'created PrivacyBreach',
    'toReportSeconds 90',
    'closed PrivacyBreach Dismissed',
    'toAssessSeconds 30',
    'closed PrivacyBreach Closed',
    'toContainSeconds 600',
    'closed PrivacyBreach Closed',
  ]);
});

const phases = ['Reported', 'Containing', 'Closed', 'Dismissed'] as const;
const states = ['Running', 'Missed', 'Met'] as const;
const anyCost = fc.record({
  id: fc.constantFrom('c1', 'c2', 'c3'),
  kind: fc.constantFrom('Loss' as const, 'Reimbursement' as const),
  amount: fc.nat({ max: 10_000 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`),
  currency: fc.constantFrom('EUR', 'USD'),
});
const anyIncident = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    category: fc.constantFrom('PrivacyBreach' as const, 'Malfunction' as const),
    severity: fc.constantFrom('S1', 'S2', 'S3'),
    phase: fc.constantFrom(...phases),
    costs: fc.uniqueArray(anyCost, { selector: ({ id }) => id, maxLength: 3 }),
    deadlines: fc.array(fc.record({ duty: fc.constantFrom('x', 'y'), hours: fc.nat({ max: 99 }), state: fc.constantFrom(...states) }), {
      maxLength: 4,
    }),
  })
  .map(({ name, category, severity, phase, costs, deadlines }) =>
    incident(
      name,
      { category, costs },
      {
        phase,
        severity,
        deadlines: deadlines.map(({ duty, hours, state }) => deadline(duty, new Date(hours * 3_600_000).toISOString(), state)),
      },
    ),
  );
const step = fc.record({ object: anyIncident, removes: fc.boolean() });

test('after any history, the figures are those of what is in the register now', () =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (history) => {
      const { register } = watched();
      const now = new Map<string, Countable>();
      for (const { object, removes } of history) {
        const { uid } = object.metadata;
        if (removes) {
          register.remove(uid);
          now.delete(uid);
        } else {
          register.replace(object);
          now.set(uid, object);
        }
      }
      const fresh = watched().register;
      for (const object of now.values()) fresh.replace(object);
      assert.equal(everything(register), everything(fresh));
    }),
  ));

test.run();
