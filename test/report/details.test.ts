// What a year at random does not bring about: each rule of the figures at its edge.
// Shows: L1, L3.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentSpec, IncidentStatus } from '../../operator/api/types.gen.ts';
import { spreadOf } from '../../operator/report/counts.ts';
import { type Figures, figuresOf } from '../../operator/report/figures.ts';
import { parsePeriod } from '../../operator/report/period.ts';
import { at, breach, incident, notification, policy, weakness } from '../build.ts';

const october = parsePeriod('2026-10', 'Europe/Brussels');
if (!october.ok) throw new Error(october.message);
const { period } = october;
const now = at(24);

const of = (spec: Partial<IncidentSpec>, status: IncidentStatus = {}, name?: string): Incident => incident(spec, status, name);

const figures = (incidents: readonly Incident[], around: Partial<Parameters<typeof figuresOf>[0]> = {}): Figures =>
  figuresOf({ incidents, notifications: [], weaknesses: [], ...around }, policy(), period, now);

test('the middle of an even number lies between two, and the ninth of ten is one that was measured', () => {
  assert.equal(spreadOf([1, undefined, 4, 2, 3]), { n: 4, unknown: 1, median: 2.5, p90: 4, longest: 4 });
  assert.equal(spreadOf([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]).p90, 90);
  assert.equal(spreadOf([7]), { n: 1, unknown: 0, median: 7, p90: 7, longest: 7 });
});

test('a correction takes the place of a cost, other money is told apart, and what has no price or date is told too', () => {
  const by = 'h.desk';
  const { costs } = figures([
    of({
      costs: [
        { id: 'c1', at: at(1), by, kind: 'Loss', amount: '0.10' },
        { id: 'c2', at: at(2), by, kind: 'Loss', amount: '0.20', estimate: true },
        { id: 'c3', at: at(3), by, kind: 'External', amount: '900.00' },
        { id: 'c4', at: at(4), by, kind: 'External', amount: '1000.00', corrects: 'c3' },
        { id: 'c5', at: at(5), by, kind: 'Reimbursement', amount: '400.05' },
        { id: 'c6', at: at(6), by, kind: 'Loss', amount: '5.00', currency: 'CHF' },
        { id: 'c7', at: at(7), by, kind: 'Labour', role: 'nobody', minutes: 60 },
        { id: 'c8', by, kind: 'Loss', amount: '7.00' },
        { id: 'c9', at: at(9), by, kind: 'Labour', role: 'responder', minutes: 1 },
        { id: 'c11', at: at(9), by, kind: 'Loss', amount: '2.00', estimate: true },
        { id: 'c12', at: at(9), by, kind: 'Loss', amount: '1.50', corrects: 'c11' },
        { id: 'c13', at: at(9), by, kind: 'Loss', amount: '2.00', currency: 'CHF', estimate: true },
        { id: 'c14', at: at(9), by, kind: 'Loss', amount: '1.00', corrects: 'c13' },
        { id: 'c10', at: '2026-11-01T00:00:00+01:00', by, kind: 'Loss', amount: '1000000.00' },
      ],
    }),
  ]);
  const all = { total: '604.00', estimated: '0.20', recovered: '400.05' };
  const kind = (of: string, total: string, estimated = '0.00', recovered = '0.00') => ({ of, total, estimated, recovered });
  assert.equal(costs, {
    currency: 'EUR',
    entries: 7,
    ...all,
    byKind: [
      kind('External', '1000.00'),
      kind('Loss', '2.80', '0.20'),
      kind('Labour', '1.25'),
      kind('Reimbursement', '-400.05', '0.00', '400.05'),
    ],
    byCategory: [{ of: 'HumanError', ...all }],
    byDepartment: [{ of: 'pensions', ...all }],
    byMonth: [{ of: '2026-10', ...all }],
    byIncident: [{ namespace: 'security', incident: 'inc-1', ...all }],
    settled: { n: 1, estimated: '2.00', actual: '1.50', difference: '-0.50', unknown: 1 },
    foreign: [{ currency: 'CHF', n: 1, total: '5.00' }],
    unpriced: 1,
    undated: 1,
  });
});

const states = ['Met', 'MetLate', 'Missed', 'Waived', 'Superseded', 'Running'] as const;

test('a clock that ran out while the operator was away is missed, and each state has its own column', () => {
  const deadlines = states.map((state, index) => ({
    name: 'gdpr-authority',
    regime: 'gdpr',
    clause: 'art. 33(1)',
    from: at(0),
    dueAt: at(index),
    state,
    ...(state === 'MetLate' ? { metAt: at(3) } : {}),
    notification: `n${index}`,
  }));
  const running = { name: 'gdpr-authority', regime: 'gdpr', from: at(0), dueAt: at(25), state: 'Running' as const };
  const { duties } = figures(
    [of({ delays: [{ id: 'd1', at: at(9), by: 'x', deadline: 'other', reason: 'r' }] }, { deadlines: [...deadlines, running] })],
    {
      notifications: [notification({ delayJustification: 'The portal was down.' }, undefined, 'n1')],
    },
  );
  assert.equal(duties.byDuty, [
    {
      duty: 'gdpr-authority',
      regime: 'gdpr',
      clause: 'art. 33(1)',
      due: 7,
      inTime: 1,
      late: 1,
      missed: 2,
      waived: 1,
      superseded: 1,
      running: 1,
    },
  ]);
  const late = { namespace: 'security', incident: 'inc-1', duty: 'gdpr-authority', notice: true };
  assert.equal(duties.late, [
    { ...late, dueAt: at(2), metAt: null, seconds: null, explained: false },
    { ...late, dueAt: at(5), metAt: null, seconds: null, explained: false },
    { ...late, dueAt: at(1), metAt: at(3), seconds: 7200, explained: true },
  ]);
});

