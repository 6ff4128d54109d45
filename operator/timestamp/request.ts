import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { describeAlgorithm, type Imprint } from './stamp.ts';

/** How many bytes a nonce has: the question cannot be guessed before it is asked. */
export const nonceBytes = 8;

/** A nonce as the positive integer with one notation that DER wants: of random bytes, the first bits are set to 01. */
export const nonceFrom = (random: Uint8Array): Uint8Array =>
  random.map((byte, index) => (index === 0 ? (byte & 0b0011_1111) | 0b0100_0000 : byte));

/**
 * The bytes of a question to a time-stamping authority (RFC 3161, 2.4.1): which digest, with a nonce from `nonceFrom`, and with the wish
 * for its certificates, so that the answer can be verified by whoever holds it. Throws a RangeError for a digest of the wrong length.
 */
export const timestampRequest = ({ algorithm, digest }: Imprint, nonce: Uint8Array): Uint8Array => {
  const { oid, bytes } = describeAlgorithm(algorithm);
  if (digest.length !== bytes) throw new RangeError(`A digest of ${algorithm} has ${bytes} bytes, this one has ${digest.length}.`);
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oid, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(digest) }),
    }),
    nonce: new Integer({ valueHex: Uint8Array.from(nonce) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
};
