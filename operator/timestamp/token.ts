import { X509Certificate } from 'node:crypto';
import { Constructed, fromBER, type Integer, Sequence } from 'asn1js';
import { ContentInfo, SignedData, type SignerInfo, TSTInfo } from 'pkijs';

/** The parts of a token on which a check rests, each as the bytes that were signed. */
export interface TokenParts {
  readonly info: TSTInfo;
  /** The bytes of `info`, over which the signature goes. */
  readonly content: Uint8Array;
  readonly signer: SignerInfo;
  /** What is signed: the signed attributes as a SET, in the notation in which they came. */
  readonly signedBytes: Uint8Array;
  readonly certificates: readonly X509Certificate[];
}

/** The largest token that is looked at (bytes): real ones have from 2 to 12 KiB. */
export const mostTokenBytes = 65_536;

const mostCertificates = 16;
const tstInfo = '1.2.840.113549.1.9.16.1.4';

/** Whole DER or nothing: bytes behind the end belong to nobody, and would make two texts of one token. */
export const readDer = (bytes: Uint8Array): ReturnType<typeof fromBER>['result'] => {
  if (bytes.length > mostTokenBytes) throw new RangeError(`It has ${bytes.length} bytes; at most ${mostTokenBytes} are read.`);
  const { offset, result } = fromBER(bytes);
  if (offset === -1 || result.error !== '') throw new TypeError('It is no DER.');
  if (offset !== bytes.length) throw new TypeError(`${bytes.length - offset} bytes follow behind its end.`);
  return result;
};

/** The certificates in their own bytes. What pkijs writes again could differ from what was signed. */
const certificatesOf = (signedData: unknown): readonly X509Certificate[] => {
  if (!(signedData instanceof Sequence)) return [];
  const set = signedData.valueBlock.value.find((part) => part.idBlock.tagClass === 3 && part.idBlock.tagNumber === 0);
  if (!(set instanceof Constructed)) return [];
  const found = set.valueBlock.value.filter((one) => one instanceof Sequence);
  if (found.length > mostCertificates) throw new RangeError(`It holds ${found.length} certificates; at most ${mostCertificates} are read.`);
  return found.map((one) => new X509Certificate(one.valueBeforeDecodeView));
};

const onlyOne = <T>(list: readonly T[], what: string): T => {
  const [first, ...others] = list;
  if (first === undefined || others.length > 0) throw new TypeError(`It has ${list.length} ${what} instead of one.`);
  return first;
};

/** Reads a token (RFC 3161, 2.4.2: a signed TSTInfo with one signer). Throws an Error with what is wrong; nothing is verified yet. */
export const readToken = (token: Uint8Array): TokenParts => {
  const outer = new ContentInfo({ schema: readDer(token) });
  if (outer.contentType !== ContentInfo.SIGNED_DATA) throw new TypeError('It is no signed data.');
  const certificates = certificatesOf(outer.content);
  const signed = new SignedData({ schema: outer.content });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== tstInfo || eContent === undefined) throw new TypeError('What is signed is no time stamp.');
  const content = new Uint8Array(eContent.getValue());
  const info = new TSTInfo({ schema: readDer(content) });
  if (info.version !== 1) throw new TypeError(`Its version is ${info.version} instead of 1.`);
  if (info.extensions?.some(({ critical }) => critical)) throw new TypeError('It has a critical extension, and none is known.');
  if (Number.isNaN(info.genTime.getTime())) throw new TypeError('Its time is none.');
  const signer = onlyOne(signed.signerInfos, 'signers');
  if (signer.signedAttrs === undefined) throw new TypeError('Its signature covers no attributes.');
  return { info, content, signer, signedBytes: new Uint8Array(signer.signedAttrs.encodedValue), certificates };
};

/** The one value of a signed attribute; undefined if it is not there exactly once with one value. */
export const attributeOf = ({ signedAttrs }: SignerInfo, type: string): unknown => {
  const found = signedAttrs?.attributes.filter((one) => one.type === type) ?? [];
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
};

/** The bytes of a whole number without leading zeros, so that two notations of one number are equal. */
export const magnitude = ({ valueBlock }: Integer): Buffer => {
  const bytes = Buffer.from(valueBlock.valueHexView);
  const start = bytes.findIndex((byte) => byte !== 0);
  return start === -1 ? Buffer.of(0) : bytes.subarray(start);
};
