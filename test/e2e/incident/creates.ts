import {
  action,
  advice,
  assessment,
  closure,
  cost,
  decision,
  delay,
  established,
  exemption,
  exemptionAdvice,
  report,
  review,
} from './objects.ts';

/** A spec that somebody tries to create, and what the refusal must say of which field; accepted where it must say nothing. */
export interface Create {
  readonly title: string;
  readonly spec: object;
  readonly name?: string;
  readonly refusal?: string;
}

const create = (title: string, more: object, refusal?: string): Create => ({
  title,
  spec: { ...report, ...more },
  ...(refusal === undefined ? {} : { refusal }),
});

const named = (title: string, name: string, refusal?: string): Create => ({ ...create(title, {}, refusal), name });
const reported = (title: string, more: object, refusal?: string): Create =>
  create(title, { report: { ...report.report, ...more } }, refusal);
const assessed = (title: string, more: object, refusal?: string): Create =>
  create(title, { personalDataCheck: 'NotFound', assessments: [{ ...assessment, ...more }] }, refusal);
const breach = (title: string, more: object, refusal?: string): Create =>
  create(title, { personalData: { role: 'Controller', ...more } }, refusal);
const exempted = (title: string, more: object, around: object = {}, refusal?: string): Create =>
  breach(title, { advices: [exemptionAdvice], decisions: [{ ...exemption, ...more }], ...around }, refusal);

const encrypted = { protection: { unintelligible: true, key: 'Safe' } };

const reports: readonly Create[] = [
  create('the shortest report', {}),
  named('a name that cannot begin the names of Notifications', `inc-${'x'.repeat(60)}`, 'must be a DNS label of at most 63 characters'),
  named('a name with dots', 'inc.2026.1', 'must be a DNS label of at most 63 characters'),
  create('no report', { report: undefined }, 'spec.report: Required value'),
  create('an unknown category', { category: 'Theft' }, 'spec.category: Unsupported value: "Theft": supported values: "IneffectiveControl"'),
  create('Other without a text', { category: 'Other' }, 'spec.categoryText: Required value: The category Other needs `categoryText`'),
  create('Other with a text', { category: 'Other', categoryText: 'Extortion by telephone' }),
  reported('established nowhere', { establishedAt: undefined }, 'spec.report.establishedAt: Required value'),
  reported('no time', { establishedAt: '2026-02-30T10:00:00Z' }, 'spec.report.establishedAt'),
  reported('in another offset', { occurredAt: '2026-10-23T06:10:00Z', reportedAt: '2026-10-23T07:20:00Z', reportedVia: 'Helpdesk' }),
  reported(
    'established before it occurred',
    { occurredAt: '2026-10-23T09:13:00+02:00' },
    'spec.report.occurredAt: Invalid value: `occurredAt` must not be later',
  ),
  reported(
    'reported before it was established',
    { reportedAt: '2026-10-23T07:11:00Z' },
    'spec.report.reportedAt: Invalid value: `reportedAt` must not be earlier',
  ),
  reported('answered with not known', { unknown: ['cause', 'impact'] }),
  reported(
    'answered and not known',
    { cause: 'Forgotten', unknown: ['cause'] },
    'spec.report.unknown: Invalid value: A question cannot be answered and',
  ),
  reported('not known by another name', { unknown: ['why'] }, 'spec.report.unknown[0]: Unsupported value: "why"'),
];

