import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Registry } from 'prom-client';
import type { Observer } from '../kube/observer.ts';
import { exactly, folding, other, type Tier } from './family.ts';
import { counterOf, gaugeOf, histogramOf, plainCounter, plainGauge } from './instruments.ts';

/** What the intake did: how requests were answered, and what became of what they brought. Labels are among a few words of ours. */
export interface IntakeFigures {
  answered(result: string): void;
  alerts(outcome: string, count: number): void;
}

/** What the operator found when it read the bytes of evidence, and how many it read. */
export interface EvidenceFigures {
  checked(result: string, bytes: number): void;
}

/** How far the channels that are sent timelines are behind; see `operator/sink`. */
export interface Lag {
  readonly behind: number;
  readonly stuckSeconds: number;
}

/** What became of timeline entries that were sent, and how far their channels are behind. */
export interface SinkFigures {
  told(outcome: string): void;
  /** Says where the lag is asked for at a scrape. */
  follow(lag: () => Lag): void;
}

/** What whoever sends notifications knows at a scrape; see `operator/notification/dispatch.ts`. */
export interface DeliveryState {
  oldestSeconds(): number;
  deadLetters(): number;
}

/** What became of attempts to send notifications. Labels are types of channels and outcomes, a few words of ours. */
export interface DeliveryFigures {
  sent(channel: string, outcome: string): void;
  /** Says where the state is asked for at a scrape. */
  follow(state: DeliveryState): void;
}

/** How current the signed checkpoints are. */
export interface CheckpointFigures {
  /** Says that just now every timeline is under a signed checkpoint that lies everywhere it belongs, or that the signing begins. */
  covered(): void;
}

/** The figures of the machinery; the observer writes them, and the switches tell what stands elsewhere. */
export interface MachineryFigures {
  readonly observer: Omit<Observer, 'log'>;
  /** Tells that the engine works: called after each reconcile, and by whoever wakes regularly when there is nothing to do. */
  tick(): void;
  readonly intake: IntakeFigures;
  readonly deliveries: DeliveryFigures;
  readonly evidence: EvidenceFigures;
  readonly sinks: SinkFigures;
  readonly checkpoints: CheckpointFigures;
  leading(): boolean;
  readonly registry: Registry;
}

/** What these figures show of other parts of the program. */
export interface MachineryOptions {
  readonly version: string;
  readonly now: () => number;
  readonly linesDropped: () => number;
  readonly unreadable: () => number;
}

const bySizeOfCode: Tier = {
  room: 6,
  fold: ({ code = '' }) => ({ verb: other, code: /^[1-5]\d\d$/.test(code) ? `${code.charAt(0)}xx` : other }),
};

