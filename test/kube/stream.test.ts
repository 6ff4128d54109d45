import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { errorFromResponse, hasCode } from '../../operator/kube/errors.ts';
import { type Page, pagesOf } from '../../operator/kube/pages.ts';
import { createDecoder } from '../../operator/kube/stream.ts';

const eventLine = (name: string): string => `${JSON.stringify({ type: 'ADDED', object: { metadata: { name } } })}\n`;

test('events are the same wherever the bytes are cut', () => {
  const names = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 });
  void fc.assert(
    fc.property(names, fc.array(fc.nat(400), { maxLength: 20 }), (all, cuts) => {
      const bytes = Buffer.from(all.map(eventLine).join(''));
      const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].toSorted((a, b) => a - b);
      const decode = createDecoder('watch Thing');
      const decoded = ends.flatMap((end, i) => decode(bytes.subarray(ends[i - 1] ?? 0, end)));
      assert.equal(
        decoded.map((event) => (event.type === 'ERROR' ? '' : event.object.metadata.name)),
        all,
      );
    }),
  );
});

test('a line that is no JSON ends the stream with an error that does not quote it', () => {
  const decode = createDecoder('watch Thing');
  try {
    decode(Buffer.from('<html>secret</html>\n'));
    assert.unreachable();
  } catch (error) {
    assert.ok(hasCode(error, 'Unavailable'));
    assert.not.match(error.message, /secret/);
  }
});

test('a line without end is refused before it fills the memory', () => {
  const decode = createDecoder('watch Thing');
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  assert.throws(
    () => {
      for (let i = 0; i < 17; i += 1) decode(megabyte);
    },
    (error: unknown) => hasCode(error, 'TooLarge'),
  );
});

const collect = async (pages: AsyncGenerator<Page<number>>): Promise<Page<number>[]> => {
  const all: Page<number>[] = [];
  for await (const page of pages) all.push(page);
  return all;
};

test('a list that the server forgot half-way begins again, and says that what came before is void', async () => {
  let forgotten = false;
  const read = async (_: number, token: string) => {
    if (token === 'second' && !forgotten) {
      forgotten = true;
      throw errorFromResponse('list Thing', 410, '{"reason":"Expired"}');
    }
    return token === ''
      ? { items: [1], metadata: { resourceVersion: forgotten ? '20' : '10', continue: 'second' } }
      : { items: [2], metadata: { resourceVersion: '20' } };
  };
  assert.equal(await collect(pagesOf(read, 1)), [
    { items: [1], resourceVersion: '10', restarted: false },
    { items: [1], resourceVersion: '20', restarted: true },
    { items: [2], resourceVersion: '20', restarted: false },
  ]);
});

test('a page of huge objects is read in smaller pieces, down to one', async () => {
  const limits: number[] = [];
  const read = async (limit: number) => {
    limits.push(limit);
    if (limit > 1) throw errorFromResponse('list Thing', 413, '');
    return { items: [1], metadata: { resourceVersion: '1' } };
  };
  assert.is((await collect(pagesOf(read, 500))).length, 1);
  assert.equal(limits, [500, 125, 31, 7, 1]);
});

test('any other failure of a page is thrown', async () => {
  const read = async () => {
    throw errorFromResponse('list Thing', 503, '');
  };
  try {
    await collect(pagesOf<number>(read, 500));
    assert.unreachable();
  } catch (error) {
    assert.ok(hasCode(error, 'Unavailable'));
  }
});

test.run();
