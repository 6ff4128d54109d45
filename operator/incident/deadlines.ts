import type { IncidentStatusDeadline, ReportingRegimeDuty } from '../api/types.gen.ts';
import { type DeadlineFacts, stateOf } from '../deadline/state.ts';

type Deadline = IncidentStatusDeadline;

/** One deadline as it now stands, with the duty that it comes from; a deadline without one is kept from before. */
export interface Instance {
  readonly deadline: Deadline;
  readonly duty?: ReportingRegimeDuty;
  readonly warnBefore: readonly string[];
  /** What ended it without its being met: a decision to waive it, or facts under which it is not asked any more. */
  readonly endedBy?: 'Waiver' | 'Facts';
}

/** Whether a deadline still asks something of somebody: it runs, or it was missed and nothing has ended it since. */
export const isOpen = (deadline: Deadline): boolean =>
  deadline.state === 'Running' || (deadline.state === 'Missed' && deadline.endedAt === undefined);

/** Whether a deadline passed its due time without being met, whatever ended it afterwards. */
export const wasMissed = (deadline: Deadline): boolean => deadline.state === 'Missed' || deadline.state === 'MetLate';

/** The same deadline when it was last recorded, if its due time is still the same. */
const recordedMiss = (before: Deadline | undefined, dueAt: string): boolean =>
  before !== undefined && before.dueAt === dueAt && wasMissed(before);

/**
 * The state that follows from the facts. The register has witnessed a miss that it recorded: neither a clock that was set back nor a
 * waiver dated before it takes that away again; only proof that it was done in time does, such as a receipt that was filed late.
 */
export const stateNow = (facts: DeadlineFacts, before: Deadline | undefined, now: string): Deadline['state'] => {
  const outcome = stateOf(facts, now);
  const state = outcome.ok ? outcome.value : 'Running';
  if (state === 'Met' || state === 'MetLate' || state === 'Missed' || !recordedMiss(before, facts.dueAt)) return state;
  return facts.metAt === undefined ? 'Missed' : 'MetLate';
};

/**
 * The earliest deadline that is neither met nor waived, a missed one included (api.md). Of two at one instant the law comes
 * before the policy's own, so that the duty shown is the one with a fine behind it.
 */
export const nearest = (deadlines: readonly Deadline[]): Deadline | undefined =>
  deadlines
    .filter(isOpen)
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || Number(a.regime === 'policy') - Number(b.regime === 'policy'))[0];

/** How many deadlines a status holds (api.md). */
const most = 64;

/** Deadlines that fit into the status: of too many, those that still ask something stay, and the latest of the others. */
export const bounded = (instances: readonly Instance[]): readonly Instance[] => {
  if (instances.length <= most) return instances;
  const urgency = ({ deadline }: Instance): number => (isOpen(deadline) ? 0 : 1);
  const kept = new Set(
    instances.toSorted((a, b) => urgency(a) - urgency(b) || Date.parse(b.deadline.from) - Date.parse(a.deadline.from)).slice(0, most),
  );
  return instances.filter((instance) => kept.has(instance));
};
