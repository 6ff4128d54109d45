import {
  action,
  advice,
  assessment,
  closure,
  cost,
  decision,
  delay,
  exemption,
  exemptionAdvice,
  order,
  reopening,
  report,
  review,
  timeline,
} from './objects.ts';

/** Something that somebody tries to change by a merge patch, on the object as it stands after the ones before. */
export interface Update {
  readonly title: string;
  readonly patch: object;
  readonly subresource?: 'status';
  readonly refusal?: string;
}

/** A record, and what is tried on it, in order. */
export interface History {
  readonly name: string;
  readonly spec: object;
  readonly updates: readonly Update[];
}

const spec = (title: string, patch: object | null, refusal?: string): Update => ({
  title,
  patch: { spec: patch },
  ...(refusal === undefined ? {} : { refusal }),
});
const status = (title: string, patch: object | null, refusal?: string): Update => ({
  title,
  patch: { status: patch },
  subresource: 'status',
  ...(refusal === undefined ? {} : { refusal }),
});
const told = (title: string, patch: object, refusal?: string): Update => spec(title, { report: patch }, refusal);
const breach = (title: string, patch: object, refusal?: string): Update => spec(title, { personalData: patch }, refusal);

const reporting: History = {
  name: 'reporting',
  spec: { ...report, report: { ...report.report, unknown: ['cause', 'impact'], verified: false } },
  updates: [
    spec('no spec', null, 'spec: Required value'),
    spec('a better title', { title: 'Laptop left on the train to Ghent' }),
    spec('a drill after all', { drill: true }, 'spec.drill: Forbidden: Whether this is a drill is set at creation'),
    spec('a drill by leaving it out', { drill: null }),
    spec('the source of a machine', { source: { system: 'alertmanager' } }, 'spec.source: Forbidden: `source` is set at creation'),
    told(
      'another event',
      { what: 'Nothing happened.' },
      'spec.report.what: Forbidden: `what` is written once; add an entry to `spec.answers`',
    ),
    told(
      'another moment',
      { establishedAt: '2026-10-24T09:12:00+02:00' },
      'spec.report.establishedAt: Forbidden: `establishedAt` is written once',
    ),
    told('a first answer', { howEstablished: 'The owner missed the bag.' }),
    told('another answer', { howEstablished: 'By telephone.' }, 'spec.report.howEstablished: Forbidden: `howEstablished` is written once'),
    told('no answer', { howEstablished: null }, 'spec.report.howEstablished: Forbidden'),
    told('an answer to what was not known', { cause: 'Forgotten' }, 'take it out of `unknown` in the write that answers it'),
    told('that answer, taken out of the list', { cause: 'Forgotten', unknown: ['impact'] }),
    told(
      'a question unasked',
      { unknown: [] },
      'spec.report.unknown: Forbidden: A question leaves `unknown` only in the write that answers it',
    ),
    told('another question without an answer', { unknown: ['impact', 'affected'] }),
    told('the reporter verified', { verified: true }),
    told('and no more', { verified: false }, 'spec.report.verified: Forbidden'),
    spec('the whole report', { report: null }, 'spec.report: Required value'),
    spec('aware', { awareAt: '2026-10-23T09:12:00+02:00' }),
    spec('aware later', { awareAt: '2026-10-24T09:12:00+02:00' }, 'spec.awareAt: Forbidden: `awareAt` is written once'),
    spec('never aware', { awareAt: null }, 'spec.awareAt: Forbidden: `awareAt` is written once'),
    spec('looked for personal data', { personalDataCheck: 'Unknown' }),
    spec('never looked', { personalDataCheck: null }, 'spec.personalDataCheck: Forbidden: `personalDataCheck` can change but not go back'),
    spec(
      'a reopening of what is open',
      { reopenings: [reopening] },
      'spec.reopenings: Forbidden: Only a closed or dismissed record can be reopened',
    ),
  ],
};

const appointment = { id: 'l1', by: 'g.claes', leader: 'c.peeters' };

const adding: History = {
  name: 'adding',
  spec: { ...report, actions: [action], response: { appointments: [appointment] } },
  updates: [
    spec('an action reworded', { actions: [{ ...action, what: 'Did nothing.' }] }, 'spec.actions[0]: Forbidden: An entry never changes'),
    spec('an author for an action', { actions: [{ ...action, via: 'console' }] }, 'spec.actions[0]: Forbidden: An entry never changes'),
    spec('another action in its place', { actions: [{ ...action, id: 'other' }] }, 'spec.actions: Forbidden: No entry can be removed'),
    spec('no actions', { actions: [] }, 'spec.actions: Forbidden: No entry can be removed'),
    spec('no list of actions', { actions: null }, 'spec.actions: Forbidden: `actions` cannot be removed'),
    spec('a second action before the first', { actions: [{ ...action, id: 'earlier' }, action] }),
    spec('why it was late', { delays: [delay] }),
    spec('another reason', { delays: [{ ...delay, reason: 'We forgot.' }] }, 'spec.delays[0]: Forbidden: An entry never changes'),
    spec('no reason', { delays: [] }, 'spec.delays: Forbidden: No entry can be removed'),
    spec('no list of reasons', { delays: null }, 'spec.delays: Forbidden: `delays` cannot be removed'),
    spec('a correction of the reason', { delays: [delay, { ...delay, id: 'delay-2', corrects: delay.id }] }),
    spec('no leader', { response: { appointments: null } }, 'spec.response.appointments: Forbidden: `appointments` cannot be removed'),
    spec('no response', { response: null }, 'spec.response: Forbidden: `response` cannot be removed'),
    spec('a team', { response: { team: ['c.peeters', 'd.maes'] } }),
    spec('another team', { response: { team: ['c.peeters'] } }),
    spec('an empty list', { costs: [] }),
    spec('and no list', { costs: null }),
  ],
};

