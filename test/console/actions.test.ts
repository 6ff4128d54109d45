// What is done to an incident from a page: what is offered, what is refused before it is sent, and the patch that is sent.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident } from '../../operator/api/types.gen.ts';
import { validate } from '../../operator/api/validate.ts';
import type { Action } from '../../operator/console/actions/action.ts';
import { patchOf } from '../../operator/console/actions/apply.ts';
import { awaiting } from '../../operator/console/actions/assess.ts';
import { actionNamed, actions, actionsFor } from '../../operator/console/actions/catalogue.ts';
import { periodsBefore } from '../../operator/console/pages/statistics.ts';
import { rightsIn } from '../../operator/console/rights.ts';
import { wordsIn } from '../../operator/console/words/catalogue.ts';
import { reportedIncident } from './support/asked.ts';
import { caseInCourse, scaledPolicy } from './support/case.ts';

const named = (name: string): Action => {
  const action = actionNamed(name);
  if (action === undefined) throw new Error(name);
  return action;
};

const read = (name: string, incident: Incident, fields: Readonly<Record<string, string>>) =>
  named(name).read(
    { incident, policy: scaledPolicy(), words: wordsIn('en'), now: '2026-10-23T08:00:00Z' },
    (field) => fields[field] ?? '',
    'h.desk',
  );

const reported = reportedIncident();
const inCourse = caseInCourse();

const everything: Readonly<Record<string, readonly [Incident, Readonly<Record<string, string>>, object | undefined, object?]>> = {
  accept: [
    reported,
    {
      title: 'A letter',
      category: 'PrivacyBreach',
      department: 'pensions',
      check: 'Found',
      'rating-activities': 'Low',
      'rating-data': 'High',
      reasons: 'r',
      refer: 'DPO',
    },
    { verdict: 'Incident', ratings: { activities: 'Low', data: 'High' }, reasons: 'r', refer: 'DPO' },
    { title: 'A letter', category: 'PrivacyBreach', department: 'pensions', personalDataCheck: 'Found' },
  ],
  decline: [reported, { verdict: 'FalsePositive', reasons: 'r' }, { verdict: 'FalsePositive', reasons: 'r' }],
  merge: [reported, { duplicateOf: 'lost-laptop', reasons: 'r' }, { verdict: 'Duplicate', duplicateOf: 'lost-laptop', reasons: 'r' }],
  confirm: [
    inCourse,
    { confirms: 'a1', verdict: 'Incident', 'rating-activities': 'Low', 'rating-data': 'None', reasons: 'r' },
    { confirms: 'a1', verdict: 'Incident', ratings: { activities: 'Low', data: 'None' }, reasons: 'r' },
  ],
  breach: [
    reported,
    {
      role: 'Controller',
      awareAt: '2026-10-23T09:12',
      basis: 'b',
      'kind-Confidentiality': 'x',
      'kind-Availability': 'x',
      cause: 'Loss',
      consequences: 'c',
    },
    undefined,
    {
      personalDataCheck: 'Found',
      personalData: {
        role: 'Controller',
        awareAt: '2026-10-23T09:12:00+02:00',
        awareBy: 'h.desk',
        awareBasis: 'b',
        kinds: ['Confidentiality', 'Availability'],
        cause: 'Loss',
        consequences: 'c',
      },
    },
  ],
  appoint: [reported, { leader: 'c.peeters', reason: 'r' }, { leader: 'c.peeters', reason: 'r' }],
  record: [inCourse, { kind: 'Contain', what: 'w', why: 'y' }, { kind: 'Contain', what: 'w', why: 'y' }],
  milestone: [inCourse, { reached: 'Contained', comment: 'c' }, { reached: 'Contained', note: 'c' }],
  advise: [inCourse, { on: 'Risk', advice: 'High.', reasons: '' }, { on: 'Risk', advice: 'High.' }],
  decide: [inCourse, { risk: 'High', advice: 'ad1', reasons: 'r' }, { risk: 'High', advice: 'ad1', reasons: 'r' }],
  approve: [inCourse, { of: 'r1', decision: 'Approve', comment: '' }, { subject: 'Lessons', decision: 'Approve', of: 'r1' }],
  close: [inCourse, { summary: 's' }, { summary: 's' }],
};

for (const { name, prefix } of actions) {
  test(`${name}: what was typed becomes one entry that the schema takes`, () => {
    const [incident, fields, entry, set] = everything[name] ?? [reported, {}, {}];
    const outcome = read(name, incident, fields);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    assert.equal(outcome.change.add?.entry, entry);
    assert.equal(outcome.change.set, set);
    const stamp = { id: `${prefix}-0123456789ab`, at: '2026-10-23T08:00:00Z', by: 'h.desk' };
    assert.equal(patchOf(incident, outcome.change, stamp).at(-1)?.op, 'add');
    const spec = { ...reportedIncident().spec, ...set } as Record<string, unknown>;
    const { add } = outcome.change;
    const [first = '', second] = add?.list ?? [];
    if (add !== undefined) {
      const list = [{ ...stamp, ...add.entry }];
      spec[first] = second === undefined ? list : { ...(first === 'personalData' ? { role: 'Controller' } : {}), [second]: list };
    }
    const checked = validate('Incident', { ...reportedIncident(), spec });
    const wrong = checked.ok ? [] : checked.problems.filter(({ path }) => path.includes(second ?? first));
    assert.equal(wrong, []);
  });

  test(`${name}: nothing at all is refused, field by field, and sends nothing`, () => {
    const outcome = read(name, name === 'confirm' || name === 'approve' ? inCourse : reported, {});
    assert.is(outcome.ok, false);
  });
}

