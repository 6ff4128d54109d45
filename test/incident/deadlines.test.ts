// Shows: A6, N1, N2, N3, N5, N7, N8, N9, R-a.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec, ReportingRegime } from '../../operator/api/types.gen.ts';
import { assessment, at, breach, compiled, duty, epoch, evidence, notification, policy, regime, shipped } from '../build.ts';
import { afterwards, deadlineOf, linesOf, noted, settle, statusOf, type World, world } from '../world.ts';

const privacy = (changes: Parameters<typeof breach>[0] = {}): Partial<IncidentSpec> => ({
  personalDataCheck: 'Found',
  personalData: breach(changes),
});

/** State and times of a deadline, in one line. */
const line = (of: World, name: string): string => {
  const deadline = deadlineOf(of, name);
  if (deadline === undefined) return 'none';
  const { state, from, dueAt, metAt, endedAt } = deadline;
  return [`${state} ${from} to ${dueAt}`, metAt && `met ${metAt}`, endedAt && `ended ${endedAt}`].filter(Boolean).join(', ');
};

const filing = (hours: number) => ({ filings: [{ id: 'f1', at: at(hours), by: 'p.lambert', reference: 'GBA-4711' }] });

test('the clock to the authority runs from awareness, the one of the policy from establishing', () => {
  const running = settle(world(privacy()), at(2));
  assert.is(line(running, 'gdpr-authority'), `Running ${at(1)} to ${at(73)}`);
  assert.is(line(running, 'policy-authority'), `Running ${epoch} to ${at(72)}`);
  assert.is(deadlineOf(running, 'gdpr-authority')?.legalDueAt, at(74).replace('12:00', '00:00'));
});

test('a suspicion starts the clock of the policy at establishing, before anybody has looked for personal data', () => {
  assert.is(line(settle(world({ category: 'PrivacyBreach' }), at(2)), 'policy-authority'), `Running ${epoch} to ${at(72)}`);
  assert.is(line(settle(world({ personalDataCheck: 'Unknown' }), at(2)), 'policy-authority'), `Running ${epoch} to ${at(72)}`);
  assert.is(line(settle(world(), at(2)), 'policy-authority'), 'none');
});

test('a processor tells the controller within a day, whatever the risk, and no authority', () => {
  const processor = settle(world(privacy({ role: 'Processor' })), at(2));
  assert.is(line(processor, 'gdpr-controller'), `Running ${at(1)} to ${at(25)}`);
  assert.equal([line(processor, 'gdpr-authority'), line(processor, 'policy-authority')], ['none', 'none']);
});

test('a duty that was met in time is told once and stays met', () => {
  const met = noted(settle(world(privacy()), at(2)), 'inc-1-gdpr-authority', filing(5), at(6));
  assert.is(line(met, 'gdpr-authority'), `Met ${at(1)} to ${at(73)}, met ${at(5)}`);
  assert.equal(linesOf(settle(met, at(200)), 'gdpr-authority'), [`DeadlineStarted from ${at(1)} due ${at(73)}`, `DutyMet at ${at(5)}`]);
});

test('a duty that was met late needs its justification, and is missed and met late', () => {
  const late = noted(settle(settle(world(privacy()), at(2)), at(80)), 'inc-1-gdpr-authority', filing(81), at(81));
  assert.is(line(late, 'gdpr-authority'), `Missed ${at(1)} to ${at(73)}`);
  const justified = noted(late, 'inc-1-gdpr-authority', { delayJustification: 'The portal was down.' }, at(82));
  assert.is(line(justified, 'gdpr-authority'), `MetLate ${at(1)} to ${at(73)}, met ${at(81)}`);
  assert.equal(linesOf(justified, 'gdpr-authority'), [
    `DeadlineStarted from ${at(1)} due ${at(73)}`,
    `DeadlineMissed due ${at(73)}`,
    'Escalated at 100% to DPO,CISO,Management',
    `DutyMetLate at ${at(81)}`,
  ]);
});

test('each warning is told once, at its mark', () => {
  let current = settle(world(privacy()), at(2));
  for (const hours of [48.9, 49, 49.1, 60, 69, 69, 70, 73]) current = settle(current, at(hours));
  assert.equal(linesOf(current, 'gdpr-authority').slice(1), [
    `DeadlineNear PT24H left, due ${at(73)}`,
    `DeadlineNear PT4H left, due ${at(73)}`,
  ]);
  assert.equal(deadlineOf(current, 'gdpr-authority')?.warned, ['PT24H', 'PT4H']);
});

