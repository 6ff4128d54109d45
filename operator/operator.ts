import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type Caches, createCaches, policyIn } from './caches.ts';
import { checkpointsOf } from './checkpoints.ts';
import { type Config, leaseNameOf } from './config.ts';
import { createControllers, createSurroundings } from './controllers.ts';
import { deliveriesOf, patienceOf } from './deliveries.ts';
import { authorityOf, openersOf } from './evidences.ts';
import { retryBackoff } from './kube/backoff.ts';
import type { Cache } from './kube/cache.ts';
import { createChildrenBy } from './kube/children.ts';
import { type Client, createClient } from './kube/client.ts';
import { createCommit } from './kube/commit.ts';
import { createConnection } from './kube/connection.ts';
import type { Controller } from './kube/controller.ts';
import { type Credentials, fromKubeconfig, inCluster } from './kube/credentials.ts';
import { createErasing } from './kube/erase.ts';
import { hasCode, KubeError } from './kube/errors.ts';
import { type Announcer, createAnnouncer } from './kube/events.ts';
import type { Recorded } from './kube/lean.ts';
import { createLease } from './kube/lease.ts';
import type { KubeObject } from './kube/object.ts';
import type { Observer } from './kube/observer.ts';
import { defaultWatchTimes, keepWatching } from './kube/watch.ts';
import { startReceiving } from './receiving.ts';
import { startServing } from './serving.ts';
import { sinksOf } from './sinks.ts';
import type { Log } from './telemetry/log.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { startMetricsServer } from './telemetry/server.ts';

/** What the operator is started with. */
export interface OperatorOptions {
  readonly config: Config;
  readonly log: Log;
  /** Who this process is among others: for the Lease and the Events. */
  readonly instance: string;
  /** Aborted to stop it. */
  readonly signal: AbortSignal;
}

/** It ran until it was told to stop, or it must not run as whom it is. */
export type Ended = { readonly kind: 'stopped' } | { readonly kind: 'refused'; readonly sentence: string };

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

/** Every attempt to ask who we are waits a little longer, for the API server may be starting too. */
const whoami = async (client: Client, log: Log, signal: AbortSignal): Promise<string | undefined> => {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return (await client.whoami()).username;
    } catch (error) {
      if (hasCode(error, 'Unauthorized')) return 'nobody that the API server knows';
      log.warn('The API server does not answer yet.', { attempt, cause: error instanceof KubeError ? error.message : 'unknown' });
      await delay(Math.min(5_000, attempt * 500), undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
};

/** The admission policies let one account write statuses: as anybody else the operator could only fail, object by object. */
const refusal = (username: string, { namespace, serviceAccount }: Config): string | undefined => {
  const own = `system:serviceaccount:${namespace}:${serviceAccount}`;
  if (username === own) return undefined;
  return `The operator must run as ${own}, but its credentials are those of ${username}. Use the kubeconfig that \`npm run cluster\` prints as OPERATOR_KUBECONFIG, or set MELDPUNT_NAMESPACE and MELDPUNT_SERVICE_ACCOUNT to the account that the chart installed.`;
};

const recordCaches = (caches: Caches): readonly Cache<Recorded>[] =>
  [caches.incidents, caches.evidence, caches.notifications, caches.weaknesses] as unknown as readonly Cache<Recorded>[];

const allCaches = (caches: Caches): readonly Cache<KubeObject>[] => Object.values(caches) as unknown as readonly Cache<KubeObject>[];

const unsynced = (caches: Caches): readonly string[] =>
  allCaches(caches)
    .filter((cache) => !cache.synced())
    .map((cache) => cache.kind.plural);

/** Feeds the figures of the register with every change of the three kinds that are counted (L1). */
const countEverything = (caches: Caches, { figures }: Metrics): void => {
  for (const cache of [caches.incidents, caches.notifications, caches.evidence]) {
    cache.subscribe(({ before, after }) => {
      // An object that was deleted and made anew unseen has another uid: what the first one counted for goes with it.
      if (before !== undefined && before.metadata.uid !== after?.metadata.uid) figures.remove(before.metadata.uid);
      if (after !== undefined) figures.replace(after);
    });
  }
  // Labour is counted at the rates of the policy, which may arrive after the incidents.
  caches.policies.subscribe(({ before, after }) => {
    if (before?.metadata.generation === after?.metadata.generation) return;
    for (const incident of caches.incidents.values()) figures.replace(incident);
  });
};

const startWatches = (client: Client, caches: Caches, config: Config, observer: Observer, signal: AbortSignal): Promise<unknown> => {
  const times = {
    ...defaultWatchTimes,
    silence: config.watchIdleMs,
    streamSeconds: Math.max(1, Math.floor((config.watchIdleMs * 0.8) / 1000)),
  };
  return Promise.all(
    allCaches(caches).map((cache) => {
      const namespaces = cache.kind.namespaced ? config.namespaces : [];
      return keepWatching({ client, cache, namespaces, observer, signal, times });
    }),
  );
};

/** Resolves once every cache holds what the cluster holds, or when the signal aborts. */
const untilSynced = async (caches: Caches, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && unsynced(caches).length > 0) await delay(25, undefined, { signal }).catch(() => undefined);
};

/** What runs while we lead. */
type Startable = Pick<Controller, 'start' | 'stop'>;

