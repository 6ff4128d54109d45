import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAnchors } from '../../operator/timestamp/certificates.ts';
import { nonceFrom, timestampRequest } from '../../operator/timestamp/request.ts';
import { readResponse } from '../../operator/timestamp/response.ts';
import type { Imprint } from '../../operator/timestamp/stamp.ts';
import { type Expected, verifyToken } from '../../operator/timestamp/verify.ts';
import { holds } from '../journal/holds.ts';
import { type Authority, type AuthorityWish, createAuthority } from './support/authority.ts';
import { type Forgery, forgeToken } from './support/forge.ts';
import { extensions } from './support/openssl.ts';

const imprintOf = (text: string): Imprint => ({ algorithm: 'sha256', digest: createHash('sha256').update(text).digest() });
const imprint = imprintOf('the evidence');
const nonce = nonceFrom(Buffer.from('a1b2c3d4e5f60718', 'hex'));

const withAuthority = async (wish: AuthorityWish, run: (authority: Authority, expected: Expected) => Promise<void>): Promise<void> => {
  const authority = await createAuthority(wish);
  try {
    await run(authority, { imprint, anchors: readAnchors(authority.anchor) });
  } finally {
    await authority.remove();
  }
};

const tokenOf = async ({ reply }: Authority, wanted: Imprint = imprint): Promise<Uint8Array> => {
  const response = readResponse(await reply(timestampRequest(wanted, nonce)));
  if (response.outcome !== 'granted') throw new Error(response.reason);
  return response.token;
};

const forged = (authority: Authority, wish: Partial<Forgery> = {}): Promise<Uint8Array> =>
  forgeToken(authority, { digest: imprint.digest, ...wish });

const keys: Readonly<Record<string, readonly string[]>> = {
  'P-256': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'P-384': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  RSA: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
};

for (const [name, key] of Object.entries(keys)) {
  test(`a token that OpenSSL made with a key of ${name} is verified here and by OpenSSL`, () =>
    withAuthority({ key }, async (authority, expected) => {
      const token = await tokenOf(authority);
      const check = verifyToken(token, { ...expected, nonce });
      const stamp = { ...('stamp' in check ? check.stamp : {}), time: 'now' };
      assert.equal(stamp, {
        time: 'now',
        accuracyMs: 1500,
        serial: '02',
        policy: '1.3.6.1.4.1.99999.1',
        authority: 'CN=Time stamps of the tests',
        certificateEnds: '2049-12-31T23:59:59.000Z',
      });
      assert.match(await authority.verify(token, imprint.digest), 'Verification: OK');
    }));
}

test('a token for other bytes is refused, here and by OpenSSL', () =>
  withAuthority({}, async (authority, expected) => {
    const token = await tokenOf(authority, imprintOf('other bytes'));
    assert.is(verifyToken(token, expected).outcome, 'otherDigest');
    const refusal = await authority.verify(token, imprint.digest).catch((error: Error) => error.message);
    assert.match(refusal, 'message imprint mismatch');
  }));

test('a token that answers another question is refused, and is accepted where no question is checked', () =>
  withAuthority({}, async (authority, expected) => {
    const token = await tokenOf(authority);
    const another = nonceFrom(Buffer.alloc(8, 1));
    assert.is(verifyToken(token, { ...expected, nonce: another }).outcome, 'otherNonce');
    assert.is(verifyToken(await forged(authority), { ...expected, nonce }).outcome, 'otherNonce');
    assert.is(verifyToken(token, expected).outcome, 'verified');
  }));

