import { createPrivateKey, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { issue, newKey, publicHalf } from './x509.ts';

const now = Temporal.Instant.from('2026-11-24T06:00:00Z');
const authority = { subject: { name: 'authority' }, identity: issue({ name: 'authority' }, { kind: 'authority' }, now) };
const authorityCertificate = new X509Certificate(authority.identity.certificate);

test('an authority signs itself and may sign others', () => {
  assert.is(authorityCertificate.ca, true);
  assert.is(authorityCertificate.checkIssued(authorityCertificate), true);
  assert.is(authorityCertificate.verify(authorityCertificate.publicKey), true);
});

test('a server certificate names its hosts, belongs to its key, is signed by the authority, and is no authority', () => {
  const { certificate, key } = issue({ name: 'server' }, { kind: 'server', hosts: ['localhost', '127.0.0.1'] }, now, authority);
  const parsed = new X509Certificate(certificate);
  assert.equal(
    [parsed.subject, parsed.issuer, parsed.subjectAltName, parsed.ca, parsed.keyUsage],
    ['CN=server', 'CN=authority', 'DNS:localhost, IP Address:127.0.0.1', false, ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']],
  );
  assert.is(parsed.checkIssued(authorityCertificate), true);
  assert.is(parsed.verify(authorityCertificate.publicKey), true);
  assert.is(parsed.checkPrivateKey(createPrivateKey(key)), true);
});

test('it is valid from the day before it is issued, for ten years', () => {
  const { certificate } = issue({ name: 'anyone' }, { kind: 'client' }, now, authority);
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  assert.equal([validFromDate.toISOString(), validToDate.toISOString()], ['2026-11-23T06:00:00.000Z', '2036-11-24T06:00:00.000Z']);
});

test('another authority of the same name did not sign it', () => {
  const other = new X509Certificate(issue({ name: 'authority' }, { kind: 'authority' }, now).certificate);
  const client = new X509Certificate(issue({ name: 'anyone' }, { kind: 'client' }, now, authority).certificate);
  assert.is(client.verify(other.publicKey), false);
});

test('whatever its length and letters, a name and its groups are read back as they were given', () => {
  const text = fc.string({ minLength: 1, maxLength: 300, unit: fc.constantFrom('a', 'Z', '7', ':', '-', '.', '@', 'é', '漢', '🙂') });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 4 }), (name, groups) => {
      const { certificate } = issue({ name, groups }, { kind: 'client' }, now, authority);
      const { CN, O } = new X509Certificate(certificate).toLegacyObject().subject as { CN: string; O?: string | string[] };
      assert.equal({ name: CN, groups: O === undefined ? [] : [O].flat() }, { name, groups });
    }),
    { numRuns: 200 },
  );
});

test('an IPv6 host is refused rather than written wrongly', () => {
  assert.throws(() => issue({ name: 'server' }, { kind: 'server', hosts: ['::1'] }, now, authority), /^::1: certificates are issued for/);
});

test('the public half of a key is that of the key', () => {
  const key = newKey();
  assert.is(publicHalf(key), publicHalf(key));
  assert.is.not(publicHalf(key), publicHalf(newKey()));
  assert.match(publicHalf(key), /^-----BEGIN PUBLIC KEY-----\n/);
});

test.run();
