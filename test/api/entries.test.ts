import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { actorOf, byOthers, type Entry, effective, inOrder, last } from '../../operator/api/entries.ts';

const entry = (id: string, at?: string, changes: Partial<Entry> = {}): Entry => ({ id, ...(at === undefined ? {} : { at }), ...changes });
const ids = (entries: readonly Entry[]): readonly string[] => effective(entries).map(({ id }) => id);

test('entries come in the order of time, whatever their offsets, and what has no readable time comes last', () => {
  const entries = [entry('d'), entry('c', '2026-10-23T10:00:00Z'), entry('e', 'soon'), entry('b', '2026-10-23T11:00:00+02:00')];
  assert.equal(ids(entries), ['b', 'c', 'd', 'e']);
  assert.is(last(entries)?.id, 'e');
});

test('within one instant ids that people number come in the order of their numbers', () => {
  assert.equal(ids(['a10', 'a9', 'a1', 'b1'].map((id) => entry(id, '2026-10-23T10:00:00Z'))), ['a1', 'a9', 'b1', 'a10']);
});

test('what another entry corrects does not count, along the whole chain of corrections', () => {
  const at = '2026-10-23T10:00:00Z';
  assert.equal(ids([entry('c1', at), entry('c2', at, { corrects: 'c1' }), entry('c3', at, { corrects: 'c2' }), entry('c4', at)]), [
    'c3',
    'c4',
  ]);
});

test('entries that correct one another in a ring all stay, and one that only leads into the ring takes out its own', () => {
  const ring = [
    entry('r1', undefined, { corrects: 'r2' }),
    entry('r2', undefined, { corrects: 'r3' }),
    entry('r3', undefined, { corrects: 'r1' }),
  ];
  assert.equal(ids(ring), ['r1', 'r2', 'r3']);
  assert.equal(ids([...ring, entry('r4', undefined, { corrects: 'r1' })]), ['r2', 'r3', 'r4']);
});

const someEntries = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-c][0-9]{0,2}$/),
    minute: fc.option(fc.nat({ max: 3 })),
    corrects: fc.option(fc.stringMatching(/^[a-c][0-9]{0,2}$/)),
  }),
  { selector: ({ id }) => id, maxLength: 10 },
);

test('the order of a list changes nothing, and nothing ever vanishes as a whole', () => {
  fc.assert(
    fc.property(someEntries, fc.func(fc.integer()), (parts, key) => {
      const entries = parts.map(({ id, minute, corrects }) =>
        entry(id, minute === null ? undefined : `2026-10-23T10:0${minute}:00Z`, corrects === null ? {} : { corrects }),
      );
      const shuffled = entries.toSorted((a, b) => key(a.id) - key(b.id));
      assert.equal(effective(shuffled), effective(entries));
      assert.is(effective(entries).length > 0, entries.length > 0);
      const sorted = effective(entries);
      assert.equal(sorted, [...sorted].sort(inOrder));
    }),
  );
});

test('two people are two names, and nobody is no other person', () => {
  assert.equal(
    [
      byOthers(entry('a', '', { by: 'x' }), entry('b', '', { by: 'y' })),
      byOthers(entry('a', '', { by: 'x' }), entry('b', '', { by: 'x' })),
      byOthers(entry('a'), entry('b', '', { by: 'x' })),
    ],
    [true, false, false],
  );
});

test('the timeline names both, where one wrote for another', () => {
  assert.equal(
    [actorOf(entry('a')), actorOf(entry('a', '', { by: 'x', via: 'x' })), actorOf(entry('a', '', { by: 'x', via: 'console' }))],
    ['unknown', 'x', 'x via console'],
  );
});

test.run();
