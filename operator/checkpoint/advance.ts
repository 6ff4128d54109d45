import type { Standing } from './line.ts';
import { formatStanding, parseLine, standingText } from './line.ts';
import type { TimelineLog } from './log.ts';
import { contradiction } from './log.ts';

/** What the log has to be told. */
export interface Advance {
  /** The next lines, sorted by uid, at most as many as were asked for. */
  readonly lines: readonly string[];
  /** Whether there is more to tell. */
  readonly more: boolean;
  /** Timelines that changed in a way that no operator of ours changes them, in sentences with identifiers only. */
  readonly alarms: readonly string[];
}

const standingOf = (text: string | undefined): Standing | undefined => {
  if (text === undefined) return undefined;
  const line = parseLine(text);
  return line.says === 'standing' ? line.standing : undefined;
};

/** Timelines that the log knows as present and that are not there any more, in the namespaces that are served. */
const gone = (log: TimelineLog, seen: ReadonlySet<string>, serves: (namespace: string) => boolean): readonly Standing[] => {
  const missing: Standing[] = [];
  for (const text of log.standings()) {
    const standing = standingOf(text);
    if (standing === undefined || standing.state === 'gone' || seen.has(standing.uid) || !serves(standing.namespace)) continue;
    missing.push({ ...standing, state: 'gone' });
  }
  return missing;
};

/**
 * What has happened since the log was last told: timelines that moved, began, or are gone. A timeline that went back is told as it
 * is now, because the log is never silent about what it saw; the earlier line stays, and every verifier sees the contradiction.
 */
export const advance = (log: TimelineLog, now: Iterable<Standing>, serves: (namespace: string) => boolean, limit: number): Advance => {
  const seen = new Set<string>();
  const moved: Standing[] = [];
  for (const standing of now) {
    seen.add(standing.uid);
    if (log.lineOf(standing.uid) !== standingText(standing)) moved.push(standing);
  }
  const all = [...moved, ...gone(log, seen, serves)].toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  const taken = all.slice(0, limit);
  const alarms = taken.flatMap((standing) => {
    const before = standingOf(log.lineOf(standing.uid));
    return before === undefined ? [] : (contradiction(before, standing) ?? []);
  });
  return { lines: taken.map(formatStanding), more: all.length > taken.length, alarms };
};
