/** Time stamps after RFC 3161: what is stamped, what a stamp says, and what checking one may give. */

/** The hash functions that are asked for and accepted. SHA-1 is none: what it proves can be forged. */
export type ImprintAlgorithm = 'sha256' | 'sha384' | 'sha512';

/** What is stamped: the digest of some bytes. The authority never sees the bytes themselves. */
export interface Imprint {
  readonly algorithm: ImprintAlgorithm;
  readonly digest: Uint8Array;
}

/** What a verified stamp says: these bytes existed at `time`, says `authority`. */
export interface Stamp {
  /** RFC 3339, UTC, to the millisecond. */
  readonly time: string;
  /** How far `time` may be off either way, in milliseconds; undefined where the authority does not say. */
  readonly accuracyMs: number | undefined;
  /** The number of the stamp at its authority, hexadecimal. */
  readonly serial: string;
  /** The object identifier of the policy under which it was made. */
  readonly policy: string;
  /** The subject of the certificate that signed, on one line. */
  readonly authority: string;
  /**
   * When that certificate ends (RFC 3339). Behind this moment a stamp still verifies, but nobody tells any more whether the key was
   * stolen: whoever keeps evidence that long stamps it again before (RFC 3161, annex B).
   */
  readonly certificateEnds: string;
}

/**
 * Why a token proves nothing, one word for each cause:
 * - `unreadable`: not the bytes of a token, or one that RFC 3161 forbids;
 * - `otherDigest`: a stamp over other bytes;
 * - `otherNonce`: the answer to another question, perhaps an old one played back;
 * - `weakAlgorithm`: made with an algorithm that proves nothing any more, or that nobody here knows;
 * - `badSignature`: changed after it was signed;
 * - `unnamedCertificate`: the signature does not name its certificate, so that it could be swapped (RFC 3161, 2.4.2);
 * - `notForStamping`: the certificate is not one for time stamps only (RFC 3161, 2.3);
 * - `untrusted`: no chain of certificates leads to a trust anchor;
 * - `expired`, `notYetValid`: a certificate of the chain was not valid at the time that the stamp states.
 */
export type StampFault =
  | 'unreadable'
  | 'otherDigest'
  | 'otherNonce'
  | 'weakAlgorithm'
  | 'badSignature'
  | 'unnamedCertificate'
  | 'notForStamping'
  | 'untrusted'
  | 'expired'
  | 'notYetValid';

/** A fault with the sentence that tells it. */
export interface FaultyStamp {
  readonly outcome: StampFault;
  readonly reason: string;
}

/** What checking a token gave. */
export type StampCheck = { readonly outcome: 'verified'; readonly stamp: Stamp } | FaultyStamp;

/** A fault, as the outcome of a check. */
export const fault = (outcome: StampFault, reason: string): FaultyStamp => ({ outcome, reason });

const algorithms: readonly { readonly algorithm: ImprintAlgorithm; readonly oid: string; readonly bytes: number }[] = [
  { algorithm: 'sha256', oid: '2.16.840.1.101.3.4.2.1', bytes: 32 },
  { algorithm: 'sha384', oid: '2.16.840.1.101.3.4.2.2', bytes: 48 },
  { algorithm: 'sha512', oid: '2.16.840.1.101.3.4.2.3', bytes: 64 },
];

/** The object identifier of a hash function, and how many bytes its digests have. */
export const describeAlgorithm = (algorithm: ImprintAlgorithm): { readonly oid: string; readonly bytes: number } =>
  algorithms.find((one) => one.algorithm === algorithm) ?? { oid: '', bytes: 0 };

/** The hash function with an object identifier; undefined for one that is not accepted. */
export const algorithmOf = (oid: string): ImprintAlgorithm | undefined => algorithms.find((one) => one.oid === oid)?.algorithm;
