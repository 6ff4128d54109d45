import { utc } from '../api/time.ts';
import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import { createBulkhead } from '../inbound/bulkhead.ts';
import type { Connections } from '../inbound/connections.ts';
import { startListener } from '../inbound/listener.ts';
import type { TlsFiles } from '../inbound/tls.ts';
import type { Cache } from '../kube/cache.ts';
import type { Client } from '../kube/client.ts';
import type { Observer } from '../kube/observer.ts';
import { createIntakeBodies } from './body.ts';
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

/** So many connections: each idle one costs some ten kilobytes, and thirty of them are more than Alertmanager ever opens. */
const mostConnections = 512;

/** Share of the connections to the API server that a storm of alerts may fill. */
const storeAtATime = 16;

const partsOf = (options: IntakeOptions) => {
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
  const handler = { admission, receivers, withBody: createIntakeBodies(), observer, ready, namespaces: options.namespaces };
  return {
    handlerFor: (connections: Connections, draining: () => boolean) => createHandler({ ...handler, draining }, connections),
    release: createRelease({ holding, families, store, observer, now }),
  };
};

/**
 * Starts the intake: HTTP on loopback, HTTPS elsewhere. It runs on every replica, for each of them stores under names that
 * follow from what is reported. It never makes the operator fail.
 */
export const startIntake = (options: IntakeOptions): Intake => {
  const { address, tls, observer } = options;
  const { handlerFor, release } = partsOf(options);
  const told = { listening: 'Alerts and reports are received.', waiting: 'No alerts are received.' };
  const { close } = startListener({ address, tls, name: 'intake', told, observer, mostConnections }, handlerFor);
  return { release, close };
};