test('after downtime over the due time the miss is told once, with the due time', () => {
  const down = settle(settle(world(privacy()), at(2)), at(1000));
  assert.equal(linesOf(settle(down, at(1001)), 'gdpr-authority'), [
    `DeadlineStarted from ${at(1)} due ${at(73)}`,
    `DeadlineMissed due ${at(73)}`,
    'Escalated at 100% to DPO,CISO,Management',
  ]);
});

test('a clock that is set back neither takes a miss back nor tells anything twice', () => {
  const missed = settle(settle(world(privacy()), at(2)), at(73.01));
  const back = settle(settle(missed, at(72)), at(74));
  assert.is(line(settle(missed, at(72)), 'gdpr-authority'), `Missed ${at(1)} to ${at(73)}`);
  assert.equal(linesOf(back, 'gdpr-authority'), linesOf(missed, 'gdpr-authority'));
  const warned = settle(settle(world(privacy()), at(2)), at(50));
  assert.equal(linesOf(settle(settle(warned, at(40)), at(50)), 'gdpr-authority'), linesOf(warned, 'gdpr-authority'));
});

const correction = (hours: number, awareAt: string) => ({
  id: `c${hours}`,
  at: at(hours),
  by: 'a.verbeke',
  awareAt,
  reason: 'Told by telephone.',
});

test('a corrected awareness moves the due time, and warns anew', () => {
  const warned = settle(settle(world(privacy({ awareAt: at(10) })), at(11)), at(60));
  const moved = afterwards(warned, privacy({ awareAt: at(10), awareCorrections: [correction(60, at(0))] }), at(60));
  assert.is(line(moved, 'gdpr-authority'), `Running ${at(0)} to ${at(72)}`);
  assert.equal(linesOf(moved, 'gdpr-authority').slice(1), [
    `DeadlineNear PT24H left, due ${at(82)}`,
    `DeadlineChanged from ${at(0)} due ${at(72)} was ${at(82)}`,
    `DeadlineNear PT24H left, due ${at(72)}`,
  ]);
});

test('a notice that went out in time stays sent when a correction makes it late, and asks for its justification', () => {
  const met = noted(settle(world(privacy({ awareAt: at(10) })), at(11)), 'inc-1-gdpr-authority', filing(75), at(76));
  const moved = afterwards(met, privacy({ awareAt: at(10), awareCorrections: [correction(80, at(0))] }), at(80));
  assert.is(line(moved, 'gdpr-authority'), `MetLate ${at(0)} to ${at(72)}, met ${at(75)}`);
  const note = moved.observed.notifications.find(({ metadata }) => metadata.name === 'inc-1-gdpr-authority')?.status;
  assert.equal([note?.phase, note?.late, note?.conditions?.at(-1)?.reason], ['Sent', true, 'DelayUnjustified']);
});

const decided = (changes: Parameters<typeof breach>[0]) => ({
  advices: [
    { id: 'v1', at: at(4), by: 'p.lambert', on: 'Risk' as const, advice: 'Agree' },
    { id: 'v2', at: at(4), by: 'p.lambert', on: 'Exemption' as const, advice: 'Agree' },
  ],
  ...changes,
});
const unlikely = (hours: number) => ({
  id: `d${hours}`,
  at: at(hours),
  by: 'a.verbeke',
  risk: 'Unlikely' as const,
  reasons: 'Encrypted.',
  advice: 'v1',
});

test('a decision that the risk is unlikely waives the duty in time', () => {
  const waived = afterwards(settle(world(privacy()), at(2)), privacy(decided({ decisions: [unlikely(5)] })), at(6));
  assert.is(line(waived, 'gdpr-authority'), `Waived ${at(1)} to ${at(73)}, ended ${at(5)}`);
  assert.is(line(waived, 'policy-authority'), `Waived ${epoch} to ${at(72)}, ended ${at(5)}`);
  assert.is(waived.observed.notifications.find(({ metadata }) => metadata.name === 'inc-1-gdpr-authority')?.status?.phase, 'Waived');
  assert.equal(linesOf(settle(waived, at(100)), 'gdpr-authority').slice(1), [`DutyWaived at ${at(5)}`]);
});