const entries: readonly Create[] = [
  create('an action', { actions: [action] }),
  create('an id in capitals', { actions: [{ ...action, id: 'A1' }] }, 'spec.actions[0].id: Invalid value'),
  create('the same id twice', { actions: [action, action] }, 'spec.actions[1]: Duplicate value'),
  create(
    'a correction of nothing',
    { actions: [{ ...action, corrects: 'gone' }] },
    'spec.actions: Invalid value: `corrects` must be the `id` of another entry',
  ),
  create('a correction of itself', { actions: [{ ...action, corrects: action.id }] }, '`corrects` must be the `id` of another entry'),
  create('a correction', { actions: [action, { ...action, id: 'wipe-2', corrects: action.id }] }),
  create(
    'too many words',
    { actions: Array.from({ length: 40 }, (_, i) => ({ ...action, id: `a${i}`, what: 'x'.repeat(2048) })) },
    'put what is longer into an EvidenceItem',
  ),
  create('a cost by the hour', { costs: [{ ...cost, kind: 'Labour', amount: undefined, minutes: 90, role: 'responder' }] }),
  create(
    'a cost of nothing',
    { costs: [{ ...cost, amount: undefined }] },
    'spec.costs[0].amount: Required value: A cost needs an `amount`',
  ),
  create('a negative cost', { costs: [{ ...cost, amount: '-1.00' }] }, 'spec.costs[0].amount: Invalid value: "-1.00"'),
  create('a cost as a number', { costs: [{ ...cost, amount: 1250 }] }, 'spec.costs[0].amount: Invalid value: "integer"'),
  create(
    'a skipped step',
    { steps: [{ id: 's1', step: 'wipe', outcome: 'Skipped' }] },
    'spec.steps[0].note: Required value: A skipped step needs a `note`',
  ),
  create(
    'an approval of nothing',
    { approvals: [{ id: 'p1', subject: 'Lessons', decision: 'Approve', of: 'r1' }] },
    '`of` of an approval must be the `id` of a review',
  ),
  create('an approval of a review', { review: [review], approvals: [{ id: 'p1', subject: 'Lessons', decision: 'Approve', of: 'r1' }] }),
  create('a lesson followed up', { review: [review], followUps: [{ id: 'f1', lesson: 'r1/encrypt', outcome: 'Done' }] }),
  create(
    'another lesson followed up',
    { review: [review], followUps: [{ id: 'f1', lesson: 'r1/crypt', outcome: 'Done' }] },
    'must be `<review id>/<lesson id>`',
  ),
  create(
    'a lesson of another review',
    { review: [review], followUps: [{ id: 'f1', lesson: 'r12/encrypt', outcome: 'Done' }] },
    'must be `<review id>/<lesson id>`',
  ),
  create(
    'a lesson dropped without a word',
    { review: [review], followUps: [{ id: 'f1', lesson: 'r1/encrypt', outcome: 'Dropped' }] },
    'A dropped lesson needs a `note`',
  ),
  create('why a deadline was missed', { delays: [delay] }),
  create('a delay of nothing', { delays: [{ ...delay, deadline: undefined }] }, 'spec.delays[0].deadline: Required value'),
  create('a delay without a word', { delays: [{ ...delay, reason: '' }] }, 'spec.delays[0].reason: Invalid value'),
  create(
    'a correction of another delay that is not there',
    { delays: [{ ...delay, corrects: 'delay-0' }] },
    'spec.delays: Invalid value: `corrects` must be the `id` of another entry',
  ),
  create(
    'too much about delays',
    { delays: Array.from({ length: 5 }, (_, i) => ({ ...delay, id: `delay-${i}`, reason: 'x'.repeat(2048) })) },
    'must stay under 8192 characters',
  ),
  create('closed at birth', { closures: [closure] }, 'spec.closures: Forbidden: A record is not created closed'),
  create(
    'reopened at birth',
    { reopenings: [{ id: 'o1', reason: 'It was real.', to: 'Reported' }] },
    'spec.reopenings: Forbidden: A record is not created reopened',
  ),
];

const assessments: readonly Create[] = [
  assessed('an incident', {}),
  create(
    'an incident without a look for personal data',
    { assessments: [assessment] },
    'spec.personalDataCheck: Required value: The verdict Incident needs',
  ),
  create('an event without that look', { assessments: [{ ...assessment, verdict: 'Event' }] }),
  assessed('no reasons', { reasons: undefined }, 'spec.assessments[0].reasons: Required value'),
  assessed('a weakness that is not named', { verdict: 'Weakness' }, 'spec.assessments[0].weaknessRef: Required value'),
  assessed('a weakness', { verdict: 'Weakness', weaknessRef: { name: 'export-unencrypted' } }),
  assessed('a duplicate of nothing', { verdict: 'Duplicate' }, 'spec.assessments[0].duplicateOf: Required value'),
  {
    ...assessed('a duplicate of itself', { verdict: 'Duplicate', duplicateOf: 'itself' }, '`duplicateOf` must name another Incident'),
    name: 'itself',
  },
  assessed('a confirmation of nothing', { confirms: 'a0' }, '`confirms` must be the `id` of another assessment'),
  create(
    'one person confirms their own',
    {
      personalDataCheck: 'Found',
      assessments: [
        { ...assessment, refer: 'DPO' },
        { ...assessment, id: 'a2', confirms: 'a1' },
      ],
    },
    'spec.assessments: Forbidden: Nobody confirms an assessment of their own',
  ),
  create('another person confirms', {
    personalDataCheck: 'Found',
    assessments: [
      { ...assessment, refer: 'DPO' },
      { ...assessment, id: 'a2', by: 'd.maes', confirms: 'a1' },
    ],
  }),
];

