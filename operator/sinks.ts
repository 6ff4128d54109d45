import { type Caches, policyIn } from './caches.ts';
import type { Config } from './config.ts';
import type { Cache } from './kube/cache.ts';
import type { Client } from './kube/client.ts';
import type { Recorded } from './kube/lean.ts';
import { createSinks, type Sinks } from './sink/controller.ts';
import { createLedger } from './sink/ledger.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** What the sinks of this operator are made with. */
export interface SinkParts {
  readonly config: Config;
  readonly client: Client;
  readonly caches: Caches;
  readonly records: readonly Cache<Recorded>[];
  readonly fence: () => boolean;
  readonly metrics: Metrics;
}

/** The sinks that the policy names, wired to this operator. */
export const sinksOf = ({ config, client, caches, records, fence, metrics }: SinkParts): Sinks => {
  const sinks = createSinks({
    client,
    ledger: createLedger(client, config.namespace),
    records,
    incidents: caches.incidents,
    policies: caches.policies,
    policy: () => policyIn(caches),
    namespaces: config.namespaces,
    secrets: config.channelSecrets,
    origin: config.checkpointOrigin,
    fence,
    observer: { log: metrics.observer.log, told: metrics.sinks.told },
    now: () => performance.now(),
  });
  metrics.sinks.follow(sinks.lag);
  return sinks;
};
