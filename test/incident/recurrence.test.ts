// Shows: L2.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentSpec, IncidentStatus } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { observeIncident, type Surroundings } from '../../operator/incident/observe.ts';
import { recurrenceKey } from '../../operator/incident/recurrence.ts';
import { createRecurrences } from '../../operator/incident/recurrences.ts';
import { assessment, at, compiled, incident, policy, shipped } from '../build.ts';

const days = (count: number): string => at(count * 24);
const named = (name: string, establishedAt: string, changes: Partial<IncidentSpec> = {}, status?: IncidentStatus): Incident =>
  incident({ ...changes, report: { ...incident().spec.report, establishedAt } }, status, name);

/** A register that holds some incidents, with the same policy for all. */
const register = (all: readonly Incident[], organisation = policy()): Surroundings => {
  const recurrences = createRecurrences(organisation);
  for (const each of all) recurrences.replace(undefined, each);
  return {
    policy: () => organisation,
    regimes: () => [],
    notificationsOf: () => [],
    evidenceOf: () => [],
    weakness: () => undefined,
    playbook: () => undefined,
    earlier: recurrences.earlier,
    precedents: () => [],
    incident: () => undefined,
    duplicatesOf: () => [],
  };
};

const last = named('inc-9', days(100));
const found = (others: readonly Incident[], organisation = policy()) =>
  decideIncident(observeIncident(last, register([...others, last], organisation)), days(101)).status.recurrence;

test('earlier incidents with the same keys are counted, this one included, the latest first', () => {
  assert.equal(found([named('inc-1', days(20)), named('inc-2', days(90))]), { count: 3, previous: ['inc-2', 'inc-1'] });
});

test('nothing recurs that is alone', () => assert.is(found([]), undefined));

test('the window of the policy ends with the incident and begins the whole window before', () => {
  assert.equal(found([named('inc-1', days(10)), named('inc-2', days(9.99)), named('inc-3', days(100.01))]), {
    count: 2,
    previous: ['inc-1'],
  });
});

test('another asset, another category or another namespace is another incident', () => {
  const elsewhere = { ...named('inc-3', days(90)), metadata: { ...named('inc-3', days(90)).metadata, namespace: 'hr' } };
  assert.is(
    found([named('inc-1', days(90), { asset: 'phones' }), named('inc-2', days(90), { category: 'Malfunction' }), elsewhere]),
    undefined,
  );
});

const rated = (level: string) => ({
  personalDataCheck: 'NotFound' as const,
  assessments: [assessment({ ratings: { activities: level, data: 'Low' } })],
});
const serious = (level: string, organisation = policy()) => {
  const now = named('inc-9', days(100), rated(level));
  const earlier = [named('inc-1', days(20)), named('inc-2', days(90)), now];
  return decideIncident(observeIncident(now, register(earlier, organisation)), days(101));
};

test('what came back with high impact is called so, by the severities that the policy names, else the major ones', () => {
  assert.equal(serious('Critical').status.recurrence, { count: 3, previous: ['inc-2', 'inc-1'], highImpact: true });
  assert.is(serious('High').status.recurrence?.highImpact, undefined);
  const stricter = policy({ recurrence: { window: 'P90D', by: ['category', 'asset'], threshold: 3, highImpact: ['S2'] } });
  assert.equal(
    [serious('High', stricter), serious('Critical', stricter)].map(({ status }) => status.recurrence?.highImpact),
    [true, undefined],
  );
  const rarer = policy({ recurrence: { window: 'P90D', by: ['category', 'asset'], threshold: 4 } });
  assert.is(serious('Critical', rarer).status.recurrence?.highImpact, undefined);
  assert.equal(
    serious('Critical')
      .entries.filter(({ reason }) => reason === 'RecurrenceSerious')
      .map(({ note }) => note),
    ['count 3 severity S1'],
  );
});

test('a recurrence of high impact has to be told to management', () => {
  const now = named('inc-9', days(100), rated('Critical'));
  const around = { ...register([named('inc-1', days(20)), named('inc-2', days(90)), now]), regimes: () => compiled(shipped('policy')) };
  const duties = decideIncident(observeIncident(now, around), days(101)).status.deadlines?.map(({ name }) => name);
  assert.ok(duties?.includes('policy-recurrence'));
});

test('a dismissed report and a drill do not recur', () => {
  assert.is(found([named('inc-1', days(90), {}, { phase: 'Dismissed' }), named('inc-2', days(90), { drill: true })]), undefined);
  const drill = named('inc-9', days(100), { drill: true });
  assert.is(decideIncident(observeIncident(drill, register([named('inc-1', days(90)), drill])), days(101)).status.recurrence, undefined);
});

