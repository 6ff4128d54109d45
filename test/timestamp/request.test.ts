import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nonceBytes, nonceFrom, timestampRequest } from '../../operator/timestamp/request.ts';
import { holds } from '../journal/holds.ts';
import { openssl } from './support/openssl.ts';

test('OpenSSL reads a question as it was meant: digest, nonce, and the wish for certificates', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'meldpunt-question-'));
  try {
    const digest = createHash('sha512').update('evidence').digest();
    await writeFile(join(directory, 'question'), timestampRequest({ algorithm: 'sha512', digest }, Buffer.from('4102030405060708', 'hex')));
    const text = await openssl(directory, 'ts', '-query', '-in', 'question', '-text');
    const said = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
    assert.equal(
      ['Version', 'Hash Algorithm', 'Nonce', 'Certificate required'].map(said),
      ['1', 'sha512', '0x4102030405060708', 'yes'],
      text,
    );
    const dump = [...text.matchAll(/^ {4}[0-9a-f]{4} - (.{48})/gm)].map(([, hex]) => hex?.replaceAll(/[ -]/g, '')).join('');
    assert.is(dump, digest.toString('hex'), text);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('a nonce is a positive number in its one notation, whatever the random bytes', () =>
  holds(
    fc.property(fc.uint8Array({ minLength: nonceBytes, maxLength: nonceBytes }), (random) => {
      const nonce = nonceFrom(random);
      const first = nonce[0] ?? 0;
      return first >= 0x40 && first < 0x80 && Buffer.from(nonce.subarray(1)).equals(random.subarray(1));
    }),
  ));

test('a digest of the wrong length is refused before anybody is asked', () => {
  const short = { algorithm: 'sha256', digest: Buffer.alloc(31) } as const;
  assert.throws(() => timestampRequest(short, Buffer.alloc(8, 0x41)), 'A digest of sha256 has 32 bytes, this one has 31.');
});

test.run();
