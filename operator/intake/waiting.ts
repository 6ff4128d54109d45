import type { Holding } from './holding.ts';
import type { Pending } from './pending.ts';
import { type Batch, heldOf, type Outcome } from './work.ts';

/** Whether a batch has to wait: undefined once there has to be an incident. Throws a KubeError where that cannot be stored. */
export type Wait = (batch: Batch) => Promise<Outcome | undefined>;

/** Counts up to the threshold of the rule, and then holds back for its hold time. */
export const createWaiting = ({ pending, holding }: { readonly pending: Pending; readonly holding: Holding }): Wait => {
  /** Counts up to the threshold of the rule; undefined once it is reached. */
  const belowThreshold = async (batch: Batch): Promise<Outcome | undefined> => {
    const { report, first, firing } = batch.work;
    if (report.ruling.threshold <= 1 || batch.waited !== undefined) return undefined;
    const waiting = await pending.add(batch.key, firing, report.ruling, first.at);
    if (waiting.kind === 'below') return { kind: 'pending', count: waiting.count };
    batch.waited = waiting;
    return undefined;
  };

  return async (batch) => {
    const { key, work } = batch;
    if (work.released !== undefined) return undefined;
    const known = work.report.ruling.hold === undefined ? undefined : await holding.repeat(key, work.firing);
    if (known !== undefined) return { kind: 'pending', count: known };
    const below = await belowThreshold(batch);
    if (below !== undefined) return below;
    const held = heldOf(work, batch.waited?.before);
    const count = held === undefined ? undefined : await holding.begin(key, held);
    if (count === undefined) return undefined;
    if (batch.waited !== undefined) await pending.clear(key);
    return { kind: 'pending', count };
  };
};