test('what is not known equals nothing', () => {
  const { asset: _, ...unnamed } = incident().spec;
  assert.is(recurrenceKey(unnamed, policy()), undefined);
  assert.is(recurrenceKey({ ...unnamed, asset: '' }, policy()), undefined);
});

test('the policy says by which fields', () => {
  const byDepartment = policy({ recurrence: { window: 'P90D', by: ['department'], threshold: 2 } });
  assert.equal(found([named('inc-1', days(90), { asset: 'phones' })], byDepartment), { count: 2, previous: ['inc-1'] });
});

test('of two at one instant one is the earlier, by name', () => {
  assert.equal(found([named('inc-1', days(100))]), { count: 2, previous: ['inc-1'] });
  assert.is(found([named('inc-99', days(100))]), undefined);
});

test('the order in which the register holds them means nothing', () => {
  const others = [named('inc-1', days(90)), named('inc-2', days(90)), named('inc-3', days(90))];
  assert.equal(found(others.toReversed()), found(others));
});

test('at most sixteen are named, and all are counted', () => {
  const { count, previous } = found(Array.from({ length: 40 }, (_, n) => named(`inc-${n + 10}`, days(50 + n)))) ?? {};
  assert.equal([count, previous?.length, previous?.[0]], [41, 16, 'inc-49']);
});

test('the register forgets what an incident said before', () => {
  const recurrences = createRecurrences(policy());
  const [one, moved, dismissed] = [
    named('inc-1', days(90)),
    named('inc-1', days(95)),
    named('inc-1', days(95), {}, { phase: 'Dismissed' }),
  ];
  const earlier = () => recurrences.earlier(last);
  recurrences.replace(undefined, one);
  assert.equal(earlier(), { count: 1, latest: ['inc-1'] });
  recurrences.replace(one, moved);
  assert.equal(earlier(), { count: 1, latest: ['inc-1'] });
  recurrences.replace(moved, dismissed);
  assert.equal(earlier(), { count: 0, latest: [] });
  recurrences.replace(dismissed, moved);
  recurrences.replace(moved, named('inc-1', days(95), { asset: 'phones' }));
  assert.equal(earlier(), { count: 0, latest: [] });
  recurrences.replace(undefined, named('inc-2', 'not a moment'));
  assert.equal(recurrences.earlier(named('inc-3', 'not a moment')), { count: 0, latest: [] });
});

test('whatever comes and goes, the register counts as one that looks at everything', () => {
  const some = fc.array(fc.record({ n: fc.nat({ max: 9 }), day: fc.nat({ max: 200 }), gone: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(some, fc.nat({ max: 200 }), (changes, day) => {
      const recurrences = createRecurrences(policy());
      const held = new Map<string, Incident>();
      for (const { n, day: on, gone } of changes) {
        const name = `inc-${n}`;
        const after = gone ? undefined : named(name, days(on));
        recurrences.replace(held.get(name), after);
        if (after === undefined) held.delete(name);
        else held.set(name, after);
      }
      const own = named('inc-5x', days(day));
      const within = [...held.values()]
        .map(({ metadata, spec }) => ({ name: metadata.name, on: Date.parse(spec.report.establishedAt) }))
        .filter(
          ({ name, on }) =>
            on >= Date.parse(days(day - 90)) && (on < Date.parse(days(day)) || (on === Date.parse(days(day)) && name < 'inc-5x')),
        )
        .sort((a, b) => b.on - a.on || (a.name < b.name ? 1 : -1));
      assert.equal(recurrences.earlier(own), { count: within.length, latest: within.map(({ name }) => name) });
    }),
  );
});

test('reaching the threshold is told once', () => {
  const told = (count: number, before?: number) => {
    const others = Array.from({ length: count - 1 }, (_, n) => named(`inc-${n}`, days(90)));
    const seen = before === undefined ? last : { ...last, status: { recurrence: { count: before } } };
    const organisation = policy({ recurrence: { window: 'P90D', by: ['category', 'asset'], threshold: 3 } });
    return decideIncident(observeIncident(seen, register([...others, seen], organisation)), days(101))
      .entries.filter(({ reason }) => reason === 'RecurrenceFound')
      .map(({ note }) => note);
  };
  assert.equal([told(2), told(3), told(3, 2), told(3, 3), told(4, 3)], [[], ['count 3 threshold 3'], ['count 3 threshold 3'], [], []]);
});

test.run();
