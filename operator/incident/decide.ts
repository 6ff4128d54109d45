import { type ConditionDraft, conditionsAfter, readyConditions } from '../api/conditions.ts';
import { type Decision, operatorActor, type TimelineDraft, wakeAfter } from '../api/decision.ts';
import { last } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { IncidentStatus } from '../api/types.gen.ts';
import type { DutyVariables } from '../policy/regime.ts';
import { type Assessed, assessedOf, countingOf, pinnedSeverities } from './assessment.ts';
import { awarenessOf } from './awareness.ts';
import { blockersOf } from './blockers.ts';
import { notificationsOf } from './children.ts';
import { scaleOf, severityOf } from './classification.ts';
import { closureOf } from './closure.ts';
import { costOf } from './cost.ts';
import { followDeadlines, nearest } from './deadlines.ts';
import { type DutyProblem, dutiesOf } from './duties.ts';
import { durationsOf, type Facts, factsOf } from './facts.ts';
import { milestonesOf, phaseOf } from './lifecycle.ts';
import type { Observed } from './observed.ts';
import { ordersOf } from './orders.ts';
import { evidenceOverview, notificationOverview } from './overview.ts';
import { openQuestions } from './questions.ts';
import { recordSpec } from './record.ts';
import { recurrenceOf } from './recurrence.ts';
import { factsDigest, type Risk, riskOf } from './risk.ts';

/** What the conditions of the regimes may look at; docs/regimes.md explains each name. */
const variablesOf = (observed: Observed, assessed: Assessed, facts: Facts, risk: Risk, major: boolean): DutyVariables => {
  const { spec } = observed.incident;
  const sent = observed.notifications.flatMap((note) => {
    const first = note.spec.stage === undefined || note.spec.stage === 'Initial' || note.spec.stage === 'Final';
    return first && note.status?.sentAt !== undefined ? [[note.spec.duty, note.status.sentAt] as const] : [];
  });
  const counting = countingOf(assessed);
  return {
    incident: spec,
    awareAt: awarenessOf(spec)?.at ?? null,
    risk: risk.level,
    breach: risk.breach,
    riskDecidedAt: risk.decision?.at ?? null,
    exemption: risk.exemption?.exemption ?? null,
    exemptionDecidedAt: risk.exemption?.at ?? null,
    entity: { ...observed.policy?.spec.entity },
    sent: Object.fromEntries(sent),
    facts,
    verdict: counting?.verdict ?? null,
    dismissed: assessed.kind === 'Dismissing' && assessed.confirmed,
    major,
    personalDataCheck: spec.personalDataCheck ?? null,
  };
};

/** Ratings that the scale does not know are the writer's to mend; everything else goes on (A7). */
const ratingProblem = (observed: Observed, assessed: Assessed): readonly ConditionDraft[] => {
  const ratings = countingOf(assessed)?.ratings;
  const scale = scaleOf(observed.policy);
  if (ratings === undefined || scale === undefined) return [];
  const severity = severityOf(scale, ratings);
  return severity.kind === 'Rated' ? [] : [{ type: 'Classified', status: 'False', reason: 'RatingRefused', message: severity.problem }];
};

const dutyProblem = (problems: readonly DutyProblem[]): readonly ConditionDraft[] => {
  const first = problems[0];
  if (first === undefined) return [];
  const message = `${first.regime}/${first.duty}: ${first.message}`.slice(0, 1000);
  return [{ type: 'DutiesEvaluated', status: 'False', reason: 'ExpressionFailed', message }];
};

const personalDataStatus = (observed: Observed, risk: Risk): IncidentStatus['personalData'] => {
  const { personalData } = observed.incident.spec;
  if (personalData === undefined) return undefined;
  return {
    ...observed.incident.status?.personalData,
    risk: risk.state === 'Undecided' ? 'Unknown' : risk.level,
    factsDigest: factsDigest(personalData),
    ...(risk.decision === undefined ? {} : { decision: risk.decision.id }),
  };
};

