import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exposition } from './metrics.ts';

/** What the server answers with. */
export interface MetricsServerOptions {
  readonly address: { readonly host: string; readonly port: number };
  readonly expose: () => Promise<Exposition>;
  /** Why the process should be restarted, as a sentence; undefined while it is well. That it answers at all shows that its loop runs. */
  readonly health?: () => string | undefined;
  /** Why it cannot serve yet, as a sentence; undefined once its caches are filled. A standby is ready too. */
  readonly ready: () => string | undefined;
}

/** A running server. */
export interface MetricsServer {
  /** Where it listens, with the port that it got. */
  readonly url: string;
  close(): Promise<void>;
}

/** A scraper sends a short request and reads the answer; whoever is slower than this, or keeps more open, is none. */
const limits = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 65_000, connections: 64, headerBytes: 8_192 } as const;

const answer = (response: ServerResponse, status: number, text: string, contentType = 'text/plain; charset=utf-8'): void => {
  const headers: Record<string, string> = { 'content-type': contentType, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  if (status === 405) headers['allow'] = 'GET, HEAD';
  response.writeHead(status, headers).end(text);
};

const probe = (response: ServerResponse, problem: string | undefined): void => {
  answer(response, problem === undefined ? 200 : 503, `${problem ?? 'ok'}\n`);
};

const serve = async (options: MetricsServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    // The body is not read, so the connection cannot be used again.
    response.setHeader('connection', 'close');
    answer(response, 405, 'Only GET and HEAD are answered here.\n');
    return;
  }
  switch (request.url?.split('?', 1)[0]) {
    case '/metrics': {
      const { text, contentType } = await options.expose();
      answer(response, 200, text, contentType);
      return;
    }
    case '/healthz':
      probe(response, options.health?.());
      return;
    case '/readyz':
      probe(response, options.ready());
      return;
    default:
      answer(response, 404, 'There is /metrics, /healthz and /readyz.\n');
  }
};

const sentence = (address: string, error: NodeJS.ErrnoException): string => {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another program listens there already',
    EACCES: 'this account may not listen there',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'this machine has no such address',
  };
  return `The metrics cannot be served on ${address}: ${why[error.code ?? ''] ?? error.code ?? error.name}. Set MELDPUNT_METRICS_ADDR to another address.`;
};

const listen = (server: Server, { host, port }: MetricsServerOptions['address']): Promise<string> =>
  new Promise((resolve, reject) => {
    const shown = host.includes(':') ? `[${host}]` : host;
    server.once('error', (error) => reject(new Error(sentence(`${shown}:${port}`, error), { cause: error })));
    server.listen({ host, port }, () => resolve(`http://${shown}:${(server.address() as AddressInfo).port}`));
  });

/**
 * Serves /metrics, /healthz and /readyz, and nothing else. Rejects with a sentence when it cannot listen; once it listens, no
 * request can make it fail: an answer that cannot be made is a 500.
 */
export const startMetricsServer = async (options: MetricsServerOptions): Promise<MetricsServer> => {
  const { headersTimeout, requestTimeout, keepAliveTimeout, connections, headerBytes } = limits;
  const server = createServer({ headersTimeout, requestTimeout, keepAliveTimeout, maxHeaderSize: headerBytes }, (request, response) => {
    serve(options, request, response).catch(() => {
      if (!response.headersSent) answer(response, 500, 'The figures could not be made.\n');
      else response.destroy();
    });
  });
  server.maxConnections = connections;
  const url = await listen(server, options.address);
  server.on('error', () => undefined);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, close };
};
