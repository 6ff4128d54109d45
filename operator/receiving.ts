import { type Caches, policyIn } from './caches.ts';
import type { Config } from './config.ts';
import { type Intake, startIntake } from './intake/server.ts';
import type { Client } from './kube/client.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** What the intake is wired to. */
export interface ReceivingOptions {
  readonly config: Config;
  readonly client: Client;
  readonly caches: Caches;
  readonly metrics: Metrics;
}

/** An intake that is turned off. */
const none: Intake = {
  release: { start: () => undefined, stop: () => Promise.resolve() },
  close: () => Promise.resolve(),
};

/** Starts to receive alerts and reports, on this replica whether it leads or not. It never makes the operator fail. */
export const startReceiving = ({ config, client, caches, metrics }: ReceivingOptions): Intake => {
  const { intakeAddress, intakeTlsCert, intakeTlsKey } = config;
  if (intakeAddress === undefined) return none;
  return startIntake({
    address: intakeAddress,
    tls: intakeTlsCert === '' ? undefined : { cert: intakeTlsCert, key: intakeTlsKey },
    secrets: config.intakeSecrets === '' ? undefined : config.intakeSecrets,
    audience: config.intakeAudience === '' ? undefined : config.intakeAudience,
    namespace: config.namespace,
    namespaces: config.namespaces,
    client,
    incidents: caches.incidents,
    policies: caches.policies,
    policy: () => policyIn(caches),
    observer: { ...metrics.observer, ...metrics.intake },
  });
};