/** What happens while leading: the Events that a predecessor owed are posted beside the decisions. */
const lead = async (
  announcer: Announcer,
  caches: Caches,
  controllers: readonly Startable[],
  config: Config,
  log: Log,
  signal: AbortSignal,
): Promise<void> => {
  await untilSynced(caches, signal);
  if (signal.aborted) return;
  void announcer.catchUp(recordCaches(caches), config.namespaces, Date.now());
  for (const controller of controllers) controller.start();
  log.info('Leading: deciding on everything in the register.', { incidents: caches.incidents.size() });
};

/** Runs the operator until the signal aborts; then it drains, gives the Lease back and closes every connection. */
export const startOperator = async ({ config, log, instance, signal }: OperatorOptions): Promise<Ended> => {
  const caches: { current?: Caches } = {};
  const metrics = createMetrics({ version: version(), log, policy: () => caches.current && policyIn(caches.current) });
  const { observer } = metrics;
  const credentials = config.credentials.kind === 'file' ? fromKubeconfig(config.credentials.path) : inCluster();
  const connection = createConnection({ credentials, observer, connections: config.connections, timeout: config.requestTimeoutMs });
  const client = createClient(connection);
  try {
    const username = await whoami(client, log, signal);
    if (username === undefined) return { kind: 'stopped' };
    const sentence = refusal(username, config);
    if (sentence !== undefined) return { kind: 'refused', sentence };
    caches.current = createCaches(observer);
    await serve({ config, log, instance, signal }, caches.current, { client, credentials }, metrics);
    return { kind: 'stopped' };
  } finally {
    await connection.close();
  }
};

const serve = async (
  { config, log, instance, signal }: OperatorOptions,
  caches: Caches,
  { client, credentials }: { readonly client: Client; readonly credentials: Credentials },
  metrics: Metrics,
): Promise<void> => {
  const { observer } = metrics;
  countEverything(caches, metrics);
  const busy = (): boolean => deciding.some(({ depth }) => depth() > 0);
  const announcer = createAnnouncer({ client, observer, instance, busy });
  let leading = new AbortController();
  let leads = false;
  let begun: Promise<void> = Promise.resolve();
  const fence = (): boolean => lease.valid();
  const announce: Announcer['announce'] = (kind, object, entries) => {
    announcer.announce(kind, object, entries);
    metrics.figures.recorded(object, entries);
  };
  const commit = createCommit({ client, fence, announce, recall: announcer.recall });
  const children = createChildrenBy({ client, fence, caches: [caches.notifications] as unknown as readonly Cache<KubeObject>[] });
  const erasing = createErasing({ client, fence });
  const backoff = { ...retryBackoff, base: config.retryBaseMs, cap: config.retryMaxMs };
  const around = createSurroundings(caches);
  const deliveries = deliveriesOf({ config, caches, around, fence, metrics });
  const deciding = createControllers({ client, observer, commit, children, erasing, workers: config.workers, backoff }, caches, {
    evidence: { openers: openersOf(config), authority: authorityOf(config, log), observer: { ...metrics.evidence, log: observer.log } },
    around: { ...around, stepsFor: deliveries.stepsFor, patience: patienceOf(config) },
    sending: deliveries,
    ofCluster: config.shard === '',
  });
  const controllers: readonly Startable[] = [
    ...deciding,
    ...checkpointsOf({ config, log, client, caches: recordCaches(caches), fence, observer, figures: metrics.checkpoints }),
    sinksOf({ config, client, caches, records: recordCaches(caches), fence, metrics }),
    { start: deliveries.start, stop: () => Promise.resolve() },
    // The intake is opened before anybody leads, and after whoever leads has let go it closes.
    { start: () => intake.release.start(), stop: () => intake.release.stop() },
  ];
  const lease = createLease({
    client,
    observer,
    namespace: config.namespace,
    name: leaseNameOf(config),
    identity: `${instance}-${crypto.randomUUID().slice(0, 8)}`,
    times: { duration: config.leaseDurationMs, deadline: config.leaseRenewMs, retry: config.leaseRetryMs },
    onStarted: () => {
      leads = true;
      leading = new AbortController();
      begun = lead(announcer, caches, controllers, config, log, leading.signal);
    },
    onStopped: async () => {
      leads = false;
      leading.abort();
      await begun;
      // What is on its way gets its outcome on record while the controllers still write.
      await deliveries.stop(10_000);
      await Promise.all(controllers.map((controller) => controller.stop()));
      await announcer.drain(5_000);
    },
  });
  const server = await startMetricsServer({
    address: config.metricsAddress,
    expose: metrics.expose,
    ready: () => {
      const waiting = unsynced(caches);
      return waiting.length === 0 ? undefined : `Waiting for the first list of ${waiting.join(', ')}.`;
    },
  });
  log.info('Started.', { metrics: server.url });
  const intake = startReceiving({ config, client, caches, metrics });
  const pages = startServing({ config, client, credentials, caches, metrics });
  // The dead-man's signal stops when the loop hangs, and when a leader may no longer write.
  const heart = setInterval(() => {
    if (lease.valid() || !leads) metrics.tick();
  }, 1_000);
  const watching = new AbortController();
  const watches = startWatches(client, caches, config, observer, watching.signal);
  await lease.run(signal);
  await Promise.all([intake.close(10_000), pages.close(10_000)]);
  watching.abort();
  await watches;
  clearInterval(heart);
  await server.close();
  log.info('Stopped.');
};
