// Somebody who watches the incidents as a dashboard does, and notes when each deadline was first seen in a state.
import { kinds } from '../../../operator/api/kinds.ts';
import type { IncidentStatusDeadline } from '../../../operator/api/types.gen.ts';
import { createCache } from '../../../operator/kube/cache.ts';
import { leanObject } from '../../../operator/kube/lean.ts';
import { silent } from '../../../operator/kube/observer.ts';
import { keepWatching } from '../../../operator/kube/watch.ts';
import { clientOf } from '../../kube/lab.ts';
import { probeDeadline } from './probe.ts';
import type { Record } from './register.ts';

/** Sees every incident as soon as the API server tells of it. */
export interface Witness {
  /** When deadlines of a duty were first seen in a state (milliseconds since the epoch), by the name of the incident. */
  readonly seen: (duty: string, state: IncidentStatusDeadline['state']) => ReadonlyMap<string, number>;
  readonly incidents: () => number;
  readonly stop: () => Promise<void>;
}

/** A witness of the deadlines of some duties. */
export const startWitness = (kubeconfig: string, duties: readonly string[]): Witness => {
  const { client, connection } = clientOf(kubeconfig);
  const stopping = new AbortController();
  const sightings = new Map<string, Map<string, number>>();
  const cache = createCache<Record>({ kind: kinds.Incident, trim: leanObject(kinds.Incident), observer: silent });
  const seen: Witness['seen'] = (duty, state) => {
    const key = `${duty} ${state}`;
    const known = sightings.get(key) ?? new Map<string, number>();
    sightings.set(key, known);
    return known;
  };
  cache.subscribe(({ after }) => {
    if (after === undefined) return;
    for (const duty of duties) {
      const state = probeDeadline(after, duty)?.state;
      const known = state && (seen(duty, state) as Map<string, number>);
      if (known !== undefined && !known.has(after.metadata.name)) known.set(after.metadata.name, Date.now());
    }
  });
  const watching = keepWatching({ client, cache, observer: silent, signal: stopping.signal });
  return {
    seen,
    incidents: cache.size,
    stop: async () => {
      stopping.abort();
      await watching;
      await connection.close();
    },
  };
};
