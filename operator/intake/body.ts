import type { IncomingMessage } from 'node:http';
import { type Answer, later, refusal } from './answer.ts';

/** A body, or why it is not read any further. */
export type Body = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly answer: Answer };

/** The largest body (bytes): a message of a thousand alerts; the API server would not store much more in one object either. */
export const bodyLimit = 1024 * 1024;

/** How long a body may take (milliseconds), from its headers on. */
export const bodyWithin = 10_000;

/** What all bodies together may hold until they are stored (bytes); parsed, they take some times as much. Beyond it, callers come again. */
const allBodies = 16 * 1024 * 1024;

const tooLarge = (): Answer => refusal(413, `The body is larger than ${bodyLimit} bytes; send fewer alerts at a time.`);

/** What the headers say against a body, before a byte of it is read; undefined if nothing (D1). */
export const refusedUnread = (request: IncomingMessage): Answer | undefined => {
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  // A compressed body can be a thousand times larger than it looks, and nobody who sends alerts needs one.
  if (encoding !== 'identity') return refusal(415, 'Compressed bodies are not taken; send it as it is.');
  if (length !== undefined && Number(length) > bodyLimit) return tooLarge();
  return undefined;
};

/**
 * Reads bodies, each within the limit and all of them within theirs, so that memory stays flat whatever is sent. A body takes its
 * room until `use` is done with it.
 */
export const createBodies = (room = allBodies) => {
  let held = 0;
  return async <T>(request: IncomingMessage, use: (body: Body) => Promise<T>): Promise<T> => {
    let size = 0;
    const taken = (bytes: number): void => {
      size += bytes;
      held += bytes;
    };
    try {
      return await use(
        await read(
          request,
          taken,
          () => size,
          () => held > room,
        ),
      );
    } finally {
      held -= size;
    }
  };
};

const read = async (request: IncomingMessage, taken: (bytes: number) => void, size: () => number, isFull: () => boolean): Promise<Body> => {
  const chunks: Buffer[] = [];
  const timer = setTimeout(() => request.destroy(), bodyWithin);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      taken(chunk.length);
      if (size() > bodyLimit) return { ok: false, answer: tooLarge() };
      if (isFull()) return { ok: false, answer: later(503, 'Too much is being received at the moment; send it again.', 2) };
      chunks.push(chunk);
    }
    return { ok: true, bytes: Buffer.concat(chunks, size()) };
  } catch {
    // It was cut off or took too long: the connection is gone, and the answer reaches nobody.
    return { ok: false, answer: refusal(408, 'The body did not arrive in time.') };
  } finally {
    clearTimeout(timer);
  }
};