test('an answer that is none of those offered is refused, whatever it is', () => {
  const evil = '"><script>';
  for (const [name, field] of [
    ['decline', 'verdict'],
    ['merge', 'duplicateOf'],
    ['advise', 'on'],
    ['decide', 'risk'],
    ['decide', 'advice'],
    ['record', 'kind'],
    ['milestone', 'reached'],
    ['accept', 'category'],
    ['accept', 'rating-data'],
  ] as const) {
    const [incident, fields] = everything[name] ?? [reported, {}];
    const outcome = read(name, incident, { ...fields, [field]: evil });
    assert.equal(outcome.ok ? [] : outcome.problems.map((one) => one.field), [field], `${name} ${field}`);
  }
});

test('that personal data are concerned is written once, and not for a moment that has not come', () => {
  const [, fields] = everything['breach'] ?? [reported, {}];
  const problems = (incident: Incident, more: Readonly<Record<string, string>> = {}) => {
    const outcome = read('breach', incident, { ...fields, ...more });
    return outcome.ok ? [] : outcome.problems;
  };
  assert.equal(problems(inCourse), [{ field: 'role', problem: 'old' }]);
  assert.equal(problems(reported, { awareAt: '2026-10-23T10:01' }), [{ field: 'awareAt', problem: 'moment' }]);
  assert.equal(problems(reported, { awareAt: '' }), [{ field: 'awareAt', problem: 'moment' }]);
});

test('a return needs a comment, and an approval is of the review that was read', () => {
  const problems = (fields: Readonly<Record<string, string>>) => {
    const outcome = read('approve', inCourse, fields);
    return outcome.ok ? [] : outcome.problems;
  };
  assert.equal(problems({ of: 'r1', decision: 'Return', comment: '' }), [{ field: 'comment', problem: 'missing' }]);
  assert.equal(problems({ of: 'r0', decision: 'Approve', comment: '' }), [{ field: 'comment', problem: 'old' }]);
  assert.equal(problems({ of: 'r1', decision: 'Perhaps', comment: '' }), [{ field: 'comment', problem: 'choice' }]);
});

const rights = (...rules: readonly (readonly [string, string])[]) =>
  rightsIn(
    rules.map(([verb, resource]) => ({ verbs: [verb], apiGroups: ['meldpunt.dev'], resources: [resource] })),
    false,
  );

test('somebody is offered what they may do and what makes sense, and nothing else', () => {
  const names = (incident: Incident, of: ReturnType<typeof rights>) => actionsFor(incident, of).map(({ name }) => name);
  const patch = ['patch', 'incidents'] as const;
  assert.equal(names(reported, rights(patch, ['assess', 'incidents'])), ['accept', 'decline', 'merge', 'breach']);
  assert.equal(names(reported, rights(['assess', 'incidents'])), []);
  assert.equal(names(inCourse, rights(patch, ['assess', 'incidents'])), ['record', 'milestone']);
  assert.equal(names(inCourse, rights(patch, ['confirm', 'incidents/dpo'], ['advise', 'incidents'])), [
    'confirm',
    'record',
    'milestone',
    'advise',
  ]);
  assert.equal(names(inCourse, rights(patch, ['confirm', 'incidents/ciso'])), ['record', 'milestone']);
  assert.equal(names(inCourse, rights(patch, ['approve', 'incidents'])), ['record', 'milestone', 'approve']);
});

test('rights of another group, or for one name, are none; an authoriser that cannot list its rules leaves it to the API server', () => {
  const rule = { verbs: ['*'], apiGroups: ['apps'], resources: ['*'] };
  assert.is(rightsIn([rule], false)('patch', 'incidents'), false);
  assert.is(rightsIn([{ ...rule, apiGroups: ['*'], resourceNames: ['x'] }], false)('patch', 'incidents'), false);
  assert.is(rightsIn([{ ...rule, apiGroups: ['*'] }], false)('patch', 'incidents'), true);
  assert.is(rightsIn([], true)('patch', 'incidents'), true);
});

test('an assessment waits for whom it asked until somebody confirms it', () => {
  assert.equal(
    awaiting(inCourse).map(({ id }) => id),
    ['a1'],
  );
  const confirmed = { id: 'c1', by: 'p.lambert', confirms: 'a1', verdict: 'Incident', reasons: 'r' } as const;
  assert.equal(
    awaiting({ ...inCourse, spec: { ...inCourse.spec, assessments: [...(inCourse.spec.assessments ?? []), confirmed] } } as Incident),
    [],
  );
});

test('the quarters that figures are offered of begin with the present one, on the clocks of the organisation', () => {
  const names = (now: string) => periodsBefore(now, 'Europe/Brussels').map(({ name }) => name);
  assert.equal(names('2026-12-31T22:59:00Z').slice(0, 3), ['2026-Q4', '2026-Q3', '2026-Q2']);
  assert.equal(names('2026-12-31T23:00:00Z'), [
    '2027-Q1',
    '2026-Q4',
    '2026-Q3',
    '2026-Q2',
    '2026-Q1',
    '2025-Q4',
    '2025-Q3',
    '2025-Q2',
    '2027',
    '2026',
    '2025',
  ]);
});

test.run();
