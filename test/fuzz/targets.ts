// Every parser of bytes that somebody outside chose.
import type { Target } from './target.ts';
import { intakeTargets } from './targets/intake.ts';
import { peerTargets } from './targets/peers.ts';
import { policyTargets } from './targets/policy.ts';
import { recordTargets } from './targets/record.ts';

/** All of them. */
export const targets: readonly Target[] = [...intakeTargets, ...policyTargets, ...recordTargets, ...peerTargets];

/** The target of a name. Throws a RangeError where there is none. */
export const targetOf = (name: string): Target => {
  const found = targets.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`There is no target ${name}: there are ${targets.map((each) => each.name).join(', ')}.`);
  return found;
};