test('a waiver after the due time leaves it missed, and asks nothing more than why', () => {
  const missed = settle(settle(world(privacy()), at(2)), at(75));
  const waived = afterwards(missed, privacy(decided({ decisions: [unlikely(76)] })), at(76));
  assert.is(line(waived, 'gdpr-authority'), `Missed ${at(1)} to ${at(73)}, ended ${at(76)}`);
  assert.equal(linesOf(waived, 'gdpr-authority').slice(3), [`DutyWaived at ${at(76)} after due ${at(73)}`]);
  const why = statusOf(waived).blockers?.filter(({ message }) => message.includes('gdpr-authority'));
  assert.equal(
    why?.map(({ reason }) => reason),
    ['MissUnexplained'],
  );
});

test('a waiver dated back before a miss that the register has recorded does not take it away', () => {
  const missed = settle(settle(world(privacy()), at(2)), at(75));
  assert.is(
    line(afterwards(missed, privacy(decided({ decisions: [unlikely(70)] })), at(76)), 'gdpr-authority'),
    `Missed ${at(1)} to ${at(73)}, ended ${at(70)}`,
  );
});

test('a waiver in time that the register sees only after the due time is one', () => {
  const down = afterwards(settle(world(privacy()), at(2)), privacy(decided({ decisions: [unlikely(70)] })), at(100));
  assert.is(line(down, 'gdpr-authority'), `Waived ${at(1)} to ${at(73)}, ended ${at(70)}`);
});

test('a lapse opens the duty again, on the same clock, and says so', () => {
  const waived = afterwards(settle(world(privacy()), at(2)), privacy(decided({ decisions: [unlikely(5)] })), at(6));
  const lapsed = afterwards(waived, privacy(decided({ decisions: [unlikely(5)], exfiltration: 'Confirmed' })), at(30));
  assert.is(line(lapsed, 'gdpr-authority'), `Running ${at(1)} to ${at(73)}`);
  assert.equal(linesOf(lapsed, 'gdpr-authority').slice(1), [`DutyWaived at ${at(5)}`, `DeadlineStarted from ${at(1)} due ${at(73)} again`]);
  assert.equal(
    lapsed.entries.filter(({ reason }) => reason === 'DecisionLapsed').map(({ note }) => note),
    ['decision/d5'],
  );
  assert.is(lapsed.observed.notifications.find(({ metadata }) => metadata.name === 'inc-1-gdpr-authority')?.status?.phase, 'Incomplete');
});

const high = { id: 'd1', at: at(5), by: 'a.verbeke', risk: 'High' as const, reasons: 'As advised.' };
const exemption = (id: string, hours: number, changes = {}) => ({
  id,
  at: at(hours),
  by: 'a.verbeke',
  exemption: 'DisproportionateEffort' as const,
  reasons: 'No addresses.',
  advice: 'v2',
  ...changes,
});

test('an exemption waives the duty to the data subjects only, and opens the one to the public', () => {
  const exempt = afterwards(
    settle(world(privacy(decided({ decisions: [high] }))), at(6)),
    privacy(decided({ decisions: [high, exemption('e1', 8)] })),
    at(9),
  );
  assert.is(line(exempt, 'gdpr-subjects'), `Waived ${at(5)} to ${at(77)}, ended ${at(8)}`);
  assert.is(line(exempt, 'gdpr-public'), `Running ${at(8)} to ${at(80)}`);
  assert.is(line(exempt, 'gdpr-authority'), `Running ${at(1)} to ${at(73)}`);
});

test('an exemption renewed long after does not turn the waiver into a miss, nor move the public clock', () => {
  const exempt = settle(world(privacy(decided({ decisions: [high, exemption('e1', 8)] }))), at(9));
  const renewed = afterwards(exempt, privacy(decided({ decisions: [high, exemption('e1', 8), exemption('e2', 300)] })), at(301));
  assert.is(line(renewed, 'gdpr-subjects'), `Waived ${at(5)} to ${at(77)}, ended ${at(8)}`);
  assert.is(line(renewed, 'gdpr-public').slice(0, 60), `Missed ${at(8)} to ${at(80)}`);
});

