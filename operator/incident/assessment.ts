import { byOthers, type Entry, effective } from '../api/entries.ts';
import type { IncidentAssessment, IncidentPolicy, IncidentSpec, IncidentStatusAssessment } from '../api/types.gen.ts';
import { type Scale, severityOf } from './classification.ts';
import { type Closure, sinceReopening } from './closure.ts';

type Counting = { readonly assessment: IncidentAssessment };

/**
 * What the assessments amount to (A8, A9): nothing yet; only a referred one that nobody confirmed; or the last that counts.
 * A dismissing verdict on a record with personal data counts as dismissed only once the DPO has confirmed it.
 */
export type Assessed =
  | { readonly kind: 'None' }
  | { readonly kind: 'Awaiting'; readonly assessment: IncidentAssessment; readonly role: 'CISO' | 'DPO' }
  | ({ readonly kind: 'Dismissing'; readonly confirmed: boolean } & Counting)
  | ({ readonly kind: 'NearMiss' } & Counting)
  | ({ readonly kind: 'Incident' } & Counting);

/** Which role has yet to confirm an assessment; undefined when none has. */
const awaited = (assessment: IncidentAssessment, all: readonly IncidentAssessment[]): 'CISO' | 'DPO' | undefined => {
  if (assessment.refer === undefined) return undefined;
  return all.some((other) => other.confirms === assessment.id && byOthers(other, assessment)) ? undefined : assessment.refer;
};

/** Whether the DPO stands behind an assessment: it answers one that was referred to the DPO, under another name (A9). */
const confirmedByDpo = (assessment: IncidentAssessment, all: readonly IncidentAssessment[]): boolean =>
  all.some((other) => other.id === assessment.confirms && other.refer === 'DPO' && byOthers(other, assessment));

/** The assessments that are in force: a reopened dismissal is assessed anew, and so is what was reopened to be assessed. */
const inForce = (spec: IncidentSpec, closure: Closure): readonly IncidentAssessment[] => {
  const all = effective(spec.assessments);
  if (closure.kind !== 'Reopened') return all;
  const dismissed = isDismissing(all.filter((entry) => before(entry, closure.at)).at(-1)?.verdict);
  const anew = dismissed || closure.to === 'Reported' || closure.to === 'Confirming';
  return anew ? sinceReopening(spec.assessments, closure) : all;
};

const before = (entry: Entry, at: string): boolean => entry.at !== undefined && Date.parse(entry.at) <= Date.parse(at);

const isDismissing = (verdict: IncidentAssessment['verdict'] | undefined): boolean =>
  verdict === 'Event' || verdict === 'Weakness' || verdict === 'FalsePositive' || verdict === 'Duplicate';

/** Reads the assessments as a whole; see {@link Assessed}. */
export const assessedOf = (spec: IncidentSpec, closure: Closure): Assessed => {
  const all = inForce(spec, closure);
  const counting = all.filter((assessment) => awaited(assessment, all) === undefined).at(-1);
  if (counting === undefined) {
    const latest = all.at(-1);
    return latest === undefined ? { kind: 'None' } : { kind: 'Awaiting', assessment: latest, role: latest.refer ?? 'CISO' };
  }
  if (counting.verdict === 'Incident') return { kind: 'Incident', assessment: counting };
  if (counting.verdict === 'NearMiss') return { kind: 'NearMiss', assessment: counting };
  const personal = spec.personalData !== undefined || spec.personalDataCheck === 'Found';
  return { kind: 'Dismissing', assessment: counting, confirmed: !personal || confirmedByDpo(counting, all) };
};

/** The assessment that counts, whatever its verdict. */
export const countingOf = (assessed: Assessed): IncidentAssessment | undefined =>
  assessed.kind === 'None' || assessed.kind === 'Awaiting' ? undefined : assessed.assessment;

/**
 * Severity of every assessment by the scale as it was when the register first saw it (A7, A10): what stands in the status is
 * kept, so that a later change of the scale recomputes nothing.
 */
export const pinnedSeverities = (
  spec: IncidentSpec,
  before: readonly IncidentStatusAssessment[] | undefined,
  policy: IncidentPolicy | undefined,
  scale: Scale | undefined,
): readonly IncidentStatusAssessment[] =>
  (spec.assessments ?? []).flatMap((assessment): readonly IncidentStatusAssessment[] => {
    const pinned = before?.find((candidate) => candidate.id === assessment.id);
    if (pinned !== undefined) return [pinned];
    if (policy === undefined || scale === undefined || assessment.ratings === undefined) return [];
    const severity = severityOf(scale, assessment.ratings);
    if (severity.kind === 'Refused') return [];
    return [
      {
        id: assessment.id,
        severity: severity.name,
        major: severity.major,
        scale: { generation: policy.metadata.generation, digest: scale.digest },
      },
    ];
  });