test('a delay that was explained on the record is explained', () => {
  const deadlines = [{ name: 'policy-assess', regime: 'policy', from: at(0), dueAt: at(1), state: 'Missed' as const }];
  const spec = { delays: [{ id: 'd1', at: at(9), by: 'x', deadline: 'policy-assess', reason: 'Nobody was on duty.' }] };
  assert.equal(
    figures([of(spec, { deadlines })]).duties.late.map(({ explained, notice }) => [explained, notice]),
    [[true, false]],
  );
});

test('the lessons of a review that management returned are none, until it is approved', () => {
  const by = 'c.peeters';
  const lessons = [{ id: 'l1', text: 'Encrypt\nexports', owner: 'd.maes', dueAt: at(20) }];
  const review = { id: 'r1', at: at(10), by, rootCause: 'x', lessons };
  const approval = (id: string, hours: number, decision: 'Approve' | 'Return') =>
    ({ id, at: at(hours), by: 'a.verbeke', subject: 'Lessons', decision, of: 'r1' }) as const;
  const returned = figures([of({ review: [review], approvals: [approval('p1', 11, 'Return')] })]);
  assert.equal([returned.learning.lessons.drawn, returned.learning.lessons.list], [0, []]);
  const approved = figures([of({ review: [review], approvals: [approval('p1', 11, 'Return'), approval('p2', 12, 'Approve')] })]);
  assert.equal(approved.learning.lessons, {
    drawn: 1,
    approved: 1,
    done: 0,
    dropped: 0,
    open: 1,
    overdue: 1,
    list: [
      {
        namespace: 'security',
        incident: 'inc-1',
        lesson: 'r1/l1',
        text: 'Encrypt exports',
        owner: 'd.maes',
        dueAt: at(20),
        overdue: true,
        approved: true,
      },
    ],
  });
});

test('root causes that are spelled differently are one, by the spelling that most of them have, and those of RED records are withheld', () => {
  const caused = (name: string, rootCause: string | undefined, changes: Partial<IncidentSpec> = {}): Incident =>
    of(
      { ...(rootCause === undefined ? {} : { review: [{ id: 'r1', at: at(5), by: 'x', rootCause }] }), ...changes },
      { verdict: 'Incident' },
      name,
    );
  const { learning } = figures([
    caused('i1', 'no second reader'),
    caused('i2', 'No  second\nreader'),
    caused('i3', 'No second reader '),
    caused('i4', 'The director did it', { tlp: 'RED' }),
    caused('i5', undefined),
  ]);
  assert.equal(learning.rootCauses, [
    { of: 'No second reader', n: 3 },
    { of: 'TLP:RED', n: 1 },
    { of: null, n: 1 },
  ]);
});

test('a control was adequate or not at each time, and the latest judgement is told', () => {
  const reviewed = (id: string, hours: number, adequate: boolean, change?: string) => ({
    id,
    at: at(hours),
    by: 'x',
    rootCause: 'x',
    controls: [{ control: ' 8.24  Cryptography', adequate, ...(change === undefined ? {} : { change }) }],
  });
  const { controls } = figures([of({ review: [reviewed('r2', 6, true), reviewed('r1', 5, false, 'Encrypt all.')] })]).learning;
  assert.equal(controls, [{ control: '8.24 Cryptography', adequate: 1, inadequate: 1, adequateAtLast: true, changes: ['Encrypt all.'] }]);
});

test('what the controller decided to be no breach on the advice of the DPO is none', () => {
  const advices = [{ id: 'v1', at: at(2), by: 'p.lambert', on: 'NoBreach' as const, advice: 'None.' }];
  const decisions = [{ id: 'd1', at: at(3), by: 'r.leclercq', noBreach: true as const, advice: 'v1' }];
  assert.is(figures([of({ personalData: breach({ advices, decisions }) })]).volumes.breaches, 0);
  assert.is(figures([of({ personalData: breach({ decisions }) })]).volumes.breaches, 1, 'without the advice it counts');
});

test('a record that the operator has not seen yet is undecided, open and of unknown duration', () => {
  const { status: _, ...unseen } = incident();
  const { volumes, times } = figures([unseen]);
  assert.equal([volumes.reports, volumes.undecided, volumes.open, times.toReport.unknown], [1, 1, 1, 1]);
});

test('weaknesses count by when they were reported, and the open ones of all', () => {
  const { weaknesses } = figures([], {
    weaknesses: [
      weakness({}, { phase: 'Remedied' }),
      weakness({}, { phase: 'Remedying', dueAt: at(20) }, 'w2'),
      weakness({ report: { at: '2026-11-02T00:00:00Z' } }, { phase: 'Reported' }, 'w3'),
    ],
  });
  assert.equal(weaknesses, {
    reported: 2,
    byPhase: [
      { of: 'Remedied', n: 1 },
      { of: 'Remedying', n: 1 },
    ],
    open: 2,
    overdue: 1,
  });
});

test.run();
