import { Registry } from 'prom-client';
import type { Observer } from '../kube/observer.ts';
import { createDomainFigures, type DomainFigures, type DomainOptions } from './domain.ts';
import type { Log } from './log.ts';
import {
  type CheckpointFigures,
  createMachineryFigures,
  type DeliveryFigures,
  type EvidenceFigures,
  type IntakeFigures,
  type SinkFigures,
} from './machinery.ts';

/** All metrics of one replica. */
export interface Metrics {
  /** Given to the machinery, which reports to it. */
  readonly observer: Observer;
  /** Given to the intake, which reports to it. */
  readonly intake: IntakeFigures;
  /** Given to the reader of evidence, which reports to it. */
  readonly evidence: EvidenceFigures;
  /** Given to the sinks, which report to it. */
  readonly sinks: SinkFigures;
  /** Given to the signer of checkpoints, which reports to it. */
  readonly checkpoints: CheckpointFigures;
  /** Given to whoever sends notifications, who reports to it. */
  readonly deliveries: DeliveryFigures;
  /** Fed with every Incident, Notification and EvidenceItem as it changes. */
  readonly figures: Pick<DomainFigures, 'replace' | 'remove' | 'recorded'>;
  /** Tells that the engine works; call it regularly when there is nothing to reconcile. */
  tick(): void;
  /** When the engine last told that it works, and who leads, are in the text too. */
  expose(): Promise<Exposition>;
}

/** What a scrape gets. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** What the metrics are made with. */
export interface MetricsOptions extends DomainOptions {
  readonly version: string;
  readonly log: Log;
}

/**
 * Creates the metrics. Only the leader exports the figures of the register, so that a sum over replicas counts every incident
 * once; each replica keeps its own up to date, so that a new leader has them at once.
 */
export const createMetrics = ({ version, log, now = Date.now, ...options }: MetricsOptions): Metrics => {
  const domain = createDomainFigures({ now, ...options });
  const machinery = createMachineryFigures({ version, now, linesDropped: log.dropped, unreadable: domain.unreadable });
  const whole = Registry.merge([machinery.registry, domain.registry]);
  return {
    observer: { ...machinery.observer, log: (level, message, fields) => log[level](message, fields) },
    figures: { replace: domain.replace, remove: domain.remove, recorded: domain.recorded },
    intake: machinery.intake,
    deliveries: machinery.deliveries,
    evidence: machinery.evidence,
    sinks: machinery.sinks,
    checkpoints: machinery.checkpoints,
    tick: machinery.tick,
    expose: async () => {
      const registry = machinery.leading() ? whole : machinery.registry;
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
};
