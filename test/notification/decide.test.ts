// Shows: N2, N4, N5.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type {
  IncidentSpec,
  IncidentStatusDeadline,
  NotificationSpec,
  NotificationStatus,
  ReportingRegimeDuty,
} from '../../operator/api/types.gen.ts';
import { usualPatience } from '../../operator/delivery/patience.ts';
import { textsOf } from '../../operator/document/model.ts';
import { decideNotification } from '../../operator/notification/decide.ts';
import { documentOf } from '../../operator/notification/document.ts';
import type { ObservedNotification } from '../../operator/notification/progress.ts';
import { at, breach, incident, notification, policy, shipped } from '../build.ts';

const dutyNamed = (name: string): ReportingRegimeDuty => {
  const found = [...shipped('gdpr').spec.duties, ...shipped('policy').spec.duties].find((duty) => duty.name === name);
  assert.ok(found, name);
  return found;
};
const deadline: IncidentStatusDeadline = {
  name: 'gdpr-authority',
  regime: 'gdpr',
  from: at(1),
  dueAt: at(73),
  legalDueAt: at(74),
  state: 'Running',
  notification: 'inc-1-gdpr-authority',
};

/** The incident as it is known at first: what happened, no consequences, no measures. */
const known: Partial<IncidentSpec> = { personalData: breach() };
const complete = { consequences: 'Fraud with account numbers.', measures: 'The laptop was wiped.' };

interface Around extends Partial<Omit<ObservedNotification, 'note'>> {
  readonly spec?: Partial<IncidentSpec>;
}

const observe = (
  note: Partial<NotificationSpec>,
  status?: NotificationStatus,
  { spec = known, ...around }: Around = {},
): ObservedNotification => ({
  note: notification(note, status),
  incident: incident(spec),
  policy: policy(),
  duty: dutyNamed('gdpr-authority'),
  deadline,
  steps: [],
  patience: usualPatience,
  earlier: [],
  ...around,
});
const decide = (note: Partial<NotificationSpec>, now: string, status?: NotificationStatus, around?: Around) =>
  decideNotification(observe(note, status, around), now);
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const lines = (decision: ReturnType<typeof decide>) => decision.entries.map(({ reason, note }) => `${reason} ${note.split(' sha256')[0]}`);
const filing = (hours: number) => ({ filings: [{ id: 'f1', at: at(hours), by: 'p.lambert', reference: 'GBA-4711' }] });
const conditions = ({ status }: ReturnType<typeof decide>) =>
  (status.conditions ?? []).slice(1).map(({ type, status: state, reason }) => `${type} ${state} ${reason}`);

test('a new notification says what is missing, since when it runs and when it is due', () => {
  const { status, entries, wakeAt } = decide({}, at(2));
  const { document, conditions: _, recorded: __, gaps, ...rest } = status;
  assert.equal(rest, {
    observedGeneration: 1,
    phase: 'Incomplete',
    from: at(1),
    dueAt: at(73),
    legalDueAt: at(74),
    late: false,
    missing: ['consequences', 'measures'],
    deadLetter: false,
  });
  assert.match(document?.digest ?? '', /^sha256:/);
  assert.equal(
    gaps?.map(({ part, required }) => `${part} ${required ? 'required' : 'where possible'}`),
    [
      'consequences required',
      'measures required',
      'subjects where possible',
      'records where possible',
      'processing where possible',
      'crossBorder where possible',
    ],
  );
  assert.is(gaps?.[0]?.where, 'spec.personalData.consequences of the incident, or spec.content.consequences here');
  assert.equal(
    entries.map(({ reason, note }) => `${reason} ${note}`),
    ['NotificationOpened gdpr-authority to Authority Initial', 'ContentIncomplete missing consequences,measures'],
  );
  assert.is(wakeAt, at(73).replace('Z', '.001Z'));
});

