// Shows: N1, N7, N8.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData, IncidentPersonalDataAdviceOn, IncidentPersonalDataDecision } from '../../operator/api/types.gen.ts';
import { bindingKey, factsDigest, type Risk, riskOf } from '../../operator/incident/risk.ts';
import { at, breach } from '../build.ts';

const advice = (id: string, on: IncidentPersonalDataAdviceOn, by = 'p.lambert') => ({ id, at: at(5), by, on, advice: 'As said' });
const decision = (id: string, hours: number, changes: Partial<IncidentPersonalDataDecision>): IncidentPersonalDataDecision => ({
  id,
  at: at(hours),
  by: 'a.verbeke',
  reasons: 'As advised.',
  ...changes,
});

const advices = [
  advice('on-risk', 'Risk'),
  advice('on-exemption', 'Exemption'),
  advice('on-breach', 'NoBreach'),
  advice('own', 'Risk', 'a.verbeke'),
];
const facts = (decisions: readonly IncidentPersonalDataDecision[], changes: Partial<IncidentPersonalData> = {}) =>
  breach({ advices, decisions, ...changes });

/** The risk in one line: level, state, what counts and since when, in hours. */
const line = ({ level, state, breach: stands, decided, exemption }: Risk): string => {
  const since = (of: Risk['decided']): string =>
    of === undefined ? '' : ` ${of.decision.id} since ${(Date.parse(of.since ?? '') - Date.parse(at(0))) / 3_600_000}`;
  return `${stands ? level : 'No breach'} ${state}${since(decided)}${exemption === undefined ? '' : `, exempt${since(exemption)}`}`;
};

const unlikely = decision('d1', 6, { risk: 'Unlikely', advice: 'on-risk' });
const high = decision('d1', 6, { risk: 'High' });
const exempt = decision('e1', 7, { exemption: 'DisproportionateEffort', advice: 'on-exemption' });
const encrypted = { protection: { unintelligible: true, key: 'Safe' as const } };
const unreadable = decision('e1', 7, { exemption: 'Unintelligible', advice: 'on-exemption' });

const table: readonly (readonly [string, IncidentPersonalData | undefined, string])[] = [
  ['no personal data: the risk counts as present', undefined, 'Risk Undecided'],
  ['undecided: the risk counts as present', facts([]), 'Risk Undecided'],
  ['Risk needs no advice', facts([decision('d1', 6, { risk: 'Risk' })]), 'Risk Decided d1 since 6'],
  ['High needs no advice', facts([high]), 'High Decided d1 since 6'],
  ['Unlikely counts on the advice of another person', facts([unlikely]), 'Unlikely Decided d1 since 6'],
  ['Unlikely without an advice does not count', facts([decision('d1', 6, { risk: 'Unlikely' })]), 'Risk Undecided'],
  [
    'Unlikely on an advice that is not there does not count',
    facts([decision('d1', 6, { risk: 'Unlikely', advice: 'v9' })]),
    'Risk Undecided',
  ],
  ['Unlikely by the adviser does not count', facts([decision('d1', 6, { risk: 'Unlikely', advice: 'own' })]), 'Risk Undecided'],
  [
    'Unlikely on an advice on another matter does not count',
    facts([decision('d1', 6, { risk: 'Unlikely', advice: 'on-exemption' })]),
    'Risk Undecided',
  ],
  [
    'an Unlikely that does not count leaves the decision before it',
    facts([high, decision('d2', 8, { risk: 'Unlikely' })]),
    'High Decided d1 since 6',
  ],
  ['no breach counts on an advice', facts([decision('d1', 6, { noBreach: true, advice: 'on-breach' })]), 'No breach Decided d1 since 6'],
  [
    'no breach on an advice on the risk does not count',
    facts([decision('d1', 6, { noBreach: true, advice: 'on-risk' })]),
    'Risk Undecided',
  ],
  ['the last decision counts', facts([unlikely, decision('d2', 8, { risk: 'High' })]), 'High Decided d2 since 8'],
  [
    'a corrected decision does not count',
    facts([unlikely, decision('d0', 2, { risk: 'Risk', corrects: 'd1' })]),
    'Risk Decided d0 since 2',
  ],
  ['deciding the same again never moves a clock', facts([high, decision('d2', 60, { risk: 'High' })]), 'High Decided d2 since 6'],
  [
    'a run of the same decision begins anew after another one',
    facts([high, decision('d2', 8, { risk: 'Risk' }), decision('d3', 10, { risk: 'High' })]),
    'High Decided d3 since 10',
  ],
  [
    'an exemption without an advice does not count',
    facts([high, decision('e1', 7, { exemption: 'RiskRemoved' })]),
    'High Decided d1 since 6',
  ],
  ['an exemption lifts nothing of the risk', facts([high, exempt]), 'High Decided d1 since 6, exempt e1 since 7'],
  ['an exemption goes without a decision on the risk', facts([exempt]), 'Risk Undecided, exempt e1 since 7'],
  [
    'an exemption renewed at its review stands since the first',
    facts([high, exempt, decision('e2', 90, { ...exempt, id: 'e2', at: at(90) })]),
    'High Decided d1 since 6, exempt e2 since 7',
  ],
  [
    'unintelligible needs the data to be so and the key safe',
    facts([high, unreadable], encrypted),
    'High Decided d1 since 6, exempt e1 since 7',
  ],
  [
    'unintelligible with an unknown key does not count',
    facts([high, unreadable], { protection: { unintelligible: true, key: 'Unknown' } }),
    'High Decided d1 since 6',
  ],
  [
    'unintelligible data that are not does not count',
    facts([high, unreadable], { protection: { key: 'Safe' } }),
    'High Decided d1 since 6',
  ],
];

