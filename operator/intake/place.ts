import type { Incident } from '../api/types.gen.ts';
import { type System, shortDigest } from './alert.ts';

/** Where a report goes. */
export type Place =
  /** A new incident, linked to an earlier one of the same source. */
  | { readonly kind: 'open'; readonly name: string; readonly previous?: string }
  /** The occurrences of an incident that exists. */
  | { readonly kind: 'count'; readonly incident: Incident }
  /** Nothing was open, and nothing has to be opened for something that is over. */
  | { readonly kind: 'nothing' };

/** What a place is decided on. */
export interface Occasion {
  readonly system: System;
  readonly fingerprint: string;
  /** All incidents of this source and fingerprint in the namespace, in any order. */
  readonly family: readonly Incident[];
  /** Whether something fires; otherwise there are resolutions only. */
  readonly firing: boolean;
  /** When the newest of it began, if the source says so. */
  readonly startsAt: string | undefined;
  /** ISO 8601; see `Ruling`. */
  readonly dedupe: string | undefined;
  /** The lowest generation that is free: names below it belong to something else. */
  readonly free: number;
  readonly now: string;
}

/**
 * The name of an incident, which follows from what it is about, so that two replicas and a repetition after a crash create one
 * object and not two. 96 bits keep names apart that somebody would like to fall together. No name holds content (S6).
 */
export const incidentName = (system: System, fingerprint: string, generation: number): string => {
  const name = `alert-${shortDigest(24, system, fingerprint)}`;
  return generation === 1 ? name : `${name}-${generation}`;
};

/** Which incident of its family a name is: the first has no number. */
export const generationOf = (name: string): number => Number(/^alert-[0-9a-f]{24}-(\d{1,6})$/.exec(name)?.[1] ?? 1);

/** Whether an incident is over: the operator says so, or a closure was written that it has not looked at yet. */
export const isOver = ({ spec, status }: Incident): 'Closed' | 'Dismissed' | undefined => {
  if (status?.phase === 'Closed' || status?.phase === 'Dismissed') return status.phase;
  return (spec.closures ?? []).length > (spec.reopenings ?? []).length ? 'Closed' : undefined;
};

/** The incident that was opened last. */
export const newest = (family: readonly Incident[]): Incident | undefined =>
  family.reduce<Incident | undefined>(
    (last, next) => (last === undefined || generationOf(next.metadata.name) > generationOf(last.metadata.name) ? next : last),
    undefined,
  );

const withinWindow = ({ metadata, status }: Incident, dedupe: string, now: string): boolean => {
  const seen = Temporal.Instant.from(status?.occurrences?.lastSeen ?? metadata.creationTimestamp);
  return Temporal.Instant.compare(seen.toZonedDateTimeISO('UTC').add(dedupe).toInstant(), Temporal.Instant.from(now)) >= 0;
};

/** The firing that somebody dismissed goes on: that decision was about this very firing, and holds as long as the policy counts it as one. */
const isSameFiring = (incident: Incident, { startsAt, dedupe, now }: Occasion): boolean => {
  const known = incident.status?.occurrences?.latest?.startsAt;
  if (dedupe === undefined || startsAt === undefined || known === undefined) return false;
  return Date.parse(startsAt) <= Date.parse(known) && withinWindow(incident, dedupe, now);
};

const takes = (incident: Incident, occasion: Occasion): boolean => {
  switch (isOver(incident)) {
    case 'Closed':
      // A closure says that it was put right; what fires afterwards shows that it was not, and is a new incident.
      return false;
    case 'Dismissed':
      return isSameFiring(incident, occasion);
    default:
      return occasion.dedupe === undefined || withinWindow(incident, occasion.dedupe, occasion.now);
  }
};

/**
 * Where a report goes: to the incident of its family that is still open, or to a new one that names the one before. What is
 * resolved is noted on the newest, closed or not, and opens and closes nothing.
 */
export const placeOf = (occasion: Occasion): Place => {
  const { system, fingerprint, family, firing, free } = occasion;
  const last = newest(family);
  if (last !== undefined && (!firing || takes(last, occasion))) return { kind: 'count', incident: last };
  if (!firing) return { kind: 'nothing' };
  const generation = Math.max(free, last === undefined ? 1 : generationOf(last.metadata.name) + 1);
  const name = incidentName(system, fingerprint, generation);
  return last === undefined ? { kind: 'open', name } : { kind: 'open', name, previous: last.metadata.name };
};
