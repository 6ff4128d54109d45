import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineDraft } from '../../operator/api/decision.ts';
import type { IncidentPersonalData, IncidentSpec } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { at, compiled, epoch, evidence, observed, policy, shipped, withSpec, written } from '../build.ts';
import { settle, type World } from '../world.ts';

/** One thing that people add, some hours after the epoch. */
interface Fact {
  readonly hours: number;
  readonly add: (spec: IncidentSpec, id: string) => IncidentSpec;
}

type Lists = Exclude<keyof IncidentSpec, 'title' | 'report'>;

/** Adds an entry to a list of the spec, written by somebody at the time of the fact. */
const entry =
  (list: Lists, by: string, fields: object, hours: number): Fact['add'] =>
  (spec, id) => ({ ...spec, [list]: [...((spec[list] as readonly object[] | undefined) ?? []), { id, at: at(hours), by, ...fields }] });

const inPersonalData =
  (list: 'advices' | 'decisions' | 'awareCorrections' | 'orders', by: string, fields: object, hours: number): Fact['add'] =>
  (spec, id) => {
    const before: IncidentPersonalData = spec.personalData ?? { role: 'Controller' };
    const entries = [...((before[list] as readonly object[] | undefined) ?? []), { id, at: at(hours), by, ...fields }];
    return { ...spec, personalData: { ...before, [list]: entries } };
  };

const changed =
  (changes: (spec: IncidentSpec) => Partial<IncidentSpec>): Fact['add'] =>
  (spec) => ({ ...spec, ...changes(spec) });

const people = fc.constantFrom('h.desk', 'p.lambert', 's.wouters', 'a.verbeke');
const level = fc.constantFrom('Low', 'High', 'Critical', 'Enormous');
const verdict = fc.constantFrom('Event', 'Incident', 'NearMiss', 'FalsePositive');
/** Hours in quarters, so that several facts often share an instant. */
const hours = fc.integer({ min: 4, max: 4 * 200 }).map((quarters) => quarters / 4);

type Added = (hours: number) => Fact['add'];

const assessing: fc.Arbitrary<Added> = fc
  .tuple(people, verdict, level, fc.constantFrom(undefined, 'CISO', 'DPO'), fc.constantFrom(undefined, 'e0', 'e1', 'e2'))
  .map(
    ([by, said, data, refer, confirms]) =>
      (when) =>
        entry(
          'assessments',
          by,
          { verdict: said, ratings: { activities: 'Low', data }, reasons: 'r', ...(refer && { refer }), ...(confirms && { confirms }) },
          when,
        ),
  );
const responding: fc.Arbitrary<Added> = fc.oneof(
  fc.constantFrom('Contained', 'Eradicated', 'Recovered').map(
    (reached): Added =>
      (when) =>
        entry('milestones', 'c.peeters', { reached }, when),
  ),
  fc.constant<Added>((when) => entry('actions', 'c.peeters', { kind: 'Contain', what: 'Wiped' }, when)),
  fc.constantFrom('12.34', '0.05').map(
    (amount): Added =>
      (when) =>
        entry('costs', 'c.peeters', { kind: 'External', amount, currency: 'EUR' }, when),
  ),
);
const deciding: fc.Arbitrary<Added> = fc.oneof(
  fc.constantFrom('Risk', 'NoBreach', 'Exemption').map(
    (on): Added =>
      (when) =>
        inPersonalData('advices', 'p.lambert', { on, advice: 'a' }, when),
  ),
  fc.tuple(fc.constantFrom('Unlikely', 'Risk', 'High'), fc.constantFrom('e0', 'e1', 'e2', 'e3')).map(
    ([risk, advice]): Added =>
      (when) =>
        inPersonalData('decisions', 'a.verbeke', { risk, reasons: 'r', advice }, when),
  ),
  hours.map(
    (aware): Added =>
      (when) =>
        inPersonalData('awareCorrections', 'a.verbeke', { awareAt: at(aware), reason: 'r' }, when),
  ),
  hours.map(
    (due): Added =>
      (when) =>
        inPersonalData('orders', 'p.lambert', { reference: 'r', order: 'CommunicateToSubjects', dueAt: at(when + due) }, when),
  ),
);
const closing: fc.Arbitrary<Added> = fc.oneof(
  fc.constant<Added>((when) => entry('review', 'c.peeters', { rootCause: 'x', lessons: [{ id: 'l', text: 't' }] }, when)),
  fc.constant<Added>((when) => entry('closures', 's.wouters', { summary: 'Over.' }, when)),
  fc.constantFrom('Reported', 'Confirming', 'Containing', 'Reviewing').map(
    (to): Added =>
      (when) =>
        entry('reopenings', 's.wouters', { reason: 'r', to }, when),
  ),
);
const scalars: fc.Arbitrary<Added> = fc.oneof(
  fc.constantFrom('Found', 'Unknown').map(
    (personalDataCheck): Added =>
      () =>
        changed(() => ({ personalDataCheck })),
  ),
  fc.constantFrom('laptop-fleet', 'phones').map(
    (asset): Added =>
      () =>
        changed(() => ({ asset })),
  ),
  fc.integer({ min: 1, max: 3 }).map(
    (approximate): Added =>
      () =>
        changed(({ personalData }) => (personalData === undefined ? {} : { personalData: { ...personalData, records: { approximate } } })),
  ),
);

