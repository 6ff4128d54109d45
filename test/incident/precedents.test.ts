// Shows: A10.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentSpec, IncidentStatus } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { type Features, featuresOf, likenessOf } from '../../operator/incident/likeness.ts';
import { createPrecedents } from '../../operator/incident/precedents.ts';
import { assessment, at, breach, incident, observed } from '../build.ts';

const closed: IncidentStatus = { phase: 'Closed', verdict: 'Incident', severity: 'S2' };
const named = (name: string, days: number, spec: Partial<IncidentSpec> = {}, status: IncidentStatus = closed): Incident =>
  incident({ ...spec, report: { ...incident().spec.report, establishedAt: at(days * 24) } }, status, name);

const register = (all: readonly Incident[]) => {
  const held = new Map(all.map((each) => [`${each.metadata.namespace}/${each.metadata.name}`, each]));
  const precedents = createPrecedents((namespace, name) => held.get(`${namespace}/${name}`));
  for (const each of all) precedents.replace(undefined, each);
  return precedents;
};
const subject = named('inc-9', 100, {}, {});
const found = (...all: readonly Incident[]) => register([...all, subject]).of(subject);
const names = (...all: readonly Incident[]) => found(...all).map(({ name, score }) => `${name} ${score}`);

test('a precedent says how alike it is, in what, and what became of it', () => {
  const personalData = breach({ cause: 'Theft' });
  const status: IncidentStatus = { ...closed, personalData: { suggestedRisk: 'High', why: [], risk: 'High' } };
  const earlier = named('inc-1', 1, { personalData, assessments: [assessment()] }, status);
  const now = named('inc-9', 100, { personalData, assessments: [assessment({ ratings: { activities: 'Low', data: 'Low' } })] }, {});
  assert.equal(register([earlier, now]).of(now), [
    {
      name: 'inc-1',
      score: 85,
      alike: ['category', 'asset', 'cause', 'ratings'],
      verdict: 'Incident',
      severity: 'S2',
      risk: 'High',
      phase: 'Closed',
    },
  ]);
});

test('the most alike come first, and of those equally alike the latest', () => {
  const all = [
    named('inc-1', 10),
    named('inc-2', 20, { asset: 'phones' }),
    named('inc-3', 30, { category: 'Malfunction' }),
    named('inc-4', 40),
  ];
  assert.equal(names(...all), ['inc-4 60', 'inc-1 60', 'inc-3 30', 'inc-2 30']);
});

test('what is neither of the same category nor of the same asset is no precedent', () => {
  const ratings = { assessments: [assessment()] };
  const other = named('inc-1', 1, { category: 'Malfunction', asset: 'phones', ...ratings });
  const now = named('inc-9', 100, ratings, {});
  assert.equal(register([other, now]).of(now), []);
});

test('a later report, a drill, a duplicate, one nobody has judged and one of another namespace guide nobody', () => {
  const elsewhere = { ...named('inc-5', 1), metadata: { ...named('inc-5', 1).metadata, namespace: 'hr' } };
  const none = [
    named('inc-1', 101),
    named('inc-2', 1, { drill: true }),
    named('inc-3', 1, {}, { phase: 'Dismissed', verdict: 'Duplicate' }),
    named('inc-4', 1, {}, { phase: 'Reported' }),
    elsewhere,
    named('inc-99', 100),
  ];
  assert.equal(names(...none), []);
  assert.equal(names(named('inc-6', 1, {}, { phase: 'Dismissed', verdict: 'FalsePositive' })), ['inc-6 60']);
});

test('at most eight are shown, and the best is found however many share one thing', () => {
  const crowd = Array.from({ length: 500 }, (_, n) => named(`crowd-${n}`, 50 + n / 100, { asset: `phone-${n}` }));
  const shown = names(named('best', 1), ...crowd);
  assert.equal([shown.length, ...shown.slice(0, 2)], [8, 'best 60', 'crowd-499 30']);
});