const otherAware = { id: 'w1', awareAt: '2026-10-23T08:40:00+02:00', reason: 'The train company had called.' };

const personalData: History = {
  name: 'personal-data',
  spec: { ...report, personalDataCheck: 'Found' },
  updates: [
    breach('a breach', { role: 'Controller', protection: { unintelligible: true, key: 'Safe' } }),
    breach('as a processor', { role: 'Processor' }, 'spec.personalData.role: Forbidden: `role` never changes'),
    spec('no breach', { personalData: null }, 'spec.personalData: Forbidden: `personalData` cannot be removed'),
    breach('aware', { awareAt: '2026-10-23T09:12:00+02:00' }),
    breach('by whom', { awareBy: 'c.peeters' }),
    breach('by somebody else', { awareBy: 'd.maes' }, 'spec.personalData.awareBy: Forbidden: `awareBy` is written once'),
    breach('aware later', { awareAt: '2026-10-24T09:12:00+02:00' }, 'corrects it by an entry in `awareCorrections`'),
    breach('a correction of that', { awareCorrections: [otherAware] }),
    breach('an exemption', { advices: [exemptionAdvice], decisions: [exemption] }),
    breach('the key lost, which must be recordable', { protection: { key: 'Compromised' } }),
    breach('the same exemption once more', { decisions: [exemption, { ...exemption, id: 'd3' }] }, 'The exemption Unintelligible needs'),
    breach('no advices', { advices: null }, 'spec.personalData.advices: Forbidden: `advices` cannot be removed'),
    spec('none found', { personalDataCheck: 'NotFound' }, '`personalDataCheck` NotFound contradicts `personalData`'),
    breach('no breach after all', {
      advices: [exemptionAdvice, { ...advice, on: 'NoBreach' }],
      decisions: [exemption, { ...decision, risk: undefined, noBreach: true }],
    }),
    spec('none found, now', { personalDataCheck: 'NotFound' }),
  ],
};

const ready = { observedGeneration: 1, phase: 'Reviewing', blockers: [] };
const blockers = [
  { reason: 'LessonsNotApproved', message: 'The lessons of review r1 are not approved.', role: 'Management' },
  { reason: 'RiskUndecided', message: 'The risk is not decided.', role: 'Controller' },
];
const reassessed = { ...assessment, id: 'a2', at: '2026-11-01T10:00:00+01:00', by: 'p.lambert' };

