// One request on its way through the Tap: forwarded, answered, held back, or the death of whoever sent it.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { type Agent, request as send } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { Passing } from './passing.ts';
import { createValve, type StreamMode } from './stream.ts';

/** What the Tap answers by itself. */
export interface Answer {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** What becomes of one request. */
export type Fate =
  | { readonly kind: 'pass' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** It never gets there, and nobody says so: the sender has its own time limit. */
  | { readonly kind: 'drop' }
  /** It never gets there; the Tap answers. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** It gets there and is done; the sender is told something else. */
  | { readonly kind: 'instead'; readonly answer: Answer }
  /** The sender is killed: before the write, after it was committed and before the reply, or after the reply. */
  | { readonly kind: 'kill'; readonly when: 'before' | 'committed' | 'replied' };

interface Upstream {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** A whole body. */
export const collected = async (stream: AsyncIterable<Buffer | string>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/** Sends a request on to the API server; compressed streams could not be read line by line, so none is asked for. */
const forward = (origin: string, agent: Agent, { method, path }: Passing, headers: IncomingMessage['headers'], body?: Buffer) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const { 'accept-encoding': _encoding, host: _host, connection: _connection, 'transfer-encoding': _transfer, ...kept } = headers;
    const { hostname, port } = new URL(origin);
    const length = body === undefined || body.length === 0 ? {} : { 'content-length': body.length };
    const request = send({ host: hostname, port, method, path, agent, headers: { ...kept, ...length } }, resolve);
    request.on('error', reject);
    request.end(body);
  });

const withoutHops = ({ 'transfer-encoding': _, connection: __, 'content-length': ___, ...headers }: OutgoingHttpHeaders) => headers;

/** A stream that is open. */
export interface Stream {
  readonly deafen: () => void;
  readonly end: () => void;
}

/** What exchanges need of their Tap. */
export interface ExchangeOptions {
  readonly agent: Agent;
  readonly origin: () => string;
  readonly kill: (door: string) => Promise<void>;
  readonly mode: (plural: string) => StreamMode;
  readonly streams: Set<Stream>;
  /** A stream carried an error with code 410. */
  readonly onExpired: () => void;
}

/** How requests and streams are exchanged with the API server; both say what it answered. */
export const createExchange = ({ agent, origin, kill, mode, streams, onExpired }: ExchangeOptions) => {
  const ask = async (passing: Passing, headers: IncomingMessage['headers'], body: Buffer): Promise<Upstream> => {
    const answer = await forward(origin(), agent, passing, headers, body);
    return { status: answer.statusCode ?? 0, headers: withoutHops(answer.headers), body: await collected(answer) };
  };
  const reply = (response: ServerResponse, { status, headers = {}, body = '' }: Answer | Upstream): void => {
    response.writeHead(status, headers).end(body);
  };
  /** Does to a request what is its fate, and says what the API server answered. */
  const meet = async (fate: Fate, passing: Passing, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<number> => {
    if (fate.kind === 'drop') return 0;
    if (fate.kind === 'answer') {
      reply(response, fate.answer);
      return 0;
    }
    if (fate.kind === 'kill' && fate.when === 'before') {
      await kill(passing.door);
      response.destroy();
      return 0;
    }
    if (fate.kind === 'delay') await delay(fate.ms);
    const upstream = await ask(passing, request.headers, body);
    if (fate.kind === 'kill' && fate.when === 'committed') {
      await kill(passing.door);
      response.destroy();
      return upstream.status;
    }
    if (fate.kind === 'kill') response.once('finish', () => void kill(passing.door));
    reply(response, fate.kind === 'instead' ? fate.answer : upstream);
    return upstream.status;
  };
  const watch = async (passing: Passing, request: IncomingMessage, response: ServerResponse): Promise<number> => {
    const upstream = await forward(origin(), agent, passing, request.headers);
    const status = upstream.statusCode ?? 0;
    response.writeHead(status, withoutHops(upstream.headers));
    if (status !== 200) {
      response.end(await collected(upstream));
      return status;
    }
    response.flushHeaders();
    const valve = createValve(
      () => mode(passing.plural),
      (text) => {
        if (text.includes('"type":"ERROR"') && text.includes('"code":410')) onExpired();
        response.write(text);
      },
    );
    const stream = { deafen: valve.deafen, end: () => response.destroy() };
    streams.add(stream);
    upstream.setEncoding('utf8').on('data', valve.take);
    const over = (): void => {
      streams.delete(stream);
      valve.close();
      upstream.destroy();
      response.end();
    };
    upstream.on('error', over).on('end', over).on('close', over);
    response.on('error', over).on('close', over);
    return status;
  };
  return { meet, watch };
};
