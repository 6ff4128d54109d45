// Who watches the incidents as a dashboard does, and notes when each was first seen, and when the operator had answered it.
import { followIncidents } from '../../e2e/support/witness.ts';

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
  const written = new Map<string, number>();
  const answered = new Map<string, number>();
  const note = (seen: Map<string, number>, key: string): void => {
    if (!seen.has(key)) seen.set(key, performance.now());
  };
  const following = followIncidents(kubeconfig, ({ metadata: { name, generation = 0 }, status }) => {
    note(written, generationOf(name, generation));
    if (status?.observedGeneration === generation) note(answered, generationOf(name, generation));
  });
  return {
    written,
    answered,
    ...following,
    forget: () => {
      written.clear();
      answered.clear();
    },
  };
};

/** How long each took to be answered (milliseconds). */
export const delaysOf = ({ written, answered }: Sightings): readonly number[] =>
  [...answered].map(([key, at]) => at - (written.get(key) ?? Number.NaN));
