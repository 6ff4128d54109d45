import type { X509Certificate } from 'node:crypto';
import { constants, createHash, verify } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { type AlgorithmIdentifier, IssuerAndSerialNumber, RSASSAPSSParams, type SignerInfo } from 'pkijs';
import { algorithmOf, type FaultyStamp, fault, type ImprintAlgorithm } from './stamp.ts';
import { attributeOf, magnitude, type TokenParts } from './token.ts';

const types = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

const isOctets = (value: unknown, expected: Uint8Array): boolean =>
  value instanceof OctetString && Buffer.compare(Buffer.from(value.getValue()), expected) === 0;

const isObjectIdentifier = (value: unknown, expected: string): boolean =>
  value instanceof ObjectIdentifier && value.getValue() === expected;

/** The certificate that the signer points at by issuer and number, or by its key's identifier: the attribute then binds it. */
const candidates = ({ sid }: SignerInfo, certificates: readonly X509Certificate[]): readonly X509Certificate[] => {
  if (!(sid instanceof IssuerAndSerialNumber)) return certificates;
  const serial = magnitude(sid.serialNumber).toString('hex');
  return certificates.filter((one) => one.serialNumber.toLowerCase().replace(/^(?:00)+(?=.)/, '') === serial);
};

type CertificateHash = ImprintAlgorithm | 'sha1';

/** The hash of the first certificate that an attribute names: ESSCertIDv2 (RFC 5035, 4), or ESSCertID with SHA-1 (RFC 2634, 5.4). */
const namedHash = (attribute: unknown, version: 1 | 2): { readonly algorithm: CertificateHash; readonly hash: Uint8Array } | undefined => {
  const list = attribute instanceof Sequence ? attribute.valueBlock.value[0] : undefined;
  const id = list instanceof Sequence ? list.valueBlock.value[0] : undefined;
  if (!(id instanceof Sequence)) return undefined;
  const [first, second] = id.valueBlock.value;
  if (version === 1) return first instanceof OctetString ? { algorithm: 'sha1', hash: new Uint8Array(first.getValue()) } : undefined;
  // Left out, the algorithm is SHA-256.
  if (first instanceof OctetString) return { algorithm: 'sha256', hash: new Uint8Array(first.getValue()) };
  const oid = first instanceof Sequence ? first.valueBlock.value[0] : undefined;
  const algorithm = oid instanceof ObjectIdentifier ? algorithmOf(oid.getValue()) : undefined;
  return algorithm !== undefined && second instanceof OctetString ? { algorithm, hash: new Uint8Array(second.getValue()) } : undefined;
};

/** Whether every attribute that names the signing certificate names this one, and there is one. */
const isNamed = (signer: SignerInfo, certificate: X509Certificate): boolean => {
  const present = signer.signedAttrs?.attributes ?? [];
  const versions = ([1, 2] as const).filter((version) => present.some(({ type }) => type === typeOf(version)));
  return (
    versions.length > 0 &&
    versions.every((version) => {
      const named = namedHash(attributeOf(signer, typeOf(version)), version);
      return named !== undefined && createHash(named.algorithm).update(certificate.raw).digest().equals(named.hash);
    })
  );
};

const typeOf = (version: 1 | 2): string => (version === 1 ? types.signingCertificate : types.signingCertificateV2);

/** The certificate that made the signature, as the signed attribute binds it. */
export const signingCertificate = ({ signer, certificates }: TokenParts): X509Certificate | FaultyStamp => {
  const possible = candidates(signer, certificates);
  if (possible.length === 0) return fault('unreadable', 'The token does not hold the certificate that signed it.');
  return (
    possible.find((one) => isNamed(signer, one)) ??
    fault('unnamedCertificate', 'What is signed does not name the certificate that signed, as a signing-certificate attribute does.')
  );
};

type Scheme = { readonly hash: ImprintAlgorithm | null; readonly pss: boolean };

const rsaOrEcdsa: ReadonlyMap<string, ImprintAlgorithm> = new Map([
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
]);

const schemeOf = ({ algorithmId, algorithmParams }: AlgorithmIdentifier, digest: ImprintAlgorithm): Scheme | undefined => {
  // rsaEncryption alone takes the hash of the digest algorithm (RFC 3370, 3.2).
  if (algorithmId === '1.2.840.113549.1.1.1') return { hash: digest, pss: false };
  if (algorithmId === '1.3.101.112' || algorithmId === '1.3.101.113') return { hash: null, pss: false };
  if (algorithmId === '1.2.840.113549.1.1.10') {
    const hash = algorithmOf(new RSASSAPSSParams({ schema: algorithmParams }).hashAlgorithm.algorithmId);
    return hash === undefined ? undefined : { hash, pss: true };
  }
  const hash = rsaOrEcdsa.get(algorithmId);
  return hash === undefined ? undefined : { hash, pss: false };
};

const isSigned = ({ signer, signedBytes }: TokenParts, { hash, pss }: Scheme, { publicKey }: X509Certificate): boolean => {
  const padding = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : {};
  return verify(hash, signedBytes, { key: publicKey, ...padding }, new Uint8Array(signer.signature.getValue()));
};

/** What is wrong with the signature over the content (RFC 5652, 5.4 and 11); undefined if it holds. */
export const signatureFault = (parts: TokenParts, certificate: X509Certificate): FaultyStamp | undefined => {
  const { signer, content } = parts;
  const digest = algorithmOf(signer.digestAlgorithm.algorithmId);
  const scheme = digest === undefined ? undefined : schemeOf(signer.signatureAlgorithm, digest);
  if (digest === undefined || scheme === undefined) {
    const oid = digest === undefined ? signer.digestAlgorithm.algorithmId : signer.signatureAlgorithm.algorithmId;
    return fault('weakAlgorithm', `The token is signed with the algorithm ${oid}; accepted are RSA, ECDSA and EdDSA with SHA-2.`);
  }
  const covers =
    isObjectIdentifier(attributeOf(signer, types.contentType), types.tstInfo) &&
    isOctets(attributeOf(signer, types.messageDigest), createHash(digest).update(content).digest());
  return covers && isSigned(parts, scheme, certificate)
    ? undefined
    : fault('badSignature', 'The signature does not fit: the token was changed after it was signed.');
};
