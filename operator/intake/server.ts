import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { utc } from '../api/time.ts';
import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import type { Cache } from '../kube/cache.ts';
import type { Client } from '../kube/client.ts';
import type { Observer } from '../kube/observer.ts';
import { createBodies } from './body.ts';
import { createBulkhead } from './bulkhead.ts';
import { boundConnections } from './connections.ts';
import { createFamilies } from './family.ts';
import { createHandler } from './handle.ts';
import { createHolding } from './holding.ts';
import { createIdentities } from './identity.ts';
import type { IntakeObserver } from './observer.ts';
import { createPending } from './pending.ts';
import { createReceivers } from './receive.ts';
import { createRelease, type Release } from './release.ts';
import { createReplays } from './replays.ts';
import { createSecrets } from './sources.ts';
import { createStore } from './store.ts';
import { followPair, readPair, type TlsFiles } from './tls.ts';

/** What the intake is started with. */
export interface IntakeOptions {
  readonly address: { readonly host: string; readonly port: number };
  /** Undefined on loopback addresses only. */
  readonly tls: TlsFiles | undefined;
  /** Where the secrets of sources that sign are. */
  readonly secrets: string | undefined;
  readonly audience: string | undefined;
  /** The namespace of the operator. */
  readonly namespace: string;
  /** The namespaces that are served; all where there is none. */
  readonly namespaces: readonly string[];
  readonly client: Client;
  readonly incidents: Cache<Incident>;
  readonly policies: Cache<IncidentPolicy>;
  readonly policy: () => IncidentPolicy | undefined;
  readonly observer: Observer & IntakeObserver;
}

/** A running intake. */
export interface Intake {
  /** Makes incidents of what was held; for the replica that leads. */
  readonly release: Release;
  /** Takes in nothing new, and resolves when all that came in is stored and answered, or after the time given (milliseconds). */
  close(within: number): Promise<void>;
}

type Server = HttpServer | HttpsServer;

/** So many connections: each idle one costs some ten kilobytes, and thirty of them are more than Alertmanager ever opens. */
const mostConnections = 512;

/** Share of the connections to the API server that a storm of alerts may fill. */
const storeAtATime = 16;

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
const listen = (server: Server, { host, port }: IntakeOptions['address'], scheme: string): Promise<{ url: string } | { code: string }> =>
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

const partsOf = (options: IntakeOptions, server: Server, draining: () => boolean) => {
  const { client, incidents, policies, policy, observer } = options;
  const ticks = (): number => performance.now();
  const now = (): string => utc(Date.now());
  const token = (): string => crypto.randomUUID();
  const families = createFamilies(incidents);
  const pending = createPending({ client, namespace: options.namespace, now });
  const holding = createHolding(client, options.namespace);
  const store = createStore({ client, incidents, families, pending, holding, bulkhead: createBulkhead(storeAtATime), now, token });
  const admission = {
    identities: createIdentities({ client, audience: options.audience, now: ticks }),
    secretsOf: createSecrets(options.secrets, ticks),
    replays: createReplays(ticks),
    wallClock: Date.now,
  };
  const receivers = createReceivers({ client, policy, families, store, observer, now, token });
  const ready = (): string | undefined =>
    incidents.synced() && policies.synced() ? undefined : 'The register is still being read; send it again.';
  const handler = { admission, receivers, withBody: createBodies(), observer, ready, namespaces: options.namespaces, draining };
  return {
    handle: createHandler(handler, boundConnections(server, mostConnections)),
    release: createRelease({ holding, families, store, observer, now }),
  };
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
const createOpening = ({ address, tls, observer }: IntakeOptions, server: Server, signal: AbortSignal): (() => Promise<boolean>) => {
  let told = false;
  let certified = tls === undefined;
  const tell = (message: string, code: string): false => {
    if (!told) observer.log('warn', message, { code, port: address.port });
    told = true;
    return false;
  };
  const certify = async (files: TlsFiles): Promise<void> => {
    const pair = await readPair(files);
    (server as HttpsServer).setSecureContext(pair);
    signal.addEventListener('abort', followPair(server as HttpsServer, files, pair, observer), { once: true });
    certified = true;
  };
  return async () => {
    try {
      if (tls !== undefined && !certified) await certify(tls);
    } catch {
      return tell('No alerts are received: the certificate and the key of the intake cannot be read, or do not belong together.', 'ETLS');
    }
    const listening = await listen(server, address, tls === undefined ? 'http' : 'https');
    if ('code' in listening) {
      return tell('No alerts are received: nothing can listen at MELDPUNT_INTAKE_ADDR. It is tried again.', listening.code);
    }
    observer.log('info', 'Alerts and reports are received.', { intake: listening.url });
    return true;
  };
};

/**
 * Starts the intake: HTTP on loopback, HTTPS elsewhere. It runs on every replica, for each of them stores under names that
 * follow from what is reported. It never makes the operator fail.
 */
export const startIntake = (options: IntakeOptions): Intake => {
  const ending = new AbortController();
  const server: Server = options.tls === undefined ? createHttp(limits) : createHttps({ ...limits, handshakeTimeout: 10_000 });
  const { handle, release } = partsOf(options, server, () => ending.signal.aborted);
  server.on('request', handle);
  // A connection that cannot be accepted is no reason to end the engine.
  server.on('error', () => undefined);
  // Whoever asks before sending a body is told after their headers were looked at, and not before.
  server.on('checkContinue', handle);
  const trying = keepTrying(createOpening(options, server, ending.signal), ending.signal);
  return {
    release,
    close: async (within) => {
      ending.abort();
      await trying;
      await closeWithin(server, within);
    },
  };
};