const fact: fc.Arbitrary<Fact> = fc
  .tuple(hours, fc.oneof(assessing, responding, deciding, closing, scalars))
  .map(([when, added]) => ({ hours: when, add: added(when) }));
/** What happened, in the order of time; each fact has an id by its place. */
const history = fc.array(fact, { minLength: 1, maxLength: 14 }).map((facts) => facts.toSorted((a, b) => a.hours - b.hours));

/** What a counterexample shows of a history: all that was added. */
const shown = (facts: readonly Fact[]): string => JSON.stringify(upTo(facts, 0, facts.length, blank().observed.incident.spec), null, 1);

const upTo = (facts: readonly Fact[], from: number, to: number, spec: IncidentSpec): IncidentSpec =>
  facts.slice(from, to).reduce((all, each, index) => each.add(all, `e${from + index}`), spec);

const around = {
  policy: policy({ regimes: ['gdpr', 'policy', 'nis2'] }),
  regimes: compiled(shipped('gdpr'), shipped('policy'), shipped('nis2')),
  evidence: [evidence()],
};
const blank = (): World => ({ observed: observed({ category: 'PrivacyBreach' }, around), entries: [], told: {} });
const end = 300;

/** The world at the end, with the register looking after each of some facts, and always after the last. */
const watched = (facts: readonly Fact[], looks: ReadonlySet<number>): World => {
  let current = blank();
  let from = 0;
  for (const [index, { hours: when }] of facts.entries()) {
    if (!looks.has(index)) continue;
    current = settle(
      { ...current, observed: withSpec(current.observed, upTo(facts, from, index + 1, current.observed.incident.spec)) },
      at(when),
    );
    from = index + 1;
  }
  const spec = upTo(facts, from, facts.length, current.observed.incident.spec);
  return settle({ ...current, observed: withSpec(current.observed, spec) }, at(end));
};

const some = fc.uniqueArray(fc.nat({ max: 13 }), { maxLength: 14 }).map((indexes) => new Set(indexes));

test('deciding again on what was decided, at the same moment, records nothing and changes nothing', () => {
  fc.assert(
    fc.property(history, some, (facts, looks) => {
      const { observed: settled } = watched(facts, looks);
      const again = decideIncident(settled, at(end));
      assert.equal(again.entries, []);
      assert.equal(again.children, []);
      assert.equal(JSON.parse(JSON.stringify(again.status)), settled.incident.status);
    }),
    { numRuns: 150 },
  );
});

test('the same facts at the same moment give the same decision, and leave what was observed as it was', () => {
  fc.assert(
    fc.property(history, (facts) => {
      const once = observed(upTo(facts, 0, facts.length, observed({ category: 'PrivacyBreach' }).incident.spec), around);
      const before = JSON.stringify(once.incident);
      assert.equal(decideIncident(once, at(end)), decideIncident(once, at(end)));
      assert.is(JSON.stringify(once.incident), before);
    }),
    { numRuns: 50 },
  );
});

