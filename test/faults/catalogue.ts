// All faults, in the order of the matrix.
import { chance } from './matrix/chance.ts';
import { channels } from './matrix/channels.ts';
import { cluster } from './matrix/cluster.ts';
import { elsewhere } from './matrix/elsewhere.ts';
import type { Fault } from './matrix/fault.ts';
import { kills } from './matrix/kills.ts';
import { machine } from './matrix/machine.ts';
import { objects } from './matrix/objects.ts';
import { states } from './matrix/states.ts';
import { stories } from './matrix/stories.ts';
import { streams } from './matrix/streams.ts';

const numberOf = ({ id }: Fault): number => Number.parseInt(id, 10);

/** The numbered faults. */
export const matrix: readonly Fault[] = [...kills, ...cluster, ...streams, ...channels, ...elsewhere, ...machine, ...objects].toSorted(
  (a, b) => numberOf(a) - numberOf(b) || (a.id < b.id ? -1 : 1),
);

/** What is asked for by name only, because it takes long: whole campaigns. */
export const campaigns: readonly Fault[] = [...stories, chance, ...states];

/** Campaigns of several parts by one name. */
const groups: Readonly<Record<string, readonly Fault[]>> = { boundaries: stories, states };

/** Those that a list names: a number stands for all of its parts. Throws a sentence for a name that is none. */
export const chosenBy = (only: string): readonly Fault[] => {
  const all = [...matrix, ...campaigns];
  return only.split(',').flatMap((name) => {
    const group = groups[name];
    if (group !== undefined) return group;
    const found = all.filter(({ id }) => id === name || (/^\d+$/.test(name) && Number.parseInt(id, 10) === Number(name)));
    if (found.length === 0) throw new Error(`${name} is no fault: there are ${all.map(({ id }) => id).join(', ')}.`);
    return found;
  });
};
