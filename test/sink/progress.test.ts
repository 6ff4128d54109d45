import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { partOf, parts, readProgress, writeProgress } from '../../operator/sink/progress.ts';
import { holds } from '../journal/holds.ts';

const uid = fc.uuid();
const seq = fc.integer({ min: 1, max: 2 ** 40 });

test('progress is read as it was written', () =>
  holds(
    fc.property(fc.array(fc.tuple(uid, seq)), (steps) => {
      const progress = new Map(steps);
      assert.equal(readProgress(writeProgress(progress)), progress);
    }),
  ));

test('a record takes at most 31 characters', () =>
  holds(fc.property(uid, seq, (one, at) => assert.ok(writeProgress(new Map([[one, at]])).length <= 30))));

test('whatever somebody writes into it, what is read are numbers of records', () =>
  holds(
    fc.property(fc.string(), (text) => {
      for (const [one, at] of readProgress(text)) assert.ok(/^[0-9a-f-]{36}$/.test(one) && Number.isSafeInteger(at) && at >= 0);
    }),
  ));

test('a broken item costs itself and nothing else', () => {
  const text = writeProgress(new Map([['6f1c0a52-5b0e-4c7e-9a39-0d7f3a1c2b4d', 7]]));
  assert.equal([...readProgress(`nonsense ${text} ${text.slice(0, 20)}`)], [['6f1c0a52-5b0e-4c7e-9a39-0d7f3a1c2b4d', 7]]);
});

test('each record belongs to one of sixteen parts, also one without a uid as Kubernetes gives them', () => {
  assert.is(partOf('6f1c0a52-5b0e-4c7e-9a39-0d7f3a1c2b4d'), '6');
  assert.is(partOf('something-else'), '0');
  holds(fc.property(fc.oneof(uid, fc.string()), (one) => parts.includes(partOf(one))));
});

test.run();
