// Which faults a commit plays in continuous integration: another few for each commit, all of them in time.
import { createHash } from 'node:crypto';
import type { Fault } from './matrix/fault.ts';
import { randomOf } from './random.ts';

/** How long a slice may take by what its faults cost (seconds); starting the ground and the two runs without a fault come before it. */
export const sliceSeconds = 120;

/**
 * The faults of a commit: in an order that its name decides, as many as fit. Two commits rarely have the same ones, and the same commit
 * always has.
 */
export const sliceOf = (faults: readonly Fault[], commit: string, seconds = sliceSeconds): readonly Fault[] => {
  const random = randomOf(createHash('sha256').update(commit).digest().readUInt32BE(0));
  const order = faults.map((fault) => ({ fault, at: random() })).toSorted((a, b) => a.at - b.at);
  const chosen: Fault[] = [];
  let left = seconds;
  for (const { fault } of order) {
    if (fault.cost > left) continue;
    chosen.push(fault);
    left -= fault.cost;
  }
  return chosen.toSorted((a, b) => faults.indexOf(a) - faults.indexOf(b));
};
