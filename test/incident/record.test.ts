// Shows: R-c, S5, R-g.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineDraft } from '../../operator/api/decision.ts';
import type { IncidentSpec, IncidentStatusRecorded } from '../../operator/api/types.gen.ts';
import { recordSpec } from '../../operator/incident/record.ts';
import { digest } from '../../operator/journal/canonical.ts';
import { at, breach, incident } from '../build.ts';

const now = at(50);
const by = (id: string, hours: number, fields: object = {}) => ({ id, at: at(hours), by: 'c.peeters', ...fields });

/** One entry in every list that an incident has. */
const everything = {
  answers: [by('an1', 1, { question: 'cause', value: 'Theft' })],
  communications: [by('co1', 2, { audience: 'service desk', what: 'Told.' })],
  response: { appointments: [by('ap1', 3, { leader: 'c.peeters' })] },
  assessments: [by('as1', 4, { verdict: 'Incident', reasons: 'r', refer: 'DPO' })],
  personalData: {
    role: 'Controller',
    awareAt: at(1),
    awareCorrections: [by('aw1', 5, { awareAt: at(0), reason: 'r' })],
    advices: [by('ad1', 6, { on: 'Risk', advice: 'High' })],
    decisions: [by('de1', 7, { risk: 'High', reasons: 'r' })],
    orders: [by('or1', 8, { reference: 'r', order: 'CommunicateToSubjects', dueAt: at(90) })],
  },
  actions: [by('ac1', 9, { kind: 'Contain', what: 'Wiped' })],
  milestones: [by('mi1', 10, { reached: 'Contained' })],
  escalations: [by('es1', 11, { to: 'CISO', kind: 'Help', reason: 'r' })],
  delays: [by('de1', 11, { deadline: 'gdpr-authority', reason: 'r' })],
  classifications: [by('cl1', 12, { regime: 'nis2', result: 'Significant' })],
  costs: [by('cs1', 13, { kind: 'External', amount: '12.50', currency: 'EUR' })],
  steps: [by('st1', 14, { step: 'wipe', outcome: 'Done' })],
  review: [by('re1', 15, { rootCause: 'r', lessons: [{ id: 'l1', text: 't' }] })],
  approvals: [by('pr1', 16, { subject: 'Lessons', decision: 'Return', of: 're1' })],
  followUps: [by('fo1', 17, { lesson: 're1/l1', outcome: 'Done' })],
  closures: [by('cx1', 18, { summary: 's' })],
  reopenings: [by('ro1', 19, { reason: 'r', to: 'Containing' })],
} as unknown as Partial<IncidentSpec>;

const record = (spec: Partial<IncidentSpec>, recorded?: IncidentStatusRecorded) =>
  recordSpec(incident(spec, recorded && { recorded }), {}, now);
const lines = (drafts: readonly TimelineDraft[]) => drafts.map(({ actor, reason, note }) => `${actor} ${reason} ${note}`);

test('one entry of every list is recorded, in the order in which they happened, each bound by its digest', () => {
  const first = record({ response: {}, personalData: breach() });
  const { drafts, recorded, more } = record(everything, first.recorded);
  const told = [
    'QuestionAnswered answers/an1 cause',
    'CommunicationRecorded communications/co1',
    'LeaderAppointed response.appointments/ap1',
    'AssessmentReferred assessments/as1 Incident refer DPO',
    `AwarenessCorrected personalData.awareCorrections/aw1 ${at(0)}`,
    'DpoAdvised personalData.advices/ad1 Risk',
    'RiskDecided personalData.decisions/de1 High',
    `AuthorityOrdered personalData.orders/or1 CommunicateToSubjects due ${at(90)}`,
    'ActionRecorded actions/ac1 Contain',
    'MilestoneReached milestones/mi1 Contained',
    'EscalationRecorded escalations/es1 Help to CISO',
    'DelayExplained delays/de1 gdpr-authority',
    'ClassificationRecorded classifications/cl1 nis2 Significant',
    'CostRecorded costs/cs1 External 12.50 EUR',
    'StepRecorded steps/st1 wipe Done',
    'ReviewRecorded review/re1 lessons 1',
    'LessonsReturned approvals/pr1 of re1',
    'FollowUpRecorded followUps/fo1 re1/l1 Done',
    'Closed closures/cx1',
    'Reopened reopenings/ro1 to Containing',
  ];
  const lists = { ...everything, ...everything.response, ...everything.personalData } as unknown as Record<string, readonly object[]>;
  const digestFor = (line: string): string => {
    const [path = '', id = ''] = line.split(' ')[1]?.split('/') ?? [];
    return digest(lists[path.split('.').at(-1) ?? '']?.find((entry) => (entry as { id?: string }).id === id));
  };
  const entries = drafts.filter(({ reason }) => reason !== 'FactChanged');
  assert.equal(
    lines(entries),
    told.map((line) => `c.peeters ${line} ${digestFor(line)}`),
  );
  assert.is(more, false);
  assert.equal(record(everything, recorded).drafts, []);
});

