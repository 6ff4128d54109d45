import { type Dispatcher, Pool, ProxyAgent, Socks5ProxyAgent } from 'undici';
import type { Access, Credentials } from './credentials.ts';
import { errorFromResponse, hasCode, KubeError } from './errors.ts';
import { exchange } from './exchange.ts';
import type { Observer } from './observer.ts';

/**
 * Which connections a request uses. They are apart so that none can starve another: streams stay open, a storm of writes fills its
 * own connections, and the Lease is renewed on time through both.
 */
export type Lane = 'work' | 'vital' | 'watch';

/** A request to the API server. */
export interface Request {
  readonly verb: string;
  /** The kind's name, for metrics and error messages. */
  readonly kind: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly accept?: string;
  readonly lane?: Lane;
  /** The token of the person in whose name it is sent, instead of the connection's own credentials. Secret: never logged. */
  readonly bearer?: string;
  /** Milliseconds after which it is given up; 30 seconds unless told. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** A stream: what it is told, and how long it may say nothing at all before it counts as dead (milliseconds). */
export interface StreamRequest extends Request {
  readonly silence: number;
  readonly onChunk: (chunk: Buffer) => void;
}

/** The way to one API server. */
export interface Connection {
  /** Sends a request and reads the whole answer. Throws a KubeError for every answer that is no success, and for none at all. */
  send(request: Request): Promise<string>;
  /** Reads a stream until the server ends it, or until it fell silent. Throws as `send` does. */
  stream(request: StreamRequest): Promise<'closed' | 'silent'>;
  /** Waits for what is under way and closes every socket. */
  close(): Promise<void>;
}

/** What can be set; the defaults suit one operator beside one API server. */
export interface ConnectionOptions {
  readonly credentials: Credentials;
  readonly observer: Observer;
  /** Sockets for requests: 32 was the fastest that was measured, beyond it only latency grows. */
  readonly connections?: number;
  /** How long an answer may take where the request does not say (milliseconds). */
  readonly timeout?: number;
}

/** How long an access is used before it is read again: the interval at which client-go looks for a rotated token. */
const accessLifetime = 60_000;

/** No answer may be larger (bytes): a page of a list is read again in smaller pieces, anything else of that size is not ours. */
const answerLimit = 64 * 1024 * 1024;

interface Open {
  readonly access: Access;
  readonly identity: string;
  readonly origin: string;
  readonly prefix: string;
  readonly lanes: Readonly<Record<Lane, Dispatcher>>;
}

const createDispatcher = (access: Access, connections: number | null): Dispatcher => {
  // One connection per request in flight: on two cores HTTP/1.1 wrote faster than HTTP/2 at the same cost, and a stalled stream stalls
  // nothing else. The API server closes idle sockets after 90 seconds; closing before it does avoids sending into a closed one.
  // Time limits are set per exchange, because undici's do not count the time spent waiting for a socket.
  const options = { connections, allowH2: false, pipelining: 1, keepAliveTimeout: 60_000, headersTimeout: 0, bodyTimeout: 0 };
  if (access.proxy?.startsWith('socks')) return new Socks5ProxyAgent(access.proxy, { ...options, requestTls: access.tls });
  if (access.proxy !== undefined) return new ProxyAgent({ ...options, uri: access.proxy, requestTls: access.tls });
  const connect = { ...access.tls, keepAlive: true, keepAliveInitialDelay: 15_000, timeout: 10_000 };
  return new Pool(new URL(access.server).origin, { ...options, connect });
};

// Two accesses with the same identity can share sockets: headers go with each request, the rest is settled at the handshake.
const identityOf = ({ server, proxy, tls }: Access): string =>
  JSON.stringify([server, proxy, Object.entries(tls).map(([name, value]) => [name, `${value}`])]);

const openAnew = (access: Access, identity: string, connections: number): Open => {
  const { origin, pathname } = new URL(access.server);
  const lanes = {
    work: createDispatcher(access, connections),
    vital: createDispatcher(access, 2),
    watch: createDispatcher(access, null),
  };
  return { access, identity, origin, prefix: pathname.replace(/\/$/, ''), lanes };
};

const closeLanes = (open: Open | undefined): Promise<unknown> => Promise.all(Object.values(open?.lanes ?? {}).map((lane) => lane.close()));

/** Collects an answer, refusing one beyond the limit. */
const createBody = (name: string) => {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    take: (chunk: Buffer) => {
      size += chunk.length;
      if (size > answerLimit) throw new KubeError('TooLarge', `${name}: the answer`, { status: 0 });
      chunks.push(chunk);
    },
    text: () => (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)).toString('utf8'),
  };
};

const headersFor = (request: Request, access: Access): Record<string, string> => {
  const headers: Record<string, string> = { accept: request.accept ?? 'application/json', 'user-agent': 'meldpunt', ...access.headers };
  if (request.contentType !== undefined) headers['content-type'] = request.contentType;
  if (request.bearer !== undefined) headers['authorization'] = `Bearer ${request.bearer}`;
  return headers;
};

