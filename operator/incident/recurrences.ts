import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import { establishedOf } from './awareness.ts';
import type { Earlier } from './observed.ts';
import { recurrenceKey, recurrenceWindow } from './recurrence.ts';

/** How many names are shown; the count is of all (api.md). */
const shown = 16;

/** One incident of a kind that may recur. Of two at one instant, as a storm of alerts has them, the one whose name comes first is the earlier. */
interface Occasion {
  readonly millis: number;
  readonly name: string;
}

const isBefore = (a: Occasion, b: Occasion): boolean => a.millis < b.millis || (a.millis === b.millis && a.name < b.name);

/** How many of some occasions, which are in order, come before another one. */
const rank = (occasions: readonly Occasion[], of: Occasion): number => {
  let [low, high] = [0, occasions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const occasion = occasions[middle];
    if (occasion !== undefined && isBefore(occasion, of)) low = middle + 1;
    else high = middle;
  }
  return low;
};

const occasionOf = ({ metadata, spec }: Incident): Occasion => ({ millis: Date.parse(establishedOf(spec)), name: metadata.name });

/** The beginning of a window that ends at an instant; days are those of UTC, since a recurrence is no deadline. */
const windowStart = (end: number, window: string): number => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO('UTC');
  return zoned.subtract(Temporal.Duration.from(window)).epochMilliseconds;
};

/** The incidents of the register by what recurs, in the order of time, so that a storm on one asset costs no more than one alert. */
export interface Recurrences {
  /** Puts what an incident says in the place of what it said before; either may be absent. */
  replace(before: Incident | undefined, after: Incident | undefined): void;
  /** The real incidents of the same keys within the window before this one (L2). */
  earlier(incident: Incident): Earlier;
}

/** An empty register, for one way to recur: by the fields and the window of a policy. */
export const createRecurrences = (policy: IncidentPolicy | undefined): Recurrences => {
  const byKey = new Map<string, Occasion[]>();
  const window = recurrenceWindow(policy);
  /** Need-to-know ends at the namespace (S6); what nobody can place in time has no order among the others. */
  const keyOf = (incident: Incident): string | undefined => {
    const key = recurrenceKey(incident.spec, policy);
    return key === undefined || Number.isNaN(occasionOf(incident).millis) ? undefined : `${incident.metadata.namespace} ${key}`;
  };
  const remove = (incident: Incident): void => {
    const key = keyOf(incident);
    const occasions = key === undefined ? undefined : byKey.get(key);
    if (key === undefined || occasions === undefined) return;
    const index = rank(occasions, occasionOf(incident));
    if (occasions[index]?.name === incident.metadata.name) occasions.splice(index, 1);
    if (occasions.length === 0) byKey.delete(key);
  };
  const add = (incident: Incident): void => {
    const key = keyOf(incident);
    // A dismissed report was no incident.
    if (key === undefined || incident.status?.phase === 'Dismissed') return;
    const occasions = byKey.get(key) ?? [];
    const occasion = occasionOf(incident);
    occasions.splice(rank(occasions, occasion), 0, occasion);
    byKey.set(key, occasions);
  };
  return {
    replace: (before, after) => {
      if (before !== undefined) remove(before);
      if (after !== undefined) add(after);
    },
    earlier: (incident) => {
      const key = keyOf(incident);
      const occasions = key === undefined ? undefined : byKey.get(key);
      if (occasions === undefined) return { count: 0, latest: [] };
      const own = occasionOf(incident);
      const end = rank(occasions, own);
      const begin = end === 0 ? 0 : rank(occasions, { millis: windowStart(own.millis, window), name: '' });
      const latest = occasions.slice(Math.max(begin, end - shown), Math.max(begin, end));
      return { count: Math.max(0, end - begin), latest: latest.map(({ name }) => name).reverse() };
    },
  };
};
