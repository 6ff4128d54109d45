// What stands in the way of a closure is written as one sentence, and read again by whoever shows it in another language.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { filled, readSentence, type Sentence, say, sentences } from '../../operator/incident/sentences.ts';
import { holds } from '../journal/holds.ts';

const names = Object.keys(sentences) as readonly Sentence[];
const placeholders = (sentence: Sentence): readonly string[] =>
  [...sentences[sentence].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

test('whatever was put into a sentence comes out of it again', () => {
  const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
  holds(
    fc.property(fc.constantFrom(...names), fc.array(word, { minLength: 3, maxLength: 3 }), (sentence, words) => {
      const values = Object.fromEntries(placeholders(sentence).map((name, index) => [name, words[index] ?? '']));
      assert.equal(readSentence(say(sentence, values as never)), { sentence, values });
    }),
  );
});

test('lists, times and sentences within a sentence come out whole', () => {
  const dueAt = '2026-10-26T07:12:00Z';
  assert.equal(readSentence(say('dutyMissedNotified', { duty: 'gdpr-authority', dueAt, notification: 'a.b' }))?.values, {
    duty: 'gdpr-authority',
    dueAt,
    notification: 'a.b',
  });
  const lacking = 'l1 has no owner and no dueAt; l2 has no dueAt';
  assert.equal(readSentence(say('lessonsIncomplete', { review: 'r1', lacking }))?.values, { review: 'r1', lacking });
});

test('a sentence that was cut, or that another version wrote, is not guessed at', () => {
  assert.equal(['', 'Something else.', `${say('stepsOpen', { steps: 'a, b' }).slice(0, -1)}…`].map(readSentence), [
    undefined,
    undefined,
    undefined,
  ]);
});

test('a value is put in as it is, whatever it holds', () => {
  assert.is(
    filled('{a} and {b}', (name) => (name === 'a' ? '$& {b}' : undefined)),
    '$& {b} and b',
  );
});

test.run();
