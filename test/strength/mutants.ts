// The thirty seeded bugs by which the suite is weighed: each is one that operators like this one really had.
import type { Mutant } from './mutant.ts';
import { deliveryMutants } from './mutants/delivery.ts';
import { machineryMutants } from './mutants/machinery.ts';
import { outsideMutants } from './mutants/outside.ts';
import { recordMutants } from './mutants/record.ts';

/** All of them, by number. */
export const mutants: readonly Mutant[] = [...deliveryMutants, ...machineryMutants, ...outsideMutants, ...recordMutants].toSorted(
  (a, b) => a.number - b.number,
);

/** The mutant of a number. Throws a RangeError where there is none. */
export const mutantOf = (number: number): Mutant => {
  const found = mutants.find((each) => each.number === number);
  if (found === undefined) throw new RangeError(`There is no mutant ${number}: they are numbered from 1 to ${mutants.length}.`);
  return found;
};
