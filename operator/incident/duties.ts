import { last } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { IncidentStatusDeadline, ReportingRegimeDuty } from '../api/types.gen.ts';
import { type Due, dueOf } from '../deadline/due.ts';
import { type DeadlineFacts, stateOf } from '../deadline/state.ts';
import { policyCalendar } from '../policy/calendar.ts';
import type { CompiledDuty, DutyVariables, Regime } from '../policy/regime.ts';
import { type Scale, targetOf } from './classification.ts';
import type { Observed } from './observed.ts';
import type { Risk } from './risk.ts';

type Deadline = IncidentStatusDeadline;

/** What deciding on the duties needs beside what was observed. */
export interface DutyContext {
  readonly observed: Observed;
  readonly variables: DutyVariables;
  readonly risk: Risk;
  readonly scale: Scale | undefined;
  readonly severity: string | undefined;
  readonly now: string;
}

/** A duty that cannot be worked out: its expression or its period was refused. The deadline that stands is kept. */
export interface DutyProblem {
  readonly regime: string;
  readonly duty: string;
  readonly message: string;
}

/** One deadline as it now stands, with the duty that it comes from; a deadline without one is kept from before. */
export interface Instance {
  readonly deadline: Deadline;
  readonly duty?: ReportingRegimeDuty;
  readonly warnBefore: readonly string[];
}

const without = <T extends object>(value: T, keys: readonly string[]): T =>
  Object.fromEntries(Object.entries(value).filter(([key, field]) => !keys.includes(key) && field !== undefined)) as T;

/** The name of a duty's first Notification (api.md): deterministic, so that it is created once. */
export const notificationName = (incident: string, duty: string): string => `${incident}-${duty}`;

const notificationOf = (observed: Observed, name: string) => observed.notifications.find((candidate) => candidate.metadata.name === name);

/** When a Notification met its duty; one that must be acknowledged has met it only then (A3). */
const metByNotification = (observed: Observed, duty: ReportingRegimeDuty): string | undefined => {
  const note = notificationOf(observed, notificationName(observed.incident.metadata.name, duty.name));
  if (note?.status?.sentAt === undefined) return undefined;
  if (duty.needsAcknowledgement !== true) return note.status.sentAt;
  return note.status.phase === 'Acknowledged' ? (last(note.spec.acknowledgements)?.at ?? note.status.sentAt) : undefined;
};

/** When a duty was waived: on its own Notification, or by the decision that its ground is (N1, N8). */
const waivedAt = (context: DutyContext, duty: ReportingRegimeDuty): string | undefined => {
  if (duty.waivable === undefined) return undefined;
  const { risk, observed } = context;
  if (duty.waivable.ground === 'RiskUnlikely' && risk.state === 'Decided' && risk.level === 'Unlikely') return risk.decision?.at;
  if (duty.waivable.ground === 'Exemption' && risk.exemption !== undefined) return risk.exemption.at;
  const note = notificationOf(observed, notificationName(observed.incident.metadata.name, duty.name));
  return note?.status?.phase === 'Waived' ? last(note.spec.waivers)?.at : undefined;
};

const periodOf = (context: DutyContext, duty: ReportingRegimeDuty): string | undefined => {
  const target = duty.target === undefined ? undefined : targetOf(context.scale, context.severity, duty.target);
  return target ?? duty.within;
};

type Evaluation =
  | { readonly kind: 'Absent' }
  | { readonly kind: 'Problem'; readonly message: string }
  | { readonly kind: 'Due'; readonly from: string; readonly due: Due; readonly metAt: string | undefined };

const evaluate = (context: DutyContext, compiled: CompiledDuty, before: Deadline | undefined): Evaluation => {
  const { duty } = compiled;
  const facts = { ...context.variables.facts, seenAt: before?.from ?? `${context.now.slice(0, 19)}Z` };
  const result = compiled.evaluate({ ...context.variables, facts });
  if (!result.ok) return { kind: 'Problem', message: result.message };
  const { applies, from, metAt, cap, relieved } = result.value;
  const within = periodOf(context, duty);
  if (!applies || from === undefined || within === undefined) return { kind: 'Absent' };
  const due = dueOf({
    from,
    within,
    calendar: policyCalendar(context.observed.policy),
    ...(duty.counting === undefined ? {} : { counting: duty.counting }),
    ...(cap === undefined || duty.cap === undefined ? {} : { cap: { from: cap, within: duty.cap.within } }),
    noonRelief: relieved,
  });
  if (!due.ok) return { kind: 'Problem', message: due.message };
  return { kind: 'Due', from, due: due.value, metAt: metAt ?? metByNotification(context.observed, duty) };
};

