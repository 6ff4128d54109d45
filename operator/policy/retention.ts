import type { Incident, IncidentPolicy } from '../api/types.gen.ts';

/** How long records are kept where the policy does not say (S8). */
export const defaultRetention = 'P10Y';

/** The latest time that admission can compare; whoever keeps records longer keeps them for ever. */
const latest = '9999-12-31T23:59:59Z';

/** Adds a retention to a moment, on the calendar of UTC: it is no deadline, and a day more or less harms nobody. */
const keptFrom = (endedAt: string, retention: string): string => {
  try {
    const until = Temporal.Instant.from(endedAt).toZonedDateTimeISO('UTC').add(Temporal.Duration.from(retention));
    return until.year > 9999 ? latest : until.toInstant().round('second').toString();
  } catch {
    // The schema lets through spans that no calendar holds, such as P99999Y.
    return latest;
  }
};

/**
 * When a record ended: the moment at which that was recorded, and not what the entry says of itself, since an entry may be dated back and
 * would let the retention lapse at once. Undefined while it is open.
 */
export const endedAtOf = (isOver: boolean, before: { readonly endedAt?: string } | undefined, now: string): string | undefined =>
  isOver ? (before?.endedAt ?? now) : undefined;

/** Until when an ended record is kept (S8). A drill is kept by nobody's rule: it may go as soon as it is over (P7). */
export const retainUntilOf = (
  endedAt: string | undefined,
  policy: IncidentPolicy | undefined,
  isDrill = false,
): { readonly retainUntil?: string } => {
  if (endedAt === undefined) return {};
  return { retainUntil: isDrill ? endedAt : keptFrom(endedAt, policy?.spec.retention?.closedIncidents ?? defaultRetention) };
};

/** What its incident says of the keeping of a record that belongs to it. */
export interface Kept {
  readonly retainUntil?: string;
  /** The incident is under a legal hold, and so is what belongs to it. */
  readonly legalHold?: boolean;
}

/** What a record that belongs to an incident says of its own keeping. */
export interface OwnKeeping {
  /** Its own date, which takes the place of the policy's retention, though never before the incident ended. */
  readonly until?: string | undefined;
  /** The policy's retention for its kind, where that is another one than the incident's. */
  readonly retention?: string | undefined;
  readonly before?: Kept | undefined;
}

/**
 * How long a record is kept that belongs to an incident: as long as the incident is open or under a legal hold, and then for the
 * retention. Where the incident is gone, what was known of it while it was there counts on.
 */
export const keptWith = (
  incident: Incident | undefined,
  policy: IncidentPolicy | undefined,
  { until, retention, before }: OwnKeeping = {},
): Kept => {
  if (incident === undefined) {
    const known = before?.retainUntil ?? until;
    return known === undefined ? {} : { retainUntil: known };
  }
  if (incident.spec.legalHold === true) return { legalHold: true };
  const endedAt = incident.status?.endedAt;
  if (endedAt === undefined) return {};
  if (incident.spec.drill === true) return { retainUntil: endedAt };
  if (until !== undefined) return { retainUntil: Date.parse(until) > Date.parse(endedAt) ? until : endedAt };
  if (retention !== undefined) return { retainUntil: keptFrom(endedAt, retention) };
  return retainUntilOf(endedAt, policy);
};
