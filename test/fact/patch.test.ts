// The patch that adds facts to a record, and what happens when somebody else was faster.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isRecorded, nextId, type Operation, patchFor, type Read } from '../../operator/fact/patch.ts';
import { type Store, write } from '../../operator/fact/write.ts';
import { holds } from '../journal/holds.ts';

const record = (spec: object, resourceVersion = '1'): Read => ({ metadata: { resourceVersion }, spec });
const appointments = ['response', 'appointments'];

test('the patch is on the version that was read, makes what is missing first and once, and replaces no entry', () => {
  const entry = { id: 'ap1', leader: 'c.peeters' };
  const set = { title: 'x', 'response.team': ['c.peeters'] };
  assert.equal(
    patchFor(record({}), set, [
      { list: appointments, entry },
      { list: appointments, entry: { id: 'ap2' } },
    ]),
    [
      { op: 'replace', path: '/metadata/resourceVersion', value: '1' },
      { op: 'add', path: '/spec/title', value: 'x' },
      { op: 'add', path: '/spec/response', value: {} },
      { op: 'add', path: '/spec/response/team', value: ['c.peeters'] },
      { op: 'add', path: '/spec/response/appointments', value: [entry] },
      { op: 'add', path: '/spec/response/appointments/-', value: { id: 'ap2' } },
    ],
  );
  assert.equal(patchFor(record({ response: { appointments: [{ id: 'ap0' }] } }), {}, [{ list: appointments, entry }]), [
    { op: 'replace', path: '/metadata/resourceVersion', value: '1' },
    { op: 'add', path: '/spec/response/appointments/-', value: entry },
  ]);
});

test('a value that is undefined is taken away, where there is one', () => {
  const read = { metadata: { resourceVersion: '7' }, spec: { content: { nature: 'x' } } };
  assert.equal(patchFor(read, { 'content.nature': undefined, 'content.summary': undefined }, []).slice(1), [
    { op: 'remove', path: '/spec/content/nature' },
  ]);
});

test('what was written before is found by its id', () => {
  const object = record({ response: { appointments: [{ id: 'ap1' }] } });
  const change = { add: { list: appointments, entry: {} } };
  assert.equal(
    [
      isRecorded(object, change, 'ap1'),
      isRecorded(object, change, 'ap2'),
      isRecorded(record({}), change, 'ap1'),
      isRecorded(object, {}, 'ap1'),
    ],
    [true, false, false, false],
  );
});

test('the next id is free, whatever ids people made up', () => {
  const ids = fc.uniqueArray(
    fc.oneof(
      fc.nat(30).map((number) => `a${number}`),
      fc.constantFrom('ap1', 'wipe-1', 'a-0123', 'a1x', 'b9'),
    ),
  );
  holds(
    fc.property(ids, (taken) => {
      const id = nextId(record({ assessments: taken.map((each) => ({ id: each })) }), { list: ['assessments'], prefix: 'a' });
      assert.not(taken.includes(id));
      assert.match(id, /^a\d+$/);
    }),
  );
});

test('ids are counted on', () => {
  const of = (...ids: readonly string[]) => nextId(record({ costs: ids.map((id) => ({ id })) }), { list: ['costs'], prefix: 'co' });
  assert.equal([of(), of('co1'), of('co2', 'co10', 'co9'), of('co-7')], ['co1', 'co2', 'co11', 'co1']);
});

class Overtaken extends Error {}

/** A record that others change before each of our first `faster` writes. */
const contested = (faster: number, refusal?: Error): { readonly store: Store<Read, number>; readonly reads: () => number } => {
  let version = 0;
  let left = faster;
  let reads = 0;
  const store: Store<Read, number> = {
    read: () => {
      reads += 1;
      return Promise.resolve(record({}, String(version)));
    },
    write: (object) => {
      if (left > 0) {
        left -= 1;
        version += 1;
      }
      if (object.metadata.resourceVersion !== String(version)) return Promise.reject(new Overtaken(`v${version}`));
      return refusal === undefined ? Promise.resolve(version) : Promise.reject(refusal);
    },
    mayBeOvertaken: (error) => error instanceof Overtaken,
  };
  return { store, reads: () => reads };
};

const operations: readonly Operation[] = [];
const always = () => ({ kind: 'write', operations }) as const;

const failure = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test('whoever is overtaken reads again and writes what fits then', async () => {
  const { store, reads } = contested(3);
  assert.equal(await write(store, always), { kind: 'written', written: 3 });
  assert.is(reads(), 4);
});

test('a refusal that has nothing to do with others is told at once, and one of a record that nobody changed is not tried again', async () => {
  const refusal = new Error('not yours');
  const plain = contested(0, refusal);
  assert.is(await failure(write(plain.store, always)), refusal);
  assert.is(plain.reads(), 1);
  const invalid = contested(0, new Overtaken('invalid'));
  assert.match(String(await failure(write(invalid.store, always))), 'invalid');
  assert.is(invalid.reads(), 2);
});

test('it gives up where others are always faster', async () => {
  const { store, reads } = contested(100);
  assert.instance(await failure(write(store, always)), Overtaken);
  assert.is(reads(), 6);
});

test('what has been written, or cannot be, is not sent', async () => {
  const { store } = contested(0, new Error('never asked'));
  assert.is((await write(store, () => ({ kind: 'nothing' }))).kind, 'nothing');
  assert.equal(await write(store, () => ({ kind: 'problem', problem: 'old' })), { kind: 'problem', problem: 'old' });
});

test.run();