test('deciding High again gives the duty to the data subjects no more time', () => {
  const first = settle(world(privacy(decided({ decisions: [high] }))), at(6));
  const again = afterwards(first, privacy(decided({ decisions: [high, { ...high, id: 'd2', at: at(60) }] })), at(60));
  assert.is(line(again, 'gdpr-subjects'), `Running ${at(5)} to ${at(77)}`);
});

const order = (id: string, hours: number, dueAt: string, changes = {}) => ({
  id,
  at: at(hours),
  by: 'p.lambert',
  reference: 'GBA-1',
  order: 'CommunicateToSubjects' as const,
  dueAt,
  ...changes,
});

test('an order of the authority opens a duty with its own date, exemption or not, met by its own notification', () => {
  const ordered = settle(world(privacy(decided({ decisions: [high, exemption('e1', 8)], orders: [order('g1', 100, at(150))] }))), at(101));
  assert.is(line(ordered, 'gdpr-order-g1'), `Running ${at(100)} to ${at(150)}`);
  assert.is(line(ordered, 'gdpr-subjects').slice(0, 6), 'Waived');
  const note = ordered.observed.notifications.find(({ metadata }) => metadata.name === 'inc-1-gdpr-order-g1');
  assert.equal([note?.spec.audience, note?.status?.missing], ['DataSubjects', ['consequences', 'measures', 'recommendations']]);
  const content = { consequences: 'Fraud', measures: 'Wiped', recommendations: 'Watch your account' };
  const told = noted(ordered, 'inc-1-gdpr-order-g1', { content, ...filing(120) }, at(121));
  assert.is(line(told, 'gdpr-order-g1'), `Met ${at(100)} to ${at(150)}, met ${at(120)}`);
});

test('an order that a later entry corrects is superseded and stays on the record', () => {
  const ordered = settle(world(privacy({ orders: [order('g1', 100, at(150))] })), at(101));
  const corrected = afterwards(
    ordered,
    privacy({ orders: [order('g1', 100, at(150)), order('g2', 110, at(250), { corrects: 'g1' })] }),
    at(111),
  );
  assert.is(line(corrected, 'gdpr-order-g1'), `Superseded ${at(100)} to ${at(150)}, ended ${at(111)}`);
  assert.is(line(corrected, 'gdpr-order-g2'), `Running ${at(110)} to ${at(250)}`);
});

test('what is missing from a phased notice is followed up by numbered supplements until nothing is', () => {
  const first = noted(settle(world(privacy()), at(2)), 'inc-1-gdpr-authority', filing(5), at(6));
  const names = (of: World) =>
    of.observed.notifications.map(({ metadata }) => metadata.name).filter((name) => name.includes('supplementary'));
  assert.equal(names(first), ['inc-1-gdpr-authority-supplementary-1']);
  const second = noted(first, 'inc-1-gdpr-authority-supplementary-1', { content: { consequences: 'Fraud' }, ...filing(20) }, at(21));
  assert.equal(names(second), ['inc-1-gdpr-authority-supplementary-1', 'inc-1-gdpr-authority-supplementary-2']);
  const third = noted(
    second,
    'inc-1-gdpr-authority-supplementary-2',
    { content: { consequences: 'Fraud', measures: 'Wiped' }, ...filing(30) },
    at(31),
  );
  assert.equal(names(third), names(second));
  assert.is(line(third, 'gdpr-authority'), `Met ${at(1)} to ${at(73)}, met ${at(5)}`);
});

test('a notification that somebody deletes comes back while its duty is open', () => {
  const running = settle(world(privacy()), at(2));
  const without = { ...running, observed: { ...running.observed, notifications: running.observed.notifications.slice(1) } };
  const names = (of: World) => of.observed.notifications.map(({ metadata }) => metadata.name).sort();
  assert.equal(names(settle(without, at(3))), names(running));
});

test('a duty that a fact met before anybody looked has its notification all the same, and an ended one is not made anew', () => {
  const names = (of: World) => of.observed.notifications.map(({ metadata }) => metadata.name);
  const late = settle(world({ personalDataCheck: 'NotFound', assessments: [assessment()] }), at(2));
  assert.ok(names(late).includes('inc-1-policy-contact'));
  const erased = { ...late, observed: { ...late.observed, notifications: [] } };
  assert.not.ok(names(settle(erased, at(3))).includes('inc-1-policy-contact'));
});

