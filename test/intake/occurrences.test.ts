import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validate } from '../../operator/api/validate.ts';
import { type Addition, memberLimit, occurrencesAfter, type Sighting } from '../../operator/intake/occurrences.ts';
import { alert } from './alerts.ts';

const at = (minute: number): string => `2026-10-23T07:${String(minute).padStart(2, '0')}:00Z`;
const seen = (minute: number, more: Parameters<typeof alert>[0] = {}): Sighting => ({
  alert: alert(more),
  at: at(minute),
  payload: `sha256:${minute}`,
});
const adding = (sightings: readonly Sighting[], more: Partial<Addition> = {}): Addition => ({
  sightings,
  earlier: undefined,
  storm: false,
  truncated: 0,
  batch: 'b1',
  ...more,
});

test('the first sighting says when, and what it was', () => {
  assert.equal(occurrencesAfter(undefined, adding([seen(1, { startsAt: at(0), url: 'http://p.example/' })])), {
    count: 1,
    firstSeen: at(1),
    lastSeen: at(1),
    latest: { startsAt: at(0), fingerprint: 'f1', url: 'http://p.example/', payload: 'sha256:1' },
    batch: 'b1',
  });
});

test('a resolution is noted without counting, and taken back when it fires again', () => {
  const firing = occurrencesAfter(undefined, adding([seen(1, { startsAt: at(0) })]));
  const resolved = occurrencesAfter(firing, adding([seen(2, { state: 'resolved', startsAt: at(0), endsAt: at(1) })]));
  assert.equal([resolved.count, resolved.lastSeen, resolved.resolvedAt], [1, at(1), at(1)]);
  const again = occurrencesAfter(resolved, adding([seen(3, { startsAt: at(3) })]));
  assert.equal([again.count, again.lastSeen, again.resolvedAt], [2, at(3), undefined]);
});

test('a resolution of an earlier firing that comes late resolves nothing', () => {
  const firing = occurrencesAfter(undefined, adding([seen(5, { startsAt: at(5) })]));
  assert.is(occurrencesAfter(firing, adding([seen(6, { state: 'resolved', startsAt: at(1), endsAt: at(2) })])).resolvedAt, undefined);
});

test('what was counted below the threshold is counted, since when it was', () => {
  const after = occurrencesAfter(undefined, adding([seen(9)], { earlier: { count: 2, firstSeen: at(1) } }));
  assert.equal([after.count, after.firstSeen, after.lastSeen], [3, at(1), at(9)]);
});

test('clocks of replicas that differ never move the first or the last time backwards', () => {
  const after = occurrencesAfter(occurrencesAfter(undefined, adding([seen(5)])), adding([seen(3)]));
  assert.equal([after.firstSeen, after.lastSeen], [at(3), at(5)]);
});

test('sightings counted together are the same as sightings counted one by one', () => {
  const sighting = fc.record({
    minute: fc.integer({ min: 0, max: 59 }),
    state: fc.constantFrom('firing' as const, 'resolved' as const),
    print: fc.constantFrom('a', 'b', 'c'),
  });
  void fc.assert(
    fc.property(fc.array(sighting, { minLength: 1, maxLength: 20 }), fc.boolean(), (given, storm) => {
      const sightings = given.map(({ minute, state, print }) =>
        seen(minute, { state, fingerprint: print, startsAt: at(minute), endsAt: at(minute) }),
      );
      const { distinct: _, ...together } = occurrencesAfter(undefined, adding(sightings, { storm }));
      const { distinct: __, ...apart } = sightings.reduce<ReturnType<typeof occurrencesAfter>>(
        (before, one) => occurrencesAfter(before, adding([one], { storm })),
        {},
      );
      assert.equal({ ...together, resolvedAt: undefined }, { ...apart, resolvedAt: undefined });
      assert.is(together.count ?? 0, given.filter(({ state }) => state === 'firing').length);
    }),
  );
});

test('a storm lists its first members up to the bound, and says how many there were', () => {
  const sightings = Array.from({ length: 100 }, (_, n) => seen(n % 60, { fingerprint: `f${n}` }));
  const after = occurrencesAfter(undefined, adding(sightings, { storm: true, truncated: 12 }));
  assert.equal([after.count, after.distinct, after.members?.length, after.truncatedAlerts], [100, 100, memberLimit, 12]);
  assert.is(after.members?.[0]?.fingerprint, 'f0');
});

test('the schema holds as many members as are listed, and no more', () => {
  const sightings = Array.from({ length: memberLimit }, (_, n) =>
    seen(n % 60, { fingerprint: `f${n}`, startsAt: at(0), url: 'https://p.example/' }),
  );
  const occurrences = occurrencesAfter(undefined, adding(sightings, { storm: true, truncated: 1 }));
  const report = { what: 'x', establishedAt: at(0) };
  const holds = (members: NonNullable<typeof occurrences.members>): boolean =>
    validate('Incident', { spec: { title: 'A storm', report }, status: { occurrences: { ...occurrences, members } } }).ok;
  assert.is(holds(occurrences.members ?? []), true);
  assert.is(holds([...(occurrences.members ?? []), { fingerprint: 'one more' }]), false);
});

test('a storm is resolved when all its members are', () => {
  const members = ['a', 'b'].map((fingerprint) => seen(1, { fingerprint, startsAt: at(0) }));
  const resolved = (fingerprint: string): Sighting => seen(2, { fingerprint, state: 'resolved', startsAt: at(0), endsAt: at(2) });
  const storm = occurrencesAfter(undefined, adding(members, { storm: true }));
  const half = occurrencesAfter(storm, adding([resolved('a')], { storm: true }));
  assert.equal([half.resolvedAt, half.members?.map(({ resolvedAt }) => resolvedAt)], [undefined, [at(2), undefined]]);
  assert.is(occurrencesAfter(half, adding([resolved('b')], { storm: true })).resolvedAt, at(2));
});

test.run();
