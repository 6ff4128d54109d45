import type { Report } from './gather.ts';
import type { Held } from './held.ts';
import type { Addition, Sighting } from './occurrences.ts';
import type { Waiting } from './pending.ts';

/** What became of a report, once it was stored. */
export type Outcome =
  | { readonly kind: 'created' | 'counted'; readonly name: string }
  /** Counted, and below the threshold of its rule. */
  | { readonly kind: 'pending'; readonly count: number }
  /** A resolution of something that was never reported. */
  | { readonly kind: 'ignored' };

/** A report as it arrived. */
export interface Arrival {
  readonly namespace: string;
  readonly caller: string;
  readonly report: Report;
  readonly at: string;
  readonly payload: string;
  /** Set once the hold time is over: what was counted meanwhile, and since when. */
  readonly released?: { readonly count: number; readonly firstSeen: string };
}

/** What the writes of a batch share. */
export interface Work {
  readonly namespace: string;
  readonly first: Arrival;
  readonly report: Report;
  readonly sightings: readonly Sighting[];
  readonly firing: number;
  readonly released: Arrival['released'];
}

/** What arrivals for one incident come to together. */
export const workOf = (arrivals: readonly [Arrival, ...Arrival[]]): Work => {
  const [first] = arrivals;
  const sightings = arrivals.flatMap(({ report, at, payload }) => report.alerts.map((alert) => ({ alert, at, payload })));
  const truncated = Math.max(...arrivals.map(({ report }) => report.truncated));
  const firing = sightings.filter(({ alert }) => alert.state === 'firing').length;
  const report = { ...first.report, truncated, alerts: sightings.map(({ alert }) => alert) };
  const released = arrivals.find((arrival) => arrival.released !== undefined)?.released;
  return { namespace: first.namespace, first, report, sightings, firing, released };
};

/** What is kept of an alert for the time of its hold, with what was counted of it before. */
export const heldOf = (
  { namespace, first, report, firing }: Work,
  before: { readonly count: number; readonly firstSeen: string } | undefined,
): Held | undefined => {
  const { caller, at, payload } = first;
  const { system, fingerprint, ruling } = report;
  const fired = report.alerts.find(({ state }) => state === 'firing');
  // A storm is grave by itself, and is not held.
  if (ruling.hold === undefined || report.storm || fired === undefined) return undefined;
  const { labels: _, ...alert } = fired;
  const dueAt = Temporal.Instant.from(at).add(ruling.hold).toString();
  const count = firing + (before?.count ?? 0);
  return {
    namespace,
    caller,
    system,
    fingerprint,
    ruling: { ...ruling, threshold: 1 },
    alert,
    payload,
    count,
    firstSeen: before?.firstSeen ?? at,
    dueAt,
  };
};

/** When the newest firing began, if the source says so. */
export const newestStart = ({ report }: Work): string | undefined =>
  report.alerts
    .flatMap(({ state, startsAt }) => (state === 'firing' && startsAt !== undefined ? [startsAt] : []))
    .reduce<string | undefined>((last, next) => (last === undefined || Date.parse(next) > Date.parse(last) ? next : last), undefined);

/** A batch on its way: what is learnt in one attempt is known in the next. */
export interface Batch {
  readonly key: string;
  readonly work: Work;
  readonly addition: Addition;
  /** Whether this batch opened the incident that it counts on. */
  opened: boolean;
  /** What stayed below the threshold before; undefined until that was asked, or where there is none. */
  waited: Extract<Waiting, { kind: 'reached' }> | undefined;
  /** See `Occasion`. */
  free: number;
}
