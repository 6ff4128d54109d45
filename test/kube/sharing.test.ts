import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createShare } from '../../operator/kube/sharing.ts';
import { holds } from '../journal/holds.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

test('whatever is shared looks the same as before, and is the very object that was given', () => {
  const share = createShare(4);
  holds(
    fc.property(fc.jsonValue(), (value) => {
      const before = structuredClone(value);
      assert.is(share(value), value);
      assert.equal(value, before);
    }),
  );
});

test('ten thousand objects that say the same take the room of their own words only', () => {
  const said = 'No evidence is secured: create an EvidenceItem that refers to this incident. '.repeat(4);
  const parsed = (n: number): unknown =>
    JSON.parse(JSON.stringify({ name: `incident-${n}`, blockers: [{ message: said }, { message: said }] }));
  const taken = (share: <T>(value: T) => T): number => {
    collect();
    const before = process.memoryUsage().heapUsed;
    const kept = Array.from({ length: 10_000 }, (_, n) => share(parsed(n)));
    collect();
    return (process.memoryUsage().heapUsed - before) / kept.length;
  };
  const saved = taken((value) => value) - taken(createShare());
  assert.ok(saved > said.length, `saves ${saved} bytes of ${2 * said.length} for each`);
});

test.run();
