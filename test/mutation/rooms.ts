// Which pure rooms are mutated, and which test files are about them.
import { globSync } from 'node:fs';
import { root } from '../../scripts/process.ts';

/** A room, or the part of one that decides. */
export interface Room {
  readonly name: string;
  /** Paths from the root. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const all = (...patterns: readonly string[]): readonly string[] => globSync([...patterns], { cwd: root }).toSorted();

/** Where a slip costs most: when something is due, what happens to an incident, what is sent, what is on record, and what the law asks. */
export const rooms: readonly Room[] = [
  { name: 'deadline', files: all('operator/deadline/*.ts'), tests: all('test/deadline/*.test.ts') },
  {
    name: 'incident',
    files: all('operator/incident/{decide,lifecycle,blockers,assessment,deadlines,duties,escalation,closure,lessons,cost,risk}.ts'),
    tests: all('test/incident/*.test.ts'),
  },
  { name: 'journal', files: all('operator/journal/*.ts'), tests: all('test/journal/*.test.ts') },
  {
    name: 'delivery',
    files: all('operator/delivery/*.ts'),
    tests: all('test/delivery/*.test.ts', 'test/notification/{dispatch,sending}.test.ts'),
  },
  { name: 'breach', files: all('operator/breach/*.ts'), tests: all('test/breach/*.test.ts') },
];

/** The room of a name. Throws a RangeError where there is none. */
export const roomOf = (name: string): Room => {
  const found = rooms.find((room) => room.name === name);
  if (found === undefined) throw new RangeError(`There is no room ${name}: there are ${rooms.map((room) => room.name).join(', ')}.`);
  return found;
};
