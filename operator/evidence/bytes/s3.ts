import { AwsV4Signer } from 'aws4fetch';
import { ReadFailure, type Source } from './source.ts';
import { type WebOptions, webSource } from './web.ts';

/** What opens a bucket. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of credentials that were lent for a while. */
  readonly sessionToken?: string;
}

/** An object in an S3-compatible store. */
export interface S3Object {
  /** Where the store is: https://s3.pensions.example. */
  readonly endpoint: URL;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly credentials: S3Credentials;
}

/** Every byte but letters, digits and -._~ is written as %XX, as the signature has it; slashes stay. */
const pathOf = (text: string): string =>
  text
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');

/**
 * Whether a key names an object of its bucket. A URL with the part `..` or `.` is shortened by whoever sends it, so that such a key would open
 * another bucket with the credentials of this one.
 */
export const isKey = (key: string): boolean => key !== '' && !key.split('/').some((part) => part === '.' || part === '..');

/** The URL of an object, with the bucket in the path: every S3-compatible store understands that, and it needs no name for each bucket. */
export const objectUrl = ({ endpoint, bucket, key }: Pick<S3Object, 'endpoint' | 'bucket' | 'key'>): URL =>
  new URL(`${endpoint.pathname.replace(/\/$/, '')}/${pathOf(bucket)}/${pathOf(key)}`, endpoint);

/** The bytes of an object in an S3-compatible store; each request is signed anew (AWS Signature Version 4). */
export const s3Source = (object: S3Object, web: Omit<WebOptions, 'url' | 'headers'>): Source => {
  const url = objectUrl(object);
  const headers: WebOptions['headers'] = async (range) => {
    if (!isKey(object.key)) throw new ReadFailure('NotAllowed');
    try {
      const { region, credentials } = object;
      const signer = new AwsV4Signer({ method: 'GET', url: url.href, headers: range, service: 's3', region, ...credentials });
      return Object.fromEntries((await signer.sign()).headers.entries());
    } catch (error) {
      throw new ReadFailure('Misconfigured', false, { cause: error });
    }
  };
  return webSource({ ...web, url, headers });
};
