import { setTimeout as delay } from 'node:timers/promises';
import { KubeError } from '../kube/errors.ts';
import type { Observer } from '../kube/observer.ts';
import type { FamilyOf } from './family.ts';
import type { Held } from './held.ts';
import type { Holding } from './holding.ts';
import type { IntakeObserver } from './observer.ts';
import type { Store } from './store.ts';

/** What releasing needs. */
export interface ReleaseOptions {
  readonly holding: Pick<Holding, 'all' | 'end'>;
  readonly families: FamilyOf;
  readonly store: Store;
  readonly observer: Pick<Observer, 'log'> & IntakeObserver;
  /** UTC. */
  readonly now: () => string;
}

/** Makes incidents of alerts whose hold time is over, while we lead. */
export interface Release {
  start(): void;
  /** Resolves once what was begun has ended. */
  stop(): Promise<void>;
}

/** How often it is looked for what is due (milliseconds): a hold time is exact to that. */
const everyMs = 2_000;

/** Whether an attempt that was cut off made the incident already: it names the message, and was reported when the hold time was over. */
const isMade = (held: Held, families: FamilyOf): boolean =>
  families(held.namespace, held.system, held.fingerprint).some(
    ({ spec, status }) =>
      spec.source?.payload === held.payload &&
      status?.occurrences !== undefined &&
      Date.parse(spec.report.reportedAt ?? '') >= Date.parse(held.dueAt),
  );

/** The releasing; it does nothing until it is started. */
export const createRelease = ({ holding, families, store, observer, now }: ReleaseOptions): Release => {
  const release = async (key: string, held: Held): Promise<void> => {
    const { namespace, caller, payload, system, fingerprint, ruling, alert, count, firstSeen } = held;
    if (!isMade(held, families)) {
      const report = { system, fingerprint, ruling, alerts: [{ ...alert, labels: new Map() }], storm: false, truncated: 0 };
      const outcome = await store({ namespace, caller, report, at: now(), payload, released: { count: count - 1, firstSeen } });
      if (outcome.kind !== 'created' && outcome.kind !== 'counted') return;
      observer.alerts(outcome.kind, 1);
    }
    await holding.end(key);
  };
  const turn = async (): Promise<void> => {
    const at = Date.parse(now());
    for (const [key, held] of await holding.all()) if (Date.parse(held.dueAt) <= at) await release(key, held);
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await turn();
      } catch (error) {
        const cause = error instanceof KubeError ? error.message : 'a fault of the operator';
        observer.log('warn', 'Alerts whose hold time is over could not be made incidents; it is tried again.', { cause });
      }
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | undefined;
  return {
    start: () => {
      const ending = new AbortController();
      running = { ending, ended: run(ending.signal) };
    },
    stop: async () => {
      running?.ending.abort();
      await running?.ended;
      running = undefined;
    },
  };
};