const registerProcess = (registry: Registry): void => {
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  plainCounter(registry, 'process_cpu_seconds_total', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  plainGauge(registry, 'process_resident_memory_bytes', () => process.memoryUsage.rss());
  plainGauge(registry, 'process_start_time_seconds', () => Math.round((performance.timeOrigin / 1_000) * 1_000) / 1_000);
  plainGauge(registry, 'nodejs_eventloop_lag_seconds', () => {
    const longest = lag.max / 1e9;
    lag.reset();
    return longest;
  });
};

const createSinkFigures = (registry: Registry): SinkFigures => {
  const told = counterOf(registry, 'meldpunt_sink_messages_total', exactly(3));
  for (const outcome of ['accepted', 'refused', 'failed']) told({ outcome }, 0);
  let lag = (): Lag => ({ behind: 0, stuckSeconds: 0 });
  plainGauge(registry, 'meldpunt_sink_records_behind', () => lag().behind);
  plainGauge(registry, 'meldpunt_sink_stuck_seconds', () => Math.round(lag().stuckSeconds));
  return {
    told: (outcome) => told({ outcome }),
    follow: (source) => {
      lag = source;
    },
  };
};

const createDeliveryFigures = (registry: Registry): DeliveryFigures => {
  const sent = counterOf(registry, 'meldpunt_deliveries_total', exactly(6));
  for (const channel of ['SMTP', 'Webhook']) {
    for (const outcome of ['accepted', 'refused', 'failed']) sent({ channel, outcome }, 0);
  }
  let state: DeliveryState = { oldestSeconds: () => 0, deadLetters: () => 0 };
  plainGauge(registry, 'meldpunt_dead_letters', () => state.deadLetters());
  plainGauge(registry, 'meldpunt_delivery_oldest_seconds', () => Math.round(state.oldestSeconds()));
  return {
    sent: (channel, outcome) => sent({ channel, outcome }),
    follow: (source) => {
      state = source;
    },
  };
};

const createCheckpointFigures = (registry: Registry, now: () => number): CheckpointFigures => {
  let at = 0;
  plainGauge(registry, 'meldpunt_checkpoint_last_timestamp_seconds', () => at);
  return {
    covered: () => {
      at = now() / 1_000;
    },
  };
};

/** Creates the figures of the machinery; every replica exports them. Labels are kinds, verbs and codes only (S6). */
export const createMachineryFigures = ({ version, now, linesDropped, unreadable }: MachineryOptions): MachineryFigures => {
  const registry = new Registry();
  const reconciled = counterOf(registry, 'meldpunt_reconcile_total', exactly(24), folding(6, 'kind'));
  const reconcileSeconds = histogramOf(registry, 'meldpunt_reconcile_seconds');
  const watchEvents = counterOf(registry, 'meldpunt_watch_events_total', exactly(1));
  const watchRestarts = counterOf(registry, 'meldpunt_watch_restarts_total', exactly(10), folding(5, 'kind'));
  const requests = counterOf(registry, 'meldpunt_api_requests_total', exactly(18), bySizeOfCode);
  const requestSeconds = histogramOf(registry, 'meldpunt_api_request_seconds');
  const events = counterOf(registry, 'meldpunt_events_posted_total', exactly(4), folding(1, 'result'));
  const received = counterOf(registry, 'meldpunt_intake_requests_total', exactly(5));
  const alerts = counterOf(registry, 'meldpunt_intake_alerts_total', exactly(5));
  // A counter that appears with its first event loses that event: increase() needs a value to rise from.
  for (const result of ['2xx', '4xx', '429', '503', '5xx']) received({ result }, 0);
  for (const outcome of ['created', 'counted', 'resolved', 'pending', 'ignored']) alerts({ outcome }, 0);
  const checks = counterOf(registry, 'meldpunt_evidence_checks_total', exactly(3));
  const readBytes = counterOf(registry, 'meldpunt_evidence_read_bytes_total', exactly(1));
  for (const result of ['Match', 'Mismatch', 'Unreadable']) checks({ result }, 0);
  readBytes({}, 0);
  const depths = new Map<string, number>();
  let leading = false;
  let ticked = 0;
  const tick = (): void => {
    ticked = now() / 1_000;
  };
  gaugeOf(registry, 'meldpunt_queue_depth', () => [...depths].map(([kind, value]) => ({ labels: { kind }, value })));
  plainGauge(registry, 'meldpunt_leader', () => (leading ? 1 : 0));
  plainGauge(registry, 'meldpunt_engine_last_tick_timestamp_seconds', () => ticked);
  gaugeOf(registry, 'meldpunt_build_info', () => [{ labels: { version, node: process.versions.node }, value: 1 }]);
  plainCounter(registry, 'meldpunt_log_lines_dropped_total', linesDropped);
  plainGauge(registry, 'meldpunt_objects_unreadable', unreadable);
  registerProcess(registry);
  return {
    registry,
    tick,
    deliveries: createDeliveryFigures(registry),
    intake: {
      answered: (result) => received({ result }),
      alerts: (outcome, count) => alerts({ outcome }, count),
    },
    evidence: {
      checked: (result, bytes) => {
        checks({ result });
        readBytes({}, bytes);
      },
    },
    sinks: createSinkFigures(registry),
    checkpoints: createCheckpointFigures(registry, now),
    leading: () => leading,
    observer: {
      reconciled: ({ kind }, result, seconds) => {
        reconciled({ kind, result });
        reconcileSeconds(seconds);
        tick();
      },
      queueDepth: ({ kind }, depth) => {
        const name = depths.has(kind) || depths.size < 8 ? kind : other;
        depths.set(name, depth);
      },
      watched: ({ kind }, happening, count) => {
        if (happening === 'event') watchEvents({}, count);
        else watchRestarts({ kind, cause: happening }, count);
      },
      requested: (verb, code, seconds) => {
        requests({ verb, code });
        requestSeconds(seconds);
      },
      event: (outcome, count) => events({ result: outcome }, count),
      leading: (leads) => {
        leading = leads;
      },
    },
  };
};
