import type { IncidentPolicy, IncidentSpec, IncidentStatusRecurrence } from '../api/types.gen.ts';
import type { Observed } from './observed.ts';

/** The fields by which incidents count as the same, where the policy names none. */
const defaultFields = ['category', 'asset'] as const;

/**
 * The key under which an incident recurs (L2), or undefined where a field of the key is not known: what is unknown equals
 * nothing. Drills never recur.
 */
export const recurrenceKey = (spec: IncidentSpec, policy: IncidentPolicy | undefined): string | undefined => {
  if (spec.drill === true) return undefined;
  const values = recurrenceFields(policy).map((field) => (spec as unknown as Readonly<Record<string, unknown>>)[field]);
  return values.some((value) => typeof value !== 'string' || value === '') ? undefined : JSON.stringify(values);
};

/** From how many on, this one included, the same has come back (L2); two, where the policy says nothing. */
export const recurrenceThreshold = (policy: IncidentPolicy | undefined): number => policy?.spec.recurrence?.threshold ?? 2;

/** How far back is looked (L2), as an ISO 8601 duration; ninety days, where the policy says nothing. */
export const recurrenceWindow = (policy: IncidentPolicy | undefined): string => policy?.spec.recurrence?.window ?? 'P90D';

/** The fields of an incident by which it may recur, by name, as the policy names them. */
export const recurrenceFields = (policy: IncidentPolicy | undefined): readonly string[] => policy?.spec.recurrence?.by ?? defaultFields;

/** The severity of an incident, and whether it is a major one. */
export interface Rated {
  readonly severity: string | undefined;
  readonly major: boolean;
}

/** Whether an incident has the impact that makes its recurrence a matter for management (L2): the policy names the severities, else the major ones have. */
const isHighImpact = ({ severity, major }: Rated, policy: IncidentPolicy | undefined): boolean => {
  const named = policy?.spec.recurrence?.highImpact;
  return named === undefined ? major : severity !== undefined && named.includes(severity);
};

/** Earlier incidents with the same key within the window of the policy, this one counted in; absent where there is none (L2, A10). */
export const recurrenceOf = ({ earlier: { count, latest }, policy }: Observed, severity: Rated): IncidentStatusRecurrence | undefined => {
  if (count === 0) return undefined;
  const highImpact = count + 1 >= recurrenceThreshold(policy) && isHighImpact(severity, policy);
  return { count: count + 1, previous: latest, ...(highImpact ? { highImpact } : {}) };
};
