import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { generationOf, incidentName, isOver, newest, type Occasion, placeOf } from '../../operator/intake/place.ts';
import { incidentOf } from './alerts.ts';

const first = incidentName('alertmanager', 'f1', 1);
const second = incidentName('alertmanager', 'f1', 2);
const occasion = (more: Partial<Occasion> = {}): Occasion => ({
  system: 'alertmanager',
  fingerprint: 'f1',
  family: [],
  firing: true,
  startsAt: '2026-10-23T07:00:00Z',
  dedupe: undefined,
  free: 1,
  now: '2026-10-23T08:00:00Z',
  ...more,
});

test('names follow from what they are about, tell nothing of it, and can be names of incidents', () => {
  void fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 999_999 }), (one, other, generation) => {
      const name = incidentName('alertmanager', one, generation);
      assert.match(name, /^alert-[0-9a-f]{24}(?:-\d+)?$/);
      assert.ok(name.length <= 63);
      assert.is(generationOf(name), generation);
      assert.is(incidentName('alertmanager', other, generation) === name, one === other);
      assert.is.not(incidentName('falco', one, generation), name);
    }),
  );
});

test('the newest of a family is the one with the highest number, not the last in the alphabet', () => {
  const family = [2, 10, 1, 9].map((generation) => incidentOf(incidentName('alertmanager', 'f1', generation)));
  assert.is(newest(family)?.metadata.name, incidentName('alertmanager', 'f1', 10));
});

test('a closure that the engine has not looked at yet is one', () => {
  assert.is(isOver(incidentOf(first)), undefined);
  assert.is(isOver(incidentOf(first, { phase: 'Reviewing' }, { closures: [{ id: 'c1' }] })), 'Closed');
  assert.is(isOver(incidentOf(first, { phase: 'Reviewing' }, { closures: [{ id: 'c1' }], reopenings: [{ id: 'r1' }] })), undefined);
});

const dismissed = incidentOf(first, {
  phase: 'Dismissed',
  occurrences: { lastSeen: '2026-10-23T07:30:00Z', latest: { startsAt: '2026-10-23T07:00:00Z' } },
});
const seenAt = (lastSeen: string) => incidentOf(first, { phase: 'Containing', occurrences: { lastSeen } });

const cases: readonly { readonly name: string; readonly given: Partial<Occasion>; readonly place: ReturnType<typeof placeOf> }[] = [
  { name: 'what was never seen opens the first', given: {}, place: { kind: 'open', name: first } },
  { name: 'what is open counts', given: { family: [incidentOf(first)] }, place: { kind: 'count', incident: incidentOf(first) } },
  {
    name: 'what was closed opens the next, which names it',
    given: { family: [incidentOf(first, { phase: 'Closed' })], dedupe: 'P1D' },
    place: { kind: 'open', name: second, previous: first },
  },
  {
    name: 'what was dismissed opens the next, where no window is set',
    given: { family: [dismissed] },
    place: { kind: 'open', name: second, previous: first },
  },
  {
    name: 'the firing that was dismissed counts within its window',
    given: { family: [dismissed], dedupe: 'PT24H' },
    place: { kind: 'count', incident: dismissed },
  },
  {
    name: 'the firing that was dismissed opens the next after its window',
    given: { family: [dismissed], dedupe: 'PT29M' },
    place: { kind: 'open', name: second, previous: first },
  },
  {
    name: 'a later firing than the dismissed one opens the next',
    given: { family: [dismissed], dedupe: 'PT24H', startsAt: '2026-10-23T07:45:00Z' },
    place: { kind: 'open', name: second, previous: first },
  },
  {
    name: 'what is open and silent within its window counts',
    given: { family: [seenAt('2026-10-23T07:00:00Z')], dedupe: 'PT1H' },
    place: { kind: 'count', incident: seenAt('2026-10-23T07:00:00Z') },
  },
  {
    name: 'what is open and silent beyond its window opens the next',
    given: { family: [seenAt('2026-10-23T06:59:59Z')], dedupe: 'PT1H' },
    place: { kind: 'open', name: second, previous: first },
  },
  { name: 'a resolution of nothing is nothing', given: { firing: false }, place: { kind: 'nothing' } },
  {
    name: 'a resolution is noted on what is over',
    given: { firing: false, family: [dismissed] },
    place: { kind: 'count', incident: dismissed },
  },
  {
    name: 'names that are taken are passed over',
    given: { free: 4 },
    place: { kind: 'open', name: incidentName('alertmanager', 'f1', 4) },
  },
];

for (const { name, given, place } of cases) {
  test(name, () => {
    assert.equal(placeOf(occasion(given)), place);
  });
}

test.run();
