import type { TimelineDraft } from '../api/decision.ts';
import { type FollowedFact, type FollowedList, follow, recordEntries, recordFacts } from '../api/recorded.ts';
import type { Incident, IncidentPersonalDataDecision, IncidentSpec, IncidentStatusRecorded } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';
import { personalDataFacts } from './breach.ts';
import { repeatsKey, repeatsOf } from './repeats.ts';
import { isBinding } from './risk.ts';

/** Every list of an incident that the timeline follows, with what it says of an entry: codes and identifiers only (S6). */
const listsOf = (spec: IncidentSpec): readonly FollowedList[] => [
  follow({ path: 'answers', entries: spec.answers, reason: 'QuestionAnswered', note: (entry) => entry.question }),
  follow({ path: 'communications', entries: spec.communications, reason: 'CommunicationRecorded' }),
  // Whom it names stands in the entry, which the digest binds: notes become Events, and those name nobody (S6).
  follow({ path: 'response.appointments', entries: spec.response?.appointments, reason: 'LeaderAppointed' }),
  follow({
    path: 'assessments',
    entries: spec.assessments,
    reason: (entry) =>
      entry.confirms !== undefined ? 'AssessmentConfirmed' : entry.refer !== undefined ? 'AssessmentReferred' : 'Assessed',
    note: (entry) =>
      [entry.verdict, entry.confirms && `confirms ${entry.confirms}`, entry.refer && `refer ${entry.refer}`].filter(Boolean).join(' '),
  }),
  ...personalDataLists(spec),
  follow({ path: 'actions', entries: spec.actions, reason: 'ActionRecorded', note: (entry) => entry.kind }),
  follow({ path: 'milestones', entries: spec.milestones, reason: 'MilestoneReached', note: (entry) => entry.reached }),
  follow({ path: 'escalations', entries: spec.escalations, reason: 'EscalationRecorded', note: (entry) => `${entry.kind} to ${entry.to}` }),
  follow({ path: 'delays', entries: spec.delays, reason: 'DelayExplained', note: (entry) => entry.deadline }),
  follow({
    path: 'classifications',
    entries: spec.classifications,
    reason: 'ClassificationRecorded',
    note: (entry) => `${entry.regime} ${entry.result}`,
  }),
  follow({
    path: 'costs',
    entries: spec.costs,
    reason: 'CostRecorded',
    note: (entry) => [entry.kind, entry.amount, entry.currency].filter(Boolean).join(' '),
  }),
  follow({ path: 'steps', entries: spec.steps, reason: 'StepRecorded', note: (entry) => `${entry.step} ${entry.outcome}` }),
  follow({ path: 'review', entries: spec.review, reason: 'ReviewRecorded', note: (entry) => `lessons ${entry.lessons?.length ?? 0}` }),
  follow({
    path: 'approvals',
    entries: spec.approvals,
    reason: (entry) => (entry.decision === 'Approve' ? 'LessonsApproved' : 'LessonsReturned'),
    note: (entry) => `of ${entry.of}`,
  }),
  follow({ path: 'followUps', entries: spec.followUps, reason: 'FollowUpRecorded', note: (entry) => `${entry.lesson} ${entry.outcome}` }),
  follow({ path: 'closures', entries: spec.closures, reason: 'Closed' }),
  follow({ path: 'reopenings', entries: spec.reopenings, reason: 'Reopened', note: (entry) => `to ${entry.to ?? 'Reviewing'}` }),
];

const decisionReason = (entry: IncidentPersonalDataDecision): 'RiskDecided' | 'NoBreachDecided' | 'ExemptionDecided' => {
  if (entry.exemption !== undefined) return 'ExemptionDecided';
  return entry.noBreach === true ? 'NoBreachDecided' : 'RiskDecided';
};

const personalDataLists = (spec: IncidentSpec): readonly FollowedList[] => {
  const { personalData } = spec;
  if (personalData === undefined) return [];
  return [
    follow({
      path: 'personalData.awareCorrections',
      entries: personalData.awareCorrections,
      reason: 'AwarenessCorrected',
      note: (entry) => entry.awareAt,
    }),
    follow({ path: 'personalData.advices', entries: personalData.advices, reason: 'DpoAdvised', note: (entry) => entry.on }),
    follow({
      path: 'personalData.decisions',
      entries: personalData.decisions,
      reason: decisionReason,
      note: (entry) => entry.risk ?? entry.exemption ?? '',
    }),
    follow({
      path: 'personalData.orders',
      entries: personalData.orders,
      reason: 'AuthorityOrdered',
      note: (entry) => `${entry.order} due ${entry.dueAt}`,
    }),
  ];
};