const stateOrRunning = (facts: DeadlineFacts, now: string): Deadline['state'] => {
  const state = stateOf(facts, now);
  return state.ok ? state.value : 'Running';
};

/** A duty that no longer applies: what ran is superseded, or waived where a decision is its ground; what is history stays. */
const ended = (context: DutyContext, duty: ReportingRegimeDuty | undefined, before: Deadline): Deadline => {
  if (before.state !== 'Running' && before.state !== 'Missed') return before;
  if (before.endedAt !== undefined) return before;
  const waived = duty === undefined ? undefined : waivedAt(context, duty);
  const at = waived ?? context.now;
  const facts = waived === undefined ? { dueAt: before.dueAt, supersededAt: at } : { dueAt: before.dueAt, waivedAt: at };
  return { ...before, state: stateOrRunning(facts, context.now), endedAt: at };
};

const standing = (
  context: DutyContext,
  regime: string,
  duty: ReportingRegimeDuty,
  evaluation: Extract<Evaluation, { kind: 'Due' }>,
  before: Deadline | undefined,
): Deadline => {
  const { due, from, metAt } = evaluation;
  const waived = waivedAt(context, duty);
  const facts = { dueAt: due.dueAt, ...(metAt === undefined ? {} : { metAt }), ...(waived === undefined ? {} : { waivedAt: waived }) };
  // Marks already announced hold for one due time only: a deadline that moved warns anew.
  const warned = before?.dueAt === due.dueAt ? before.warned : undefined;
  const deadline = {
    name: duty.name,
    regime,
    clause: duty.clause,
    from: utc(from),
    dueAt: due.dueAt,
    legalDueAt: due.legalDueAt,
    basis: due.basis.slice(0, 512),
    state: stateOrRunning(facts, context.now),
    metAt,
    endedAt: metAt === undefined ? waived : undefined,
    notification: duty.audience === undefined ? undefined : notificationName(context.observed.incident.metadata.name, duty.name),
    warned,
  };
  return without(deadline, []) as Deadline;
};

const instanceOf = (
  context: DutyContext,
  regime: Regime,
  compiled: CompiledDuty,
  before: Deadline | undefined,
): { readonly instance?: Instance; readonly problem?: DutyProblem } => {
  const { duty } = compiled;
  const evaluation = evaluate(context, compiled, before);
  const warnBefore = duty.warnBefore ?? [];
  switch (evaluation.kind) {
    case 'Problem':
      return {
        problem: { regime: regime.name, duty: duty.name, message: evaluation.message },
        ...(before === undefined ? {} : { instance: { deadline: before, duty, warnBefore } }),
      };
    case 'Absent':
      return before === undefined ? {} : { instance: { deadline: ended(context, duty, before), duty, warnBefore: [] } };
    case 'Due':
      return { instance: { deadline: standing(context, regime.name, duty, evaluation, before), duty, warnBefore } };
  }
};

/** The version of a law that counts: the one in force when the organisation became aware, or was told where nobody is aware yet. */
const inForce = (regimes: readonly Regime[], awareAt: string): readonly Regime[] => {
  const day = awareAt.slice(0, 10);
  return regimes.filter((regime) => regime.validFrom <= day && (regime.validUntil === undefined || day <= regime.validUntil));
};

/**
 * Every deadline of the incident as it stands now, computed from facts alone, so that downtime, restarts and clock steps change
 * nothing. Deadlines of duties that are gone are kept as they ended; a duty that cannot be evaluated keeps its deadline and
 * is reported as a problem.
 */
export const dutiesOf = (context: DutyContext): { readonly instances: readonly Instance[]; readonly problems: readonly DutyProblem[] } => {
  const { observed, variables } = context;
  const before = new Map((observed.incident.status?.deadlines ?? []).map((deadline) => [deadline.name, deadline]));
  const aware = variables.awareAt ?? context.observed.incident.spec.report.establishedAt;
  const results = inForce(observed.regimes, aware).flatMap((regime) =>
    regime.duties.map((compiled) => {
      const known = before.get(compiled.duty.name);
      before.delete(compiled.duty.name);
      return instanceOf(context, regime, compiled, known);
    }),
  );
  const instances = results.flatMap(({ instance }) => (instance === undefined ? [] : [instance]));
  const problems = results.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  const gone = [...before.values()]
    .filter((deadline) => deadline.regime !== 'order')
    .map((deadline) => ({ deadline: ended(context, undefined, deadline), warnBefore: [] }));
  return { instances: [...instances, ...gone], problems };
};
