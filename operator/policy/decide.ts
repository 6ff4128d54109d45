import { type Condition, type ConditionDraft, conditionsAfter, readyConditions, stalledConditions } from '../api/conditions.ts';
import type { Decision } from '../api/decision.ts';
import type { IncidentPolicy, IncidentPolicyStatusScale, ReportingRegime } from '../api/types.gen.ts';
import { calendarOf } from '../deadline/calendar.ts';
import { digest } from '../journal/canonical.ts';
import { compileRegime } from './regime.ts';

/** Cluster-scoped kinds have no timeline, only conditions (api.md). */
interface Configured {
  readonly observedGeneration?: number;
  readonly conditions?: readonly Condition[];
}

const decided = <Status extends Configured>(
  before: Status | undefined,
  drafts: readonly ConditionDraft[],
  generation: number,
  now: string,
): Decision<Status> => {
  const conditions = conditionsAfter(before?.conditions, drafts, generation, now);
  const status = { ...before, observedGeneration: generation, conditions } as unknown as Status;
  return { status, entries: [], children: [] };
};

/** A regime is usable, or stalls at the very field that cannot be used; the others go on (decision 4). */
export const decideRegime = (regime: ReportingRegime, now: string): Decision<NonNullable<ReportingRegime['status']>> => {
  const { problem } = compileRegime(regime);
  const { duties, validFrom = 'the beginning' } = regime.spec;
  const drafts =
    problem === undefined
      ? readyConditions(`${duties.length} duties, valid from ${validFrom}.`)
      : stalledConditions('ExpressionRefused', problem.message.slice(0, 1000));
  return decided(regime.status, drafts, regime.metadata.generation, now);
};

/** The scale in force, by which an assessment that was pinned to it can be recognised (A7). */
const scaleOf = ({ spec, status, metadata }: IncidentPolicy): IncidentPolicyStatusScale => {
  const value = digest(spec.classification);
  return status?.scale?.digest === value ? status.scale : { generation: metadata.generation, digest: value };
};

/** A policy is usable, or says what in it is not; a scale that nobody approved is shown as such (api.md). */
export const decidePolicy = (policy: IncidentPolicy, now: string): Decision<NonNullable<IncidentPolicy['status']>> => {
  const calendar = calendarOf(policy.spec.timezone ?? 'UTC', policy.spec.holidays ?? []);
  if (!calendar.ok) return decided(policy.status, stalledConditions('CalendarRefused', calendar.message), policy.metadata.generation, now);
  const approved = policy.spec.approvedBy !== undefined;
  const approval: ConditionDraft = approved
    ? { type: 'Approved', status: 'True', reason: 'Approved', message: `Version ${policy.spec.version ?? 'unnumbered'} was approved.` }
    : {
        type: 'Approved',
        status: 'False',
        reason: 'NotApproved',
        message: 'Nobody has approved this scale: fill in spec.approvedBy and spec.approvedAt.',
      };
  const decision = decided(policy.status, [...readyConditions('The policy is in force.'), approval], policy.metadata.generation, now);
  return { ...decision, status: { ...decision.status, scale: scaleOf(policy) } };
};
