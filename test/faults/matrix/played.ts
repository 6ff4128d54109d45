// Faults that are played on the ground, beside the flow.
import type { Ground } from '../rig/ground.ts';
import { type Play, play } from '../rig/oracle.ts';
import { type Fault, judged } from './fault.ts';

/** A fault that is arranged on the ground while the flow runs, and judged by the oracle. */
export const played = (
  id: number | string,
  title: string,
  cost: number,
  arrange: (ground: Ground, seed: number) => Play | Promise<Play>,
): Fault => ({
  id: String(id),
  title,
  cost,
  run: async ({ ground, reference, seed }) => {
    const known = await reference();
    const on = await ground();
    return judged(await play(on, known, await arrange(on, seed)));
  },
});