test('what it was judged by stays readable once the record has ended', () => {
  const precedents = [{ name: 'inc-1', score: 60 }];
  const decide = (spec: Partial<IncidentSpec>, before: IncidentStatus) =>
    decideIncident(observed({}, { incident: incident(spec, before), precedents: [{ name: 'inc-2', score: 30 }] }), at(3)).status.precedents;
  const dismissal = { personalDataCheck: 'NotFound' as const, assessments: [assessment({ verdict: 'Event' })] };
  assert.equal(decide(dismissal, { precedents }), precedents);
  assert.equal(decide({}, { precedents }), [{ name: 'inc-2', score: 30 }]);
});

const maybe = (...values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const anyFeatures: fc.Arbitrary<Features> = fc.record({
  category: maybe('HumanError', 'Malfunction'),
  asset: maybe('laptops', 'phones', 'constructor'),
  cause: maybe('Theft', 'Loss'),
  ratings: fc.option(
    fc.dictionary(fc.constantFrom('data', 'extent', 'image', 'law', 'money', 'constructor'), fc.constantFrom('Low', 'High')),
    {
      nil: undefined,
    },
  ),
});

test('likeness is symmetric and lies between nothing and all', () => {
  const holds = fc.property(anyFeatures, anyFeatures, (a, b) => {
    const one = likenessOf(a, b);
    assert.equal(one, likenessOf(b, a));
    assert.ok(one.score >= 0 && one.score <= 100);
    assert.is(one.score > 0, one.alike.length > 0);
  });
  fc.assert(holds);
});

test('nothing is more like an incident than the incident itself', () => {
  fc.assert(fc.property(anyFeatures, anyFeatures, (a, b) => assert.ok(likenessOf(a, b).score <= likenessOf(a, a).score)));
});

test('a fact that is not stated makes nothing more alike', () => {
  const holds = fc.property(anyFeatures, anyFeatures, fc.constantFrom('category', 'asset', 'cause', 'ratings'), (a, b, gone) =>
    assert.ok(likenessOf({ ...a, [gone]: undefined }, b).score <= likenessOf(a, b).score),
  );
  fc.assert(holds);
});

test('whatever comes and goes, the register finds what a look at everything finds', () => {
  const anyChange = fc.record({
    n: fc.nat({ max: 9 }),
    day: fc.nat({ max: 200 }),
    category: fc.constantFrom('HumanError' as const, 'Malfunction' as const, 'Other' as const),
    asset: fc.constantFrom('laptop-fleet', 'phones'),
    fate: fc.constantFrom('judged', 'open', 'gone'),
  });
  const holds = fc.property(fc.array(anyChange, { maxLength: 40 }), (changes) => {
    const held = new Map<string, Incident>();
    const precedents = createPrecedents((_, name) => held.get(name));
    for (const { n, day, category, asset, fate } of changes) {
      const after = fate === 'gone' ? undefined : named(`inc-${n}`, day, { category, asset }, fate === 'judged' ? closed : {});
      precedents.replace(held.get(`inc-${n}`), after);
      if (after === undefined) held.delete(`inc-${n}`);
      else held.set(`inc-${n}`, after);
    }
    const now = named('inc-x', 100, {}, {});
    const established = ({ spec }: Incident): number => Date.parse(spec.report.establishedAt);
    const expected = [...held.values()]
      .filter((each) => each.status?.verdict !== undefined && established(each) <= established(now))
      .map((each) => ({ each, score: likenessOf(featuresOf(each), featuresOf(now)).score }))
      .filter(({ score }) => score >= 30)
      .sort(
        (a, b) => b.score - a.score || established(b.each) - established(a.each) || (a.each.metadata.name < b.each.metadata.name ? 1 : -1),
      );
    assert.equal(
      precedents.of(now).map(({ name }) => name),
      expected.slice(0, 8).map(({ each }) => each.metadata.name),
    );
  });
  fc.assert(holds);
});

test('what has no place in time comes before nothing and has nothing before it', () => {
  const nowhere = incident({ report: { ...incident().spec.report, establishedAt: 'not a moment' } }, closed, 'inc-0');
  assert.equal(names(nowhere), []);
  assert.equal(register([named('inc-1', 1), nowhere]).of(nowhere), []);
});

test.run();
