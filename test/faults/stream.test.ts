import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { holds } from '../journal/holds.ts';
import { coalesced } from './rig/stream.ts';

const line = (type: string, uid: string, version: number): string =>
  JSON.stringify({ type, object: { metadata: { uid, resourceVersion: String(version) } } });

test('of an object that changed only the last state is told', () => {
  assert.equal(coalesced([line('MODIFIED', 'a', 1), line('MODIFIED', 'b', 2), line('MODIFIED', 'a', 3)]), [
    line('MODIFIED', 'a', 3),
    line('MODIFIED', 'b', 2),
  ]);
});

test('what came and changed is told as having come', () => {
  assert.equal(coalesced([line('ADDED', 'a', 1), line('MODIFIED', 'a', 2)]), [line('ADDED', 'a', 2)]);
});

test('what came and went is not told at all, and what was there and went is', () => {
  assert.equal(coalesced([line('ADDED', 'a', 1), line('DELETED', 'a', 2), line('MODIFIED', 'b', 3), line('DELETED', 'b', 4)]), [
    line('DELETED', 'b', 4),
  ]);
});

test('a bookmark stays behind what came before it and before what came after', () => {
  const mark = JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } });
  assert.equal(coalesced([line('ADDED', 'a', 1), mark, line('DELETED', 'a', 10)]), [line('ADDED', 'a', 1), mark, line('DELETED', 'a', 10)]);
});

/** What somebody knows who is told these lines, beginning with what they knew. */
const knowledge = (lines: readonly string[], before: ReadonlySet<string>): ReadonlyMap<string, string> => {
  const known = new Map([...before].map((uid): [string, string] => [uid, '0']));
  for (const { type, object } of lines.map(
    (each) => JSON.parse(each) as { type: string; object: { metadata: { uid: string; resourceVersion: string } } },
  )) {
    if (type === 'DELETED') known.delete(object.metadata.uid);
    else known.set(object.metadata.uid, object.metadata.resourceVersion);
  }
  return known;
};

/** What happens to an object next, if it is there or is not. */
const next = (there: boolean, goes: boolean): string | undefined => {
  if (!there) return goes ? undefined : 'ADDED';
  return goes ? 'DELETED' : 'MODIFIED';
};

const happenings = (steps: readonly (readonly [string, boolean])[], before: ReadonlySet<string>): readonly string[] => {
  const now = new Set(before);
  return steps.flatMap(([uid, goes], version) => {
    const type = next(now.has(uid), goes);
    if (type === 'DELETED') now.delete(uid);
    if (type === 'ADDED') now.add(uid);
    return type === undefined ? [] : [line(type, uid, version + 1)];
  });
};

test('whoever is told the end only knows the same in the end', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 30 });
  holds(
    fc.property(steps, fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), (all, there) => {
      const before = new Set(there);
      const lines = happenings(all, before);
      assert.equal([...knowledge(coalesced(lines), before)].toSorted(), [...knowledge(lines, before)].toSorted());
    }),
  );
});

test.run();
