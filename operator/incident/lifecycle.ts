import { after, effective } from '../api/entries.ts';
import type { IncidentSpec, IncidentStatusPhase } from '../api/types.gen.ts';
import { type Assessed, assessedOf } from './assessment.ts';
import { type CarriedOut, type Closure, closureOf, reopenedByOrder } from './closure.ts';

/** The milestones of the response, each with the instant at which it was last reached and still holds (R-a). */
export interface Milestones {
  readonly containedAt?: string;
  readonly eradicatedAt?: string;
  readonly recoveredAt?: string;
}

/** What the record amounts to before its milestones: whether it is closed, and as what it was assessed. */
export interface Standing {
  readonly closure: Closure;
  readonly assessed: Assessed;
}

/** Reads closure and assessment together, because an order of the authority reopens a dismissed record too (api.md, lifecycle). */
export const standingOf = (spec: IncidentSpec, carriedOut: CarriedOut, repeated: readonly string[] = []): Standing => {
  const closure = closureOf(spec, carriedOut, repeated);
  const assessed = assessedOf(spec, closure);
  if (assessed.kind !== 'Dismissing' || !assessed.confirmed) return { closure, assessed };
  const reopened = reopenedByOrder(spec, assessed.assessment);
  return reopened === undefined ? { closure, assessed } : { closure: reopened, assessed: assessedOf(spec, reopened) };
};

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
