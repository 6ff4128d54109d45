import { createHash, createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import * as pkijs from 'pkijs';
import type { Authority } from './authority.ts';

/** What a forger leaves out or puts in; the rest is as a good token has it. */
export interface Forgery {
  readonly digest: Uint8Array;
  readonly at?: Date;
  /** The object identifier of the hash function of what is stamped; SHA-256 when left out. */
  readonly hash?: string;
  /** The hash with which it is signed. */
  readonly signedWith?: string;
  /** Which certificate the signed attributes name; left out, the one that signs. None with null. */
  readonly names?: Uint8Array | null;
  /** In which attribute: ESSCertIDv2 unless told. */
  readonly attribute?: 'v1' | 'v2';
  /** Certificates (PEM) besides the one that signs. */
  readonly besides?: readonly string[];
  /** Whether the token is without its certificate. */
  readonly bare?: boolean;
}

const sha256 = '2.16.840.1.101.3.4.2.1';

const tstInfoOf = ({ digest, hash = sha256, at = new Date() }: Forgery): Uint8Array<ArrayBuffer> => {
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.3.6.1.4.1.99999.1',
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: hash, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(digest) }),
    }),
    serialNumber: new Integer({ value: 7 }),
    genTime: at,
  });
  return new Uint8Array(info.toSchema().toBER());
};

const attribute = (type: string, value: unknown): pkijs.Attribute => new pkijs.Attribute({ type, values: [value] });

const nameOf = (certificate: Uint8Array, which: 'v1' | 'v2'): pkijs.Attribute => {
  const hash = createHash(which === 'v1' ? 'sha1' : 'sha256')
    .update(certificate)
    .digest();
  const id = new Sequence({ value: [new OctetString({ valueHex: Uint8Array.from(hash) })] });
  const value = new Sequence({ value: [new Sequence({ value: [id] })] });
  return attribute(which === 'v1' ? '1.2.840.113549.1.9.16.2.12' : '1.2.840.113549.1.9.16.2.47', value);
};

const keyOf = async (directory: string): Promise<webcrypto.CryptoKey> => {
  const der = createPrivateKey(await readFile(join(directory, 'stamping.key'))).export({ type: 'pkcs8', format: 'der' });
  return await webcrypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
};

/** A token, signed with the key of an authority (P-256), as no proper authority would make it. */
export const forgeToken = async ({ directory }: Authority, wish: Forgery): Promise<Uint8Array> => {
  const pem = await readFile(join(directory, 'stamping.crt'), 'utf8');
  const raw = Uint8Array.from(new X509Certificate(pem).raw);
  const certificate = pkijs.Certificate.fromBER(raw);
  const content = tstInfoOf(wish);
  const { signedWith = 'SHA-256', names = raw, attribute: which = 'v2', besides = [], bare = false } = wish;
  const digest = await webcrypto.subtle.digest(signedWith, content);
  const besidesRead = besides.map((one) => pkijs.Certificate.fromBER(Uint8Array.from(new X509Certificate(one).raw)));
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.9.16.1.4',
      eContent: new OctetString({ valueHex: content }),
    }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })),
            attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: digest })),
            ...(names === null ? [] : [nameOf(names, which)]),
          ],
        }),
      }),
    ],
    certificates: bare ? [] : [certificate, ...besidesRead],
  });
  await signed.sign(await keyOf(directory), 0, signedWith);
  const outer = new pkijs.ContentInfo({ contentType: pkijs.ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  return new Uint8Array(outer.toSchema().toBER());
};
