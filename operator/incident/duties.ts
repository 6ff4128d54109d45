import { utc } from '../api/time.ts';
import type { IncidentStatusDeadline, ReportingRegimeDuty } from '../api/types.gen.ts';
import { dueOf } from '../deadline/due.ts';
import { accept } from '../deadline/refusal.ts';
import type { DeadlineFacts } from '../deadline/state.ts';
import { policyCalendar } from '../policy/calendar.ts';
import { type CompiledDuty, inForce, type Regime } from '../policy/regime.ts';
import { type Instance, isOpen, stateNow } from './deadlines.ts';
import { type DutyContext, type Evaluation, evaluate } from './evaluation.ts';
import { metBy, metInHistory, notificationName, ownNotification, waivedAt } from './fulfilment.ts';

type Deadline = IncidentStatusDeadline;
type Running = Extract<Evaluation, { kind: 'Runs' }>;

/** A duty that cannot be worked out. The deadline that stands is kept. */
export interface DutyProblem {
  readonly regime: string;
  readonly duty: string;
  readonly message: string;
}

/** Everything that the regimes ask for, and what could not be worked out. */
export interface Duties {
  readonly instances: readonly Instance[];
  readonly problems: readonly DutyProblem[];
}

const incidentName = (context: DutyContext): string => context.observed.incident.metadata.name;

/** A deadline that nobody can work out anew runs on as it was recorded: it is still met, and still missed. */
const kept = (context: DutyContext, before: Deadline, duty?: ReportingRegimeDuty): Instance => {
  const note = before.notification === undefined ? undefined : context.notes.get(before.notification);
  const metAt = before.metAt ?? metBy(note, duty);
  if (!isOpen(before)) return { deadline: before, warnBefore: [], ...(duty && { duty }) };
  const facts = { dueAt: before.dueAt, ...(metAt === undefined ? {} : { metAt }) };
  const deadline = { ...before, ...(metAt === undefined ? {} : { metAt: utc(metAt) }), state: stateNow(facts, before, context.now) };
  return { deadline, warnBefore: duty?.warnBefore ?? [], ...(duty && { duty }) };
};

/** A duty that no longer applies: what ran is superseded, or waived where a decision is its ground; what is history stays. */
const ended = (context: DutyContext, before: Deadline, duty?: ReportingRegimeDuty): Instance => {
  if (!isOpen(before)) return { deadline: before, warnBefore: [], ...(duty && { duty }) };
  const note = duty && ownNotification(context.notes, incidentName(context), duty);
  const waived = duty && waivedAt(context.risk, note, duty);
  const at = waived ?? context.endingAt;
  const facts = { dueAt: before.dueAt, ...(waived === undefined ? { supersededAt: at } : { waivedAt: at }) };
  const deadline = { ...before, state: stateNow(facts, before, context.now), endedAt: utc(at) };
  return { deadline, warnBefore: [], endedBy: waived === undefined ? 'Facts' : 'Waiver', ...(duty && { duty }) };
};

/**
 * Whether a duty had ended on the same clock already. Facts move its due time, such as another severity; a later edit of the rules does
 * not, for what has ended is history, and neither does a severity that is open again.
 */
const isHistory = (context: DutyContext, duty: ReportingRegimeDuty, before: Deadline, from: string): boolean => {
  const { severity, observed } = context;
  const sameSeverity = duty.target === undefined || severity === undefined || severity === observed.incident.status?.severity;
  return !isOpen(before) && before.from === from && sameSeverity;
};

/** Leaves out what is not known. */
const known = <T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T => {
  const found: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) found[name] = fields[name];
  return found as T;
};

/** The longest sentence that a status holds (api.md). */
const longestBasis = 512;

/** What has been done about a duty on the clock that begins at a moment. */
interface Done {
  readonly from: string;
  readonly metAt: string | undefined;
  readonly waivedAt: string | undefined;
}

const doneAbout = (context: DutyContext, duty: ReportingRegimeDuty, { period, metAt }: Running, before: Deadline | undefined): Done => {
  const from = utc(period.from);
  const note = duty.audience === undefined ? undefined : ownNotification(context.notes, incidentName(context), duty);
  const erased = duty.audience !== undefined && note === undefined;
  const history = metInHistory(before?.from === from ? before : undefined, context.closure, erased);
  return { from, metAt: history ?? metAt ?? metBy(note, duty), waivedAt: waivedAt(context.risk, note, duty) };
};

