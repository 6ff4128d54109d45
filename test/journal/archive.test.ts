import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { archiveName, archiveSize, makeRoom, windowLimit } from '../../operator/journal/archive.ts';
import { append, genesis, headOf } from '../../operator/journal/chain.ts';
import { holds } from './holds.ts';
import { after, chainOf, draft, drafts, of, store } from './timeline.ts';

test('a full window stays as it is while nothing is added', () => {
  const window = chainOf(windowLimit);
  assert.equal(makeRoom(of, window, []), { archives: [], timeline: window });
});

test('the entry that would overflow the window moves the 48 oldest into one archive, whole', () => {
  const all = chainOf(65);
  const oldest = all.slice(0, 48);
  const spec = { of, first: 1, last: 48, entries: oldest, prev: genesis(of), head: all[47]?.hash };
  assert.equal(makeRoom(of, all.slice(0, 64), all.slice(64)), {
    archives: [{ name: `incident-${of.uid}-1`, spec }],
    timeline: all.slice(48),
  });
});

test('the next archive continues the one before', () => {
  const { archives } = store(Array.from({ length: 150 }, (_, i) => [draft(i)]));
  assert.equal(
    archives.map(({ first, last, prev, head }) => ({ first, last, prev, head })),
    [
      { first: 1, last: 48, prev: genesis(of), head: archives[0]?.head },
      { first: 49, last: 96, prev: archives[0]?.head, head: archives[1]?.head },
    ],
  );
});

test('entries that are not in the status yet are archived only when there are more than the window holds', () => {
  const window = chainOf(10);
  const added = append(headOf(of, window), drafts(60), after(99));
  const { archives, timeline } = makeRoom(of, window, added);
  assert.equal(
    archives.map(({ spec }) => [spec.first, spec.last]),
    [[1, 10]],
  );
  assert.equal(timeline, added);
});

test('more entries at once than the window holds are split over several archives', () => {
  const { archives, timeline } = makeRoom(of, [], append(headOf(of, []), drafts(200), after(0)));
  assert.equal(
    archives.map(({ name }) => name),
    [1, 49, 97].map((first) => `incident-${of.uid}-${first}`),
  );
  assert.is(timeline.length, 200 - 3 * archiveSize);
});

test('archives and window together are every entry, in order, for any sizes of batches', () => {
  holds(
    fc.property(fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 8 }), (sizes) => {
      const { archives, window } = store(sizes.map(drafts));
      const all = [...archives.flatMap(({ entries }) => entries), ...window];
      assert.equal(
        all.map(({ seq, note }) => [seq, note]),
        sizes.flatMap(drafts).map(({ note }, i) => [i + 1, note]),
      );
      assert.ok(window.length <= windowLimit);
      assert.ok(archives.every(({ entries }) => entries.length <= archiveSize));
    }),
  );
});

test('the newest entry always stays in the window', () => {
  holds(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }), (sizes) => {
      const { window } = store(sizes.map(drafts));
      assert.is(
        window.at(-1)?.seq,
        sizes.reduce((sum, size) => sum + size, 0),
      );
    }),
  );
});

test('entries that do not continue the window are refused', () => {
  const all = chainOf(5);
  assert.throws(() => makeRoom(of, all.slice(0, 2), all.slice(3)), /do not continue the timeline/);
});

test('an archive that holds other entries than the timeline is refused', () => {
  const all = chainOf(65);
  const forged = store([drafts(65).map((one) => ({ ...one, actor: 'eve' }))]).archives;
  assert.throws(() => makeRoom(of, all.slice(0, 64), all.slice(64), forged), /holds other entries/);
});

test('the name of an archive is a DNS subdomain, whatever the kind', () => {
  assert.is(archiveName({ kind: 'EvidenceItem', uid: 'a-1' }, 49), 'evidenceitem-a-1-49');
});

for (const uid of ['A-1', 'a_1', 'x'.repeat(250)]) {
  test(`a uid of which no name can be made is refused: "${uid.slice(0, 8)}"`, () => {
    assert.throws(
      () => archiveName({ kind: 'Incident', uid }, 1),
      (error: unknown) => error instanceof RangeError && /no DNS subdomain/.test(error.message),
    );
  });
}

test.run();