const breaches: readonly Create[] = [
  breach('a breach', { awareAt: established, awareBy: 'c.peeters', awareBasis: 'The owner confirmed the export.' }),
  create('a breach without a role', { personalData: {} }, 'spec.personalData.role: Required value'),
  create(
    'a breach that was not found',
    { personalDataCheck: 'NotFound', personalData: { role: 'Controller' } },
    'spec.personalDataCheck: Invalid value: `personalDataCheck` NotFound contradicts',
  ),
  breach('a score off the grid', { severity: { ease: '0.6' } }, 'spec.personalData.severity.ease: Invalid value: "0.6"'),
  breach('a high risk on advice', { advices: [advice], decisions: [decision] }),
  breach('a high risk before any advice', { decisions: [{ ...decision, advice: undefined }] }),
  breach(
    'an unlikely risk before any advice',
    { decisions: [{ ...decision, risk: 'Unlikely', advice: undefined }] },
    'decisions[0].advice: Required value: Unlikely, noBreach and an exemption need',
  ),
  breach(
    'no breach before any advice',
    { decisions: [{ ...decision, risk: undefined, noBreach: true, advice: undefined }] },
    'need `advice`',
  ),
  breach(
    'noBreach false',
    { decisions: [{ ...decision, risk: undefined, noBreach: false }] },
    'spec.personalData.decisions[0].noBreach: Unsupported value: false',
  ),
  breach(
    'an advice that nobody gave',
    { decisions: [decision] },
    '`advice` of a decision must be the `id` of an advice of the DPO on the same matter',
  ),
  breach('an advice on another matter', { advices: [{ ...advice, on: 'Waiver' }], decisions: [decision] }, 'on the same matter'),
  breach(
    'an advice by whoever decides',
    { advices: [{ ...advice, by: 'e.devos' }], decisions: [decision] },
    'spec.personalData.decisions: Forbidden: The DPO advises and the controller decides',
  ),
  breach('two decisions in one', { advices: [advice], decisions: [{ ...decision, noBreach: true }] }, 'A decision says exactly one of'),
  breach('no decision in one', { advices: [advice], decisions: [{ ...decision, risk: undefined }] }, 'A decision says exactly one of'),
  exempted('encrypted with a key that is safe', {}, encrypted),
  exempted(
    'encrypted with a key that may be lost',
    {},
    { protection: { unintelligible: true, key: 'Unknown' } },
    'needs `protection.unintelligible: true` and `protection.key: Safe`',
  ),
  exempted(
    'an exemption without evidence',
    { evidence: undefined },
    encrypted,
    'decisions[0].evidence: Required value: An exemption needs `evidence`',
  ),
  exempted(
    'an exemption for ever',
    { reviewAt: undefined },
    encrypted,
    'decisions[0].reviewAt: Required value: An exemption needs `reviewAt`',
  ),
  exempted(
    'too much effort, and nothing public',
    { exemption: 'DisproportionateEffort' },
    {},
    'decisions[0].publicChannel: Required value',
  ),
  exempted('too much effort, and a public notice', {
    exemption: 'DisproportionateEffort',
    publicChannel: 'https://www.example.org/notice',
  }),
];

/** Every rule of the definition that a create can break, and the sound object beside it. */
export const creates: readonly Create[] = [...reports, ...entries, ...assessments, ...breaches];
