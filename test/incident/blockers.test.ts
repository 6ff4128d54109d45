// Shows: P0, A5, W4, R-a.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import type { Observed } from '../../operator/incident/observed.ts';
import {
  assessment,
  at,
  breach,
  compiled,
  duty,
  evidence,
  incident,
  notification,
  observed,
  playbook,
  policy,
  regime,
  shipped,
  weakness,
} from '../build.ts';
import { settle, statusOf, world } from '../world.ts';

const reached = (['Contained', 'Eradicated', 'Recovered'] as const).map((milestone, n) => ({
  id: `m${n}`,
  at: at(2 + n),
  by: 'c.peeters',
  reached: milestone,
}));
const appointment = { id: 'l1', at: at(1), by: 'g.claes', leader: 'c.peeters' };
const review = {
  id: 'r1',
  at: at(6),
  by: 'c.peeters',
  rootCause: 'No encryption.',
  lessons: [{ id: 'encrypt', text: 'Encrypt every disk.', owner: 'd.maes', dueAt: at(900) }],
};
const approval = { id: 'p1', at: at(7), by: 'a.verbeke', subject: 'Lessons' as const, decision: 'Approve' as const, of: 'r1' };

/** Everything done that a closure asks for. */
const ready: Partial<IncidentSpec> = {
  personalDataCheck: 'NotFound',
  assessments: [assessment()],
  response: { appointments: [appointment] },
  milestones: reached,
  review: [review],
  approvals: [approval],
};

const around: Partial<Observed> = { regimes: [], evidence: [evidence()] };
const silent = { ...incident().spec.report, cause: '' };
const { leader: _, ...nobody } = appointment;
const ledBy = (leader: string, reason?: string) => ({ appointments: [{ ...nobody, leader, ...(reason && { reason }) }] });
const major = { assessments: [assessment({ ratings: { activities: 'Critical', data: 'Low' } })] };
const decided = { id: 'd1', at: at(3), by: 'a.verbeke', risk: 'High' as const, reasons: 'As advised.' };
const step = (name: string, required: boolean) => ({ name, phase: 'Contain' as const, text: 'Do it.', required });
const lost = { playbookRef: { name: 'lost-device' } };

/** The blockers as `reason (role)`. */
const blockers = (spec: Partial<IncidentSpec>, changes: Partial<Observed> = {}): readonly string[] =>
  (decideIncident(observed({ ...ready, ...spec }, { ...around, ...changes }), at(8)).status.blockers ?? []).map(
    ({ reason, role }) => `${reason} (${role})`,
  );

test('nothing stands before the closure of what is done', () => assert.equal(blockers({}), []));

type Case = readonly [string, Partial<IncidentSpec>, string, Partial<Observed>?];