const nameOf = (request: Request): string => `${request.verb} ${request.kind}`;

const attempt = async (open: Open, request: Request): Promise<string> => {
  const name = nameOf(request);
  const body = createBody(name);
  let status = 0;
  let retryAfter: string | undefined;
  await exchange({
    name,
    dispatcher: open.lanes[request.lane ?? 'work'],
    origin: open.origin,
    path: `${open.prefix}${request.path}`,
    method: request.method,
    headers: headersFor(request, open.access),
    body: request.body ?? null,
    ...(request.signal && { signal: request.signal }),
    onStart: (received, header) => {
      status = received;
      retryAfter = header;
      return body.take;
    },
    guard: (end) => {
      const timer = setTimeout(() => end(new KubeError('Timeout', name, { status: 0 })), request.timeout ?? 30_000);
      return () => clearTimeout(timer);
    },
  });
  if (status < 200 || status > 299) throw errorFromResponse(name, status, body.text(), retryAfter, request.bearer !== undefined);
  return body.text();
};

const attemptStream = async (open: Open, request: StreamRequest): Promise<'closed' | 'silent'> => {
  const name = nameOf(request);
  const refusal = createBody(name);
  let status = 0;
  let retryAfter: string | undefined;
  let heard: () => void = () => undefined;
  const silentError = new KubeError('Timeout', name, { status: 0 });
  try {
    await exchange({
      name,
      dispatcher: open.lanes.watch,
      origin: open.origin,
      path: `${open.prefix}${request.path}`,
      method: request.method,
      headers: headersFor(request, open.access),
      body: null,
      ...(request.signal && { signal: request.signal }),
      onStart: (received, header) => {
        status = received;
        retryAfter = header;
        if (status !== 200) return refusal.take;
        return (chunk) => {
          heard();
          request.onChunk(chunk);
        };
      },
      guard: (end) => {
        const timer = setTimeout(() => end(silentError), request.silence);
        heard = () => void timer.refresh();
        return () => clearTimeout(timer);
      },
    });
  } catch (error) {
    if (error === silentError) return 'silent';
    throw error;
  }
  if (status !== 200) throw errorFromResponse(name, status, refusal.text(), retryAfter);
  return 'closed';
};

/** Opens no socket yet; the first request does. */
export const createConnection = ({ credentials, observer, connections = 32, timeout = 30_000 }: ConnectionOptions): Connection => {
  let open: Open | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<Open> | undefined;

  const read = async (renew: boolean): Promise<Open> => {
    const before = open;
    try {
      const access = await credentials(renew);
      const identity = identityOf(access);
      open = before?.identity === identity ? { ...before, access } : openAnew(access, identity, connections);
      // What is under way on the old sockets ends there; new handshakes use the new certificates.
      if (before !== undefined && before.identity !== identity) void closeLanes(before);
    } catch (error) {
      // A file that is being replaced may be missing for a moment; what we have may still be good, and the server will tell.
      if (before === undefined) throw error;
      open = before;
      observer.log('warn', 'The credentials could not be read again; the ones in use are kept.');
    }
    readAt = performance.now();
    return open;
  };
  const current = (renew = false): Open | Promise<Open> => {
    const age = performance.now() - readAt;
    if (open !== undefined && age < (renew ? 1000 : accessLifetime)) return open;
    reading ??= read(renew).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const tried = async <T>(request: Request, run: (open: Open) => Promise<T>): Promise<T> => {
    const started = performance.now();
    let code = 'OK';
    try {
      return await run(await current()).catch(async (error: unknown) => {
        // The token or certificate was rotated, or the server's was: read them again. A refused request did nothing, so it is sent again.
        if (hasCode(error, 'Unauthorized') && request.bearer === undefined) return run(await current(true));
        if (hasCode(error, 'Unavailable') && error.status === 0) readAt = Number.NEGATIVE_INFINITY;
        throw error;
      });
    } catch (error) {
      code = error instanceof KubeError ? error.code : 'Failed';
      throw error;
    } finally {
      observer.requested(request.verb, code, (performance.now() - started) / 1000);
    }
  };
  return {
    send: (request) => tried(request, (ready) => attempt(ready, { timeout, ...request })),
    stream: (request) => tried(request, (ready) => attemptStream(ready, request)),
    close: async () => {
      const last = open;
      open = undefined;
      await closeLanes(last);
    },
  };
};

/**
 * The same way for one person: every request carries their token, so that the API server judges and records it as theirs. The connection
 * must have no identity of its own (`withoutIdentity`), or a client certificate would count before the token.
 */
export const inNameOf = (connection: Connection, bearer: string): Connection => ({
  send: (request) => connection.send({ ...request, bearer }),
  stream: (request) => connection.stream({ ...request, bearer }),
  close: () => Promise.resolve(),
});
