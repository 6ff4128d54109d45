import { conditionsAfter, readyConditions } from '../api/conditions.ts';
import { type Decision, operatorActor, type TimelineDraft, wakeAfter } from '../api/decision.ts';
import { actorOf, last } from '../api/entries.ts';
import { type FollowedList, follow, recordEntries, recordFacts } from '../api/recorded.ts';
import { repairOf } from '../api/repair.ts';
import { utc } from '../api/time.ts';
import type { IncidentPolicy, Weakness, WeaknessSpec, WeaknessStatus } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';
import { endedAtOf, retainUntilOf } from '../policy/retention.ts';

/** What a decision on one weakness looks at: the record, and the incidents of its namespace that name it (W4). */
export interface ObservedWeakness {
  readonly weakness: Weakness;
  readonly incidents: readonly string[];
  readonly policy: IncidentPolicy | undefined;
}

type Phase = NonNullable<WeaknessStatus['phase']>;

/** An acceptance holds until its date; afterwards the weakness is open again (W4). */
const accepted = (spec: WeaknessSpec, now: string): boolean => {
  const acceptance = last(spec.acceptances);
  return acceptance !== undefined && (acceptance.until === undefined || Date.parse(acceptance.until) >= Date.parse(now));
};

/**
 * The phase, a pure function of the facts (api.md). What was remedied, and verified as such by another person, counts before what was
 * accepted (W4).
 */
const phaseOf = (spec: WeaknessSpec, now: string): Phase => {
  const evaluation = last(spec.evaluations);
  const repair = repairOf(spec);
  if (repair.kind === 'Verified') return 'Remedied';
  if (accepted(spec, now)) return 'Accepted';
  if (evaluation?.treat === 'NotAWeakness' || evaluation?.treat === 'Duplicate') return 'Rejected';
  if (repair.kind !== 'None') return 'Remedying';
  if (evaluation === undefined) return 'Reported';
  return spec.remedy === undefined ? 'Evaluated' : 'Remedying';
};

/** The phase, and what it waits for where that is one act of another person. */
const standing = (spec: WeaknessSpec, phase: Phase): string => {
  const repair = repairOf(spec);
  if (phase !== 'Remedying' || repair.kind === 'None' || repair.kind === 'Verified') return `Phase ${phase}.`;
  return repair.kind === 'Unverified'
    ? `Phase ${phase}: remedy ${repair.id} waits for another person, who says in spec.verifications whether it works.`
    : `Phase ${phase}: remedy ${repair.id} was found not to work; carry out another one.`;
};

const listsOf = (spec: WeaknessSpec): readonly FollowedList[] => [
  follow({
    path: 'evaluations',
    entries: spec.evaluations,
    reason: 'WeaknessEvaluated',
    note: (entry) => `${entry.likelihood}/${entry.impact} ${entry.treat}`,
  }),
  follow({ path: 'remedied', entries: spec.remedied, reason: 'WeaknessRemedied' }),
  follow({
    path: 'verifications',
    entries: spec.verifications,
    reason: 'WeaknessVerified',
    note: (entry) => `${entry.of} ${entry.result}`,
  }),
  follow({
    path: 'acceptances',
    entries: spec.acceptances,
    reason: 'RiskAccepted',
    note: (entry) => (entry.until === undefined ? '' : `until ${entry.until}`),
  }),
];

/** What follows from the facts about one weakness, now (R-f, W1 to W4). Pure. */
export const decideWeakness = ({ weakness, incidents, policy }: ObservedWeakness, now: string): Decision<WeaknessStatus> => {
  const { spec, status: before, metadata } = weakness;
  const phase = phaseOf(spec, now);
  const facts = recordFacts(
    [
      { path: 'title', value: spec.title, as: 'digest' },
      { path: 'description', value: spec.description, as: 'digest' },
      { path: 'asset', value: spec.asset, as: 'code' },
      { path: 'department', value: spec.department, as: 'code' },
      { path: 'remedy', value: spec.remedy, as: 'digest' },
    ],
    before?.recorded?.values,
    digest,
  );
  const lists = recordEntries(listsOf(spec), before?.recorded?.entries, now, digest);
  const reported: readonly TimelineDraft[] =
    before?.recorded === undefined
      ? [{ actor: actorOf({ id: 'report', ...spec.report }), reason: 'WeaknessReported', note: digest(spec.title) }]
      : [];
  const moved: readonly TimelineDraft[] =
    before?.phase === undefined || before.phase === phase
      ? []
      : [{ actor: operatorActor, reason: 'PhaseChanged', note: `${before.phase} -> ${phase}` }];
  const until = phase === 'Accepted' ? last(spec.acceptances)?.until : undefined;
  const dueAt = phase === 'Remedying' ? spec.remedy?.dueAt : until;
  const endedAt = endedAtOf(phase === 'Remedied' || phase === 'Accepted' || phase === 'Rejected', before, now);
  const status: WeaknessStatus = {
    observedGeneration: metadata.generation,
    phase,
    ...(dueAt === undefined ? {} : { dueAt: utc(dueAt) }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...retainUntilOf(endedAt, policy),
    ...(incidents.length === 0 ? {} : { incidents: [...incidents].sort().slice(0, 64) }),
    recorded: { entries: lists.entries, values: facts.values },
    conditions: conditionsAfter(before?.conditions, readyConditions(standing(spec, phase)), metadata.generation, now),
  };
  const wakeAt = until === undefined ? undefined : utc(Date.parse(until) + 1);
  return {
    status,
    entries: [...reported, ...facts.drafts, ...lists.drafts, ...moved],
    children: [],
    ...wakeAfter(lists.more, wakeAt, now),
  };
};
