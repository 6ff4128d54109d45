import { effective } from '../api/entries.ts';
import type { EvidenceItem, IncidentReview } from '../api/types.gen.ts';
import { type Assessed, countingOf } from './assessment.ts';
import { type Closure, sinceReopening } from './closure.ts';
import type { Milestones } from './lifecycle.ts';
import type { Observed } from './observed.ts';

/** The instants at which the record reached something; null until then. Conditions of regimes read them as `facts`. */
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

/**
 * When it was first assessed (A8): the earliest assessment, referred or not, because the contact point has then done its part.
 * Undefined while the verdict is open after a reopening.
 */
const assessedAt = (observed: Observed, assessed: Assessed): string | null => {
  if (assessed.kind === 'None') return null;
  const counting = countingOf(assessed);
  return effective(observed.incident.spec.assessments)[0]?.at ?? counting?.at ?? null;
};

/** Derives the instants from what was observed. */
export const factsOf = (observed: Observed, assessed: Assessed, closure: Closure, milestones: Milestones): Facts => {
  const { incident, evidence } = observed;
  return {
    establishedAt: incident.spec.report.establishedAt,
    reportedAt: incident.spec.report.reportedAt ?? incident.metadata.creationTimestamp,
    assessedAt: assessedAt(observed, assessed),
    firstEvidenceAt: earliest(evidence.map(securedAt)),
    containedAt: milestones.containedAt ?? null,
    eradicatedAt: milestones.eradicatedAt ?? null,
    recoveredAt: milestones.recoveredAt ?? null,
    reviewedAt: reviewOf(observed, closure)?.at ?? null,
  };
};

/** How long things took, in whole seconds, as published (L1): a missing stamp gives no figure, it is never imputed. */
export const durationsOf = (facts: Facts): Readonly<Record<string, number>> => {
  const between = (from: string, to: string | null): number | undefined =>
    to === null ? undefined : Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000));
  const durations = {
    toReportSeconds: between(facts.establishedAt, facts.reportedAt),
    toAssessSeconds: between(facts.reportedAt, facts.assessedAt),
    toContainSeconds: between(facts.establishedAt, facts.containedAt),
    toRecoverSeconds: between(facts.establishedAt, facts.recoveredAt),
  };
  return Object.fromEntries(Object.entries(durations).filter((entry): entry is [string, number] => entry[1] !== undefined));
};
