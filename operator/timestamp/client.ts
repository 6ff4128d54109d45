import type { X509Certificate } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import { nonceBytes, nonceFrom, timestampRequest } from './request.ts';
import { readResponse } from './response.ts';
import type { Imprint, Stamp, StampFault } from './stamp.ts';
import { mostTokenBytes } from './token.ts';
import { verifyToken } from './verify.ts';

/** Who is asked, and whom we believe. */
export interface AuthorityOptions {
  /** The HTTP or HTTPS address of the authority. What it answers is signed, so either will do. */
  readonly url: URL;
  readonly anchors: readonly X509Certificate[];
  /** How long the whole exchange may take (milliseconds). */
  readonly timeoutMs: number;
}

/** What asking for a stamp gave; each but the first may be tried again later. */
export type Stamping =
  | { readonly outcome: 'stamped'; readonly token: Uint8Array; readonly stamp: Stamp }
  /** Nobody answered, in time or at all, or not as an authority does. */
  | { readonly outcome: 'unreachable'; readonly reason: string }
  /** The authority answered that it makes no stamp. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** It made one that does not verify; nothing of it is kept. */
  | { readonly outcome: 'distrusted'; readonly fault: StampFault; readonly reason: string };

const unreachable = (reason: string): Stamping => ({ outcome: 'unreachable', reason });

/** Reads an answer up to a limit; undefined if it is longer. */
const readCapped = async (body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    // Leaving the loop cancels the stream, and with it the connection.
    if (length > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const post = async ({ url, timeoutMs }: AuthorityOptions, question: Uint8Array): Promise<Uint8Array | Stamping> => {
  const answer = await fetch(url, {
    method: 'POST',
    body: Buffer.from(question),
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    // A redirect is an answer like any other that is no token.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    return unreachable(`The authority answered with HTTP status ${answer.status}.`);
  }
  const bytes = await readCapped(answer.body, mostTokenBytes);
  return bytes ?? unreachable(`The answer is longer than ${mostTokenBytes} bytes.`);
};

/** The name or code of what went wrong; a message might hold the address. */
const causeOf = (error: unknown): string => {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (inner as NodeJS.ErrnoException | undefined)?.code;
  if (typeof code === 'string') return code;
  return inner instanceof Error ? inner.name : 'unknown';
};

/**
 * Asks a time-stamping authority over HTTP (RFC 3161, 3.4) to stamp a digest, and verifies what it answers before it is returned.
 * Redirects are not followed, and at most 64 KiB are read. Throws a RangeError for a digest of the wrong length, and nothing else.
 */
export const requestStamp = async (options: AuthorityOptions, imprint: Imprint): Promise<Stamping> => {
  const nonce = nonceFrom(randomBytes(nonceBytes));
  const question = timestampRequest(imprint, nonce);
  let answered: Uint8Array | Stamping;
  try {
    answered = await post(options, question);
  } catch (error) {
    return unreachable(`The authority did not answer (${causeOf(error)}).`);
  }
  if (!(answered instanceof Uint8Array)) return answered;
  const response = readResponse(answered);
  if (response.outcome === 'unreadable') return unreachable(response.reason);
  if (response.outcome === 'refused') return response;
  const check = verifyToken(response.token, { imprint, nonce, anchors: options.anchors });
  if (check.outcome === 'verified') return { outcome: 'stamped', token: response.token, stamp: check.stamp };
  return { outcome: 'distrusted', fault: check.outcome, reason: check.reason };
};
