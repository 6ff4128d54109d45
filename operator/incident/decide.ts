import { type ConditionDraft, conditionsAfter, readyConditions } from '../api/conditions.ts';
import { type Decision, wakeAfter } from '../api/decision.ts';
import { last } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { IncidentStatus } from '../api/types.gen.ts';
import { breachStatus } from '../breach/assess.ts';
import { endedAtOf, retainUntilOf } from '../policy/retention.ts';
import { type Assessed, countingOf, pinnedSeverities } from './assessment.ts';
import { awarenessOf } from './awareness.ts';
import { blockersOf } from './blockers.ts';
import { checklistOf } from './checklist.ts';
import { notificationsOf } from './children.ts';
import { type Scale, scaleOf, severityOf } from './classification.ts';
import { costOf } from './cost.ts';
import { bounded, nearest } from './deadlines.ts';
import { duplicatesStatus, questionsLeft, withoutRing } from './duplicates.ts';
import { type DutyProblem, dutiesOf } from './duties.ts';
import { durationsOf, factsOf } from './facts.ts';
import { followDeadlines } from './follow.ts';
import { notificationsByName } from './fulfilment.ts';
import { followLessons } from './lessons.ts';
import { milestonesOf, phaseOf, standingOf } from './lifecycle.ts';
import type { Observed } from './observed.ts';
import { carriedOut, ordersOf } from './orders.ts';
import { evidenceOverview, notificationOverview } from './overview.ts';
import { recordSpec } from './record.ts';
import { recurrenceOf, recurrenceThreshold } from './recurrence.ts';
import { factsDigest, type Risk, riskOf } from './risk.ts';
import { contradictionIn } from './sequence.ts';
import { transitions } from './transitions.ts';
import { variablesOf } from './variables.ts';

/** The longest message of a condition (Kubernetes: 32768; a person reads less). */
const longest = 1000;

const refused = (type: string, reason: string, message: string): ConditionDraft => ({
  type,
  status: 'False',
  reason,
  message: message.slice(0, longest),
});

/** Ratings that the scale did not know are the writer's to mend; everything else goes on (A7). */
const ratingProblem = (scale: Scale | undefined, assessed: Assessed, severity: string | undefined): readonly ConditionDraft[] => {
  const ratings = countingOf(assessed)?.ratings;
  if (ratings === undefined || scale === undefined || severity !== undefined) return [];
  const now = severityOf(scale, ratings);
  const problem = now.kind === 'Refused' ? now.problem : 'the scale did not know the ratings when they were given; assess again';
  return [refused('Classified', 'RatingRefused', problem)];
};

const dutyProblem = ([first]: readonly DutyProblem[]): readonly ConditionDraft[] =>
  first === undefined ? [] : [refused('DutiesEvaluated', 'ExpressionFailed', `${first.regime}/${first.duty}: ${first.message}`)];

/** A ring of duplicates has no original, so the verdict that closed it does not count; nothing else of the record changes (A8). */
const ringProblem = ({ ring }: Observed): readonly ConditionDraft[] =>
  ring === undefined
    ? []
    : [
        refused(
          'DuplicatesInOrder',
          'DuplicateCycle',
          `The verdict Duplicate leads back to this incident by way of ${ring.join(', ')}. It does not count: the incident stays open with all its ` +
            'facts, and the others repeat it. The contact point assesses it again, or reopens and assesses the one that is the original.',
        ),
      ];

/** Facts that contradict one another are theirs to mend who stated them; the clocks run on from what was stated (A6). */
const sequenceProblem = (observed: Observed, sent: Readonly<Record<string, string | null>>): readonly ConditionDraft[] => {
  const { spec } = observed.incident;
  const toAuthorities = observed.notifications.flatMap(({ spec: { audience, duty } }) =>
    audience === 'Authority' ? (sent[duty] ?? []) : [],
  );
  const first = toAuthorities.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  const found = contradictionIn(spec, awarenessOf(spec, observed.duplicates), first);
  return found === undefined ? [] : [refused('FactsInOrder', found.reason, found.message)];
};

const personalDataStatus = (observed: Observed, risk: Risk): IncidentStatus['personalData'] => {
  const { personalData } = observed.incident.spec;
  if (personalData === undefined) return undefined;
  return {
    ...breachStatus(personalData),
    risk: risk.state === 'Undecided' ? 'Unknown' : risk.level,
    factsDigest: factsDigest(personalData),
    ...(risk.decided === undefined ? {} : { decision: risk.decided.decision.id }),
  };
};

/** A status of which any field may not be known. */
type IncidentStatusUnknown = { readonly [K in keyof IncidentStatus]: IncidentStatus[K] | undefined };

/** Leaves out what is not known: an absent field says so, an empty one would claim something. */
const present = (status: IncidentStatusUnknown): IncidentStatus =>
  Object.fromEntries(Object.entries(status).filter(([, value]) => value !== undefined)) as IncidentStatus;

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** The earliest of some instants; undefined where there is none. */
const firstOf = (...instants: readonly (string | undefined)[]): string | undefined =>
  instants
    .flatMap((at) => at ?? [])
    .reduce<string | undefined>((a, b) => (a === undefined || Date.parse(b) < Date.parse(a) ? b : a), undefined);

