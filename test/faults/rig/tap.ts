// A proxy before the API server that numbers what is written, keeps a trace, and does to requests what networks and machines do.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Agent, createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { issue } from '../../cluster/x509.ts';
import { collected, createExchange, type Fate, type Stream } from './exchange.ts';
import { objectOf, type Passing, passingOf } from './passing.ts';
import type { StreamMode } from './stream.ts';

/** One request in the trace. */
export interface Trace {
  /** Milliseconds since the Tap was made. */
  readonly at: number;
  readonly door: string;
  readonly method: string;
  readonly object: string;
  readonly content: boolean;
  readonly mutating: boolean;
  readonly watch: boolean;
  /** What the API server answered; 0 if it was not asked, or did not answer. */
  readonly status: number;
  readonly fate: Fate['kind'];
}

/** What a fault sets; whatever it leaves out lets things pass. */
export interface Arranged {
  /** `nth` counts the writes of content since the arrangement, from 1. */
  readonly fate?: (passing: Passing, nth: number) => Fate | undefined;
  /** What is counted; writes of content unless told. */
  readonly counts?: (passing: Passing) => boolean;
  readonly stream?: (plural: string) => StreamMode;
}

/** A running Tap. */
export interface Tap {
  readonly trace: readonly Trace[];
  /** The moment on the clock of the trace. */
  readonly now: () => number;
  /** The address behind which a process of the operator is known as `door`. */
  readonly url: (door: string) => string;
  /** The certificate of the authority of the Tap (PEM). */
  readonly ca: () => string;
  readonly arrange: (arranged: Arranged) => void;
  /** How many writes of content went by since the last arrangement. */
  readonly writes: () => number;
  /** Leads to another API server from now on; open streams end. */
  readonly lead: (origin: string) => void;
  readonly closeStreams: () => void;
  /** The streams that are open go silent, and stay open. */
  readonly deafenStreams: () => void;
  /** Another authority and certificate for every handshake from now on; what is connected is cut off. */
  readonly renewCertificate: () => void;
  /** How many errors with code 410 the streams carried. */
  readonly expired: () => number;
  readonly close: () => Promise<void>;
}

/** What a Tap needs: the API server, whom it trusts there, and how a process is killed. */
export interface TapOptions {
  readonly origin: string;
  readonly authority: string;
  readonly kill: (door: string) => Promise<void>;
}

/** A certificate of a fresh authority for this machine. */
const freshIdentity = () => {
  const now = Temporal.Now.instant();
  const house = { name: 'authority of the tap' };
  const authority = issue(house, { kind: 'authority' }, now);
  const host = issue({ name: 'tap' }, { kind: 'server', hosts: ['localhost', '127.0.0.1'] }, now, { subject: house, identity: authority });
  return { ca: authority.certificate, cert: host.certificate, key: host.key };
};

/** Listens on this machine; `cutOff` ends whatever is connected. */
const listening = async ({ cert, key }: { readonly cert: string; readonly key: string }, serve: RequestListener) => {
  const sockets = new Set<Socket>();
  const server = createServer({ cert, key, keepAliveTimeout: 120_000 }, serve);
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const cutOff = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return { server, cutOff };
};

/** Starts a Tap on this machine. */
export const startTap = async (options: TapOptions): Promise<Tap> => {
  const agent = new Agent({ keepAlive: true, ca: options.authority, maxSockets: 512 });
  const streams = new Set<Stream>();
  const trace: Trace[] = [];
  const begun = performance.now();
  let { origin } = options;
  let identity = freshIdentity();
  let arranged: Arranged = {};
  let [writes, expired] = [0, 0];

  const { meet, watch } = createExchange({
    agent,
    streams,
    origin: () => origin,
    kill: options.kill,
    mode: (plural) => arranged.stream?.(plural) ?? { kind: 'pass' },
    onExpired: () => {
      expired += 1;
    },
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const passing = passingOf(request.method ?? 'GET', request.url ?? '/', request.headers.authorization);
    const at = Math.round(performance.now() - begun);
    const body = await collected(request);
    if (arranged.counts?.(passing) ?? passing.content) writes += 1;
    const fate = arranged.fate?.(passing, writes) ?? { kind: 'pass' };
    let status = 0;
    try {
      const streaming = passing.watch && fate.kind === 'pass';
      status = await (streaming ? watch(passing, request, response) : meet(fate, passing, request, body, response));
    } catch {
      // The API server is away: so is the Tap, as far as the sender can tell.
      response.destroy();
    }
    const { door, method, content, mutating, watch: watches } = passing;
    const object = objectOf(passing, mutating ? body.toString('utf8') : '');
    trace.push({ at, door, method, content, mutating, watch: watches, object, status, fate: fate.kind });
  };
  const { server, cutOff } = await listening(identity, (request, response) => {
    response.on('error', () => undefined);
    serve(request, response).catch(() => response.destroy());
  });
  const { port } = server.address() as AddressInfo;
  return {
    trace,
    now: () => Math.round(performance.now() - begun),
    url: (door) => `https://127.0.0.1:${port}/${door}`,
    ca: () => identity.ca,
    arrange: (next) => {
      arranged = next;
      writes = 0;
    },
    writes: () => writes,
    lead: (to) => {
      origin = to;
      for (const { end } of streams) end();
    },
    closeStreams: () => {
      for (const { end } of streams) end();
    },
    deafenStreams: () => {
      for (const { deafen } of streams) deafen();
    },
    renewCertificate: () => {
      identity = freshIdentity();
      server.setSecureContext({ cert: identity.cert, key: identity.key });
      cutOff();
    },
    expired: () => expired,
    close: async () => {
      agent.destroy();
      cutOff();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
};
