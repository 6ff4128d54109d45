import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { objectUrl, type S3Object, s3Source } from '../evidence/bytes/s3.ts';
import type { Reach } from '../outbound/address.ts';
import { type Answer, type Asked, exchange } from './upload-exchange.ts';
import { type Destination, NotStored, type Outgoing, piecesOf } from './upload-file.ts';
import { refusal } from './upload-refusal.ts';

const mebibyte = 2 ** 20;
/** What fits into one part is sent whole; parts of this size, or of as much more as ten thousand of them need to hold a file. */
const partBytes = 16 * mebibyte;
const mostParts = 10_000;
const attempts = 5;
const firstPauseMillis = 250;
const lastWordMillis = 5_000;

/** How one bucket is asked; every request is signed over its bytes, so that the store itself refuses what arrives otherwise. */
interface Asking {
  readonly method: Asked['method'];
  readonly search?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}
type Ask = (asking: Asking) => Promise<Answer>;

const isPassing = (status: number): boolean => status >= 500 || status === 429;

/** Asks until there is an answer that is no passing failure, a bounded number of times. Throws a NotStored. */
const askOn = (object: S3Object, signal: AbortSignal): Ask => {
  const once: Ask = async ({ method, search = {}, headers = {}, body = new Uint8Array() }) => {
    const url = objectUrl(object);
    for (const [name, value] of Object.entries(search)) url.searchParams.set(name, value);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': sha256 },
      service: 's3',
      region: object.region,
      ...object.credentials,
    });
    const signed = Object.fromEntries((await signer.sign()).headers.entries());
    return exchange({ method, url, headers: signed, bytes: body.length, pieces: [body], signal });
  };
  return async (asking) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await once(asking);
        if (!isPassing(answer.status) || attempt === attempts) return answer;
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === attempts) throw new NotStored(refusal(error), { cause: error });
      }
      await pause(firstPauseMillis * 2 ** (attempt - 1), undefined, { signal });
    }
  };
};

/** A store may answer 200 and say in the text that it failed after all, while it put parts together. */
const granted = (answer: Answer): Answer => {
  if (answer.status >= 200 && answer.status < 300 && !answer.text.includes('<Error>')) return answer;
  throw new NotStored(refusal(answer));
};

async function* partsOf(file: Outgoing): AsyncGenerator<Buffer> {
  const size = Math.max(partBytes, Math.ceil(file.bytes / mostParts / mebibyte) * mebibyte);
  let pieces: Buffer[] = [];
  let held = 0;
  for await (const piece of piecesOf(file, () => undefined)) {
    pieces.push(piece);
    held += piece.length;
    if (held < size) continue;
    yield Buffer.concat(pieces);
    [pieces, held] = [[], 0];
  }
  yield Buffer.concat(pieces);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Sends a large file part by part; until the last request, nothing of it is an object, and what was sent is let go of when that fails. */
const putInParts = async (ask: Ask, lastly: Ask, file: Outgoing, told: (bytes: number) => void): Promise<void> => {
  const begun = granted(await ask({ method: 'POST', search: { uploads: '' } }));
  const uploadId = /<UploadId>([^<]{1,1024})<\/UploadId>/.exec(begun.text)?.[1];
  if (uploadId === undefined) throw new NotStored('the store gave no UploadId');
  try {
    const tags: string[] = [];
    let sent = 0;
    for await (const body of partsOf(file)) {
      if (body.length === 0) continue;
      const search = { partNumber: String(tags.length + 1), uploadId };
      tags.push(granted(await ask({ method: 'PUT', search, body })).etag);
      sent += body.length;
      told(sent);
    }
    const list = tags.map((etag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`).join('');
    const body = Buffer.from(`<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`);
    granted(await ask({ method: 'POST', search: { uploadId }, headers: { 'if-none-match': '*' }, body }));
  } catch (error) {
    // What cannot be told to the store now is let go of by the rule that its keeper has for parts that nobody completes.
    await lastly({ method: 'DELETE', search: { uploadId } }).catch(() => undefined);
    throw error;
  }
};

/** An object that does not exist yet, in an S3-compatible store. */
export const s3Destination = (object: S3Object, reach: Reach): Destination => ({
  uri: `s3://${object.bucket}/${object.key.split('/').map(encodeURIComponent).join('/')}`,
  source: s3Source(object, { reach }),
  put: async (file, told, signal) => {
    const ask = askOn(object, signal);
    // What was begun is let go of also by whoever interrupts it.
    const lastly: Ask = (asking) => askOn(object, AbortSignal.timeout(lastWordMillis))(asking);
    if (file.bytes > partBytes) return putInParts(ask, lastly, file, told);
    const pieces = await Array.fromAsync(piecesOf(file, () => undefined));
    granted(await ask({ method: 'PUT', headers: { 'if-none-match': '*' }, body: Buffer.concat(pieces) }));
    told(file.bytes);
  },
});
