import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDigests } from '../../../operator/evidence/bytes/hash.ts';
import { s3Source } from '../../../operator/evidence/bytes/s3.ts';
import { reachOf } from '../../../operator/outbound/address.ts';
import { type Hostile, serve, startHostile } from './hostile.ts';

const bytes = Buffer.from('evidence');
const asked: (string | undefined)[] = [];
let store: Hostile;
test.before(async () => {
  store = await startHostile((request, response, nth) => {
    asked.push(request.url);
    serve(bytes)(request, response, nth);
  });
});
test.before.each(() => void asked.splice(0));
test.after(() => store.close());

const read = (key: string) =>
  readDigests({
    source: s3Source(
      {
        endpoint: new URL('/', store.url),
        region: 'eu-west-1',
        bucket: 'evidence',
        key,
        credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      },
      { reach: reachOf(['127.0.0.0/8']) },
    ),
    algorithms: ['sha256'],
    signal: new AbortController().signal,
  });

test('every byte of a key stays one of the key', async () => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.equal(await read("4711/disk 1+(a)?#%2E.raw'"), { kind: 'Read', digests: [sha256], bytes: bytes.length });
  assert.equal(asked, ['/evidence/4711/disk%201%2B%28a%29%3F%23%252E.raw%27']);
});

// A URL that holds `..` is shortened by whoever sends it: the credentials of the store would open another bucket.
for (const key of ['../other/secret', '4711/../../other/secret', './disk.raw', '4711/..', '..']) {
  test(`the key ${key} leads out of nothing, because nobody is asked`, async () => {
    assert.equal(await read(key), { kind: 'Unreadable', why: 'NotAllowed' });
    assert.equal(asked, []);
  });
}

test.run();
