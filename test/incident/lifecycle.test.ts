// Shows: R-a, R-h, S9.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentReopening, IncidentSpec, IncidentStatusPhase } from '../../operator/api/types.gen.ts';
import { closureOf } from '../../operator/incident/closure.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { milestonesOf } from '../../operator/incident/lifecycle.ts';
import { assessment, at, breach, incident, notification, observed } from '../build.ts';

const none = new Map<string, string>();
const milestone = (reached: 'Contained' | 'Eradicated' | 'Recovered', hours: number) => ({
  id: `${reached.toLowerCase()}-${hours}`,
  at: at(hours),
  by: 'c.peeters',
  reached,
});
const closure = (hours: number) => ({ id: `x${hours}`, at: at(hours), by: 's.wouters', summary: 'Over.' });
const reopening = (hours: number, to?: IncidentReopening['to']) => ({
  id: `o${hours}`,
  at: at(hours),
  by: 's.wouters',
  reason: 'Found.',
  ...(to && { to }),
});
const order = (hours: number) => ({
  id: `g${hours}`,
  at: at(hours),
  by: 'p.lambert',
  reference: 'GBA-1',
  order: 'CommunicateToSubjects' as const,
  dueAt: at(500),
});

/** Handled from beginning to end. */
const handled: Partial<IncidentSpec> = {
  personalDataCheck: 'NotFound',
  assessments: [assessment()],
  milestones: [milestone('Contained', 2), milestone('Eradicated', 3), milestone('Recovered', 4)],
};

const phaseOf = (spec: Partial<IncidentSpec>): string => decideIncident(observed(spec), at(400)).status.phase ?? 'none';

const open: readonly (readonly [string, Partial<IncidentSpec>, IncidentStatusPhase])[] = [
  ['a report that nobody has assessed', {}, 'Reported'],
  ['an assessment that was referred', { assessments: [assessment({ refer: 'DPO' })] }, 'Confirming'],
  ['an incident', { assessments: [assessment()] }, 'Containing'],
  ['a contained incident', { assessments: [assessment()], milestones: [milestone('Contained', 2)] }, 'Eradicating'],
  ['an eradicated incident', { ...handled, milestones: handled.milestones?.slice(0, 2) ?? [] }, 'Recovering'],
  ['a recovered incident', handled, 'Reviewing'],
  ['an incident recovered before it was contained', { assessments: [assessment()], milestones: [milestone('Recovered', 2)] }, 'Containing'],
  ['a near miss', { assessments: [assessment({ verdict: 'NearMiss' })] }, 'Reviewing'],
  ['a closed incident', { ...handled, closures: [closure(10)] }, 'Closed'],
  ...(['Event', 'Weakness', 'FalsePositive', 'Duplicate'] as const).map(
    (verdict) => [`a verdict ${verdict}`, { assessments: [assessment({ verdict })] }, 'Dismissed'] as const,
  ),
];

for (const [what, spec, phase] of open) test(`${what} is ${phase}`, () => assert.is(phaseOf(spec), phase));

const reopened: readonly (readonly [IncidentReopening['to'], IncidentStatusPhase])[] = [
  ['Reported', 'Reported'],
  ['Confirming', 'Confirming'],
  ['Containing', 'Containing'],
  ['Eradicating', 'Eradicating'],
  ['Recovering', 'Recovering'],
  ['Reviewing', 'Reviewing'],
  [undefined, 'Reviewing'],
];

for (const [to, phase] of reopened) {
  test(`a closed incident reopened to ${to ?? 'nothing in particular'} is ${phase}`, () => {
    assert.is(phaseOf({ ...handled, closures: [closure(10)], reopenings: [reopening(20, to)] }), phase);
  });
}

test('a reopening voids the milestones from its phase on, and what is reached after it counts again', () => {
  const spec = incident({ ...handled, closures: [closure(10)], reopenings: [reopening(20, 'Eradicating')] }).spec;
  const again = { ...spec, milestones: [...(spec.milestones ?? []), milestone('Eradicated', 21)] };
  assert.equal(milestonesOf(spec, closureOf(spec, none)), { containedAt: at(2) });
  assert.equal(milestonesOf(again, closureOf(again, none)), { containedAt: at(2), eradicatedAt: at(21) });
});

test('of several milestones of one kind the last counts, and a corrected one does not', () => {
  const milestones = [milestone('Contained', 2), milestone('Contained', 5), { ...milestone('Contained', 9), corrects: 'contained-5' }];
  assert.equal(milestonesOf(incident({ milestones: milestones.slice(0, 2) }).spec, { kind: 'Open' }), { containedAt: at(5) });
  assert.equal(milestonesOf(incident({ milestones }).spec, { kind: 'Open' }), { containedAt: at(9) });
});

type Facts = Pick<IncidentSpec, 'closures' | 'reopenings'> & { readonly orders?: readonly ReturnType<typeof order>[] };

const closureFrom = ({ orders, ...facts }: Facts, done: ReadonlyMap<string, string> = none) =>
  closureOf(incident({ ...handled, ...facts, ...(orders && { personalData: breach({ orders }) }) }).spec, done);