test('what the notification does not say is taken from the incident, corrections applied', () => {
  const spec: Partial<IncidentSpec> = {
    personalData: breach({ consequences: 'Fraud.' }),
    answers: [{ id: 'q1', at: at(2), by: 'h.desk', question: 'what', value: 'Two laptops were left.' }],
    actions: [
      { id: 'ac2', at: at(3), by: 'c.peeters', kind: 'Contain', what: 'Revoked the certificate' },
      { id: 'ac1', at: at(2), by: 'c.peeters', kind: 'Contain', what: 'Wiped the wrong laptop' },
      { id: 'ac3', at: at(2.5), by: 'c.peeters', kind: 'Contain', what: 'Wiped the laptop', corrects: 'ac1' },
    ],
  };
  const taken = decide({}, at(4), undefined, { spec });
  assert.equal(taken.status.missing, []);
  const said = textsOf(documentOf(observe({}, undefined, { spec }), 'en', at(4)));
  assert.equal(
    ['Two laptops were left.', 'Fraud.', 'Wiped the laptop', 'Revoked the certificate', 'Wiped the wrong laptop'].map((text) =>
      said.includes(text),
    ),
    [true, true, true, true, false],
  );
});

test('a complete notification waits for the approval of its text, and then to be filed', () => {
  const waiting = decide({ content: complete }, at(2));
  assert.is(waiting.status.phase, 'AwaitingApproval');
  const of = waiting.status.document?.digest ?? '';
  const approvals = [{ id: 'p1', at: at(3), by: 'r.leclercq', decision: 'Approve' as const, of }];
  const approved = decide({ content: complete, approvals }, at(3), stored(waiting.status));
  assert.equal(
    [approved.status.phase, lines(approved)],
    ['Scheduled', ['NotificationApproved approvals/p1 of', 'PhaseChanged AwaitingApproval -> Scheduled']],
  );
  const returned = [...approvals, { id: 'p2', at: at(4), by: 'r.leclercq', decision: 'Return' as const, of }];
  assert.is(decide({ content: complete, approvals: returned }, at(4), stored(approved.status)).status.phase, 'AwaitingApproval');
});

test('an approval binds what was approved: another text, or other facts behind it, need another one', () => {
  const of = decide({ content: complete }, at(2)).status.document?.digest ?? '';
  const approved = { content: complete, approvals: [{ id: 'p1', at: at(3), by: 'r.leclercq', decision: 'Approve' as const, of }] };
  const before = stored(decide(approved, at(3)).status);
  assert.is(before.phase, 'Scheduled');
  const reworded = decide({ ...approved, content: { ...complete, measures: 'Nothing.' } }, at(4), before);
  assert.equal(lines(reworded).slice(1), ['PhaseChanged Scheduled -> AwaitingApproval', 'ApprovalLapsed document']);
  const spec = { personalData: breach({ kinds: ['Availability'] }) };
  assert.is(decide(approved, at(4), before, { spec }).status.phase, 'AwaitingApproval');
  const approvedOther = {
    ...approved,
    approvals: [{ id: 'p1', at: at(3), by: 'r.leclercq', decision: 'Approve' as const, of: 'sha256:other' }],
  };
  assert.is(decide(approvedOther, at(4)).status.phase, 'AwaitingApproval');
});

test('a duty without approval is scheduled as soon as it is complete', () => {
  assert.is(
    decide({ content: complete, audience: 'Controller' }, at(2), undefined, { duty: dutyNamed('gdpr-controller') }).status.phase,
    'Scheduled',
  );
});

test('a filing by hand with the receipt sends it, in phases also what is not complete', () => {
  const sent = decide(filing(5), at(6));
  assert.equal(
    [sent.status.phase, sent.status.sentAt, sent.status.late, sent.status.missing],
    ['Sent', at(5), false, ['consequences', 'measures']],
  );
  assert.equal(lines(sent), [
    'NotificationOpened gdpr-authority to Authority Initial',
    'NotificationFiled filings/f1',
    'ContentIncomplete missing consequences,measures',
  ]);
  const acknowledged = decide(
    { ...filing(5), acknowledgements: [{ id: 'k1', at: at(8), by: 'p.lambert', reference: '1' }] },
    at(9),
    stored(sent.status),
  );
  assert.equal([acknowledged.status.phase, acknowledged.status.sentAt], ['Acknowledged', at(5)]);
  assert.is(acknowledged.wakeAt, undefined);
});

