import type { IncidentStatusOccurrences, IncidentStatusOccurrencesMember } from '../api/types.gen.ts';
import type { Alert } from './alert.ts';

/** Something that came in, as far as counting goes. */
export interface Sighting {
  readonly alert: Alert;
  /** When it came: UTC. */
  readonly at: string;
  /** The digest of the message that brought it. */
  readonly payload: string;
}

/** What is added to the occurrences of an incident in one write. */
export interface Addition {
  /** In the order in which they came. */
  readonly sightings: readonly Sighting[];
  /** How many sightings of the same were counted before there was an incident, and since when. */
  readonly earlier: { readonly count: number; readonly firstSeen: string } | undefined;
  /** Whether the alerts are members of a group. */
  readonly storm: boolean;
  readonly truncated: number;
  /** Names this write, so that it can be told afterwards whether it was stored. */
  readonly batch: string;
}

/** So many members of a group are listed; the schema holds no more. */
export const memberLimit = 32;

const earliest = (a: string | undefined, b: string): string => (a === undefined || Date.parse(b) < Date.parse(a) ? b : a);
const latest = (a: string | undefined, b: string): string => (a === undefined || Date.parse(b) > Date.parse(a) ? b : a);

/** A resolution that belongs to an earlier firing than the one last seen came late, and says nothing about the present one. */
const isStale = (alert: Alert, seen: IncidentStatusOccurrences): boolean => {
  const present = seen.latest?.startsAt;
  return alert.startsAt !== undefined && present !== undefined && Date.parse(alert.startsAt) < Date.parse(present);
};

const latestOf = ({ alert, payload }: Sighting): NonNullable<IncidentStatusOccurrences['latest']> => ({
  ...(alert.startsAt !== undefined && { startsAt: alert.startsAt }),
  fingerprint: alert.fingerprint,
  ...(alert.url !== undefined && { url: alert.url }),
  payload,
});

const without = <T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = object;
  return rest;
};

const memberAfter = (
  member: IncidentStatusOccurrencesMember | undefined,
  { alert, at }: Sighting,
): IncidentStatusOccurrencesMember | undefined => {
  if (alert.state === 'resolved') return member && { ...member, resolvedAt: alert.endsAt ?? at };
  const seen = member === undefined ? { fingerprint: alert.fingerprint } : without(member, 'resolvedAt');
  return { ...seen, firstSeen: earliest(member?.firstSeen, at), lastSeen: latest(member?.lastSeen, at) };
};

/** The members after some sightings: the first ones that came stay listed, later ones are added while there is room. */
const membersAfter = (
  before: readonly IncidentStatusOccurrencesMember[] | undefined,
  sightings: readonly Sighting[],
): readonly IncidentStatusOccurrencesMember[] => {
  const members = new Map((before ?? []).map((member) => [member.fingerprint, member]));
  for (const sighting of sightings) {
    const { fingerprint } = sighting.alert;
    const after = memberAfter(members.get(fingerprint), sighting);
    if (after !== undefined && (members.has(fingerprint) || members.size < memberLimit)) members.set(fingerprint, after);
  }
  return [...members.values()];
};

const counted = (before: IncidentStatusOccurrences, sighting: Sighting): IncidentStatusOccurrences => {
  const { alert, at } = sighting;
  if (alert.state === 'resolved') return isStale(alert, before) ? before : { ...before, resolvedAt: alert.endsAt ?? at };
  const { resolvedAt: _, ...open } = before;
  return {
    ...open,
    count: (before.count ?? 0) + 1,
    firstSeen: earliest(before.firstSeen, at),
    lastSeen: latest(before.lastSeen, at),
    latest: latestOf(sighting),
  };
};

/** A group is resolved when all its listed members are. */
const groupResolution = (
  members: readonly IncidentStatusOccurrencesMember[],
  after: IncidentStatusOccurrences,
): IncidentStatusOccurrences => {
  const open = members.some((member) => member.resolvedAt === undefined);
  return open ? without(after, 'resolvedAt') : after;
};

/** The larger of two numbers as a field, left out while it is nothing. */
const most = <K extends string>(name: K, before: number | undefined, now: number): { readonly [N in K]?: number } => {
  const value = Math.max(before ?? 0, now);
  return (value > 0 ? { [name]: value } : {}) as { readonly [N in K]?: number };
};

/**
 * The occurrences after an addition: every firing alert counts, none is dropped for being like another; a resolution is noted and
 * taken back when it fires again. In a storm each alert counts, and its members say which there were.
 */
export const occurrencesAfter = (before: IncidentStatusOccurrences | undefined, addition: Addition): IncidentStatusOccurrences => {
  const { sightings, earlier, storm, truncated, batch } = addition;
  const start: IncidentStatusOccurrences =
    earlier === undefined
      ? { ...before }
      : { ...before, count: (before?.count ?? 0) + earlier.count, firstSeen: earliest(before?.firstSeen, earlier.firstSeen) };
  const after = { ...sightings.reduce(counted, start), ...most('truncatedAlerts', before?.truncatedAlerts, truncated), batch };
  if (!storm) return after;
  const members = membersAfter(before?.members, sightings);
  const different = new Set(sightings.map(({ alert }) => alert.fingerprint)).size;
  return { ...groupResolution(members, after), members, ...most('distinct', before?.distinct, Math.max(different, members.length)) };
};
