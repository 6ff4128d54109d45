import { createServer as createHttp, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Observer } from '../kube/observer.ts';
import { boundConnections, type Connections } from './connections.ts';
import { followPair, readPair, type TlsFiles } from './tls.ts';

/** Where a server listens and how it is told of. */
export interface ListenerOptions {
  readonly address: { readonly host: string; readonly port: number };
  /** Undefined on loopback addresses only. */
  readonly tls: TlsFiles | undefined;
  /** What it is called in the log, such as `intake`; the log names its URL by it. */
  readonly name: string;
  /** What is said when it listens, and what does not happen while it cannot: two sentences. */
  readonly told: { readonly listening: string; readonly waiting: string };
  readonly observer: Pick<Observer, 'log'>;
  /** So many connections; beyond it the one that was idle for the longest is closed. */
  readonly mostConnections: number;
}

/** Answers requests, and never throws. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server that listens as soon as it can. */
export interface Listener {
  /** Takes nothing new, and resolves when everything is answered, or after the time given (milliseconds). */
  close(within: number): Promise<void>;
}

type Server = HttpServer | HttpsServer;

const limits = {
  headersTimeout: 10_000,
  // Whatever a body is doing by then; its own limit is tighter.
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16_384,
} as const;

/** How long until a port that another program holds is tried again (milliseconds). */
const againAfter = 5_000;

/** Tries once to listen; the result is the URL, or the code of the failure. */
const listen = (server: Server, { host, port }: ListenerOptions['address'], scheme: string): Promise<{ url: string } | { code: string }> =>
  new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve({ code: error.code ?? error.name });
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      const shown = host.includes(':') ? `[${host}]` : host;
      resolve({ url: `${scheme}://${shown}:${(server.address() as AddressInfo).port}` });
    });
  });

/**
 * Listens as soon as it can. A port that is taken, or a certificate that is not there yet, must not keep the engine with its
 * clocks from running: it is told once and tried again.
 */
const keepTrying = async (attempt: () => Promise<boolean>, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    if (await attempt()) return;
    await delay(againAfter, undefined, { signal }).catch(() => undefined);
  }
};

const closeWithin = async (server: Server, within: number): Promise<void> => {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), within);
  await closed;
  clearTimeout(timer);
};

/** Makes one attempt to listen; what is wrong is told once, and the result says whether it listens. */
const createOpening = (
  { address, tls, observer, name, told: words }: ListenerOptions,
  server: Server,
  signal: AbortSignal,
): (() => Promise<boolean>) => {
  let told = false;
  let certified = tls === undefined;
  const tell = (why: string, code: string): false => {
    if (!told) observer.log('warn', `${words.waiting} ${why}`, { code, port: address.port });
    told = true;
    return false;
  };
  const certify = async (files: TlsFiles): Promise<void> => {
    const pair = await readPair(files);
    (server as HttpsServer).setSecureContext(pair);
    signal.addEventListener('abort', followPair(server as HttpsServer, files, pair, name, observer), { once: true });
    certified = true;
  };
  return async () => {
    try {
      if (tls !== undefined && !certified) await certify(tls);
    } catch {
      return tell(`The certificate and the key of the ${name} cannot be read, or do not belong together.`, 'ETLS');
    }
    const listening = await listen(server, address, tls === undefined ? 'http' : 'https');
    if ('code' in listening) return tell(`Nothing can listen at its address (${name}). It is tried again.`, listening.code);
    observer.log('info', words.listening, { [name]: listening.url });
    return true;
  };
};

/**
 * Starts a server: HTTP on loopback, HTTPS elsewhere. It never makes the operator fail. `handlerOf` is told the connections, and
 * whether the server is ending.
 */
export const startListener = (
  options: ListenerOptions,
  handlerOf: (connections: Connections, draining: () => boolean) => Handler,
): Listener => {
  const ending = new AbortController();
  const server: Server = options.tls === undefined ? createHttp(limits) : createHttps({ ...limits, handshakeTimeout: 10_000 });
  const handle = handlerOf(boundConnections(server, options.mostConnections), () => ending.signal.aborted);
  server.on('request', handle);
  // A connection that cannot be accepted is no reason to end the engine.
  server.on('error', () => undefined);
  // Whoever asks before sending a body is told after their headers were looked at, and not before.
  server.on('checkContinue', handle);
  const trying = keepTrying(createOpening(options, server, ending.signal), ending.signal);
  return {
    close: async (within) => {
      ending.abort();
      await trying;
      await closeWithin(server, within);
    },
  };
};