/** State changes that deserve an entry of their own: they follow from facts, and are recorded in the same write (R-c). */
const transitions = (
  before: IncidentStatus | undefined,
  after: IncidentStatus,
  risk: Risk,
  threshold: number,
): readonly TimelineDraft[] => {
  const drafts: TimelineDraft[] = [];
  if (before?.phase !== undefined && before.phase !== after.phase) {
    drafts.push({ actor: operatorActor, reason: 'PhaseChanged', note: `${before.phase} -> ${after.phase}` });
    if (after.phase === 'Dismissed') drafts.push({ actor: operatorActor, reason: 'Dismissed', note: `verdict ${after.verdict}` });
  }
  const lapsed = Object.entries(risk.bindings).filter(([key, value]) => value === 'lapsed' && before?.recorded?.values?.[key] !== 'lapsed');
  for (const [key] of lapsed) drafts.push({ actor: operatorActor, reason: 'DecisionLapsed', note: key });
  const earlier = before?.recurrence?.count ?? 0;
  const count = after.recurrence?.count ?? 0;
  if (count >= threshold && earlier < threshold)
    drafts.push({ actor: operatorActor, reason: 'RecurrenceFound', note: `count ${count} threshold ${threshold}` });
  return drafts;
};

/** Leaves out what is not known: an absent field says so, an empty one would claim something. */
const present = (status: { readonly [K in keyof IncidentStatus]: IncidentStatus[K] | undefined }): IncidentStatus =>
  Object.fromEntries(Object.entries(status).filter(([, value]) => value !== undefined)) as IncidentStatus;

/**
 * What follows from the facts about one incident, now: its whole status, what is to be recorded, the Notifications that must
 * exist and when time alone changes something again. Pure: the same facts and the same `now` give the same decision.
 */
export const decideIncident = (observed: Observed, now: string): Decision<IncidentStatus> => {
  const { incident, policy } = observed;
  const before = incident.status;
  const closure = closureOf(incident.spec);
  const assessed = assessedOf(incident.spec, closure);
  const milestones = milestonesOf(incident.spec, closure);
  const risk = riskOf(incident.spec.personalData, before?.recorded?.values ?? {});
  const scale = scaleOf(policy);
  const assessments = pinnedSeverities(incident.spec, before?.assessments, policy, scale);
  const pinned = assessments.find((candidate) => candidate.id === countingOf(assessed)?.id);
  const major = pinned?.major ?? false;
  const facts = factsOf(observed, assessed, closure, milestones);
  const variables = variablesOf(observed, assessed, facts, risk, major);
  const duties = dutiesOf({ observed, variables, risk, scale, severity: pinned?.severity, now });
  const instances = [...duties.instances, ...ordersOf(observed, now)];
  const followed = followDeadlines(instances, before?.deadlines, now);
  const next = nearest(followed.deadlines);
  const { drafts, recorded, more } = recordSpec(incident, risk.bindings, now);
  const problems = [...ratingProblem(observed, assessed), ...dutyProblem(duties.problems)];
  const phase = phaseOf(assessed, closure, milestones);
  const conditions = [...readyConditions(`Phase ${phase}.`), ...problems];
  const status = present({
    observedGeneration: incident.metadata.generation,
    phase,
    verdict: countingOf(assessed)?.verdict,
    severity: pinned?.severity,
    major: pinned === undefined ? undefined : major,
    leader: last(incident.spec.response?.appointments)?.leader,
    awareAt: variables.awareAt === null ? undefined : utc(variables.awareAt),
    deadlines: followed.deadlines.length === 0 ? undefined : followed.deadlines,
    nextDeadline: next?.dueAt,
    nextDuty: next?.name,
    blockers: blockersOf({ observed, assessed, closure, milestones, risk, major, deadlines: followed.deadlines }),
    openQuestions: openQuestions(incident.spec),
    evidence: evidenceOverview(observed),
    notifications: notificationOverview(observed, now),
    cost: costOf(incident.spec, policy),
    assessments: assessments.length === 0 ? undefined : assessments,
    durations: durationsOf(facts),
    recurrence: recurrenceOf(observed),
    occurrences: before?.occurrences,
    personalData: personalDataStatus(observed, risk),
    recorded,
    conditions: conditionsAfter(before?.conditions, conditions, incident.metadata.generation, now),
  });
  const entries = [...drafts, ...transitions(before, status, risk, policy?.spec.recurrence?.threshold ?? 2), ...followed.drafts];
  const children = notificationsOf(observed, instances);
  return { status, entries, children, ...wakeAfter(more, followed.wakeAt, now) };
};
