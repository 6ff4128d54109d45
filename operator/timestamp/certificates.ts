import type { X509Certificate } from 'node:crypto';
import { X509Certificate as Certificate } from 'node:crypto';
import { BasicConstraints, Certificate as Parsed } from 'pkijs';
import { type FaultyStamp, fault } from './stamp.ts';

/** A chain from the certificate that signed to a trust anchor, or why there is none. */
export type Chain = { readonly outcome: 'trusted'; readonly path: readonly X509Certificate[] } | FaultyStamp;

const oids = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

/** Critical extensions that are understood here, or say nothing about trust (subject alternative name, policies). All others refuse. */
const understood: ReadonlySet<string> = new Set([oids.keyUsage, oids.basicConstraints, oids.extendedKeyUsage, '2.5.29.17', '2.5.29.32']);

/** RSA (PKCS #1 and PSS) and ECDSA with SHA-2, and Edwards curves. PSS names its hash in parameters, which the check itself reads. */
const strong: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.10',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '1.3.101.112',
  '1.3.101.113',
]);

const longestPath = 8;
const mostAnchors = 500;

const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The trust anchors of a PEM text. Throws an Error, with what is wrong, if it holds none, too many, or one that cannot be read. */
export const readAnchors = (pem: string): readonly X509Certificate[] => {
  const blocks = pem.match(pemBlock) ?? [];
  if (blocks.length === 0) throw new Error('It holds no certificate (-----BEGIN CERTIFICATE-----).');
  if (blocks.length > mostAnchors) throw new Error(`It holds ${blocks.length} certificates; at most ${mostAnchors} are trusted.`);
  return blocks.map((block, index) => {
    try {
      return new Certificate(block);
    } catch {
      throw new Error(`Certificate ${index + 1} in it cannot be read.`);
    }
  });
};

const extensionsOf = (certificate: X509Certificate): NonNullable<Parsed['extensions']> => {
  const bytes = Uint8Array.from(certificate.raw);
  return Parsed.fromBER(bytes).extensions ?? [];
};

const hasStrangeDemand = (certificate: X509Certificate): boolean =>
  extensionsOf(certificate).some(({ extnID, critical }) => critical && !understood.has(extnID));

/** How many certificates of authorities may follow below this one; without a limit, any number. */
const roomBelow = (certificate: X509Certificate): number => {
  const found = extensionsOf(certificate).find(({ extnID }) => extnID === oids.basicConstraints)?.parsedValue;
  const limit = found instanceof BasicConstraints ? found.pathLenConstraint : undefined;
  if (limit === undefined) return longestPath;
  return typeof limit === 'number' ? limit : 0;
};

/** Bits 0 and 1 of the key usage: digitalSignature and nonRepudiation. */
const mayOnlySign = (certificate: X509Certificate): boolean => {
  const usage = extensionsOf(certificate).find(({ extnID }) => extnID === oids.keyUsage);
  if (usage === undefined) return true;
  const bits = usage.parsedValue?.valueBlock?.valueHexView;
  return bits instanceof Uint8Array && ((bits[0] ?? 0) & 0b1100_0000) !== 0;
};

/** Whether a certificate is for time stamps and for nothing else, as RFC 3161, 2.3 demands: the one purpose, and critical. */
export const isForStamping = (certificate: X509Certificate): boolean => {
  const purpose = extensionsOf(certificate).find(({ extnID }) => extnID === oids.extendedKeyUsage);
  const purposes = certificate.keyUsage ?? [];
  return purpose?.critical === true && purposes.length === 1 && purposes[0] === oids.timeStamping && mayOnlySign(certificate);
};

const isSame = (one: X509Certificate, other: X509Certificate): boolean => one.raw.equals(other.raw);

const isIssuer = (issuer: X509Certificate, path: readonly X509Certificate[]): boolean => {
  const child = path.at(-1);
  if (child === undefined || !child.checkIssued(issuer) || !issuer.ca || hasStrangeDemand(issuer)) return false;
  // The certificate that signed is no authority: it takes none of the room.
  if (path.length - 1 > roomBelow(issuer)) return false;
  return strong.has(child.signatureAlgorithmOid ?? '') && child.verify(issuer.publicKey);
};

/** The shortest path to an anchor over usable certificates; each is visited once, so that no ring of them makes work without end. */
const pathToAnchor = (
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  usable: (certificate: X509Certificate) => boolean,
): readonly X509Certificate[] | undefined => {
  const waiting: (readonly X509Certificate[])[] = [[leaf]];
  let unvisited = [...anchors, ...others].filter(usable);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const end = path.at(-1);
    if (end !== undefined && anchors.some((anchor) => isSame(anchor, end))) return path;
    if (path.length >= longestPath) continue;
    const reached = path;
    const issuers = unvisited.filter((one) => isIssuer(one, reached));
    unvisited = unvisited.filter((one) => !issuers.includes(one));
    waiting.push(...issuers.map((issuer) => [...reached, issuer]));
  }
  return undefined;
};

const oneLine = (name: string): string => name.replaceAll('\n', ', ');

/** The subject of a certificate on one line. */
export const subjectOf = (certificate: X509Certificate): string => oneLine(certificate.subject ?? '');

const outOfTime = (path: readonly X509Certificate[], at: Date): FaultyStamp | undefined => {
  const time = at.toISOString();
  for (const certificate of path) {
    const { validFromDate: from, validToDate: to } = certificate;
    if (at > to)
      return fault('expired', `The certificate of ${subjectOf(certificate)} ended ${to.toISOString()}, before the stamp of ${time}.`);
    if (at < from)
      return fault('notYetValid', `The certificate of ${subjectOf(certificate)} began ${from.toISOString()}, after the stamp of ${time}.`);
  }
  return undefined;
};

/**
 * A chain from a certificate to one of the trust anchors, all of it valid at a moment (RFC 5280, 6.1, without revocation: a token is
 * verified offline). Certificates with critical demands that are not understood here, name constraints among them, lead nowhere.
 */
export const chainOf = (
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  at: Date,
): Chain => {
  const untimely = outOfTime([leaf], at);
  const valid = (certificate: X509Certificate): boolean => outOfTime([certificate], at) === undefined;
  const path = hasStrangeDemand(leaf) ? undefined : pathToAnchor(leaf, others, anchors, valid);
  if (path !== undefined && untimely === undefined) return { outcome: 'trusted', path };
  // A chain that would hold at another moment is told as what it is; one that never holds is not trusted, whatever its dates.
  const atAnyTime = path ?? (hasStrangeDemand(leaf) ? undefined : pathToAnchor(leaf, others, anchors, () => true));
  return (
    (atAnyTime === undefined ? undefined : outOfTime(atAnyTime, at)) ??
    fault('untrusted', `No chain leads from the certificate of ${subjectOf(leaf)} to a trust anchor.`)
  );
};
