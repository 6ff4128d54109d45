import type { IncidentStatusDeadline, ReportingRegimeDuty } from '../api/types.gen.ts';
import type { Period } from '../deadline/due.ts';
import { policyCalendar } from '../policy/calendar.ts';
import type { CompiledDuty, DutyVariables } from '../policy/regime.ts';
import { type Scale, type Target, targetOf } from './classification.ts';
import type { Closure } from './closure.ts';
import type { Facts } from './facts.ts';
import type { Notifications } from './fulfilment.ts';
import type { Observed } from './observed.ts';
import type { Risk } from './risk.ts';

/** What deciding on the duties needs beside what was observed. */
export interface DutyContext {
  readonly observed: Observed;
  readonly variables: DutyVariables & { readonly facts: Facts };
  readonly notes: Notifications;
  readonly closure: Closure;
  readonly risk: Risk;
  readonly scale: Scale | undefined;
  readonly severity: string | undefined;
  readonly now: string;
  /** When facts of which nobody says since when they hold are taken to hold: at the latest entry that is new, else now. */
  readonly endingAt: string;
}

/**
 * What a duty amounts to on one incident: it does not exist or has not begun; its time runs; or nobody can tell, because an expression
 * failed or the scale that holds its target is missing.
 */
export type Evaluation =
  | { readonly kind: 'Absent' }
  | { readonly kind: 'Unknown'; readonly message: string }
  | { readonly kind: 'Runs'; readonly period: Period; readonly metAt: string | undefined };

const absent: Evaluation = { kind: 'Absent' };

const periodOf = (context: DutyContext, duty: ReportingRegimeDuty): Target => {
  const target: Target = duty.target === undefined ? { kind: 'None' } : targetOf(context.scale, context.severity, duty.target);
  if (target.kind === 'Within' || duty.within === undefined) return target;
  return { kind: 'Within', within: duty.within };
};

/** What the expressions of a duty see. Since when the register knows of something is when the deadline was first recorded. */
const seenBy = (context: DutyContext, { asksSeenAt }: CompiledDuty, before: IncidentStatusDeadline | undefined): DutyVariables => {
  const { variables, now } = context;
  return asksSeenAt ? { ...variables, facts: { ...variables.facts, seenAt: before?.from ?? `${now.slice(0, 19)}Z` } } : variables;
};

/** Evaluates a duty on one incident. */
export const evaluate = (context: DutyContext, compiled: CompiledDuty, before: IncidentStatusDeadline | undefined): Evaluation => {
  const { duty } = compiled;
  const result = compiled.evaluate(seenBy(context, compiled, before));
  if (!result.ok) return { kind: 'Unknown', message: result.message };
  const { applies, from, metAt, cap, relieved } = result.value;
  if (!applies || from === undefined) return absent;
  const period = periodOf(context, duty);
  if (period.kind === 'None') return absent;
  if (period.kind === 'Unknown') {
    return { kind: 'Unknown', message: `The scale of the policy holds no target ${duty.target} for ${context.severity ?? 'it'}.` };
  }
  return {
    kind: 'Runs',
    metAt,
    period: {
      from,
      within: period.within,
      calendar: policyCalendar(context.observed.policy),
      ...(duty.counting === undefined ? {} : { counting: duty.counting }),
      ...(cap === undefined || duty.cap === undefined ? {} : { cap: { from: cap, within: duty.cap.within } }),
      noonRelief: relieved,
      contested: false,
    },
  };
};
