import { readFileSync } from 'node:fs';
import { type Caches, policyIn } from './caches.ts';
import type { Config } from './config.ts';
import { createSeals, sealingKey } from './console/seal.ts';
import { startConsole } from './console/server.ts';
import type { Listener } from './inbound/listener.ts';
import { type Client, createClient } from './kube/client.ts';
import { createConnection, inNameOf } from './kube/connection.ts';
import { type Credentials, withoutIdentity } from './kube/credentials.ts';
import type { Address } from './settings.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** What the console is wired to. */
export interface ServingOptions {
  readonly config: Config;
  readonly client: Client;
  /** Where the API server is; what they say of who we are is left out of every request in a person's name. */
  readonly credentials: Credentials;
  readonly caches: Caches;
  readonly metrics: Metrics;
}

/** A console that is turned off. */
const none: Listener = { close: () => Promise.resolve() };

/** How people sign in; undefined where nobody does. Throws if the file with the password cannot be read. */
const oidcOf = ({ consoleIssuer: issuer, consoleClientId: clientId, consoleClientSecret: file, consoleScopes: scopes }: Config) =>
  issuer && { issuer, clientId, scopes, clientSecret: file === '' ? undefined : readFileSync(file, 'utf8').trim() };

const start = ({ config, client, credentials, caches, metrics }: ServingOptions, address: Address, origin: string): Listener => {
  const { consoleTlsCert: cert, consoleTlsKey: key } = config;
  const { observer } = metrics;
  const seals = createSeals(sealingKey(readFileSync(config.consoleKey)));
  // Connections of their own, so that a crowd at the pages fills these and not the engine's.
  const connection = createConnection({ credentials: withoutIdentity(credentials), observer, connections: 16 });
  const pages = startConsole({
    address,
    tls: cert === '' ? undefined : { cert, key },
    origin,
    seals,
    namespace: config.consoleNamespace,
    namespaces: config.namespaces.length > 0 ? config.namespaces : [config.consoleNamespace],
    oidc: oidcOf(config),
    proxies: config.consoleProxies,
    reportsPerMinute: config.consoleReportsPerMinute,
    client,
    clientOf: (token) => createClient(inNameOf(connection, token)),
    policy: () => policyIn(caches),
    regimes: () => caches.regimes.values(),
    incidents: caches.incidents,
    observer,
  });
  return {
    close: async (within) => {
      await pages.close(within);
      await connection.close();
    },
  };
};

/**
 * Starts to serve pages, on this replica whether it leads or not. It never makes the operator fail: a key that cannot be read is told,
 * and there are no pages until the operator is started again with one.
 */
export const startServing = (options: ServingOptions): Listener => {
  const { consoleAddress: address, consoleUrl: origin } = options.config;
  if (address === undefined || origin === undefined) return none;
  try {
    return start(options, address, origin);
  } catch (error) {
    const cause = error instanceof RangeError ? error.message : ((error as NodeJS.ErrnoException).code ?? 'unknown');
    options.metrics.observer.log('error', 'The console serves no pages: its key or its password cannot be used.', { cause });
    return none;
  }
};
