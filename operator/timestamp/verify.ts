import type { X509Certificate } from 'node:crypto';
import type { Accuracy, TSTInfo } from 'pkijs';
import { chainOf, isForStamping, subjectOf } from './certificates.ts';
import { signatureFault, signingCertificate } from './signature.ts';
import { algorithmOf, type FaultyStamp, fault, type Imprint, type Stamp, type StampCheck } from './stamp.ts';
import { magnitude, readToken, type TokenParts } from './token.ts';

/** Against what a token is checked. */
export interface Expected {
  readonly imprint: Imprint;
  /** The nonce of the question, where the answer to one is checked; a token that was kept is checked without. */
  readonly nonce?: Uint8Array;
  /** The certificates that are trusted to vouch for time-stamping authorities. */
  readonly anchors: readonly X509Certificate[];
}

const accuracyMs = ({ seconds, millis, micros }: Accuracy): number => (seconds ?? 0) * 1000 + (millis ?? 0) + (micros ?? 0) / 1000;

const bytesFault = ({ messageImprint, nonce: answered }: TSTInfo, { imprint, nonce }: Expected): FaultyStamp | undefined => {
  const oid = messageImprint.hashAlgorithm.algorithmId;
  const algorithm = algorithmOf(oid);
  if (algorithm === undefined) return fault('weakAlgorithm', `The token stamps a digest of the algorithm ${oid}, which is not accepted.`);
  const digest = Buffer.from(messageImprint.hashedMessage.getValue());
  if (algorithm !== imprint.algorithm || !digest.equals(imprint.digest)) {
    const [stamped, wanted] = [digest, Buffer.from(imprint.digest)].map((bytes) => bytes.toString('hex').slice(0, 16));
    return fault('otherDigest', `The token stamps other bytes: ${algorithm}:${stamped}… instead of ${imprint.algorithm}:${wanted}….`);
  }
  if (nonce === undefined) return undefined;
  return answered !== undefined && magnitude(answered).equals(nonce)
    ? undefined
    : fault('otherNonce', 'The token answers another question than the one that was asked.');
};

const stampOf = ({ info }: TokenParts, signer: X509Certificate): Stamp => ({
  time: info.genTime.toISOString(),
  accuracyMs: info.accuracy === undefined ? undefined : accuracyMs(info.accuracy),
  serial: magnitude(info.serialNumber).toString('hex'),
  policy: info.policy,
  authority: subjectOf(signer),
  certificateEnds: signer.validToDate.toISOString(),
});

const checkParts = (parts: TokenParts, expected: Expected): StampCheck => {
  const other = bytesFault(parts.info, expected);
  if (other !== undefined) return other;
  const certificate = signingCertificate(parts);
  if ('outcome' in certificate) return certificate;
  const wrong = signatureFault(parts, certificate);
  if (wrong !== undefined) return wrong;
  if (!isForStamping(certificate)) {
    return fault(
      'notForStamping',
      `The certificate of ${subjectOf(certificate)} is not one for time stamps only (extended key usage timeStamping, critical).`,
    );
  }
  const chain = chainOf(certificate, parts.certificates, expected.anchors, parts.info.genTime);
  return chain.outcome === 'trusted' ? { outcome: 'verified', stamp: stampOf(parts, certificate) } : chain;
};

/**
 * Verifies a token offline and whole: that it stamps this digest and answers this nonce, that its signature holds and names the
 * certificate that made it, that this certificate is one for time stamps, and that a chain of certificates, valid at the time of the
 * stamp, leads to a trust anchor. Revocation is not looked up. The same arguments always give the same; never throws.
 */
export const verifyToken = (token: Uint8Array, expected: Expected): StampCheck => {
  try {
    return checkParts(readToken(token), expected);
  } catch (error) {
    const cause = error instanceof Error ? error.message : 'It cannot be read.';
    return fault('unreadable', `This is no time-stamp token. ${cause}`);
  }
};
