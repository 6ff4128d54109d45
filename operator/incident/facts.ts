import { effective } from '../api/entries.ts';
import type { EvidenceItem, IncidentReview, IncidentSpec } from '../api/types.gen.ts';
import { isAccepted } from './accepted.ts';
import { assessmentsInForce } from './assessment.ts';
import { establishedOf } from './awareness.ts';
import { type Closure, sinceReopening } from './closure.ts';
import type { Milestones } from './lifecycle.ts';
import type { Observed } from './observed.ts';

/**
 * The instants at which the record reached something; null until then, and again after a reopening that asks for it anew.
 * Conditions of regimes read them as `facts`.
 */
export interface Facts {
  readonly establishedAt: string;
  readonly reportedAt: string;
  readonly assessedAt: string | null;
  readonly firstEvidenceAt: string | null;
  readonly containedAt: string | null;
  readonly eradicatedAt: string | null;
  readonly recoveredAt: string | null;
  readonly reviewedAt: string | null;
}

const earliest = (times: readonly (string | undefined)[]): string | null =>
  times.reduce<string | null>((first, time) => {
    if (time === undefined) return first;
    return first === null || Date.parse(time) < Date.parse(first) ? time : first;
  }, null);

/** When something was first secured as evidence (S3): collected, or identified where nothing says when it was collected. */
const securedAt = (item: EvidenceItem): string | undefined => item.spec.collection?.at ?? item.spec.identified?.at;

/** The review that counts since the last reopening (P6). */
export const reviewOf = (observed: Observed, closure: Closure): IncidentReview | undefined =>
  sinceReopening(observed.incident.spec.review, closure).at(-1);

/** Derives the instants from what was observed. Assessed is when the contact point first did its part, referred or not (A8). */
export const factsOf = (observed: Observed, closure: Closure, milestones: Milestones): Facts => {
  const { incident, evidence } = observed;
  return {
    establishedAt: establishedOf(incident.spec),
    reportedAt: incident.spec.report.reportedAt ?? incident.metadata.creationTimestamp,
    assessedAt: assessmentsInForce(incident.spec, closure)[0]?.at ?? null,
    firstEvidenceAt: earliest(evidence.filter(isAccepted).map(securedAt)),
    containedAt: milestones.containedAt ?? null,
    eradicatedAt: milestones.eradicatedAt ?? null,
    recoveredAt: milestones.recoveredAt ?? null,
    reviewedAt: reviewOf(observed, closure)?.at ?? null,
  };
};

/**
 * How long things took, in whole seconds, as published (L1): a missing stamp gives no figure, it is never imputed. The first
 * assessment of all is measured, whatever was reopened since.
 */
export const durationsOf = (facts: Facts, spec: IncidentSpec): Readonly<Record<string, number>> => {
  const between = (from: string, to: string | null): number | undefined =>
    to === null ? undefined : Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000));
  const durations = {
    toReportSeconds: between(facts.establishedAt, facts.reportedAt),
    toAssessSeconds: between(facts.reportedAt, effective(spec.assessments)[0]?.at ?? null),
    toContainSeconds: between(facts.establishedAt, facts.containedAt),
    toRecoverSeconds: between(facts.establishedAt, facts.recoveredAt),
  };
  return Object.fromEntries(Object.entries(durations).filter((entry): entry is [string, number] => entry[1] !== undefined));
};
