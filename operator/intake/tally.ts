/** How often something was seen that is no incident yet. */
export interface Tally {
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** After which it is forgotten. */
  readonly until: string;
}

/** What is written down, by a digest that tells nothing about what it stands for. */
export type Tallies = ReadonlyMap<string, Tally>;

/** Something to be counted. */
export interface Counted {
  readonly key: string;
  readonly count: number;
  readonly at: string;
  /** ISO 8601: how long it is remembered. */
  readonly window: string;
}

/** So many are remembered: about 300 kB. What does not fit any more becomes an incident at once, for nothing is dropped silently. */
export const tallyLimit = 2_000;

/** Reads one line; undefined for what is none, so that somebody's edit of the object loses one count and not the store. */
export const readTally = (text: string): Tally | undefined => {
  const [count, firstSeen, lastSeen, until, ...rest] = text.split(' ');
  const times = [firstSeen, lastSeen, until];
  if (rest.length > 0 || !/^\d{1,9}$/.test(count ?? '') || times.some((time) => Number.isNaN(Date.parse(time ?? '')))) return undefined;
  return { count: Number(count), firstSeen: firstSeen ?? '', lastSeen: lastSeen ?? '', until: until ?? '' };
};

/** Writes one line. */
export const writeTally = ({ count, firstSeen, lastSeen, until }: Tally): string => `${count} ${firstSeen} ${lastSeen} ${until}`;

const after = (at: string, window: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO('UTC').add(window).toInstant().toString({ smallestUnit: 'second' });

/** The tallies after a few more sightings, without those whose time is over; what finds no room is left out. */
export const talliesAfter = (before: Tallies, added: readonly Counted[], now: string): Tallies => {
  const kept = new Map([...before].filter(([, { until }]) => Date.parse(until) >= Date.parse(now)));
  for (const { key, count, at, window } of added) {
    const known = kept.get(key);
    if (known === undefined && kept.size >= tallyLimit) continue;
    const total = (known?.count ?? 0) + count;
    kept.set(key, { count: total, firstSeen: known?.firstSeen ?? at, lastSeen: at, until: after(at, window) });
  }
  return kept;
};