test('a duty stays met when what met it is erased after its retention', () => {
  const met = noted(settle(world(privacy()), at(2)), 'inc-1-gdpr-authority', filing(5), at(6));
  const erased = settle({ ...met, observed: { ...met.observed, notifications: [] } }, at(500));
  assert.is(line(erased, 'gdpr-authority'), `Met ${at(1)} to ${at(73)}, met ${at(5)}`);
});

test('a notification under the name of a duty that tells somebody else does not meet it', () => {
  const other = notification({ audience: 'Staff', ...filing(3) }, { phase: 'Sent', sentAt: at(3) });
  assert.is(line(settle(world(privacy(), { notifications: [other] }), at(4)), 'gdpr-authority'), `Running ${at(1)} to ${at(73)}`);
});

const incident = { personalDataCheck: 'NotFound' as const, assessments: [assessment()] };
const contained = { milestones: [{ id: 'm1', at: at(5), by: 'c.peeters', reached: 'Contained' as const }] };

test('the targets of the severity run from the assessment, and facts meet them', () => {
  const assessed = settle(world(incident), at(2));
  assert.is(line(assessed, 'policy-contain'), `Running ${at(1)} to ${at(25)}`);
  assert.is(line(afterwards(assessed, contained, at(6)), 'policy-contain'), `Met ${at(1)} to ${at(25)}, met ${at(5)}`);
  const secured = settle({ ...assessed, observed: { ...assessed.observed, evidence: [evidence()] } }, at(4));
  assert.is(line(secured, 'policy-evidence'), `Met ${epoch} to ${at(24)}, met ${at(3)}`);
});

test('a later scale moves what runs, and rewrites nothing that has ended', () => {
  const stricter = policy({
    classification: {
      ...policy().spec.classification,
      severities: policy().spec.classification.severities.map((severity) => ({ ...severity, within: { assess: 'PT1M', contain: 'PT2H' } })),
    },
  });
  const running = settle(world(incident), at(2));
  const met = afterwards(running, contained, at(6));
  const change = (of: World) => settle({ ...of, observed: { ...of.observed, policy: stricter } }, at(7));
  assert.is(line(change(running), 'policy-contain'), `Missed ${at(1)} to ${at(3)}`);
  assert.is(line(change(met), 'policy-contain'), line(met, 'policy-contain'));
  assert.equal(linesOf(change(met), 'policy-contain'), linesOf(met, 'policy-contain'));
});

test('another severity is a fact: it moves the target of what has ended too', () => {
  const referred = { personalDataCheck: 'NotFound' as const, assessments: [assessment({ refer: 'CISO' })] };
  const passedOn = settle(world(referred), at(2));
  assert.is(line(passedOn, 'policy-assess'), `Met ${epoch} to ${at(1)}, met ${at(1)}`);
  const confirmed = afterwards(
    passedOn,
    { assessments: [assessment({ refer: 'CISO' }), assessment({ id: 'a2', at: at(2), by: 's.wouters', confirms: 'a1' })] },
    at(3),
  );
  assert.is(line(confirmed, 'policy-assess'), `Met ${epoch} to ${at(4)}, met ${at(1)}`);
});

test('a scale that is gone takes no deadline with it: it runs on and is missed', () => {
  const running = settle(world(incident), at(2));
  const gone = settle({ ...running, observed: { ...running.observed, policy: undefined } }, at(26));
  assert.is(line(gone, 'policy-contain'), `Missed ${at(1)} to ${at(25)}`);
});

test('a reopening does not turn what was met into a miss', () => {
  const handled = {
    ...incident,
    milestones: (['Contained', 'Eradicated', 'Recovered'] as const).map((reached, n) => ({
      id: `m${n}`,
      at: at(5 + n),
      by: 'c.peeters',
      reached,
    })),
    review: [{ id: 'r1', at: at(9), by: 'c.peeters', rootCause: 'No encryption.' }],
    closures: [{ id: 'x1', at: at(10), by: 's.wouters', summary: 'Over.' }],
  };
  const closed = settle(settle(world(incident), at(2)), at(9));
  const over = afterwards(closed, handled, at(11));
  const reopened = afterwards(
    over,
    { ...handled, reopenings: [{ id: 'o1', at: at(900), by: 's.wouters', reason: 'Found.', to: 'Reported' as const }] },
    at(901),
  );
  for (const name of ['policy-assess', 'policy-contact', 'policy-contain', 'policy-review'])
    assert.is(line(reopened, name), line(over, name), name);
});