/** Each alone, so that it is seen to appear and, by the test above, to disappear. */
const table: readonly Case[] = [
  [
    'an assessment passed on and not answered',
    { assessments: [assessment(), assessment({ id: 'a2', at: at(2), refer: 'DPO' })] },
    'AwaitingConfirmation (DPO)',
  ],
  ['no scale to rate on', {}, 'ScaleMissing (CISO)', { policy: undefined }],
  ['ratings outside the scale', { assessments: [assessment({ ratings: { activities: 'Low' } })] }, 'RatingRefused (ContactPoint)'],
  ['an open question', { report: silent }, 'QuestionsOpen (ContactPoint)'],
  ['no leader', { response: {} }, 'LeaderMissing (Manager)'],
  ['a major incident not led by the CISO', { ...major, response: ledBy('c.peeters') }, 'MajorNotLedByCiso (Manager)'],
  ['a risk that nobody decided on', { personalData: breach(), personalDataCheck: 'Found' }, 'RiskUndecided (Controller)'],
  ['not contained', { milestones: reached.slice(1) }, 'NotContained (Responder)'],
  ['not eradicated', { milestones: [...reached.slice(0, 1), ...reached.slice(2)] }, 'NotEradicated (Responder)'],
  ['not recovered', { milestones: reached.slice(0, 2) }, 'NotRecovered (Responder)'],
  ['no evidence', {}, 'EvidenceMissing (EvidenceCustodian)', { evidence: [] }],
  ['a duty that runs', {}, 'DutyOpen (CISO)', { regimes: compiled(regime([duty({ audience: 'Authority' })])) }],
  [
    'a supplement that was not sent',
    {},
    'SupplementOpen (Controller)',
    { notifications: [notification({ stage: 'Supplementary' }, { phase: 'Incomplete' }, 'inc-1-gdpr-authority-supplementary-1')] },
  ],
  [
    'a weakness that nobody treated',
    { weaknesses: [{ name: 'export-unencrypted' }] },
    'WeaknessUntreated (Management)',
    { weaknesses: [weakness({}, { phase: 'Evaluated' })] },
  ],
  ['a weakness that is not there', { weaknesses: [{ name: 'export-unencrypted' }] }, 'WeaknessUntreated (Management)'],
  ['a required step', lost, 'StepsOpen (Responder)', { playbook: playbook([step('wipe', true), step('ask', false)]) }],
  ['a playbook that is not there', lost, 'PlaybookMissing (CISO)'],
  ['no review', { review: [], approvals: [] }, 'ReviewMissing (Responder)'],
  [
    'a review without lessons',
    { review: [{ id: 'r1', at: at(6), by: 'c.peeters', rootCause: 'No encryption.' }] },
    'LessonsMissing (Responder)',
  ],
  ['a review without a root cause', { review: [{ ...review, rootCause: '' }] }, 'RootCauseMissing (Responder)'],
  ['lessons that nobody approved', { approvals: [] }, 'LessonsNotApproved (Management)'],
  [
    'lessons that management returned',
    { approvals: [approval, { ...approval, id: 'p2', at: at(8), decision: 'Return' }] },
    'LessonsNotApproved (Management)',
  ],
  ['lessons of a later review', { review: [review, { ...review, id: 'r2', at: at(7.5) }] }, 'LessonsNotApproved (Management)'],
];

for (const [what, spec, expected, changes] of table) {
  test(`${what} stands before the closure: ${expected}`, () => assert.equal(blockers(spec, changes), [expected]));
}

const lifted: readonly Case[] = [
  ['the CISO leading a major incident', { ...major, response: ledBy('s.wouters') }, ''],
  ['a reason why the CISO does not', { ...major, response: ledBy('c.peeters', 'Knows the pension files.') }, ''],
  ['a decision on the risk', { personalData: breach({ decisions: [decided] }), personalDataCheck: 'Found' }, ''],
  ['a remedied weakness', { weaknesses: [{ name: 'export-unencrypted' }] }, '', { weaknesses: [weakness({}, { phase: 'Remedied' })] }],
  [
    'an accepted risk of a weakness',
    { weaknesses: [{ name: 'export-unencrypted' }] },
    '',
    { weaknesses: [weakness({}, { phase: 'Accepted' })] },
  ],
  [
    'a step skipped with a reason',
    { ...lost, steps: [{ id: 's1', at: at(3), by: 'c.peeters', step: 'wipe', outcome: 'Skipped' }] },
    '',
    { playbook: playbook([step('wipe', true)]) },
  ],
  [
    'a supplement that was sent',
    {},
    '',
    { notifications: [notification({ stage: 'Supplementary' }, { phase: 'Sent' }, 'inc-1-gdpr-authority-supplementary-1')] },
  ],
  ['a duty that was met', {}, '', { regimes: compiled(regime([duty({ metAt: 'facts.assessedAt' })])) }],
];

for (const [what, spec, , changes] of lifted) test(`${what} lifts it`, () => assert.equal(blockers(spec, changes), []));

test('before any assessment everything stands, and nothing once the report is dismissed', () => {
  assert.equal(blockers({ assessments: [] }), ['NotAssessed (ContactPoint)']);
  assert.equal(blockers({ assessments: [assessment({ verdict: 'Event' })], milestones: [], review: [] }), []);
});

test('a dismissal with personal data waits for the DPO', () => {
  const spec = { personalDataCheck: 'Found' as const, assessments: [assessment({ verdict: 'Event' })] };
  assert.equal(blockers(spec), ['AwaitingConfirmation (DPO)']);
});

