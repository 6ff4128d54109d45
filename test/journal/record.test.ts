import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineArchiveSpec } from '../../operator/api/types.gen.ts';
import { append, headOf } from '../../operator/journal/chain.ts';
import { record } from '../../operator/journal/record.ts';
import { verify } from '../../operator/journal/verify.ts';
import { holds } from './holds.ts';
import { after, chainOf, draft, drafts, of, store } from './timeline.ts';

const specs = (written: ReturnType<typeof record>): readonly TimelineArchiveSpec[] => written.archives.map(({ spec }) => spec);

test('what is recorded is appended, and reported as new', () => {
  const window = chainOf(3);
  const added = append(headOf(of, window), [draft(4)], after(9));
  assert.equal(record({ of, window, drafts: [draft(4)], at: after(9) }), { archives: [], timeline: [...window, ...added], added });
});

test('recording nothing changes nothing', () => {
  const window = chainOf(64);
  assert.equal(record({ of, window, drafts: [], at: after(99) }), { archives: [], timeline: window, added: [] });
});

test('an attempt that was cut off after any of its archives is finished without loss, doubling or fork', () => {
  holds(
    fc.property(fc.nat({ max: 64 }), fc.integer({ min: 1, max: 260 }), fc.nat(), fc.nat({ max: 80 }), (present, count, stop, more) => {
      const window = store([drafts(present)]).window;
      const first = record({ of, window, drafts: drafts(count), at: after(100) });
      const left = specs(first).slice(0, stop % (first.archives.length + 1));
      // Meanwhile other facts became known, so the second decision has the same drafts and some more.
      const wanted = drafts(count + more);
      const second = record({ of, window, drafts: wanted, at: after(200), existing: left });
      // Creating an archive that exists already changes nothing, so the ones that were left stand.
      const archives = [...left, ...specs(second).filter(({ first: seq }) => left.every((spec) => spec.first !== seq))];
      const result = verify({ of, window: second.timeline, archives });
      assert.is(result.verdict, 'intact');
      assert.equal(
        second.added.map(({ seq, note }) => [seq, note]),
        wanted.map(({ note }, i) => [present + i + 1, note]),
      );
    }),
  );
});

test('what an attempt archived stands even if the facts differ at the next one', () => {
  const first = record({ of, window: [], drafts: drafts(100), at: after(0) });
  const second = record({ of, window: [], drafts: [draft(999)], at: after(5), existing: specs(first) });
  assert.equal(
    second.added.map(({ note, at }) => [note, at]),
    [...drafts(48).map(({ note }) => [note, after(0)]), ['action-999', after(5)]],
  );
  assert.is(verify({ of, window: second.timeline, archives: specs(first) }).verdict, 'intact');
});

test('an archive that continues another chain is not taken over', () => {
  const window = chainOf(3);
  const other = append(headOf({ ...of, uid: 'another' }, []), drafts(51), after(0)).slice(3);
  const foreign = { of, first: 4, last: 51, entries: other, prev: other[0]?.prev ?? '', head: other[47]?.hash ?? '' };
  const { added } = record({ of, window, drafts: [draft(4)], at: after(9), existing: [foreign] });
  assert.equal(added, append(headOf(of, window), [draft(4)], after(9)));
});

test('later archives keep to the cuts of those that an attempt left behind', () => {
  holds(
    fc.property(
      fc.nat({ max: 64 }),
      fc.integer({ min: 65, max: 200 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }),
      (present, count, later) => {
        let window = store([drafts(present)]).window;
        let archives = specs(record({ of, window, drafts: drafts(count), at: after(0) }));
        for (const [i, size] of later.entries()) {
          const written = record({ of, window, drafts: drafts(size), at: after(i + 1), existing: archives });
          archives = [...archives, ...specs(written).filter(({ first }) => archives.every((spec) => spec.first !== first))];
          window = written.timeline;
          assert.is(verify({ of, window, archives }).verdict, 'intact');
        }
      },
    ),
  );
});

test.run();