const law = (changes: Parameters<typeof duty>[0] = {}, spec: Parameters<typeof regime>[1] = {}, name = 'law') =>
  regime([duty(changes)], spec, name);
const ruled = (...regimes: readonly ReportingRegime[]) => ({
  regimes: compiled(...regimes),
  policy: policy({ regimes: regimes.map(({ metadata }) => metadata.name) }),
});

test('a duty that no longer applies is superseded when its facts changed, also if that is seen late', () => {
  const around = ruled(law({ when: '!dismissed' }));
  const running = settle(world({}, around), at(1));
  const dismissing = { assessments: [assessment({ verdict: 'FalsePositive', at: at(20) })] };
  const expected = `Superseded ${epoch} to ${at(72)}, ended ${at(20)}`;
  assert.is(line(afterwards(running, dismissing, at(21)), 'law-duty'), expected);
  assert.is(line(afterwards(running, dismissing, at(500)), 'law-duty'), expected);
  assert.equal(linesOf(afterwards(running, dismissing, at(500)), 'law-duty').slice(1), [`DutySuperseded at ${at(20)}`]);
});

test('a missed duty that no longer applies stays missed, and ends as superseded, not as waived', () => {
  const missed = settle(settle(world({}, ruled(law({ when: '!dismissed' }))), at(1)), at(80));
  const over = afterwards(missed, { assessments: [assessment({ verdict: 'FalsePositive', at: at(90) })] }, at(91));
  assert.is(line(over, 'law-duty'), `Missed ${epoch} to ${at(72)}, ended ${at(90)}`);
  assert.equal(linesOf(over, 'law-duty').slice(3), [`DutySuperseded at ${at(90)} after due ${at(72)}`]);
});

test('an expression that cannot be compiled stalls its duty alone: what runs is kept and still missed', () => {
  const good = [duty(), duty({ name: 'law-other', within: 'PT48H' })];
  const running = settle(world({}, ruled(regime(good))), at(1));
  const broken = ruled(regime([duty({ when: 'incident.reprot == 1' }), duty({ name: 'law-other', within: 'PT96H' })]));
  const after = settle({ ...running, observed: { ...running.observed, ...broken } }, at(80));
  assert.is(line(after, 'law-duty'), `Missed ${epoch} to ${at(72)}`);
  assert.is(line(after, 'law-other'), `Running ${epoch} to ${at(96)}`);
  const condition = statusOf(after).conditions?.find(({ type }) => type === 'DutiesEvaluated');
  assert.match(condition?.message ?? '', /^law\/law-duty: \.spec\.duties\[0\]\.when: incident has no field reprot/);
});

test('an expression that fails on one incident keeps its deadline and says so', () => {
  const running = settle(world({}, ruled(law())), at(1));
  const failing = settle({ ...running, observed: { ...running.observed, ...ruled(law({ from: 'incident.report.affected' })) } }, at(80));
  assert.is(line(failing, 'law-duty'), `Missed ${epoch} to ${at(72)}`);
  assert.match(statusOf(failing).conditions?.at(-1)?.message ?? '', /gives no moment/);
});

test('a regime that the policy names and that is not there keeps its clocks; one that it names no more does not', () => {
  const running = settle(world({}, ruled(law())), at(1));
  const without = (regimes: readonly string[]) =>
    settle({ ...running, observed: { ...running.observed, regimes: [], policy: policy({ regimes }) } }, at(80));
  assert.is(line(without(['law']), 'law-duty'), `Missed ${epoch} to ${at(72)}`);
  assert.is(statusOf(without(['law'])).conditions?.at(-1)?.message, 'law/law-duty: The regime that the policy names is not there.');
  assert.is(line(without([]), 'law-duty').slice(0, 6), 'Missed');
  assert.is(
    line(settle({ ...running, observed: { ...running.observed, regimes: [], policy: policy({ regimes: [] }) } }, at(2)), 'law-duty'),
    `Superseded ${epoch} to ${at(72)}, ended ${at(2)}`,
  );
});

