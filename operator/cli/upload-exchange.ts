import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A request to a store. */
export interface Asked {
  readonly method: 'DELETE' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** How many bytes `pieces` holds. */
  readonly bytes: number;
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  /** Milliseconds without a sign of life after which the store counts as gone; two minutes where it is left out. */
  readonly stall?: number | undefined;
}

/** What it answered. */
export interface Answer {
  readonly status: number;
  readonly etag: string;
  /** As much of its text as an answer to a person needs. */
  readonly text: string;
}

/** A store puts large objects together before it answers, which takes some a minute. */
const usualStall = 120_000;
/** How long a store is waited for that does not say whether it wants the bytes; then they are sent unasked (RFC 9110, 10.1.1). */
const continueWait = 1_000;
const mostText = 65_536;

const textOf = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostText) break;
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, mostText);
};

/**
 * Sends one request and resolves with the answer, whatever it is. Bytes go out only once the store wants them, so that a refusal comes before a
 * terabyte is on its way. Nothing is followed anywhere. Throws what the connection or the reader of the bytes threw.
 */
export const exchange = async ({ method, url, headers, bytes, pieces, signal, stall = usualStall }: Asked): Promise<Answer> => {
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const asking = { ...headers, 'content-length': bytes, ...(bytes > 0 && { expect: '100-continue' }) };
  const sent = send(url, { method, headers: asking, timeout: stall, signal });
  sent.once('timeout', () => sent.destroy(new Error(`nothing moved for ${stall / 1_000} s`)));
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.on('error', reject);
  });
  // It is awaited below; until then its failure is nobody's.
  answered.catch(() => undefined);
  if (bytes === 0) sent.end();
  else {
    const wanted = new Promise<boolean>((resolve) => {
      sent.once('continue', () => resolve(true));
      setTimeout(() => resolve(true), continueWait).unref();
    });
    if (await Promise.race([wanted, answered.then(() => false)])) await pump(pieces, sent, answered);
  }
  const answer = await answered;
  const text = await textOf(answer);
  if (!sent.writableFinished) sent.destroy();
  return { status: answer.statusCode ?? 0, etag: answer.headers.etag ?? '', text };
};

/** A store that has made up its mind closes the connection: its answer says more than the broken pipe, so that one wins. */
const pump = async (pieces: Asked['pieces'], sent: NodeJS.WritableStream, answered: Promise<unknown>): Promise<void> => {
  try {
    await pipeline(Readable.from(pieces), sent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    await answered;
  }
};