test('no changed byte anywhere in a token makes it say anything else than it said', () =>
  withAuthority({}, async (authority, expected) => {
    const token = await tokenOf(authority);
    const said = verifyToken(token, expected);
    const change = fc.record({ index: fc.nat(token.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    holds(
      fc.property(change, ({ index, by }) => {
        const check = verifyToken(token.with(index, (token[index] ?? 0) ^ by), expected);
        // A change in what no signature covers, such as the root's own certificate, leaves the stamp as it is.
        if (check.outcome === 'verified') assert.equal(check, said);
      }),
      { numRuns: 250 },
    );
  }));

test('the time of a token cannot be moved', () =>
  withAuthority({}, async (authority, expected) => {
    const token = Buffer.from(await tokenOf(authority));
    const year = token.indexOf(new Date().getUTCFullYear().toString());
    token.write('2021', year);
    assert.is(verifyToken(token, expected).outcome, 'badSignature');
  }));

test('bytes that are no token, cut off or followed by others, are unreadable, and never throw', () =>
  withAuthority({}, async (authority, expected) => {
    const token = await tokenOf(authority);
    assert.is(verifyToken(Buffer.concat([token, Buffer.of(0)]), expected).outcome, 'unreadable');
    assert.is(verifyToken(Buffer.alloc(70_000, 0x30), expected).outcome, 'unreadable');
    assert.is(verifyToken(Buffer.from('3080'.repeat(20_000), 'hex'), expected).outcome, 'unreadable');
    holds(fc.property(fc.nat(token.length - 1), (length) => verifyToken(token.subarray(0, length), expected).outcome === 'unreadable'));
    holds(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => verifyToken(bytes, expected).outcome === 'unreadable'));
  }));

const past = { from: '20200101000000Z', until: '20210101000000Z' };

test('a certificate that ended before the stamp is reported as expired, and one that began later as not yet valid', async () => {
  await withAuthority(past, async (authority, expected) => {
    assert.equal(verifyToken(await forged(authority, { at: new Date('2026-11-24T10:00:00Z') }), expected), {
      outcome: 'expired',
      reason:
        'The certificate of CN=Time stamps of the tests ended 2021-01-01T00:00:00.000Z, before the stamp of 2026-11-24T10:00:00.000Z.',
    });
    assert.is(verifyToken(await tokenOf(authority), expected).outcome, 'expired');
  });
  await withAuthority({ from: '20300101000000Z' }, async (authority, expected) =>
    assert.is(verifyToken(await tokenOf(authority), expected).outcome, 'notYetValid'),
  );
});

test('a stamp from the time when its certificate was valid stays verified, and tells when that ended', () =>
  withAuthority(past, async (authority, expected) => {
    const check = verifyToken(await forged(authority, { at: new Date('2020-06-01T10:00:00Z') }), expected);
    const told = check.outcome === 'verified' ? [check.stamp.time, check.stamp.certificateEnds] : [check.reason];
    assert.equal(told, ['2020-06-01T10:00:00.000Z', '2021-01-01T00:00:00.000Z']);
  }));

test('an authority that no anchor vouches for is not trusted, whatever its dates', async () => {
  const stranger = await createAuthority();
  const anchors = readAnchors(stranger.anchor);
  await stranger.remove();
  const distrusted = async (authority: Authority): Promise<void> =>
    assert.equal(verifyToken(await tokenOf(authority), { imprint, anchors }), {
      outcome: 'untrusted',
      reason: 'No chain leads from the certificate of CN=Time stamps of the tests to a trust anchor.',
    });
  await withAuthority({}, distrusted);
  await withAuthority(past, distrusted);
});

test('only a certificate for time stamps and nothing else makes one', async () => {
  const basic = 'basicConstraints = critical, CA:FALSE';
  const wishes: Readonly<Record<string, readonly string[]>> = {
    'the purpose is not critical': [basic, 'extendedKeyUsage = timeStamping'],
    'there is another purpose': [basic, 'extendedKeyUsage = critical, timeStamping, codeSigning'],
    'there is no purpose': [basic],
    'the key is for something else': [basic, 'keyUsage = critical, keyEncipherment', 'extendedKeyUsage = critical, timeStamping'],
  };
  for (const [why, wanted] of Object.entries(wishes)) {
    await withAuthority({ extensions: wanted }, async (authority, expected) =>
      assert.is(verifyToken(await forged(authority), expected).outcome, 'notForStamping', why),
    );
  }
});

test('a certificate with a critical demand that is not understood is not trusted', () => {
  const demand = '1.2.3.4 = critical, ASN1:UTF8String:whatever';
  return withAuthority({ extensions: [...extensions.stamping, demand] }, async (authority, expected) =>
    assert.is(verifyToken(await forged(authority), expected).outcome, 'untrusted'),
  );
});

test('what is signed names the certificate that signed, in either notation', () =>
  withAuthority({}, async (authority, expected) => {
    const other = Buffer.from('another certificate');
    const outcome = async (wish: Partial<Forgery>): Promise<string> => verifyToken(await forged(authority, wish), expected).outcome;
    assert.is(await outcome({ attribute: 'v2' }), 'verified');
    assert.is(await outcome({ attribute: 'v1' }), 'verified');
    assert.is(await outcome({ names: null }), 'unnamedCertificate');
    assert.is(await outcome({ names: other }), 'unnamedCertificate');
    assert.is(await outcome({ names: other, attribute: 'v1' }), 'unnamedCertificate');
    assert.is(await outcome({ bare: true }), 'unreadable');
    assert.is(await outcome({ besides: Array.from({ length: 16 }, () => authority.anchor) }), 'unreadable');
  }));

test('SHA-1 proves nothing, neither of what is stamped nor in the signature', () =>
  withAuthority({}, async (authority, expected) => {
    const sha1 = { hash: '1.3.14.3.2.26', digest: createHash('sha1').update('the evidence').digest() };
    assert.is(verifyToken(await forged(authority, sha1), expected).outcome, 'weakAlgorithm');
    assert.is(verifyToken(await forged(authority, { signedWith: 'SHA-1' }), expected).outcome, 'weakAlgorithm');
  }));

test('the certificate of an authority may be the trust anchor itself', () =>
  withAuthority({}, async (authority, { imprint: wanted }) => {
    const anchors = readAnchors(await readFile(join(authority.directory, 'stamping.crt'), 'utf8'));
    assert.is(verifyToken(await tokenOf(authority), { imprint: wanted, anchors }).outcome, 'verified');
  }));

test.run();