const code = (path: string, value: unknown): FollowedFact => ({ path, value, as: 'code' });
const text = (path: string, value: unknown): FollowedFact => ({ path, value, as: 'digest' });

/** The weaknesses by name, so that the timeline says which one was linked (W4). */
const weaknesses = (spec: IncidentSpec): FollowedFact => {
  const names = (spec.weaknesses ?? []).map(({ name }) => name).sort();
  return {
    ...code('weaknesses', names.length === 0 ? undefined : names.join('+')),
    reason: (before, after) => ((after?.length ?? 0) > (before?.length ?? 0) ? 'WeaknessLinked' : 'FactChanged'),
  };
};

const factsOf = (spec: IncidentSpec): readonly FollowedFact[] => [
  code('category', spec.category),
  text('categoryText', spec.categoryText),
  text('title', spec.title),
  code('department', spec.department),
  code('asset', spec.asset),
  code('tlp', spec.tlp),
  { ...code('awareAt', spec.awareAt), reason: () => 'AwarenessRecorded', fromStart: true },
  code('personalDataCheck', spec.personalDataCheck),
  text('report', spec.report),
  { ...text('response.team', spec.response?.team), reason: () => 'TeamChanged', fromStart: true },
  code('playbookRef', spec.playbookRef?.name),
  weaknesses(spec),
  code('legalHold', spec.legalHold),
  ...personalDataFacts(spec.personalData),
];

/** Whether a value of the bookkeeping is that of a field of the spec. */
const isFact = (path: string): boolean => path !== repeatsKey && !isBinding(path);

/** What a new record says of itself: through which channel it came, never by whom it is about. */
const reported = ({ metadata, spec }: Incident): TimelineDraft => ({
  actor: spec.source?.system ?? spec.report.reportedBy ?? 'unknown',
  reason: 'Reported',
  note: `${spec.category ?? 'Uncategorised'} via ${spec.report.reportedVia ?? (spec.source === undefined ? 'API' : 'Alert')} generation ${metadata.generation} ${digest(spec.report)}`,
});

/** What is to be recorded of the spec. */
export interface SpecRecord {
  readonly drafts: readonly TimelineDraft[];
  /** The bookkeeping after these drafts, which goes into the same write. */
  readonly recorded: IncidentStatusRecorded;
  /** Whether something is left for the next decision. */
  readonly more: boolean;
  /** When the latest of the entries that are new happened, not later than now; undefined where none is. */
  readonly freshest: string | undefined;
}

/**
 * Everything in the spec that the timeline does not hold yet, as drafts in order. `bindings` are the facts that decisions were made on
 * (see `riskOf`), kept beside the values.
 */
export const recordSpec = (incident: Incident, bindings: Readonly<Record<string, string>>, now: string): SpecRecord => {
  const before = incident.status?.recorded;
  const facts = changesOf(incident, before?.values);
  const lists = recordEntries(listsOf(incident.spec), before?.entries, now, digest);
  const repeats = repeatsOf(incident.status?.occurrences, before?.values?.[repeatsKey]);
  const first = before === undefined ? [reported(incident)] : [];
  const repeated = repeats.value === undefined ? {} : { [repeatsKey]: repeats.value };
  return {
    drafts: [...first, ...facts.drafts, ...lists.drafts, ...repeats.drafts],
    recorded: { entries: lists.entries, values: { ...facts.values, ...bindings, ...repeated } },
    more: lists.more,
    freshest: lists.freshest,
  };
};

/**
 * The changes of facts, and their values. The API server counts every change of a spec: where it counts none since all of them were
 * recorded, there is nothing to compare, and at a cold start no text has to be hashed anew.
 */
const changesOf = ({ metadata, spec, status }: Incident, before: IncidentStatusRecorded['values']): ReturnType<typeof recordFacts> => {
  if (before === undefined || status?.observedGeneration !== metadata.generation) {
    return recordFacts(withGone(factsOf(spec), before), before, digest);
  }
  return { drafts: [], values: Object.fromEntries(Object.entries(before).filter(([path]) => isFact(path))) };
};

/** Facts that stand in the bookkeeping but no longer in the spec are changes too: they are compared against nothing. */
const withGone = (facts: readonly FollowedFact[], before: Readonly<Record<string, string>> | undefined): readonly FollowedFact[] => {
  if (before === undefined) return facts;
  const present = new Set(facts.map((fact) => fact.path));
  const gone = Object.keys(before).filter((path) => !present.has(path) && isFact(path));
  return gone.length === 0 ? facts : [...facts, ...gone.map((path) => code(path, undefined))];
};