test('of two versions of a law the one in force when the organisation became aware counts, on its own calendar', () => {
  const old = law({ within: 'PT72H' }, { validFrom: '2018-05-25', validUntil: '2026-10-23' }, 'old');
  const later = law({ within: 'PT96H' }, { validFrom: '2026-10-24' }, 'new');
  const span = (awareAt: string) => {
    const deadline = deadlineOf(settle(world({ awareAt }, ruled(old, later)), at(30)), 'law-duty');
    return `${deadline?.regime} ${deadline?.dueAt}`;
  };
  // Midnight in Brussels is 22:00 in UTC.
  assert.is(span('2026-10-23T21:59:59Z'), `old ${at(72)}`);
  assert.is(span('2026-10-23T22:00:00Z'), `new ${at(96)}`);
  assert.is(span('2026-10-24T00:30:00+04:00'), `old ${at(72)}`);
  assert.is(span('2026-10-23T23:30:00-02:00'), `new ${at(96)}`);
});

test('where two regimes in force name one duty, the later law counts and the other is reported', () => {
  const both = settle(
    world({}, ruled(law({}, { validFrom: '2018-05-25' }, 'zz-old'), law({ within: 'PT96H' }, { validFrom: '2026-01-01' }, 'new'))),
    at(1),
  );
  assert.equal(
    statusOf(both).deadlines?.map(({ regime: name, dueAt }) => [name, dueAt]),
    [['new', at(96)]],
  );
  assert.is(statusOf(both).conditions?.at(-1)?.message, 'zz-old/law-duty: It is taken from new.');
});

test('the laws on the security of systems run beside the others, each report starting the next', () => {
  const four = {
    regimes: compiled(shipped('gdpr'), shipped('policy'), shipped('nis2'), shipped('dora')),
    policy: policy({ regimes: ['gdpr', 'policy', 'nis2', 'dora'], entity: { nis2: 'Essential', dora: 'CreditInstitution' } }),
  };
  const classified = ['nis2', 'dora'].map((name, n) => ({
    id: `k${n}`,
    at: at(3),
    by: 's.wouters',
    regime: name,
    result: n === 0 ? ('Significant' as const) : ('Major' as const),
    classifiedAt: at(3),
  }));
  const running = settle(world({ ...incident, awareAt: at(2), classifications: classified }, four), at(4));
  assert.equal(
    statusOf(running).conditions?.map(({ type }) => type),
    ['Ready'],
  );
  assert.is(line(running, 'nis2-early-warning'), `Running ${at(2)} to ${at(26)}`);
  assert.is(line(running, 'dora-initial'), `Running ${at(3)} to ${at(7)}`);
  const content = { consequences: 'Outage', measures: 'Failover' };
  const initial = noted(running, 'inc-1-dora-initial', filing(5), at(5));
  assert.is(line(initial, 'dora-intermediate'), `Running ${at(5)} to ${at(77)}`);
  const intermediate = noted(initial, 'inc-1-dora-intermediate', { content, ...filing(50) }, at(50));
  assert.is(line(intermediate, 'dora-intermediate'), `Met ${at(5)} to ${at(77)}, met ${at(50)}`);
  assert.is(deadlineOf(intermediate, 'dora-final')?.from, at(50));
});

test('the report of a later stage is late by its own clock', () => {
  const around = { regimes: compiled(shipped('nis2')), policy: policy({ regimes: ['nis2'] }) };
  const classified = [{ id: 'k1', at: at(2), by: 's.wouters', regime: 'nis2', result: 'Significant' as const }];
  const content = { consequences: 'Outage', measures: 'Failover' };
  const notified = noted(
    settle(world({ ...incident, awareAt: at(2), classifications: classified }, around), at(3)),
    'inc-1-nis2-notification',
    { content, ...filing(4) },
    at(4),
  );
  const month = settle(notified, at(24 * 40));
  const note = month.observed.notifications.find(({ metadata }) => metadata.name === 'inc-1-nis2-progress');
  assert.equal(
    [note?.spec.stage, note?.status?.late, note?.status?.dueAt],
    ['Supplementary', true, deadlineOf(month, 'nis2-progress')?.dueAt],
  );
});

test('a record with more deadlines than a status holds keeps those that ask something', () => {
  const orders = Array.from({ length: 64 }, (_, n) => order(`g${n}`, 1 + n / 100, at(200 + n)));
  const deadlines = statusOf(settle(world(privacy({ orders })), at(3))).deadlines ?? [];
  assert.is(deadlines.length, 64);
});

test.run();
