import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Standing } from '../../operator/checkpoint/line.ts';
import { formatSnapshot, formatStanding, linesOf, markOf, parseLine, parseMark, textOf } from '../../operator/checkpoint/line.ts';
import { holds } from '../journal/holds.ts';
import { hashOf, standing, uidOf } from './lines.ts';

const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);

const anyStanding: fc.Arbitrary<Standing> = fc.record(
  {
    uid: fc.uuid(),
    seq: fc.integer({ min: 1, max: 1e9 }),
    hash: fc.string().map(hashOf),
    kind: fc.constantFrom('Incident', 'EvidenceItem', 'Notification', 'Weakness'),
    namespace: word,
    name: word,
    state: fc.constantFrom<Standing['state']>('present', 'gone'),
  },
  { noNullPrototype: true },
);

const markAgain = (mark: string): string | undefined => {
  const read = parseMark(mark);
  return read === undefined ? undefined : markOf({ ...read, kind: 'X', namespace: 'x', name: 'x' });
};

test('a line says everything about a standing, in a form of its own', () => {
  assert.is(formatStanding(standing(1, 12)), `${uidOf(1)} 12 ${hashOf('entry 12 of 1')} Incident incidents/inc-1`);
  assert.is(formatStanding(standing(1, 12, { state: 'gone' })), `${uidOf(1)} 12 ${hashOf('entry 12 of 1')} gone Incident incidents/inc-1`);
});

test('every standing is read back as it was written, and so is what stands in the tree of a snapshot', () => {
  holds(
    fc.property(anyStanding, (written) => {
      assert.equal(parseLine(formatStanding(written)), { says: 'standing', standing: written });
      assert.is(markAgain(markOf(written)), markOf(written));
    }),
  );
});

test('a snapshot is read back as it was written', () => {
  const snapshot = { timelines: 50_000, root: hashOf('root') };
  assert.equal(parseLine(formatSnapshot(snapshot)), { says: 'snapshot', snapshot });
});

test('what is no line of the log says nothing', () => {
  const good = formatStanding(standing(1, 1));
  for (const text of [
    '',
    'snapshot',
    `${good} `,
    ` ${good}`,
    good.replace(' 1 ', ' 01 '),
    good.replace(' 1 ', ' 0 '),
    good.toUpperCase(),
  ]) {
    assert.equal(parseLine(text), { says: 'nothing' }, text);
  }
});

test('an object that no API server stores is refused, because its line could be read as another one', () => {
  for (const fields of [{ uid: '' }, { name: 'a b' }, { namespace: 'a/b' }, { name: 'x\n' }, { hash: 'abc' }]) {
    assert.throws(() => formatStanding(standing(1, 1, fields)), /must be plain words/);
  }
});

test('lines are kept in a text that ends each with a line feed, and a text without the last one is none', () => {
  assert.equal(linesOf(textOf(['a', 'b'])), ['a', 'b']);
  assert.equal(linesOf(textOf([])), []);
  assert.is(linesOf('a\nb'), undefined);
});

test.run();