/** What the facts amount to, before anything is asked of anybody. */
const amountingTo = (observed: Observed) => {
  const { incident, policy } = observed;
  const { spec, status: before } = incident;
  const notes = notificationsByName(observed);
  const done = carriedOut(observed, notes);
  const repeated = observed.duplicates.flatMap(({ endedAt: at }) => at ?? []);
  const { closure, assessed } = standingOf(withoutRing(spec, observed.ring), done, repeated);
  const milestones = milestonesOf(spec, closure);
  const risk = riskOf(spec.personalData, before?.recorded);
  const scale = scaleOf(policy);
  const assessments = pinnedSeverities(spec, before?.assessments, policy, scale);
  const { severity, major = false } = assessments.find((candidate) => candidate.id === countingOf(assessed)?.id) ?? {};
  const facts = factsOf(observed, closure, milestones);
  const recurrence = recurrenceOf(observed, { severity, major });
  const variables = variablesOf({ observed, notes, assessed, facts, risk, major, recurring: recurrence?.highImpact === true });
  const phase = phaseOf(assessed, closure, milestones);
  const ended = phase === 'Closed' || phase === 'Dismissed';
  return {
    ended,
    notes,
    done,
    closure,
    assessed,
    milestones,
    risk,
    scale,
    assessments,
    severity,
    major,
    facts,
    recurrence,
    variables,
    phase,
  };
};

/** What in the facts is not as it has to be, for whoever stated them to mend. */
const factProblems = (observed: Observed, derived: ReturnType<typeof amountingTo>): readonly ConditionDraft[] => [
  ...ratingProblem(derived.scale, derived.assessed, derived.severity),
  ...ringProblem(observed),
  ...sequenceProblem(observed, derived.variables.sent),
];

/** What other records say of this one. What guided a decision stays readable as it was (A10): a record that has ended follows none any more. */
const othersLike = (
  { incident, duplicates, repeatedBy, precedents }: Observed,
  ended: boolean,
): Pick<IncidentStatusUnknown, 'duplicates' | 'repeatedBy' | 'precedents'> => ({
  duplicates: duplicatesStatus(duplicates),
  repeatedBy: unlessEmpty(repeatedBy),
  precedents: ended ? incident.status?.precedents : unlessEmpty(precedents),
});

/**
 * What follows from the facts about one incident, now: its whole status, what is to be recorded, the Notifications that must
 * exist and when time alone changes something again. Pure: the same facts and the same `now` give the same decision.
 */
export const decideIncident = (observed: Observed, now: string): Decision<IncidentStatus> => {
  const { incident, policy } = observed;
  const { spec, metadata, status: before } = incident;
  const derived = amountingTo(observed);
  const { ended, notes, done, closure, assessed, milestones, risk, scale, assessments, severity, major, facts, variables, phase } = derived;
  const { drafts, recorded, more, freshest } = recordSpec(incident, risk.bindings, now);
  const duties = dutiesOf({ observed, variables, notes, closure, risk, scale, severity, now, endingAt: freshest ?? now });
  const instances = bounded([...duties.instances, ...ordersOf(observed, done, now)]);
  const followed = followDeadlines(instances, before?.deadlines, policy?.spec.escalation, now);
  const next = nearest(followed.deadlines);
  const children = notificationsOf(observed, notes, instances);
  const supplements = children.map((child) => child.metadata.name).filter((name) => name.includes('-supplementary-'));
  const problems = [...factProblems(observed, derived), ...dutyProblem(duties.problems)];
  const endedAt = endedAtOf(ended, before, now);
  const checklist = checklistOf(observed, facts.reportedAt, ended, now);
  const lessons = followLessons(spec, before?.lessons, now);
  const status = present({
    observedGeneration: metadata.generation,
    phase,
    verdict: countingOf(assessed)?.verdict,
    severity,
    major: severity === undefined ? undefined : major,
    endedAt,
    ...retainUntilOf(endedAt, policy, spec.drill),
    leader: last(spec.response?.appointments)?.leader,
    awareAt: variables.awareAt === null ? undefined : utc(variables.awareAt),
    deadlines: unlessEmpty(followed.deadlines),
    nextDeadline: next?.dueAt,
    nextDuty: next?.name,
    blockers: blockersOf({
      observed,
      assessed,
      closure,
      milestones,
      risk,
      severity,
      major,
      instances,
      supplements,
      checklist: checklist.status,
    }),
    openQuestions: questionsLeft(spec, observed.duplicates),
    playbook: checklist.status,
    lessons: lessons.status,
    evidence: evidenceOverview(observed),
    notifications: notificationOverview(observed, now),
    cost: costOf(spec, policy),
    assessments: unlessEmpty(assessments),
    durations: durationsOf(facts, spec),
    ...othersLike(observed, ended),
    recurrence: derived.recurrence,
    occurrences: before?.occurrences,
    personalData: personalDataStatus(observed, risk),
    recorded,
    conditions: conditionsAfter(before?.conditions, [...readyConditions(`Phase ${phase}.`), ...problems], metadata.generation, now),
  });
  const entries = [
    ...drafts,
    ...transitions(before, status, risk, recurrenceThreshold(policy)),
    ...followed.drafts,
    ...checklist.drafts,
    ...lessons.drafts,
  ];
  return { status, entries, children, ...wakeAfter(more, firstOf(followed.wakeAt, checklist.wakeAt, lessons.wakeAt), now) };
};