const walks: readonly (readonly [string, Facts, ReturnType<typeof closureOf>, ReadonlyMap<string, string>?])[] = [
  ['a record without closures is open', {}, { kind: 'Open' }],
  ['a closure closes', { closures: [closure(10)] }, { kind: 'Closed', at: at(10) }],
  [
    'a reopening opens, with what it asks for',
    { closures: [closure(10)], reopenings: [reopening(20, 'Containing')] },
    { kind: 'Reopened', at: at(20), to: 'Containing' },
  ],
  ['a second closure closes again', { closures: [closure(10), closure(30)], reopenings: [reopening(20)] }, { kind: 'Closed', at: at(30) }],
  [
    'the second reopening answers the second closure',
    { closures: [closure(10), closure(30)], reopenings: [reopening(20), reopening(40, 'Recovering')] },
    { kind: 'Reopened', at: at(40), to: 'Recovering' },
  ],
  [
    'a reopening dated before its closure opens all the same, and what was done before the closure stays history',
    { closures: [closure(10)], reopenings: [reopening(9, 'Containing')] },
    { kind: 'Reopened', at: at(10), to: 'Containing' },
  ],
  [
    'an order after the closure reopens for a review',
    { closures: [closure(10)], orders: [order(20)] },
    { kind: 'Reopened', at: at(20), to: 'Reviewing' },
  ],
  [
    'an order carried out before the closure leaves it closed',
    { closures: [closure(10)], orders: [order(5)] },
    { kind: 'Closed', at: at(10) },
    new Map([['g5', at(8)]]),
  ],
  [
    'an order dated before the closure but not carried out by then came after it',
    { closures: [closure(10)], orders: [order(5)] },
    { kind: 'Reopened', at: at(10), to: 'Reviewing' },
  ],
  [
    'an order carried out and a closure after it close again',
    { closures: [closure(10), closure(40)], orders: [order(20)] },
    { kind: 'Closed', at: at(40) },
    new Map([['g20', at(30)]]),
  ],
  [
    'a reopening after an order was carried out and closed opens',
    { closures: [closure(10), closure(40)], orders: [order(20)], reopenings: [reopening(50, 'Containing')] },
    { kind: 'Reopened', at: at(50), to: 'Containing' },
    new Map([['g20', at(30)]]),
  ],
  [
    'a reopening beside an order is what counts, and does not keep the record open for ever',
    { closures: [closure(10), closure(40)], orders: [order(20)], reopenings: [reopening(25, 'Containing')] },
    { kind: 'Closed', at: at(40) },
    new Map([['g20', at(30)]]),
  ],
  [
    'an order on a record that was reopened takes nothing of the reopening back',
    { closures: [closure(10)], reopenings: [reopening(20, 'Containing')], orders: [order(30)] },
    { kind: 'Reopened', at: at(20), to: 'Containing' },
  ],
];

for (const [what, facts, expected, done] of walks) test(what, () => assert.equal(closureFrom(facts, done), expected));

const event = assessment({ verdict: 'Event', at: at(1) });

test('a reopened dismissal waits for a new assessment, and is then what that one says', () => {
  const spec = { assessments: [event], reopenings: [reopening(5, 'Containing')] };
  assert.is(phaseOf({ assessments: [event] }), 'Dismissed');
  assert.is(phaseOf(spec), 'Reported');
  assert.is(phaseOf({ ...spec, assessments: [event, assessment({ id: 'a2', at: at(6) })] }), 'Containing');
  assert.is(phaseOf({ ...spec, assessments: [event, assessment({ id: 'a2', at: at(6), verdict: 'Event' })] }), 'Dismissed');
});

test('a record that was dismissed, reopened and handled can be closed, reopened and closed again', () => {
  const spec = { ...handled, assessments: [event, assessment({ id: 'a2', at: at(6) })], reopenings: [reopening(5)] };
  const later = { ...spec, reopenings: [reopening(5), reopening(50)] };
  assert.is(phaseOf({ ...spec, closures: [closure(40)] }), 'Closed');
  assert.is(phaseOf({ ...later, closures: [closure(40)] }), 'Reviewing');
  assert.is(phaseOf({ ...later, closures: [closure(40), closure(60)] }), 'Closed');
});

test('a reopening dated before its closure opens a record that was dismissed before, too', () => {
  const spec = { ...handled, assessments: [event, assessment({ id: 'a2', at: at(6) })], closures: [closure(40)] };
  assert.is(phaseOf({ ...spec, reopenings: [reopening(5), reopening(30)] }), 'Reviewing');
});

test('an order of the authority reopens a dismissed record, which is assessed anew', () => {
  const decided = {
    advices: [{ id: 'v1', at: at(2), by: 'p.lambert', on: 'NoBreach' as const, advice: 'Agree' }],
    decisions: [{ id: 'd1', at: at(3), by: 'a.verbeke', noBreach: true as const, reasons: 'Nothing left the house.', advice: 'v1' }],
  };
  const referred = assessment({ verdict: 'Event', refer: 'DPO' });
  const confirmed = assessment({ id: 'a2', at: at(4), by: 'p.lambert', verdict: 'Event', confirms: 'a1' });
  const dismissed = { personalData: breach(decided), assessments: [referred, confirmed] };
  assert.is(phaseOf(dismissed), 'Dismissed');
  assert.is(phaseOf({ ...dismissed, personalData: breach({ ...decided, orders: [order(20)] }) }), 'Reported');
});

test('the register tells an order that was carried out from one that was not by its notification', () => {
  const spec = { ...handled, personalData: breach({ orders: [order(5)] }), closures: [closure(10)] };
  const told = notification({ duty: 'gdpr-order-g5', audience: 'DataSubjects' }, { phase: 'Sent', sentAt: at(8) });
  const phase = (notifications: readonly (typeof told)[]) => decideIncident(observed(spec, { notifications }), at(400)).status.phase;
  assert.equal([phase([]), phase([told])], ['Reviewing', 'Closed']);
});

test.run();
