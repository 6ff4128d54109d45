import { createReadStream } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import { objectUrl } from '../evidence/bytes/s3.ts';
import { stop, unreadable } from './answer.ts';

/** Where a file goes, and by which URI it is found there afterwards. */
interface Destination {
  readonly url: URL;
  readonly uri: string;
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
}

const environment = (name: string): string => process.env[name] || stop(`To upload to s3://, set ${name} in the environment.`);

const inBucket = (bucket: string, key: string): Destination => {
  const endpoint = URL.parse(environment('AWS_ENDPOINT_URL'));
  if (endpoint === null) return stop('AWS_ENDPOINT_URL is no URL.');
  const url = objectUrl({ endpoint, bucket, key });
  const credentials = { accessKeyId: environment('AWS_ACCESS_KEY_ID'), secretAccessKey: environment('AWS_SECRET_ACCESS_KEY') };
  const region = process.env['AWS_REGION'] || 'us-east-1';
  return {
    url,
    uri: `s3://${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
    headers: async () => {
      const signed = await new AwsV4Signer({ method: 'PUT', url: url.href, service: 's3', region, ...credentials }).sign();
      return Object.fromEntries(signed.headers.entries());
    },
  };
};

const destinationOf = (text: string): Destination => {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  if (bucket !== undefined && key !== undefined) return inBucket(bucket, key);
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') return stop('--upload takes https://HOST/PATH, as of a presigned URL, or s3://BUCKET/KEY.');
  // The query of a presigned URL opens the store: it is nobody's who reads the record.
  const uri = `${url.origin}${url.pathname}`;
  return { url, uri, headers: () => Promise.resolve({}) };
};

/** Sends a file with PUT and says by which URI it is found. Nothing that is there already is replaced where the store knows how to refuse that. */
export const upload = async (path: string, bytes: number, text: string): Promise<string> => {
  const { url, uri, headers } = destinationOf(text);
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const sent = send(url, { method: 'PUT', headers: { ...(await headers()), 'content-length': bytes, 'if-none-match': '*' } });
  const answered = new Promise<number>((resolve, reject) => {
    sent.once('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once('error', reject);
  });
  try {
    const [status] = await Promise.all([answered, pipeline(createReadStream(path), sent)]);
    if (status >= 200 && status < 300) return uri;
    return unreadable(
      `The store did not take ${path}: it answered ${status}${status === 412 ? ', because something is there already' : ''}.`,
    );
  } catch (error) {
    return unreadable(
      `${path} could not be sent: ${(error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : 'unknown')}.`,
    );
  }
};
