import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Reach } from '../../outbound/address.ts';
import { NotReachable, pinned, refuseLiteral } from '../../outbound/pinned.ts';
import { type Opened, ReadFailure, type Source } from './source.ts';

/** How patient we are with a server. */
export interface Patience {
  /** Milliseconds without a single byte. */
  readonly stall: number;
  /** In each such span of milliseconds ... */
  readonly span: number;
  /** ... at least so many bytes have to come. */
  readonly leastBytes: number;
}

/** A minute without 64 kB is no server that anybody waits for: two gigabytes would take three weeks. */
export const usualPatience: Patience = { stall: 30_000, span: 60_000, leastBytes: 65_536 };

/** How a server is asked. */
export interface WebOptions {
  readonly url: URL;
  /** The headers that let us in, for a request that begins at an offset; signed anew each time. Throws a ReadFailure. */
  readonly headers: (range: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>;
  readonly reach: Reach;
  /** The certificate authorities of the house, PEM, beside those of the runtime. */
  readonly ca?: readonly string[] | undefined;
  readonly patience?: Patience;
}

const byStatus = (status: number): ReadFailure => {
  if (status >= 300 && status < 400) return new ReadFailure('Redirected');
  if (status === 401 || status === 403) return new ReadFailure('Denied');
  if (status === 404 || status === 410) return new ReadFailure('NotThere');
  return new ReadFailure('Refused', status >= 500 || status === 429);
};

const byError = (error: unknown): ReadFailure => {
  if (error instanceof ReadFailure) return error;
  if (error instanceof NotReachable) return new ReadFailure('NotAllowed', false, { cause: error });
  return new ReadFailure('Refused', true, { cause: error });
};

/** Asks for the bytes and resolves with the answer's head. Nothing is followed anywhere, and every connection is a new one. */
const ask = async (options: WebOptions, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<IncomingMessage> => {
  const { url, reach, ca, patience = usualPatience } = options;
  refuseLiteral(url.hostname, reach);
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const how: RequestOptions = { headers, agent: false, lookup: pinned(reach), signal, timeout: patience.stall };
  return new Promise((resolve, reject) => {
    const sent = send(url, { ...how, ...(ca !== undefined && { ca: [...ca] }) }, resolve);
    sent.once('timeout', () => sent.destroy(new ReadFailure('Stalled', true)));
    sent.once('error', reject);
    sent.end();
  });
};

const wholeNumber = (text: string | undefined): number | undefined => {
  const value = text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return value;
};

/** From where to where an answer goes, and out of how much; undefined for a text that is no such header. */
const rangeOf = (header: string | undefined): { readonly from: number; readonly total: number | undefined } | undefined => {
  const [, from, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(header ?? '') ?? [];
  return from === undefined ? undefined : { from: Number(from), total: wholeNumber(total) };
};

/**
 * Gives the memory of a piece back at once: left to the garbage collector, which sees only small objects, gigabytes of pieces pile up to a
 * hundred megabytes. A piece that shares its memory with others keeps it.
 */
const release = ({ buffer, byteLength }: Uint8Array): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/** The pieces of an answer, as long as they come fast enough. */
async function* piecesOf(answer: IncomingMessage, { stall, span, leastBytes }: Patience, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let came = 0;
  let before = 0;
  const give = (why: 'Stalled' | 'TooSlow'): void => void answer.destroy(new ReadFailure(why, why === 'Stalled'));
  answer.setTimeout(stall, () => give('Stalled'));
  const watch = setInterval(() => {
    if (came - before < leastBytes) give('TooSlow');
    before = came;
  }, span);
  try {
    for await (const piece of answer as AsyncIterable<Uint8Array>) {
      came += piece.length;
      yield piece;
      release(piece);
    }
  } catch (error) {
    signal.throwIfAborted();
    // A connection that ends before its time is how a server lies about the length, or how a line breaks.
    throw error instanceof ReadFailure ? error : new ReadFailure('Truncated', true, { cause: error });
  } finally {
    clearInterval(watch);
  }
}

const answered = (answer: IncomingMessage, offset: number): Pick<Opened, 'from' | 'total'> => {
  const status = answer.statusCode ?? 0;
  const { 'content-encoding': encoding, 'content-length': length, 'content-range': range } = answer.headers;
  if (status !== 200 && status !== 206) throw byStatus(status);
  if (encoding !== undefined && encoding !== 'identity') throw new ReadFailure('Refused');
  if (status === 200) return { from: 0, total: wholeNumber(length) };
  const given = rangeOf(range);
  if (given?.from !== offset) throw new ReadFailure('Refused');
  return given;
};

/**
 * Bytes behind a URL. Redirects are not followed, addresses are judged and pinned, a compressed answer is refused because its bytes are others, and
 * a resumption counts only if the server says that the bytes are still the same ones.
 */
export const webSource = (options: WebOptions): Source => {
  let tag: string | undefined;
  return {
    open: async (offset, signal): Promise<Opened> => {
      try {
        const range = offset === 0 ? {} : { range: `bytes=${offset}-`, ...(tag !== undefined && { 'if-range': tag }) };
        const headers = await options.headers(range);
        const answer = await ask(options, { 'accept-encoding': 'identity', ...headers }, signal);
        try {
          const { from, total } = answered(answer, offset);
          const { etag } = answer.headers;
          // A weak tag says that two answers mean the same, not that they are the same bytes.
          if (from === 0) tag = etag?.startsWith('"') === true ? etag : undefined;
          const pieces = piecesOf(answer, options.patience ?? usualPatience, signal);
          return { from, total, pieces, close: () => Promise.resolve(void answer.destroy()) };
        } catch (error) {
          answer.destroy();
          throw error;
        }
      } catch (error) {
        signal.throwIfAborted();
        throw byError(error);
      }
    },
  };
};
