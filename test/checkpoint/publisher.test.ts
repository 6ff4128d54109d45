import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Chunk, chunkLines } from '../../operator/checkpoint/chunks.ts';
import { createPublisher } from '../../operator/checkpoint/publisher.ts';
import type { Publication, Sink } from '../../operator/checkpoint/sinks.ts';
import type { StoredTail } from '../../operator/checkpoint/store.ts';
import { silent } from '../../operator/kube/observer.ts';

const all = Array.from({ length: 2 * chunkLines + 3 }, (_, i) => `line ${i}`);

/** The sealed parts, as the store reads them. */
const store = {
  chunks: async function* (first: number, end: number): AsyncGenerator<Chunk, void, undefined> {
    for (let next = first - (first % chunkLines); next < end; next += chunkLines)
      yield { first: next, lines: all.slice(next, next + chunkLines) };
  },
};

const tail: StoredTail = {
  checkpoint: 'note',
  verifier: 'key',
  stamp: undefined,
  first: 2 * chunkLines,
  lines: all.slice(2 * chunkLines),
  resourceVersion: '1',
};
const published = (size: number) => ({ log: { size: () => size }, tail: { ...tail, checkpoint: `note ${size}` } });

const sink = (name: string, publish: (publication: Publication) => Promise<void>): Sink => ({ name, publish });

test('a sink hears each checkpoint once, and one that failed hears it again while the others do not', async () => {
  const heard: string[] = [];
  let works = false;
  const good = sink('good', async ({ note }) => void heard.push(`good ${note}`));
  const bad = sink('bad', async ({ note }) => {
    if (!works) throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    heard.push(`bad ${note}`);
  });
  const warnings: unknown[] = [];
  const observer = { ...silent, log: (_level: string, _message: string, fields: unknown) => void warnings.push(fields) };
  const publish = createPublisher({ store, sinks: [bad, good], observer });
  assert.is(await publish(published(5)), 'again');
  assert.is(await publish(published(5)), 'again');
  works = true;
  assert.is(await publish(published(5)), 'published');
  assert.is(await publish(published(5)), 'published');
  assert.is(await publish(published(6)), 'published');
  assert.equal(heard, ['good note 5', 'bad note 5', 'bad note 6', 'good note 6']);
  assert.equal(warnings, [
    { sink: 'bad', cause: 'ECONNREFUSED' },
    { sink: 'bad', cause: 'ECONNREFUSED' },
  ]);
});

test('a sink hears a checkpoint again once it has its time stamp', async () => {
  const heard: unknown[] = [];
  const publish = createPublisher({ store, sinks: [sink('one', async ({ stamp }) => void heard.push(stamp))], observer: silent });
  const stamped = { ...published(5), tail: { ...tail, stamp: 'AQI=' } };
  for (const one of [published(5), published(5), stamped, stamped]) assert.is(await publish(one), 'published');
  assert.equal(heard, [undefined, Buffer.of(1, 2)]);
});

test('a sink that missed any number of lines gets them all, from the sealed parts and from the end', async () => {
  for (const from of [0, 1, chunkLines - 1, chunkLines, 2 * chunkLines - 1, 2 * chunkLines, all.length - 1, all.length]) {
    let lines: readonly string[] = [];
    const reader = sink('reader', async ({ linesFrom }) => {
      lines = await linesFrom(from);
    });
    assert.is(await createPublisher({ store, sinks: [reader], observer: silent })(published(all.length)), 'published');
    assert.equal(lines, all.slice(from), `from ${from}`);
  }
});

test('without a log there is nothing to publish', async () => {
  const never = sink('never', async () => {
    throw new Error('It was told of nothing.');
  });
  assert.is(await createPublisher({ store, sinks: [never], observer: silent })({ log: { size: () => 0 }, tail: undefined }), 'published');
});

test.run();