const shuffled = <T>(items: readonly T[], seed: number): T[] =>
  items
    .map((item, index) => ({ item, key: Math.imul(index + 1, 0x9e3779b1 ^ seed) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

const interleaved = <T extends object>(part: T, seed: number): T =>
  Object.fromEntries(
    Object.entries(part).map(([name, value]) => [
      name,
      Array.isArray(value) && value.some((item) => (item as { id?: string })?.id !== undefined) ? shuffled(value, seed) : value,
    ]),
  ) as T;

test('the order in which several writers come to stand in a list changes nothing', () => {
  fc.assert(
    fc.property(history, fc.integer(), (facts, seed) => {
      const spec = upTo(facts, 0, facts.length, observed({ category: 'PrivacyBreach' }).incident.spec);
      const mixed = { ...interleaved(spec, seed), ...(spec.personalData && { personalData: interleaved(spec.personalData, seed) }) };
      const [one, other] = [spec, mixed].map((each) => decideIncident(observed(each, around), at(end)));
      assert.equal(other?.entries, one?.entries);
      assert.equal(other?.children, one?.children);
      assert.equal(other?.status, one?.status);
    }),
    { numRuns: 150 },
  );
});

/** The entries of the spec on the timeline: everything that a person wrote. Facts that came and went between two looks are seen by nobody. */
const tellings = (entries: readonly TimelineDraft[]): readonly string[] =>
  entries
    .filter(({ note }) => /^[a-zA-Z.]+\/e\d+ /.test(note) && !note.startsWith('decision/'))
    .filter(({ reason }) => reason !== 'SeverityRated')
    .map(({ actor, reason, note }) => `${actor} ${reason} ${note}`)
    .sort();

test('however often the register looks, every entry is on the timeline exactly once, with the same words', () => {
  fc.assert(
    fc.property(history, some, (facts, looks) => {
      const [often, once] = [watched(facts, looks), watched(facts, new Set())];
      assert.equal(tellings(often.entries), tellings(once.entries));
      assert.is(new Set(tellings(often.entries)).size, tellings(often.entries).length);
      const lists = JSON.stringify(upTo(facts, 0, facts.length, blank().observed.incident.spec)).match(/"id":"e\d+"/g) ?? [];
      assert.is(tellings(once.entries).length, lists.length);
    }),
    { numRuns: 100 },
  );
});

/** The misses and warnings that are told again although the due time has not moved in between, as `reason note`. */
const toldAgain = (entries: readonly TimelineDraft[]): readonly string[] => {
  const told = new Map<string, Set<string>>();
  return entries.flatMap(({ reason, note }): readonly string[] => {
    const [duty = ''] = note.split(' ');
    if (reason === 'DeadlineChanged') told.delete(duty);
    if (reason !== 'DeadlineMissed' && reason !== 'DeadlineNear') return [];
    const line = `${reason} ${note}`;
    const known = told.get(duty) ?? new Set();
    told.set(duty, new Set([...known, line]));
    return known.has(line) ? [line] : [];
  });
};

test('a miss or a warning is told once for one due time', () => {
  fc.assert(
    fc.property(history, some, (facts, looks) => {
      const { entries } = watched(facts, looks);
      assert.equal(toldAgain(entries), [], `${shown(facts)}\n${entries.map(({ reason, note }) => `${reason} ${note}`).join('\n')}`);
    }),
    { numRuns: 100 },
  );
});

const moments = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 8 });

test('whatever the clock of the machine does, a miss is told once and stays', () => {
  fc.assert(
    fc.property(moments, (steps) => {
      let current = blank();
      for (const step of [...steps, 1000]) current = settle(current, at(step));
      const missed = current.entries.filter(({ reason }) => reason === 'DeadlineMissed').map(({ note }) => note.split(' ')[0]);
      assert.equal(missed.toSorted(), [...new Set(missed)].sort());
      assert.ok(missed.includes('policy-authority'), `${epoch} and three days have passed`);
    }),
    { numRuns: 50 },
  );
});

test('a wake is never in the past, and something is left to say only at a wake', () => {
  fc.assert(
    fc.property(history, (facts) => {
      const spec = upTo(facts, 0, facts.length, observed({ category: 'PrivacyBreach' }).incident.spec);
      let current = observed(spec, around);
      for (let now = end; now < end + 10; now += 1) {
        const decision = decideIncident(current, at(now));
        current = written(current, decision);
        const settled = decideIncident(current, at(now));
        const { wakeAt } = settled;
        assert.ok(wakeAt === undefined || Date.parse(wakeAt) >= Date.parse(at(now)), `${wakeAt} lies before ${at(now)}`);
        if (wakeAt === undefined || Date.parse(wakeAt) <= Date.parse(at(now))) continue;
        const justBefore = decideIncident(current, new Date(Date.parse(wakeAt) - 1).toISOString());
        assert.equal(justBefore.entries, settled.entries, 'nothing happens before the wake');
      }
    }),
    { numRuns: 40 },
  );
});

test.run();