test('a new record says through which channel it came, and no fact of its beginning is told as a change', () => {
  const report = { ...incident().spec.report, reportedVia: 'Helpdesk' as const };
  assert.equal(lines(record({ category: 'PrivacyBreach', report }).drafts), [
    `m.janssens Reported PrivacyBreach via Helpdesk generation 1 ${digest(report)}`,
  ]);
  assert.equal(lines(record({ source: { system: 'alertmanager' } }).drafts), [
    `alertmanager Reported HumanError via Alert generation 1 ${digest(incident().spec.report)}`,
  ]);
});

test('personal data and awareness are milestones of the record, told once, also when they are there from the beginning', () => {
  const told = (spec: Partial<IncidentSpec>, recorded?: IncidentStatusRecorded) =>
    record(spec, recorded)
      .drafts.filter(({ reason }) => reason === 'PersonalDataFound' || reason === 'AwarenessRecorded')
      .map(({ note }) => note);
  const expected = ['personalData.role none -> Controller', `personalData.awareAt none -> ${at(1)}`];
  assert.equal(told({ personalData: breach() }), expected);
  assert.equal(told({ personalData: breach() }, record({}).recorded), expected);
  assert.equal(told({ personalData: breach() }, record({ personalData: breach() }).recorded), []);
  assert.equal(told({ awareAt: at(2) }, record({}).recorded), [`awareAt none -> ${at(2)}`]);
});

const change = (before: Partial<IncidentSpec>, after: Partial<IncidentSpec>): readonly string[] =>
  lines(record(after, record(before).recorded).drafts);
const personal = (changes: Parameters<typeof breach>[0]) => ({ personalData: breach(changes) });

const changes: readonly (readonly [string, Partial<IncidentSpec>, Partial<IncidentSpec>, readonly string[]])[] = [
  ['a code with both values', {}, { category: 'PrivacyBreach' }, ['unknown FactChanged category HumanError -> PrivacyBreach']],
  [
    'a number with both values',
    personal({ records: { approximate: 12 } }),
    personal({ records: { approximate: 3600 } }),
    ['unknown FactChanged personalData.records.approximate 12 -> 3600'],
  ],
  [
    'a text by its digests',
    {},
    { title: 'Found again' },
    [`unknown FactChanged title ${digest('Laptop left on a train')} -> ${digest('Found again')}`],
  ],
  ['a fact that appears', {}, { tlp: 'RED' }, ['unknown FactChanged tlp none -> RED']],
  ['a fact that disappears', personal({ cause: 'Theft' }), personal({}), ['unknown FactChanged personalData.cause Theft -> none']],
  [
    'a form, in one line',
    personal({ protection: { key: 'Unknown', remoteWiped: false } }),
    personal({ protection: { key: 'Safe', remoteWiped: true } }),
    ['unknown FactChanged personalData.protection key Unknown, remoteWiped false -> key Safe, remoteWiped true'],
  ],
  [
    'a list of codes, in any order the same',
    personal({ kinds: ['Integrity', 'Confidentiality'] }),
    personal({ kinds: ['Confidentiality', 'Integrity'] }),
    [],
  ],
  [
    'the team, under a reason of its own',
    {},
    { response: { team: ['d.maes'] } },
    [`unknown TeamChanged response.team none -> ${digest(['d.maes'])}`],
  ],
  [
    'a weakness that is linked',
    { weaknesses: [{ name: 'a' }] },
    { weaknesses: [{ name: 'b' }, { name: 'a' }] },
    ['unknown WeaknessLinked weaknesses a -> a+b'],
  ],
  [
    'a weakness that is not linked any more',
    { weaknesses: [{ name: 'a' }] },
    { weaknesses: [] },
    ['unknown FactChanged weaknesses a -> none'],
  ],
  [
    'a code too long for the bookkeeping, by its digest',
    {},
    { asset: 'x'.repeat(200) },
    [`unknown FactChanged asset laptop-fleet -> ${digest('x'.repeat(200))}`],
  ],
  [
    'an answer in the report',
    {},
    { report: { ...incident().spec.report, cause: 'Stolen' } },
    [`unknown FactChanged report ${digest(incident().spec.report)} -> ${digest({ ...incident().spec.report, cause: 'Stolen' })}`],
  ],
];

for (const [what, before, after, expected] of changes)
  test(`a change is told: ${what}`, () => assert.equal(change(before, after), expected));

test('a change that was told is not told again, and one that came and went between two looks leaves no trace', () => {
  const before = record({}).recorded;
  const after = record({ tlp: 'RED' }, before).recorded;
  assert.equal(record({ tlp: 'RED' }, after).drafts, []);
  assert.equal(record({}, before).drafts, []);
});

