// Who watches the incidents as a dashboard does, and notes when each was first seen, and when the operator had answered it.
import { kinds } from '../../../operator/api/kinds.ts';
import { createCache } from '../../../operator/kube/cache.ts';
import { leanObject } from '../../../operator/kube/lean.ts';
import { silent } from '../../../operator/kube/observer.ts';
import { keepWatching } from '../../../operator/kube/watch.ts';
import type { Record } from '../../e2e/support/register.ts';
import { clientOf } from '../../kube/lab.ts';

/** When what was seen, on the clock of this process (milliseconds, monotonic). */
export interface Sightings {
  /** By name, when each generation of an incident was first seen. */
  readonly written: ReadonlyMap<string, number>;
  /** By name, when the operator was first seen to have answered that generation. */
  readonly answered: ReadonlyMap<string, number>;
  /** How many incidents it knows. */
  readonly incidents: () => number;
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
}

/** How a generation of an incident is named here. */
export const generationOf = (name: string, generation: number): string => `${name} ${generation}`;

/** Begins to watch. */
export const watchIncidents = (kubeconfig: string): Sightings => {
  const { client, connection } = clientOf(kubeconfig);
  const stopping = new AbortController();
  const written = new Map<string, number>();
  const answered = new Map<string, number>();
  const cache = createCache<Record>({ kind: kinds.Incident, trim: leanObject(kinds.Incident), observer: silent });
  const note = (seen: Map<string, number>, key: string): void => {
    if (!seen.has(key)) seen.set(key, performance.now());
  };
  cache.subscribe(({ after }) => {
    if (after === undefined) return;
    const { name, generation = 0 } = after.metadata;
    note(written, generationOf(name, generation));
    if (after.status?.observedGeneration === generation) note(answered, generationOf(name, generation));
  });
  const watching = keepWatching({ client, cache, observer: silent, signal: stopping.signal });
  return {
    written,
    answered,
    incidents: cache.size,
    forget: () => {
      written.clear();
      answered.clear();
    },
    stop: async () => {
      stopping.abort();
      await watching;
      await connection.close();
    },
  };
};

/** How long each took to be answered (milliseconds). */
export const delaysOf = ({ written, answered }: Sightings): readonly number[] =>
  [...answered].map(([key, at]) => at - (written.get(key) ?? Number.NaN));
