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
  const fields = policy?.spec.recurrence?.by ?? defaultFields;
  const values = fields.map((field) => (spec as unknown as Readonly<Record<string, unknown>>)[field]);
  return values.some((value) => typeof value !== 'string' || value === '') ? undefined : JSON.stringify(values);
};

/** How many names are shown; the count is of all, this one included (api.md). */
const shown = 16;

/** Earlier incidents with the same key within the window of the policy; absent where there is none (L2, A10). */
export const recurrenceOf = ({ earlier }: Observed): IncidentStatusRecurrence | undefined => {
  if (earlier.length === 0) return undefined;
  const latest = earlier.toSorted((a, b) => Date.parse(b.establishedAt) - Date.parse(a.establishedAt) || (a.name < b.name ? 1 : -1));
  return { count: earlier.length + 1, previous: latest.slice(0, shown).map(({ name }) => name) };
};