test('where the API server counts no change since, no fact is compared, and every fact keeps its value', () => {
  const first = record({ personalData: breach() });
  const settled = { recorded: { ...first.recorded, values: { ...first.recorded.values, 'decision/d1': 'lapsed' } }, observedGeneration: 1 };
  const again = (generation: number) => {
    const changedBeside = incident({ title: 'Changed in the store itself', personalData: breach() }, settled);
    return recordSpec({ ...changedBeside, metadata: { ...changedBeside.metadata, generation } }, { 'decision/d2': 'sha256:x' }, now);
  };
  assert.equal(again(1).drafts, []);
  assert.equal(again(1).recorded.values, { ...first.recorded.values, 'decision/d2': 'sha256:x' });
  assert.equal(
    again(2).drafts.map(({ reason, note }) => `${reason} ${note.split(' ')[0]}`),
    ['FactChanged title'],
  );
});

test('a correction says what it corrects, and both writers are named', () => {
  const actions = [
    { ...by('ac2', 5, { kind: 'Contain', what: 'Wiped', corrects: 'ac1' }), via: 'console' },
    by('ac1', 4, { kind: 'Other', what: 'Wiped' }),
  ];
  const spec = { actions } as unknown as Partial<IncidentSpec>;
  assert.equal(lines(record(spec, record({}).recorded).drafts), [
    `c.peeters ActionRecorded actions/ac1 Other ${digest(actions[1])}`,
    `c.peeters via console ActionRecorded actions/ac2 Contain corrects ac1 ${digest(actions[0])}`,
  ]);
});

test('an entry that claims to happen later than it is seen is marked, with five minutes of grace', () => {
  const action = (hours: number) =>
    ({ actions: [by('ac1', hours, { kind: 'Contain', what: 'Wiped' })] }) as unknown as Partial<IncidentSpec>;
  const reasons = (hours: number) =>
    record(action(hours), record({}).recorded).drafts.map(({ reason, note }) => `${reason} ${note.split(' sha256')[0]}`);
  assert.equal(reasons(50 + 5 / 60), ['ActionRecorded actions/ac1 Contain']);
  assert.equal(reasons(51), ['ActionRecorded actions/ac1 Contain', `TimeDisputed actions/ac1 at ${at(51)}`]);
});

test('more entries than one decision records are spread over several, and none is lost or told twice', () => {
  const spec = {
    actions: Array.from({ length: 45 }, (_, n) => by(`ac${n}`, 40 - (n % 7), { kind: 'Contain', what: 'Wiped' })),
  } as unknown as Partial<IncidentSpec>;
  let recorded = record({}).recorded;
  const told: string[] = [];
  const rest: boolean[] = [];
  for (let round = 0; round < 4; round += 1) {
    const next = record(spec, recorded);
    told.push(...next.drafts.map(({ note }) => note.split(' ')[0] ?? ''));
    rest.push(next.more);
    recorded = next.recorded;
  }
  assert.equal(rest, [true, true, false, false]);
  assert.is(told.length, 45);
  assert.equal(new Set(told), new Set(spec.actions?.map(({ id }) => `actions/${id}`)));
  const hours = told.map((note) => Date.parse(spec.actions?.find(({ id }) => note === `actions/${id}`)?.at ?? ''));
  assert.equal(
    hours,
    hours.toSorted((a, b) => a - b),
  );
});

test('the freshest of what is new is the latest that has happened by now', () => {
  const fresh = (...hours: readonly number[]) =>
    record({ actions: hours.map((hour) => by(`ac${hour}`, hour, { kind: 'Contain', what: 'Wiped' })) } as unknown as Partial<IncidentSpec>)
      .freshest;
  assert.equal([fresh(), fresh(9, 40, 20), fresh(9, 60), fresh(60)], [undefined, at(40), at(9), undefined]);
});

test('an entry without a time is recorded last, by nobody known', () => {
  const spec = {
    actions: [{ id: 'ac0', kind: 'Contain', what: 'x' }, by('ac1', 60, { kind: 'Contain', what: 'x' })],
  } as unknown as Partial<IncidentSpec>;
  assert.equal(
    record(spec, record({}).recorded).drafts.map(({ actor, note }) => `${actor} ${note.split(' ')[0]}`),
    ['c.peeters actions/ac1', 'c.peeters actions/ac1', 'unknown actions/ac0'],
  );
});

test('no text that a person wrote, and no name, stands in a note', () => {
  const secret = 'Janssens lost her diary';
  const spec = {
    ...everything,
    title: secret,
    personalData: {
      role: 'Controller',
      awareBy: secret,
      awareBasis: secret,
      consequences: secret,
      subjects: { categories: [secret] },
      counterpart: { name: secret },
    },
    actions: [by('ac1', 9, { kind: 'Contain', what: secret, why: secret })],
    response: { appointments: [by('ap1', 3, { leader: secret, reason: secret })], team: [secret] },
  } as unknown as Partial<IncidentSpec>;
  const notes = [...record(spec).drafts, ...record(spec, record({}).recorded).drafts].map(({ note }) => note);
  assert.equal(
    notes.filter((note) => note.includes('Janssens')),
    [],
  );
});

test.run();
