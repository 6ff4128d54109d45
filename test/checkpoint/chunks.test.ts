import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Chunk,
  chunkLines,
  chunkName,
  formatChunk,
  formatTail,
  parseChunk,
  parseTail,
  storing,
} from '../../operator/checkpoint/chunks.ts';
import { formatStanding } from '../../operator/checkpoint/line.ts';
import { holds } from '../journal/holds.ts';
import { standing } from './lines.ts';

const linesFrom = (first: number, count: number): readonly string[] => Array.from({ length: count }, (_, i) => `line ${first + i}`);

test('whatever is added in whatever portions, every line is stored once, in order, and the end stays short', () => {
  holds(
    fc.property(fc.array(fc.integer({ min: 1, max: chunkLines }), { maxLength: 12 }), (portions) => {
      const sealed: Chunk[] = [];
      let tail = { first: 0, lines: [] as readonly string[] };
      let total = 0;
      for (const portion of portions) {
        const { seal, first, lines } = storing(tail, linesFrom(total, portion));
        if (seal !== undefined) sealed.push(seal);
        tail = { first, lines };
        total += portion;
        assert.ok(lines.length < 2 * chunkLines);
      }
      assert.equal([...sealed.flatMap(({ lines }) => lines), ...tail.lines], linesFrom(0, total));
      assert.equal(
        sealed.map(({ first, lines }) => [first, lines.length]),
        sealed.map((_, i) => [i * chunkLines, chunkLines]),
      );
    }),
  );
});

test('what was cut off after a chunk was sealed seals the same chunk again, whatever is added the next time', () => {
  const tail = { first: 512, lines: linesFrom(512, chunkLines + 3) };
  assert.equal(storing(tail, ['a']).seal, storing(tail, ['b', 'c']).seal);
});

test('the longest lines that Kubernetes allows fit into a ConfigMap with room to spare', () => {
  const longest = formatStanding(
    standing(1, Number.MAX_SAFE_INTEGER, { kind: 'EvidenceItem', namespace: 'n'.repeat(63), name: 'x'.repeat(253), state: 'gone' }),
  );
  assert.ok((longest.length + 1) * (2 * chunkLines - 1) < 1024 * 1024 * 0.5);
});

test('what is stored is read back, and anything else is refused', () => {
  const tail = { checkpoint: 'note\n', verifier: 'v', stamp: undefined, first: 512, lines: ['a', 'b'] };
  const stamped = { ...tail, stamp: 'MIIB' };
  assert.equal([tail, stamped].map(formatTail).map(parseTail), [tail, stamped]);
  const chunk = { first: 0, lines: ['a'] };
  assert.equal(parseChunk(formatChunk(chunk)), chunk);
  for (const data of [
    undefined,
    {},
    { ...formatTail(tail), first: '01' },
    { ...formatTail(tail), lines: 'a' },
    { ...formatTail(tail), checkpoint: 1 },
  ])
    assert.is(parseTail(data), undefined);
  for (const data of [undefined, {}, { first: '-1', lines: '' }, { first: '0', lines: 'a' }]) assert.is(parseChunk(data), undefined);
});

test('the names of chunks sort as their lines do', () => {
  const names = [0, 512, 1024, 512_000_000].map(chunkName);
  assert.equal(names.toSorted(), names);
});

test.run();
