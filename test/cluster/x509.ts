// Issues X.509 certificates. Node can read certificates but not make them, and asking openssl or Go for it would mean that a
// control plane from KUBEBUILDER_ASSETS needs a program more; what a cluster on loopback needs of DER is small enough to write.
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A private key with the certificate of its public half, both as PEM. */
export type Identity = { readonly certificate: string; readonly key: string };

/** What a certificate states. `groups` become the organisations (O), which is where the API server looks for a user's groups. */
export type Subject = { readonly name: string; readonly groups?: readonly string[] };

/** What a certificate may be used for; `hosts` are the DNS names and IP addresses a server answers to. */
export type Use =
  | { readonly kind: 'authority' }
  | { readonly kind: 'client' }
  | { readonly kind: 'server'; readonly hosts: readonly string[] };

type Issuer = { readonly subject: Subject; readonly identity: Identity };

const VALID_FOR_YEARS = 10;

const tag = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, utf8: 0x0c, time: 0x17, sequence: 0x30, set: 0x31 };

/** One DER value: its tag, the length of its content, and the content (X.690, 8.1). */
const der = (tagByte: number, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tagByte, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tagByte, 0x80 | length.length]), length, body]);
};

/** An object identifier; every arc after the second is written in base 128, high bits first (X.690, 8.19). */
const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (arc: number): number[] => (arc < 0x80 ? [arc] : [...base128(arc >> 7).map((byte) => byte | 0x80), arc & 0x7f]);
  return der(tag.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
};

const ecdsaWithSha256 = der(tag.sequence, oid('1.2.840.10045.4.3.2'));
const yes = der(tag.boolean, Buffer.from([0xff]));

const name = ({ name: commonName, groups = [] }: Subject): Buffer => {
  const part = (type: string, value: string): Buffer =>
    der(tag.set, der(tag.sequence, oid(type), der(tag.utf8, Buffer.from(value, 'utf8'))));
  return der(tag.sequence, ...groups.map((group) => part('2.5.4.10', group)), part('2.5.4.3', commonName));
};

/** UTCTime has two digits for the year and reaches to 2049 (RFC 5280, 4.1.2.5), farther than anything issued here lives. */
const utcTime = (instant: Temporal.Instant): Buffer => {
  const digits = instant.toString({ smallestUnit: 'second' }).replace(/\D/g, '').slice(2);
  return der(tag.time, Buffer.from(`${digits}Z`, 'ascii'));
};

const address = (host: string): Buffer => {
  switch (isIP(host)) {
    case 4:
      return der(0x87, Buffer.from(host.split('.').map(Number)));
    case 6:
      throw new Error(`${host}: certificates are issued for DNS names and IPv4 addresses only`);
    default:
      return der(0x82, Buffer.from(host, 'ascii'));
  }
};

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  der(tag.sequence, oid(id), ...(critical ? [yes] : []), der(tag.octets, value));

/** Names a key, so that verifiers find the issuer's; which digest is used is the issuer's choice (RFC 5280, 4.2.1.2). */
const keyIdentifier = (publicKey: Buffer): Buffer => createHash('sha256').update(publicKey).digest().subarray(0, 20);

const extensions = (use: Use, ownKey: Buffer, issuerKey: Buffer): Buffer => {
  // Key usage is a row of bits with the count of unused ones before it: keyCertSign and cRLSign, or digitalSignature.
  const usage = use.kind === 'authority' ? [0x01, 0x06] : [0x07, 0x80];
  const purposes = { client: ['1.3.6.1.5.5.7.3.2'], server: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'], authority: [] }[use.kind];
  return der(
    tag.sequence,
    extension('2.5.29.19', true, der(tag.sequence, ...(use.kind === 'authority' ? [yes] : []))),
    extension('2.5.29.15', true, der(tag.bits, Buffer.from(usage))),
    ...(purposes.length > 0 ? [extension('2.5.29.37', false, der(tag.sequence, ...purposes.map(oid)))] : []),
    extension('2.5.29.14', false, der(tag.octets, keyIdentifier(ownKey))),
    extension('2.5.29.35', false, der(tag.sequence, der(0x80, keyIdentifier(issuerKey)))),
    ...(use.kind === 'server' ? [extension('2.5.29.17', false, der(tag.sequence, ...use.hosts.map(address)))] : []),
  );
};

const spki = (key: KeyObject | string): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' });

const pem = (bytes: Buffer): string => {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};

/** A fresh private key on the curve P-256, as PKCS #8 PEM; also what service-account tokens are signed with (ES256). */
export const newKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The public half of a private key, as PEM. */
export const publicHalf = (key: string): string => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

/**
 * A fresh key and its certificate, valid for ten years from `now`, signed by `issuer`, or by itself when there is none (RFC 5280).
 * It is valid from a day before `now`, since a machine's clock may be set back. Throws on an IPv6 host.
 */
export const issue = (subject: Subject, use: Use, now: Temporal.Instant, issuer?: Issuer): Identity => {
  const key = newKey();
  const ownKey = spki(key);
  const signer = issuer?.identity.key ?? key;
  // A leading zero bit keeps the random serial number positive, a leading one bit after it keeps it free of superfluous zeros.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const zoned = now.toZonedDateTimeISO('UTC');
  const validity = [zoned.subtract({ days: 1 }), zoned.add({ years: VALID_FOR_YEARS })].map((at) => utcTime(at.toInstant()));
  const toBeSigned = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))), // version 3
    der(tag.integer, serial),
    ecdsaWithSha256,
    name(issuer?.subject ?? subject),
    der(tag.sequence, ...validity),
    name(subject),
    ownKey,
    der(0xa3, extensions(use, ownKey, spki(signer))),
  );
  const signature = der(tag.bits, Buffer.from([0]), sign('sha256', toBeSigned, signer));
  return { certificate: pem(der(tag.sequence, toBeSigned, ecdsaWithSha256, signature)), key };
};