test('a near miss is learned from, not recovered from', () => {
  const nearMiss = { assessments: [assessment({ verdict: 'NearMiss' })], milestones: [], response: {} };
  assert.equal(blockers(nearMiss, { evidence: [] }), []);
  assert.equal(blockers({ ...nearMiss, review: [], approvals: [] }, { evidence: [] }), ['ReviewMissing (Responder)']);
});

test('after a reopening review and approval are needed anew', () => {
  const reopened = {
    closures: [{ id: 'x1', at: at(7.5), by: 's.wouters', summary: 'Over.' }],
    reopenings: [{ id: 'o1', at: at(7.8), by: 's.wouters', reason: 'Found.', to: 'Reviewing' as const }],
  };
  assert.equal(blockers(reopened), ['ReviewMissing (Responder)']);
  const again = { review: [review, { ...review, id: 'r2', at: at(7.9) }] };
  assert.equal(blockers({ ...reopened, ...again }), ['LessonsNotApproved (Management)']);
});

test('an incomplete notice to the authority is followed up, from the very decision that opens the supplement', () => {
  const sent = notification({}, { phase: 'Sent', sentAt: at(3), missing: ['consequences'] });
  const spec = { personalDataCheck: 'Found' as const, personalData: breach({ decisions: [decided] }) };
  const message = 'The supplementary notice inc-1-gdpr-authority-supplementary-1 has not been sent.';
  const found = decideIncident(
    observed({ ...ready, ...spec }, { evidence: [evidence()], notifications: [sent], regimes: compiled(shipped('gdpr')) }),
    at(8),
  ).status;
  assert.equal(
    found.blockers?.filter(({ reason }) => reason === 'SupplementOpen'),
    [{ reason: 'SupplementOpen', role: 'Controller', message }],
  );
});

test('where nobody has decided, or only on an exemption, the blocker says where a decision belongs', () => {
  const exemption = { id: 'e1', at: at(3), by: 'a.verbeke', exemption: 'RiskRemoved' as const, reasons: 'Wiped in time.' };
  for (const decisions of [[], [exemption]]) {
    const spec = { personalDataCheck: 'Found' as const, personalData: breach({ decisions }) };
    assert.equal(
      decideIncident(observed({ ...ready, ...spec }, around), at(8)).status.blockers?.map(({ message }) => message),
      ['The controller has not decided on the risk: add an entry to spec.personalData.decisions.'],
    );
  }
});

test('a decision that does not count says why it has no effect', () => {
  const ignored = { ...decided, risk: 'Unlikely' as const };
  const spec = { personalDataCheck: 'Found' as const, personalData: breach({ decisions: [ignored] }) };
  assert.equal(
    decideIncident(observed({ ...ready, ...spec }, around), at(8)).status.blockers?.map(({ message }) => message),
    ['The controller has not decided on the risk: decision d1 does not count without an advice of the DPO on Risk, by another person.'],
  );
});

test('a lapsed decision asks the controller to decide again', () => {
  const spec = { ...ready, personalDataCheck: 'Found' as const, personalData: breach({ decisions: [decided] }) };
  const before = settle(world(spec, around), at(8));
  const changed = {
    ...before,
    observed: {
      ...before.observed,
      incident: {
        ...before.observed.incident,
        spec: { ...before.observed.incident.spec, personalData: breach({ decisions: [decided], exfiltration: 'Confirmed' }) },
      },
    },
  };
  assert.equal(statusOf(settle(changed, at(9))).blockers, [
    { reason: 'DecisionLapsed', role: 'Controller', message: 'Decision d1 lapsed because facts changed: the controller decides again.' },
  ]);
});

test('a weakness that is repaired waits for another person, and the blocker says so', () => {
  const repaired = weakness({ remedied: [{ id: 'r1', at: at(5), by: 'd.maes', how: 'Encrypted.' }] }, { phase: 'Remedying' });
  const named = { ...ready, weaknesses: [{ name: 'export-unencrypted' }] };
  assert.equal(decideIncident(observed(named, { ...around, weaknesses: [repaired] }), at(8)).status.blockers, [
    {
      reason: 'WeaknessUntreated',
      role: 'Responder',
      message: 'Weakness export-unencrypted is repaired; another person has yet to say in its spec.verifications whether that works.',
    },
  ]);
});