for (const [what, personalData, expected] of table) test(what, () => assert.is(line(riskOf(personalData, undefined)), expected));

/** What the register keeps after it has seen personal data, decisions included. */
const seen = (personalData: IncidentPersonalData, before?: Parameters<typeof riskOf>[1]) => ({
  entries: { 'personalData.decisions': (personalData.decisions ?? []).map(({ id }) => id) },
  values: riskOf(personalData, before).bindings,
});
const moreRecords = { records: { approximate: 9000 } };

test('a decision binds the facts that it was made on', () => {
  const personalData = facts([unlikely]);
  assert.equal(riskOf(personalData, undefined).bindings, { [bindingKey('d1')]: factsDigest(personalData) });
});

test('advices, decisions, orders and the clock are no facts that a decision rests on', () => {
  const orders = [{ id: 'g1', at: at(9), by: 'x', reference: 'r', order: 'CommunicateToSubjects' as const, dueAt: at(99) }];
  assert.is(factsDigest(facts([unlikely], { orders, awareAt: at(2), awareBy: 'x' })), factsDigest(facts([])));
  assert.is.not(factsDigest(facts([], moreRecords)), factsDigest(facts([])));
});

test('a decision lapses when the facts change, and the risk counts as present again', () => {
  const before = seen(facts([unlikely]));
  assert.is(line(riskOf(facts([unlikely]), before)), 'Unlikely Decided d1 since 6');
  assert.is(line(riskOf(facts([unlikely], moreRecords), before)), 'Risk Lapsed d1 since 6');
});

test('a lapse is final: facts that change back do not revive the decision, a new one does', () => {
  const lapsed = seen(facts([unlikely], moreRecords), seen(facts([unlikely])));
  assert.is(line(riskOf(facts([unlikely]), lapsed)), 'Risk Lapsed d1 since 6');
  const again = decision('d2', 30, { risk: 'Unlikely', advice: 'on-risk' });
  assert.is(line(riskOf(facts([unlikely, again]), lapsed)), 'Unlikely Decided d2 since 30');
});

test('a High that lapses stays high since the same moment, also when it is decided again', () => {
  const lapsed = seen(facts([high], moreRecords), seen(facts([high])));
  assert.is(line(riskOf(facts([high], moreRecords), seen(facts([high])))), 'High Lapsed d1 since 6');
  assert.is(line(riskOf(facts([high, decision('d2', 70, { risk: 'High' })], moreRecords), lapsed)), 'High Decided d2 since 6');
});

test('an exemption lapses too, and the duty to the data subjects stands again', () => {
  assert.is(line(riskOf(facts([high, exempt], moreRecords), seen(facts([high, exempt])))), 'High Lapsed d1 since 6');
});

test('a decision that another one overtook does not come back to life when that one is corrected away', () => {
  const overtaken = seen(facts([unlikely, decision('d2', 8, { risk: 'High' })], moreRecords), seen(facts([unlikely])));
  const corrected = facts(
    [unlikely, decision('d2', 8, { risk: 'High' }), decision('d3', 9, { risk: 'Unlikely', corrects: 'd2' })],
    moreRecords,
  );
  assert.is(line(riskOf(corrected, overtaken)), 'Risk Lapsed d1 since 6');
});

test.run();