test('what is not told in phases counts only complete', () => {
  const duty = dutyNamed('gdpr-subjects');
  assert.is(decide(filing(5), at(6), undefined, { duty }).status.phase, 'Incomplete');
  const whole = { content: { ...complete, recommendations: 'Watch your account.' }, ...filing(5) };
  assert.is(decide(whole, at(6), undefined, { duty }).status.phase, 'Sent');
});

test('what went out keeps the text and the gaps that it had', () => {
  const sent = stored(decide(filing(5), at(6)).status);
  const later = decide({ ...filing(5), content: complete }, at(7), sent);
  assert.equal([later.status.missing, later.status.document], [sent.missing, sent.document]);
});

test('the first filing counts, and one without a time counts from when it was first seen', () => {
  const filings = [
    { id: 'f2', at: at(9), by: 'p.lambert', reference: '2' },
    { id: 'f1', at: at(5), by: 'p.lambert', reference: '1' },
  ];
  assert.is(decide({ filings }, at(10)).status.sentAt, at(5));
  const untimed = { filings: [{ id: 'f1', by: 'p.lambert', reference: '1' }] };
  const seen = decide(untimed, at(10));
  assert.is(seen.status.sentAt, at(10));
  assert.is(decide(untimed, at(20), stored(seen.status)).status.sentAt, at(10));
});

test('exactly at the due time is in time, a moment later is late', () => {
  assert.is(decide(filing(73), at(80)).status.late, false);
  assert.is(decide({}, at(73)).status.late, false);
  assert.is(decide({}, at(73.001)).status.late, true);
});

test('a late notice waits for its justification and says so, once', () => {
  const late = decide({ content: complete, ...filing(75) }, at(76));
  assert.equal(
    [late.status.phase, late.status.sentAt, late.status.late, late.status.missing],
    ['Incomplete', undefined, true, ['delayJustification']],
  );
  assert.equal(conditions(late), ['DelayJustified False DelayUnjustified']);
  assert.equal(late.entries.filter(({ reason }) => reason === 'DelayUnjustified').length, 1);
  assert.equal(decide({ content: complete, ...filing(75) }, at(77), stored(late.status)).entries, []);
  const justified = decide({ content: complete, ...filing(75), delayJustification: 'The portal was down.' }, at(78), stored(late.status));
  assert.equal([justified.status.phase, justified.status.sentAt, justified.status.late, conditions(justified)], ['Sent', at(75), true, []]);
});

test('a notice filed in time is not late, however late it becomes complete', () => {
  const duty = dutyNamed('gdpr-authority');
  const whole = decide(filing(5), at(100), undefined, { duty: { ...duty, phased: false } });
  assert.equal([whole.status.phase, conditions(whole)], ['Incomplete', []]);
});

const waiver = (changes: object = {}) => ({
  id: 'w1',
  at: at(4),
  by: 'a.verbeke',
  ground: 'RiskUnlikely',
  reasons: 'Encrypted.',
  advice: 'v1',
  ...changes,
});
const advices = [{ id: 'v1', at: at(3), by: 'p.lambert', advice: 'Agree' }];