test('a lesson without owner or date is asked for by name, approved or not', () => {
  const [whole] = review.lessons;
  const { owner: _owner, ...nobodys } = { ...whole, id: 'wipe' };
  const lacking = { ...review, lessons: [...review.lessons, nobodys, { id: 'train', text: 'Train.' }] };
  for (const approvals of [[approval], []]) {
    const { status } = decideIncident(observed({ ...ready, review: [lacking], approvals } as Partial<IncidentSpec>, around), at(8));
    assert.equal(
      status.blockers?.filter(({ reason }) => reason === 'LessonsIncomplete'),
      [
        {
          reason: 'LessonsIncomplete',
          role: 'Responder',
          message: 'Of the lessons of review r1, wipe has no owner; train has no owner and no dueAt: add a review that corrects it.',
        },
      ],
    );
  }
});

test('each open duty names whoever can lift it', () => {
  const spec = { personalDataCheck: 'Found' as const, personalData: breach(), assessments: [assessment()] };
  const open = decideIncident(observed(spec), at(8)).status.blockers?.filter(({ reason }) => reason === 'DutyOpen');
  assert.equal(
    open?.map(({ role, message }) => `${message.split(' ')[0]} ${role}`),
    [
      'gdpr-authority Controller',
      'policy-authority Controller',
      'policy-dpo DPO',
      'policy-ciso CISO',
      'policy-contain Responder',
      'policy-evidence EvidenceCustodian',
      'policy-reporter ContactPoint',
    ],
  );
});

test('an open duty says where it is met: in its notification, or by which fact', () => {
  const spec = { personalDataCheck: 'Found' as const, personalData: breach(), assessments: [assessment()] };
  const recovered = { ...spec, milestones: reached };
  const said = (of: Partial<IncidentSpec>, hour: number) =>
    (decideIncident(observed(of), at(hour)).status.blockers ?? [])
      .filter(({ reason }) => reason === 'DutyOpen')
      .map(({ message }) => message.replace(/ is open, due .*?Z\./, ':'));
  assert.equal(said(spec, 8), [
    'gdpr-authority: See notification inc-1-gdpr-authority.',
    'policy-authority: Sending gdpr-authority meets it.',
    'policy-dpo: See notification inc-1-policy-dpo.',
    'policy-ciso: See notification inc-1-policy-ciso.',
    'policy-contain: The milestone Contained meets it.',
    'policy-evidence: The first EvidenceItem meets it.',
    'policy-reporter: See notification inc-1-policy-reporter.',
  ]);
  assert.ok(said(recovered, 8).includes('policy-review: A review meets it.'));
});

test('messages and lists are cut to what the status holds', () => {
  const many = Array.from({ length: 40 }, (_none, n) => step(`step-with-a-long-name-${n}`, true));
  const [cut] = decideIncident(observed({ ...ready, ...lost }, { ...around, playbook: playbook(many) }), at(8)).status.blockers ?? [];
  assert.is(cut?.message.length, 256);
  const regimes = compiled(regime(Array.from({ length: 32 }, (_none, n) => duty({ name: `duty-${n}` }))));
  assert.is(decideIncident(observed({}, { regimes }), at(1)).status.blockers?.length, 32);
});

test('the next duty is the earliest that still asks something, a missed one included, and the law before the policy', () => {
  const next = (spec: Partial<IncidentSpec>, hours: number) => {
    const { nextDuty, nextDeadline } = decideIncident(observed(spec, { policy: policy() }), at(hours)).status;
    return `${nextDuty} ${nextDeadline}`;
  };
  assert.is(next({}, 0.5), `policy-assess ${at(1)}`);
  assert.is(next({}, 40), `policy-assess ${at(1)}`);
  const told = {
    personalDataCheck: 'Found' as const,
    personalData: breach({ awareAt: at(0) }),
    assessments: [assessment({ verdict: 'NearMiss' })],
  };
  const { deadlines, nextDuty } = decideIncident(
    observed(told, { regimes: compiled(shipped('gdpr'), regime([duty()], {}, 'policy')) }),
    at(2),
  ).status;
  assert.equal([deadlines?.map(({ dueAt }) => dueAt), nextDuty], [[at(72), at(72)], 'gdpr-authority']);
});

test.run();
