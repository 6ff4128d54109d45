import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PatchOperation } from '../../operator/kube/client.ts';
import { type StatusChange, sameJson, statusPatch } from '../../operator/kube/status-patch.ts';

const entry = (seq: number) => ({ seq, at: '2026-11-24T12:00:00Z', actor: 'a', reason: 'Reported', note: '', prev: 'p', hash: 'h' });
const keep = { kind: 'keep' } as const;
const guard: PatchOperation = { op: 'replace', path: '/metadata/resourceVersion', value: '7' };
const change = (before: object | undefined, after: object, timeline: StatusChange['timeline'] = keep): PatchOperation[] =>
  statusPatch({ resourceVersion: '7', before, after, timeline });

test('nothing is written when nothing differs', () => {
  assert.equal(change({ phase: 'A', list: [{ x: 1 }] }, { phase: 'A', list: [{ x: 1 }] }), []);
  assert.equal(change({ phase: 'A' }, { phase: 'A', gone: undefined }), []);
});

test('only what differs is written, guarded by the version that was decided upon', () => {
  assert.equal(change({ phase: 'A', same: [1], old: true }, { phase: 'B', same: [1], fresh: {} }), [
    guard,
    { op: 'add', path: '/status/phase', value: 'B' },
    { op: 'add', path: '/status/fresh', value: {} },
    { op: 'remove', path: '/status/old' },
  ]);
});

test('entries are appended in the same write', () => {
  assert.equal(change({ phase: 'A' }, { phase: 'A' }, { kind: 'append', entries: [entry(4), entry(5)] }), [
    guard,
    { op: 'add', path: '/status/timeline/-', value: entry(4) },
    { op: 'add', path: '/status/timeline/-', value: entry(5) },
  ]);
});

test('the first status is one value with its first entries', () => {
  assert.equal(change(undefined, { phase: 'A' }, { kind: 'replace', entries: [entry(1)] }), [
    guard,
    { op: 'add', path: '/status', value: { phase: 'A', timeline: [entry(1)] } },
  ]);
  assert.equal(change(undefined, { phase: 'A' }), [guard, { op: 'add', path: '/status', value: { phase: 'A' } }]);
});

test('a window that was shortened is written whole', () => {
  assert.equal(change({}, {}, { kind: 'replace', entries: [entry(9)] }), [
    guard,
    { op: 'add', path: '/status/timeline', value: [entry(9)] },
  ]);
});

test('field names are escaped as JSON pointers ask', () => {
  assert.equal(change({}, { 'a/b~c': 1 })[1], { op: 'add', path: '/status/a~1b~0c', value: 1 });
});

/** What the API server does with the operations that the machinery uses. */
const applied = (status: Record<string, unknown>, operations: readonly PatchOperation[]): Record<string, unknown> => {
  const result = { ...status };
  for (const { op, path, value } of operations) {
    const field = path.slice('/status/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
    if (path === '/metadata/resourceVersion') continue;
    if (op === 'remove') delete result[field];
    else result[field] = value;
  }
  return result;
};

test('applying the patch gives the decided status, whatever the two were', () => {
  const status = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd/e', '~f'), fc.jsonValue());
  void fc.assert(
    fc.property(status, status, (before, after) => {
      assert.ok(sameJson(applied(before, change(before, after)), after));
    }),
  );
});

test('an empty list is no empty object', () => {
  assert.not.ok(sameJson({}, []));
  assert.not.ok(sameJson([], {}));
});

test('sameness of JSON is sameness of its text, whatever the order of fields', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, each]) => [key, shuffled(each)])
        .toReversed(),
    );
  };
  const safe = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  void fc.assert(fc.property(safe, (value) => sameJson(value, shuffled(value))));
  void fc.assert(
    fc.property(safe, safe, (left, right) => sameJson(left, right) === (JSON.stringify(sorted(left)) === JSON.stringify(sorted(right)))),
  );
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // In an object of its own, so that an empty object does not read like an empty list.
  const fields = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return { fields: fields.toSorted(([a], [b]) => (a < b ? -1 : 1)) };
};

test.run();