const waived: readonly (readonly [string, Partial<NotificationSpec>, Around, NotificationStatus['phase']])[] = [
  ['a waiver on the ground of the duty, on the advice of the DPO, waives it', { advices, waivers: [waiver()] }, {}, 'Waived'],
  ['on another ground it does not', { advices, waivers: [waiver({ ground: 'NotNeeded' })] }, {}, 'Incomplete'],
  ['without an advice it does not', { waivers: [waiver()] }, {}, 'Incomplete'],
  [
    'on an advice of the same person it does not',
    { advices: [{ ...advices[0], id: 'v1', advice: 'Agree', by: 'a.verbeke' }], waivers: [waiver()] },
    {},
    'Incomplete',
  ],
  ['on another advice than the one that is there it does not', { advices, waivers: [waiver({ advice: 'v9' })] }, {}, 'Incomplete'],
  ['a duty that cannot be waived is not', { advices, waivers: [waiver()] }, { duty: dutyNamed('gdpr-controller') }, 'Incomplete'],
  [
    'feedback to the reporter needs no advice',
    { waivers: [waiver({ ground: 'NotAppropriate' })] },
    { duty: dutyNamed('policy-reporter') },
    'Waived',
  ],
  ['what went out is not waived any more', { advices, waivers: [waiver()], ...filing(5) }, {}, 'Sent'],
  ['a duty that is superseded waives it', {}, { deadline: { ...deadline, state: 'Superseded' } }, 'Waived'],
  ['so does one that was waived after its miss', {}, { deadline: { ...deadline, state: 'Missed', endedAt: at(80) } }, 'Waived'],
  ['a missed one that stands does not', {}, { deadline: { ...deadline, state: 'Missed' } }, 'Incomplete'],
  ['a fact that met the duty leaves it acknowledged', {}, { deadline: { ...deadline, state: 'Met', metAt: at(3) } }, 'Acknowledged'],
];

for (const [what, note, around, phase] of waived) test(what, () => assert.is(decide(note, at(6), undefined, around).status.phase, phase));

test('a waived notification is not late and wakes nobody', () => {
  const { status, wakeAt } = decide({ advices, waivers: [waiver()] }, at(100));
  assert.equal([status.late, wakeAt, conditions({ status } as ReturnType<typeof decide>)], [false, undefined, []]);
});

test('a channel that this operator does not serve says so once, and does not pretend', () => {
  const mail = { channel: { email: { to: ['info@example.org'] } } };
  const first = decide(mail, at(2));
  assert.equal(conditions(first), ['ChannelServed False ChannelUnavailable']);
  assert.equal([first.status.phase, first.status.sentAt, first.status.deliveries], ['Incomplete', undefined, undefined]);
  assert.equal(lines(first).slice(-1), ['ChannelUnavailable phase Incomplete']);
  assert.equal(decide(mail, at(3), stored(first.status)).entries, []);
  assert.equal(conditions(decide({ channel: { webhook: { name: 'siem' } } }, at(2))), ['ChannelServed False ChannelUnavailable']);
  assert.equal(conditions(decide({ channel: { portal: {} } }, at(2))), []);
  assert.equal(conditions(decide({ ...mail, ...filing(5) }, at(6))), []);
});

test('a drill shows that nobody outside is to be told', () => {
  assert.equal(conditions(decide({}, at(2), undefined, { spec: { ...known, drill: true } })), ['Drill True Rehearsal']);
});

test('a notification without its incident is recorded, and says that a name was mistyped', () => {
  const lost = decide({}, at(2), undefined, { incident: undefined, deadline: undefined });
  assert.equal(conditions(lost), ['IncidentFound False IncidentMissing']);
  assert.equal([lost.status.phase, lost.status.dueAt, lost.status.late], ['Incomplete', undefined, false]);
});

test('an order of the authority asks for all that art. 34(2) asks', () => {
  const order = decide({ duty: 'gdpr-order-g1' }, at(2), undefined, { duty: undefined });
  assert.equal(order.status.missing, ['consequences', 'measures', 'recommendations']);
});

test('what changes in a notification is told, texts by their digest', () => {
  const before = stored(decide({}, at(2)).status);
  const after = decide({ content: complete, delayJustification: 'Late.', languages: ['fr'], channel: { portal: {} } }, at(3), before);
  assert.equal(lines(after), [
    'FactChanged content none ->',
    'FactChanged delayJustification none ->',
    'FactChanged channel none -> portal',
    'FactChanged languages none -> fr',
    'ContentComplete document',
    'PhaseChanged Incomplete -> AwaitingApproval',
  ]);
});

test.run();
