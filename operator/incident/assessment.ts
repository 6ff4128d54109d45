import { after, byOthers, effective, inOrder } from '../api/entries.ts';
import type { IncidentAssessment, IncidentPolicy, IncidentSpec, IncidentStatusAssessment } from '../api/types.gen.ts';
import { type Scale, severityOf } from './classification.ts';
import type { Closure } from './closure.ts';
import { isDismissing } from './verdict.ts';

type Counting = { readonly assessment: IncidentAssessment };
type Role = 'CISO' | 'DPO';

/**
 * What the assessments amount to (R-e, A8, A9): nothing yet; only one that somebody has yet to confirm; or the last that counts.
 * A dismissing verdict on a record with personal data counts as dismissed only once the DPO has confirmed it. `referred` is a later
 * one that is passed on and not answered; it does not count, and nothing waits for it but the closure.
 */
export type Assessed =
  | { readonly kind: 'None' }
  | { readonly kind: 'Awaiting'; readonly assessment: IncidentAssessment; readonly role: Role }
  | ({ readonly kind: 'Dismissing'; readonly confirmed: boolean } & Counting)
  | ({ readonly kind: 'NearMiss' | 'Incident'; readonly referred?: IncidentAssessment } & Counting);

const answers = (answer: IncidentAssessment, question: IncidentAssessment): boolean =>
  answer.confirms === question.id && byOthers(answer, question);

/**
 * The assessments that wait for nobody: those not referred, and those answered by another person whose own assessment waits for nobody.
 * An answer that was passed on in its turn settles nothing yet.
 */
const settledOf = (all: readonly IncidentAssessment[]): readonly IncidentAssessment[] => {
  const settled = new Set(all.filter((assessment) => assessment.refer === undefined));
  for (let before = -1; settled.size > before; ) {
    before = settled.size;
    for (const assessment of all) if ([...settled].some((answer) => answers(answer, assessment))) settled.add(assessment);
  }
  return all.filter((assessment) => settled.has(assessment));
};

/** The last one that waits for nobody and that nobody has answered: what confirms or reassesses an assessment takes its place. */
const lastCounting = (settled: readonly IncidentAssessment[]): IncidentAssessment | undefined =>
  settled.filter((assessment) => !settled.some((answer) => answers(answer, assessment))).at(-1) ?? settled.at(-1);

/** Whether the DPO stands behind an assessment: it answers one that was referred to the DPO, under another name (A9). */
const confirmedByDpo = (assessment: IncidentAssessment, all: readonly IncidentAssessment[]): boolean =>
  all.some((question) => question.refer === 'DPO' && answers(assessment, question));

const counting = (
  assessment: IncidentAssessment,
  spec: IncidentSpec,
  all: readonly IncidentAssessment[],
  latest: IncidentAssessment,
): Assessed => {
  const referred = latest.refer === undefined || latest === assessment ? {} : { referred: latest };
  if (assessment.verdict === 'Incident' || assessment.verdict === 'NearMiss') return { kind: assessment.verdict, assessment, ...referred };
  const personal = spec.personalData !== undefined || spec.personalDataCheck === 'Found';
  return { kind: 'Dismissing', assessment, confirmed: !personal || confirmedByDpo(assessment, all) };
};

/** What counted before a reopening, and what was assessed since. */
const aroundReopening = (all: readonly IncidentAssessment[], at: string) => ({
  earlier: lastCounting(settledOf(all.filter((entry) => !after(entry, at)))),
  since: all.filter((entry) => after(entry, at)),
});

/** The assessments in force: a reopened dismissal is assessed anew, and so is what was reopened to be assessed. */
export const assessmentsInForce = (spec: IncidentSpec, closure: Closure): readonly IncidentAssessment[] => {
  const all = effective(spec.assessments);
  if (closure.kind !== 'Reopened') return all;
  const { earlier, since } = aroundReopening(all, closure.at);
  return closure.to === 'Reported' || closure.to === 'Confirming' || isDismissing(earlier?.verdict) ? since : all;
};

/** What was reopened to be confirmed waits for whoever its assessment was referred to, else for the CISO. */
const reconfirming = (spec: IncidentSpec, closure: Closure): Assessed => {
  if (closure.kind !== 'Reopened' || closure.to !== 'Confirming') return { kind: 'None' };
  const { earlier } = aroundReopening(effective(spec.assessments), closure.at);
  return earlier === undefined ? { kind: 'None' } : { kind: 'Awaiting', assessment: earlier, role: earlier.refer ?? 'CISO' };
};

/** Reads the assessments as a whole; see {@link Assessed}. */
export const assessedOf = (spec: IncidentSpec, closure: Closure): Assessed => {
  const inForce = assessmentsInForce(spec, closure);
  const latest = inForce.at(-1);
  if (latest === undefined) return reconfirming(spec, closure);
  const all = effective(spec.assessments);
  const settled = settledOf(all).filter((assessment) => inForce.includes(assessment));
  const assessment = lastCounting(settled);
  if (assessment === undefined) return { kind: 'Awaiting', assessment: latest, role: latest.refer ?? 'CISO' };
  return counting(assessment, spec, all, settled.includes(latest) ? assessment : latest);
};

/** The assessment that counts, whatever its verdict. */
export const countingOf = (assessed: Assessed): IncidentAssessment | undefined =>
  assessed.kind === 'None' || assessed.kind === 'Awaiting' ? undefined : assessed.assessment;

const pin = (assessment: IncidentAssessment, policy: IncidentPolicy, scale: Scale): readonly IncidentStatusAssessment[] => {
  if (assessment.ratings === undefined) return [];
  const severity = severityOf(scale, assessment.ratings);
  const result = severity.kind === 'Rated' ? { severity: severity.name, major: severity.major } : {};
  return [{ id: assessment.id, ...result, scale: { generation: policy.metadata.generation, digest: scale.digest } }];
};

/**
 * Severity of every assessment by the scale as it was when the register first saw it (A7, A10): what stands in the status is
 * kept, so that a later change of the scale recomputes nothing. Ratings that the scale did not know have no severity, then and later.
 */
export const pinnedSeverities = (
  spec: IncidentSpec,
  before: readonly IncidentStatusAssessment[] | undefined,
  policy: IncidentPolicy | undefined,
  scale: Scale | undefined,
): readonly IncidentStatusAssessment[] => {
  const known = new Map((before ?? []).map((pinned) => [pinned.id, pinned]));
  return [...(spec.assessments ?? [])].sort(inOrder).flatMap((assessment): readonly IncidentStatusAssessment[] => {
    const pinned = known.get(assessment.id);
    if (pinned !== undefined) return [pinned];
    return policy === undefined || scale === undefined ? [] : pin(assessment, policy, scale);
  });
};
