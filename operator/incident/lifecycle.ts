import { after, type Entry, effective } from '../api/entries.ts';
import type { IncidentSpec, IncidentStatusPhase } from '../api/types.gen.ts';
import type { Assessed } from './assessment.ts';

type Opening = Entry & { readonly to?: IncidentStatusPhase };

/** Whether the record is closed, and what the last reopening asked for. */
export type Closure =
  | { readonly kind: 'Open' }
  | { readonly kind: 'Closed'; readonly at: string }
  | { readonly kind: 'Reopened'; readonly at: string; readonly to: IncidentStatusPhase };

const timeOf = (entry: Entry): string => entry.at ?? '9999-12-31T23:59:59Z';

/**
 * Closures, reopenings and orders of the authority, walked in the order in which they count (S8, N9). The n-th reopening
 * answers the n-th closure whatever its `at` says, so that a time written wrongly cannot keep a record shut; an order counts
 * as a reopening only after a closure.
 */
export const closureOf = (spec: IncidentSpec): Closure => {
  const closures = effective(spec.closures);
  const reopenings = effective<Opening>(spec.reopenings);
  const orders = effective(spec.personalData?.orders);
  const lastClosure = closures.at(-1);
  if (lastClosure === undefined) return reopenedBy(reopenings.at(-1));
  const order = orders.filter((entry) => after(entry, timeOf(lastClosure))).at(-1);
  if (order !== undefined) return { kind: 'Reopened', at: timeOf(order), to: 'Reviewing' };
  if (reopenings.length >= closures.length) return reopenedBy(reopenings.at(-1));
  return { kind: 'Closed', at: timeOf(lastClosure) };
};

/** A dismissed record has no closure, and can be reopened all the same. */
const reopenedBy = (reopening: Opening | undefined): Closure =>
  reopening === undefined ? { kind: 'Open' } : { kind: 'Reopened', at: timeOf(reopening), to: reopening.to ?? 'Reviewing' };

/** Entries made before the last reopening are history: review, approval and closure are needed anew (api.md, lifecycle). */
export const sinceReopening = <E extends Entry>(entries: readonly E[] | undefined, closure: Closure): readonly E[] =>
  closure.kind === 'Reopened' ? effective(entries).filter((entry) => after(entry, closure.at)) : effective(entries);

/** The milestones of the response, each with the instant at which it was last reached and still holds (R-a). */
export interface Milestones {
  readonly containedAt?: string;
  readonly eradicatedAt?: string;
  readonly recoveredAt?: string;
}

const order: readonly IncidentStatusPhase[] = ['Reported', 'Confirming', 'Containing', 'Eradicating', 'Recovering', 'Reviewing'];

/** A reopening to a phase voids the milestones from that phase on: what was recovered has to be recovered again. */
export const milestonesOf = (spec: IncidentSpec, closure: Closure): Milestones => {
  const reached = (milestone: 'Contained' | 'Eradicated' | 'Recovered', phase: IncidentStatusPhase): string | undefined => {
    const of = effective(spec.milestones).filter((entry) => entry.reached === milestone);
    const voided = closure.kind === 'Reopened' && order.indexOf(closure.to) <= order.indexOf(phase);
    return (voided ? of.filter((entry) => after(entry, closure.at)) : of).at(-1)?.at;
  };
  const containedAt = reached('Contained', 'Containing');
  const eradicatedAt = reached('Eradicated', 'Eradicating');
  const recoveredAt = reached('Recovered', 'Recovering');
  return {
    ...(containedAt === undefined ? {} : { containedAt }),
    ...(eradicatedAt === undefined ? {} : { eradicatedAt }),
    ...(recoveredAt === undefined ? {} : { recoveredAt }),
  };
};

/** The phase, a pure function of the facts (api.md, lifecycle): there is no field to set it. */
export const phaseOf = (assessed: Assessed, closure: Closure, milestones: Milestones): IncidentStatusPhase => {
  if (closure.kind === 'Closed') return 'Closed';
  switch (assessed.kind) {
    case 'None':
      return 'Reported';
    case 'Awaiting':
      return 'Confirming';
    case 'Dismissing':
      return assessed.confirmed ? 'Dismissed' : 'Confirming';
    case 'NearMiss':
      return 'Reviewing';
    case 'Incident':
      return respondingPhase(milestones);
  }
};

const respondingPhase = (milestones: Milestones): IncidentStatusPhase => {
  if (milestones.containedAt === undefined) return 'Containing';
  if (milestones.eradicatedAt === undefined) return 'Eradicating';
  return milestones.recoveredAt === undefined ? 'Recovering' : 'Reviewing';
};
