import type { Standing } from './line.ts';
import { formatStanding, parseLine, standingText } from './line.ts';
import type { TimelineLog } from './log.ts';
import { contradiction } from './log.ts';

/** What the log has to be told. */
export interface Advance {
  /** The next lines, sorted by uid. */
  readonly lines: readonly string[];
  /** Timelines that changed in a way that no operator of ours changes them, in sentences with identifiers only. */
  readonly alarms: readonly string[];
}

const standingOf = (text: string | undefined): Standing | undefined => {
  if (text === undefined) return undefined;
  const line = parseLine(text);
  return line.says === 'standing' ? line.standing : undefined;
};

/** The timelines that the log knows as present and that are not there any more, in the namespaces that are served. */
export const missing = (log: TimelineLog, present: ReadonlySet<string>, serves: (namespace: string) => boolean): readonly Standing[] => {
  const found: Standing[] = [];
  for (const text of log.standings()) {
    const standing = standingOf(text);
    if (standing === undefined || standing.state === 'gone' || present.has(standing.uid) || !serves(standing.namespace)) continue;
    found.push({ ...standing, state: 'gone' });
  }
  return found;
};

/**
 * What the log is to be told of these timelines: those that moved, began, or are gone. A timeline that went back is told as it
 * is now, because the log is never silent about what it saw; the earlier line stays, and every verifier sees the contradiction.
 */
export const advance = (log: TimelineLog, now: Iterable<Standing>): Advance => {
  const moved: Standing[] = [];
  for (const standing of now) if (log.lineOf(standing.uid) !== standingText(standing)) moved.push(standing);
  const told = moved.toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  const alarms = told.flatMap((standing) => {
    const before = standingOf(log.lineOf(standing.uid));
    return before === undefined ? [] : (contradiction(before, standing) ?? []);
  });
  return { lines: told.map(formatStanding), alarms };
};
