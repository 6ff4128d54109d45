import { utc } from '../api/time.ts';
import type { IncidentStatusDeadline, ReportingRegimeDuty } from '../api/types.gen.ts';
import { policyCalendar } from '../policy/calendar.ts';
import { type CompiledDuty, inForce, type Regime } from '../policy/regime.ts';
import { type Instance, isOpen, stateNow } from './deadlines.ts';
import { type DutyContext, type Evaluation, evaluate } from './evaluation.ts';
import { metBy, metInHistory, notificationName, ownNotification, waivedAt } from './fulfilment.ts';

type Deadline = IncidentStatusDeadline;
type DueNow = Extract<Evaluation, { kind: 'Due' }>;

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

/** Leaves out what is not known. */
const present = <T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;

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

type Clock = Pick<Deadline, 'from' | 'dueAt'> & { readonly legalDueAt: string | undefined; readonly basis: string | undefined };

const clockOf = (
  context: DutyContext,
  duty: ReportingRegimeDuty,
  { from, due }: DueNow,
  before: Deadline | undefined,
  hasEnded: boolean,
): Clock => {
  const start = utc(from);
  const history = hasEnded && before !== undefined && isHistory(context, duty, before, start);
  const { dueAt, legalDueAt, basis } = history ? before : due;
  return { from: start, dueAt, legalDueAt, basis: basis?.slice(0, 360) };
};

const standing = (
  context: DutyContext,
  regime: string,
  duty: ReportingRegimeDuty,
  evaluation: DueNow,
  before: Deadline | undefined,
): Instance => {
  const name = incidentName(context);
  const note = ownNotification(context.notes, name, duty);
  const same = before?.from === utc(evaluation.from) ? before : undefined;
  const erased = duty.audience !== undefined && note === undefined;
  const metAt = metInHistory(same, context.closure, erased) ?? evaluation.metAt ?? metBy(note, duty);
  const waived = waivedAt(context.risk, note, duty);
  const clock = clockOf(context, duty, evaluation, before, metAt !== undefined || waived !== undefined);
  const facts = { dueAt: clock.dueAt, ...(metAt === undefined ? {} : { metAt }), ...(waived === undefined ? {} : { waivedAt: waived }) };
  const deadline = present<Deadline>({
    name: duty.name,
    regime,
    clause: duty.clause,
    ...clock,
    state: stateNow(facts, before, context.now),
    metAt: metAt === undefined ? undefined : utc(metAt),
    endedAt: waived === undefined ? undefined : utc(waived),
    notification: duty.audience === undefined ? undefined : notificationName(name, duty.name),
    // Marks already announced hold for one due time only: a deadline that moved warns anew.
    warned: before?.dueAt === clock.dueAt ? before.warned : undefined,
  });
  return { deadline, duty, warnBefore: duty.warnBefore ?? [], ...(waived === undefined ? {} : { endedBy: 'Waiver' as const }) };
};

type Result = { readonly instance?: Instance; readonly problem?: DutyProblem };

const resultOf = (context: DutyContext, regime: Regime, compiled: CompiledDuty, before: Deadline | undefined): Result => {
  const { duty } = compiled;
  const evaluation = evaluate(context, compiled, before);
  switch (evaluation.kind) {
    case 'Unknown': {
      const problem = { regime: regime.name, duty: duty.name, message: evaluation.message };
      return before === undefined ? { problem } : { problem, instance: kept(context, before, duty) };
    }
    case 'Absent':
      return before === undefined ? {} : { instance: ended(context, before, duty) };
    case 'Due':
      return { instance: standing(context, regime.name, duty, evaluation, before) };
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
