// Somebody who watches the incidents as a dashboard does, and notes when each deadline was first seen in a state.
import { kinds } from '../../../operator/api/kinds.ts';
import type { IncidentStatusDeadline } from '../../../operator/api/types.gen.ts';
import { createCache } from '../../../operator/kube/cache.ts';
import { type Lean, leanObject } from '../../../operator/kube/lean.ts';
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

/** Watches the incidents as a dashboard does: `note` hears of each as soon as the API server tells of it. */
export const followIncidents = (
  kubeconfig: string,
  note: (incident: Lean<Record>) => void,
): { readonly incidents: () => number; readonly stop: () => Promise<void> } => {
  const { client, connection } = clientOf(kubeconfig);
  const stopping = new AbortController();
  const cache = createCache<Record>({ kind: kinds.Incident, trim: leanObject(kinds.Incident), observer: silent });
  cache.subscribe(({ after }) => {
    if (after !== undefined) note(after);
  });
  const watching = keepWatching({ client, cache, observer: silent, signal: stopping.signal });
  return {
    incidents: cache.size,
    stop: async () => {
      stopping.abort();
      await watching;
      await connection.close();
    },
  };
};

/** A witness of the deadlines of some duties. */
export const startWitness = (kubeconfig: string, duties: readonly string[]): Witness => {
  const sightings = new Map<string, Map<string, number>>();
  const seen = (duty: string, state: string): Map<string, number> => {
    const key = `${duty} ${state}`;
    const known = sightings.get(key) ?? new Map<string, number>();
    sightings.set(key, known);
    return known;
  };
  const following = followIncidents(kubeconfig, (incident) => {
    for (const duty of duties) {
      const state = probeDeadline(incident, duty)?.state;
      const known = state && seen(duty, state);
      if (known !== undefined && !known.has(incident.metadata.name)) known.set(incident.metadata.name, Date.now());
    }
  });
  return { seen, ...following };
};
