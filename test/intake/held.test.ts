import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Held, type HeldChange, heldAfter, heldRoom, readHeld, writeHeld } from '../../operator/intake/held.ts';
import { holds } from '../journal/holds.ts';

const held = (more: Partial<Held> = {}): Held => ({
  namespace: 'incidents',
  caller: 'system:serviceaccount:monitoring:alertmanager',
  system: 'alertmanager',
  fingerprint: 'f1',
  ruling: { index: 0, threshold: 1, storm: 10, hold: 'PT5M' },
  alert: { system: 'alertmanager', fingerprint: 'f1', state: 'firing', what: 'Disk full' },
  payload: 'sha256:1',
  count: 1,
  firstSeen: '2026-10-23T07:00:00Z',
  dueAt: '2026-10-23T07:05:00Z',
  ...more,
});

const begin = (key: string, more: Partial<Held> = {}): HeldChange => ({ kind: 'begin', key, held: held(more) });
const after = (...changes: readonly HeldChange[]) => heldAfter(new Map(), changes);

test('what is held is read as it was written', () => {
  assert.equal(readHeld(writeHeld(held())), held());
});

test('what somebody wrote into the object that is none is passed over', () => {
  holds(fc.property(fc.oneof(fc.string(), fc.json()), (text) => assert.is(readHeld(text), undefined)));
  for (const more of [{ dueAt: 'soon' }, { count: 1.5 }, { namespace: 4 }] as unknown as readonly Partial<Held>[])
    assert.is(readHeld(writeHeld(held(more))), undefined);
});

test('repetitions are counted, and the time at which it is due stays that of the first', () => {
  const items = after(begin('a'), { kind: 'repeat', key: 'a', count: 2 }, begin('a', { count: 3, dueAt: '2026-10-23T09:00:00Z' }));
  assert.equal(items, new Map([['a', held({ count: 6 })]]));
});

test('what is resolved is let go, and a repetition of what is not held holds nothing', () => {
  assert.equal(after(begin('a'), { kind: 'end', key: 'a' }, { kind: 'repeat', key: 'a', count: 1 }), new Map());
});

test('what finds no room is not held, and nothing that was held is lost for it', () => {
  const what = 'x'.repeat(100_000);
  const changes = Array.from({ length: 8 }, (_, n) => begin(`k${n}`, { alert: { ...held().alert, what } }));
  const items = after(...changes);
  assert.equal([...items.keys()], ['k0', 'k1', 'k2', 'k3', 'k4']);
  const size = [...items].reduce((sum, [key, one]) => sum + key.length + writeHeld(one).length, 0);
  assert.ok(size <= heldRoom);
});

test.run();
