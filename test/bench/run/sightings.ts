// Who watches the incidents as a dashboard does, and notes when each was first seen, and when the operator had answered it.
import type { Record } from '../../e2e/support/register.ts';
import { followIncidents } from '../../e2e/support/witness.ts';

/** When what was seen, on the clock of this process (milliseconds, monotonic). */
export interface Sightings {
  /** By name, when each generation of an incident was first seen. */
  readonly written: ReadonlyMap<string, number>;
  /** By name, when the operator was first seen to have answered that generation. */
  readonly answered: ReadonlyMap<string, number>;
  /** How many incidents it knows. */
  readonly incidents: () => number;
  /** By name, when a deadline of an incident was first seen missed (milliseconds since the epoch). */
  readonly missed: ReadonlyMap<string, number>;
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
}

/** How a generation of an incident is named here. */
export const generationOf = (name: string, generation: number): string => `${name} ${generation}`;

/** Begins to watch; by what a missed deadline is told, is whoever's own. */
export const watchIncidents = (kubeconfig: string, isMissed: (incident: Record) => boolean = () => false): Sightings => {
  const written = new Map<string, number>();
  const answered = new Map<string, number>();
  const missed = new Map<string, number>();
  const note = (seen: Map<string, number>, key: string): void => {
    if (!seen.has(key)) seen.set(key, performance.now());
  };
  const following = followIncidents(kubeconfig, (incident) => {
    const { name, generation = 0 } = incident.metadata;
    note(written, generationOf(name, generation));
    if (incident.status?.observedGeneration === generation) note(answered, generationOf(name, generation));
    if (!missed.has(name) && isMissed(incident)) missed.set(name, Date.now());
  });
  return {
    written,
    answered,
    missed,
    ...following,
    forget: () => {
      written.clear();
      answered.clear();
      missed.clear();
    },
  };
};

/** How long each took to be answered (milliseconds). */
export const delaysOf = ({ written, answered }: Sightings): readonly number[] =>
  [...answered].map(([key, at]) => at - (written.get(key) ?? Number.NaN));