/** A deadline of a duty that exists, or why its period was refused. */
const standing = (
  context: DutyContext,
  regime: string,
  duty: ReportingRegimeDuty,
  evaluation: Running,
  before: Deadline | undefined,
): Instance | string => {
  const { from, metAt, waivedAt: waived } = doneAbout(context, duty, evaluation, before);
  const hasEnded = metAt !== undefined || waived !== undefined;
  const history = hasEnded && before !== undefined && isHistory(context, duty, before, from);
  const due = history ? accept(before) : dueOf(evaluation.period);
  if (!due.ok) return due.message;
  const { dueAt, legalDueAt, basis } = due.value;
  const deadline = known<Deadline>({
    name: duty.name,
    regime,
    clause: duty.clause,
    from,
    dueAt,
    legalDueAt,
    basis: basis?.slice(0, longestBasis),
    state: stateNow(known<DeadlineFacts>({ dueAt, metAt, waivedAt: waived, supersededAt: undefined }), before, context.now),
    metAt: metAt && utc(metAt),
    endedAt: waived && utc(waived),
    notification: duty.audience && notificationName(incidentName(context), duty.name),
    // Marks and rungs already told hold for one due time only: a deadline that moved warns anew.
    warned: before?.dueAt === dueAt ? before.warned : undefined,
    escalated: before?.dueAt === dueAt ? before.escalated : undefined,
  });
  return { deadline, duty, warnBefore: duty.warnBefore ?? [], ...(waived === undefined ? {} : { endedBy: 'Waiver' as const }) };
};

type Result = { readonly instance?: Instance; readonly problem?: DutyProblem };

const resultOf = (context: DutyContext, regime: Regime, compiled: CompiledDuty, before: Deadline | undefined): Result => {
  const { duty } = compiled;
  const unknown = (message: string): Result => {
    const problem = { regime: regime.name, duty: duty.name, message };
    return before === undefined ? { problem } : { problem, instance: kept(context, before, duty) };
  };
  const evaluation = evaluate(context, compiled, before);
  switch (evaluation.kind) {
    case 'Unknown':
      return unknown(evaluation.message);
    case 'Absent':
      return before === undefined ? {} : { instance: ended(context, before, duty) };
    case 'Runs': {
      const instance = standing(context, regime.name, duty, evaluation, before);
      return typeof instance === 'string' ? unknown(instance) : { instance };
    }
  }
};

/** The regime that a duty is taken from where several in force name it: the one that came into force last. */
const owners = (regimes: readonly Regime[]): ReadonlyMap<string, Regime> => {
  const byDuty = new Map<string, Regime>();
  const byAge = regimes.toSorted((a, b) =>
    (a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : Number((a.validFrom ?? '') > (b.validFrom ?? '')),
  );
  for (const regime of byAge) for (const { duty } of regime.duties) byDuty.set(duty.name, regime);
  return byDuty;
};

/** Whether the policy counts on a regime that is not there: nobody repealed it, so its deadlines run on. */
const isMissing = ({ observed }: DutyContext, regime: string | undefined): boolean => {
  if (regime === undefined || observed.regimes.some(({ name }) => name === regime)) return false;
  return observed.policy === undefined || observed.policy.spec.regimes?.includes(regime) === true;
};

const gone = (context: DutyContext, before: Deadline): Result => {
  if (!isMissing(context, before.regime)) return { instance: ended(context, before) };
  const problem = { regime: before.regime ?? '', duty: before.name, message: 'The regime that the policy names is not there.' };
  return { instance: kept(context, before), ...(isOpen(before) ? { problem } : {}) };
};

/**
 * Every deadline of the incident as it stands now, computed from facts, so that downtime, restarts and clock steps change
 * nothing. Deadlines of duties that are gone are kept as they ended; a duty that cannot be evaluated keeps its deadline and
 * is reported as a problem.
 */
export const dutiesOf = (context: DutyContext): Duties => {
  const { observed, variables } = context;
  const before = new Map((observed.incident.status?.deadlines ?? []).map((deadline) => [deadline.name, deadline]));
  const aware = variables.awareAt ?? variables.facts.establishedAt;
  const current = inForce(observed.regimes, aware, policyCalendar(observed.policy));
  const owner = owners(current);
  const results = current.flatMap((regime) =>
    regime.duties.map((compiled): Result => {
      const { name } = compiled.duty;
      if (owner.get(name) !== regime)
        return { problem: { regime: regime.name, duty: name, message: `It is taken from ${owner.get(name)?.name}.` } };
      const known = before.get(name);
      before.delete(name);
      return resultOf(context, regime, compiled, known);
    }),
  );
  const rest = [...before.values()].filter(({ regime }) => regime !== 'order').map((deadline) => gone(context, deadline));
  const all = [...results, ...rest];
  return {
    instances: all.flatMap(({ instance }) => instance ?? []),
    problems: all.flatMap(({ problem }) => problem ?? []),
  };
};
