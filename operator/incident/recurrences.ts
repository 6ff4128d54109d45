import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import type { Earlier } from './observed.ts';
import { createOccasions, occasionOf, rank } from './occasions.ts';
import { recurrenceKey, recurrenceWindow } from './recurrence.ts';

/** How many names are shown; the count is of all (api.md). */
const shown = 16;

/** The beginning of a window that ends at an instant; days are those of UTC, since a recurrence is no deadline. */
const windowStart = (end: number, window: string): number => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO('UTC');
  return zoned.subtract(Temporal.Duration.from(window)).epochMilliseconds;
};

/** The incidents of the register by what recurs, in the order of time. */
export interface Recurrences {
  /** Puts what an incident says in the place of what it said before; either may be absent. */
  replace(before: Incident | undefined, after: Incident | undefined): void;
  /** The real incidents of the same keys within the window before this one (L2). */
  earlier(incident: Incident): Earlier;
}

/** An empty register, for one way to recur: by the fields and the window of a policy. */
export const createRecurrences = (policy: IncidentPolicy | undefined): Recurrences => {
  const occasions = createOccasions();
  const window = recurrenceWindow(policy);
  /** Need-to-know ends at the namespace (S6); what nobody can place in time has no order among the others. */
  const keyOf = (incident: Incident): string | undefined => {
    const key = recurrenceKey(incident.spec, policy);
    return key === undefined || Number.isNaN(occasionOf(incident).millis) ? undefined : `${incident.metadata.namespace} ${key}`;
  };
  const remove = (incident: Incident): void => {
    const key = keyOf(incident);
    if (key !== undefined) occasions.remove(key, occasionOf(incident));
  };
  const add = (incident: Incident): void => {
    const key = keyOf(incident);
    // A dismissed report was no incident.
    if (key !== undefined && incident.status?.phase !== 'Dismissed') occasions.add(key, occasionOf(incident));
  };
  return {
    replace: (before, after) => {
      if (before !== undefined) remove(before);
      if (after !== undefined) add(after);
    },
    earlier: (incident) => {
      const key = keyOf(incident);
      const known = key === undefined ? [] : occasions.of(key);
      const own = occasionOf(incident);
      const end = rank(known, own);
      const begin = end === 0 ? 0 : rank(known, { millis: windowStart(own.millis, window), name: '' });
      const latest = known.slice(Math.max(begin, end - shown), Math.max(begin, end));
      return { count: Math.max(0, end - begin), latest: latest.map(({ name }) => name).reverse() };
    },
  };
};