const closing: History = {
  name: 'closing',
  spec: {
    ...report,
    personalDataCheck: 'Found',
    personalData: { role: 'Controller' },
    assessments: [assessment],
    review: [review],
    actions: [action],
  },
  updates: [
    spec(
      'closed before the operator saw it',
      { closures: [closure] },
      'spec.closures: Forbidden: The record cannot be closed yet: the operator has not derived its status',
    ),
    status('what stands in the way', { ...ready, blockers }),
    spec(
      'closed while that stands',
      { closures: [closure] },
      'The record cannot be closed while these stand, with who can lift them: LessonsNotApproved (Management), RiskUndecided (Controller).',
    ),
    status('nothing in the way', ready),
    spec(
      'closed by the assessor',
      { closures: [{ ...closure, by: assessment.by }] },
      'spec.closures: Forbidden: Nobody closes on an assessment of their own',
    ),
    spec('assessed by the one who wants to close', { assessments: [assessment, reassessed] }),
    spec('closed by the last assessor', { closures: [closure] }, 'Nobody closes on an assessment of their own'),
    spec(
      'closed with an action',
      { closures: [{ ...closure, by: 'f.wouters' }], title: 'Closed', actions: [action, { ...action, id: 'b' }] },
      'A closure is a write of its own; write these before it: title actions.',
    ),
    spec(
      'closed with a cost',
      { closures: [{ ...closure, by: 'f.wouters' }], costs: [cost] },
      'A closure is a write of its own: one entry in `closures`, and nothing else',
    ),
    spec('closed twice at once', { closures: [closure, { ...closure, id: 'x2' }] }, 'one entry in `closures`, and nothing else'),
    spec('closed', { closures: [{ ...closure, by: 'f.wouters' }] }),
    spec('a change before the operator saw the closure', { title: 'Other' }, 'whoever may close reopens it first. Changed: title.'),
    status('seen by the operator', { phase: 'Closed', recorded: { entries: { closures: ['x1'] } } }),
    spec('several changes', { category: 'Malfunction', personalData: { malicious: true } }, 'Changed: category personalData.malicious.'),
    spec('a legal hold, which is often laid on a record that is closed', { legalHold: true }),
    spec('its lifting', { legalHold: false }),
    spec('an action', { actions: [action, { ...action, id: 'late' }] }, 'Changed: actions.'),
    spec('a decision', { personalData: { decisions: [{ ...decision, advice: undefined }] } }, 'Changed: personalData.decisions.'),
    spec(
      'another closure',
      {
        closures: [
          { ...closure, by: 'f.wouters' },
          { ...closure, id: 'x2', by: 'f.wouters' },
        ],
      },
      'spec.closures: Forbidden: The record is closed or dismissed already',
    ),
    spec('a late cost', { costs: [cost] }),
    spec('a late answer', { answers: [{ id: 'q1', question: 'cause', value: 'Theft' }] }),
    spec('a follow-up', { followUps: [{ id: 'f1', lesson: 'r1/encrypt', outcome: 'Done' }] }),
    spec('an order of the authority', { personalData: { orders: [order] } }),
    spec(
      'reopened twice at once',
      { reopenings: [reopening, { ...reopening, id: 'o2' }] },
      'spec.reopenings: Forbidden: Only a closed or dismissed record can be reopened, by one entry at a time',
    ),
    spec(
      'a corrected reopening',
      { reopenings: [{ ...reopening, corrects: 'o0' }] },
      'spec.reopenings: Forbidden: A reopening is not corrected',
    ),
    spec('reopened', { reopenings: [reopening] }),
    status('seen by the operator again', { phase: 'Containing' }),
    spec('an action, now', { actions: [action, { ...action, id: 'late' }] }),
  ],
};

const dismissed: History = {
  name: 'dismissed',
  spec: { ...report, assessments: [{ ...assessment, verdict: 'FalsePositive' }] },
  updates: [
    status('dismissed', { observedGeneration: 1, phase: 'Dismissed', blockers: [] }),
    spec('a change', { asset: 'laptop-fleet' }, 'Changed: asset.'),
    spec('closed on top', { closures: [closure] }, 'The record is closed or dismissed already'),
    spec('personal data found after all', { personalData: { role: 'Controller' } }, 'Changed: personalData.role.'),
    spec('reopened', { reopenings: [{ ...reopening, to: 'Reported' }] }),
    status('seen by the operator', { phase: 'Reported' }),
    spec('a change, now', { asset: 'laptop-fleet' }),
  ],
};

const journal: History = {
  name: 'journal',
  spec: report,
  updates: [
    status('a first status', {
      phase: 'Reported',
      observedGeneration: 1,
      recorded: { values: { category: 'none' } },
      timeline: timeline(1, 60),
    }),
    status('no status', null, 'status: Forbidden: The status cannot be removed'),
    status('no phase', { phase: null }, 'status: Forbidden: `phase`, `observedGeneration`, `recorded` and `timeline` cannot be removed'),
    status(
      'no timeline',
      { timeline: null },
      'status: Forbidden: `phase`, `observedGeneration`, `recorded` and `timeline` cannot be removed',
    ),
    status('an empty one', { timeline: [] }, 'status.timeline: Forbidden: The timeline only grows'),
    status(
      'no notes of what is recorded',
      { recorded: null },
      'status: Forbidden: `phase`, `observedGeneration`, `recorded` and `timeline` cannot be removed',
    ),
    status(
      'an entry changed',
      { timeline: [{ ...timeline(1, 1)[0], note: 'other' }, ...timeline(2, 60)] },
      'status.timeline: Forbidden: An entry of the timeline never changes',
    ),
    status('the last entry dropped', { timeline: timeline(1, 59) }, 'The timeline only grows'),
    status('a link broken', { timeline: [...timeline(1, 60), ...timeline(62, 62)] }, 'The timeline must be a chain'),
    status('entries left out', { timeline: timeline(62, 90) }, 'The timeline only grows'),
    status('a window that leaves out nothing', { timeline: timeline(49, 64) }),
    status('older entries brought back', { timeline: timeline(48, 64) }, 'The timeline only grows'),
    status('only what follows', { timeline: timeline(65, 70) }),
    status('one hash for another', { timeline: [{ ...timeline(71, 71)[0], prev: '0'.repeat(64) }] }, 'The timeline only grows'),
    status(
      'more ids than there can be',
      {
        recorded: {
          entries: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`l${i}`, Array.from({ length: 100 }, (_, k) => `e${k}`)])),
        },
      },
      'There cannot be more recorded ids',
    ),
  ],
};

/** Every rule of the definition that an update can break, and the sound change beside it. */
export const histories: readonly History[] = [reporting, adding, personalData, closing, dismissed, journal];
