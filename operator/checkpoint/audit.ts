import type { Checkpoint } from '../journal/checkpoint.ts';
import type { Standing } from './line.ts';
import { formatSnapshot, parseLine } from './line.ts';
import type { LogFault, TimelineLog } from './log.ts';
import { createLog } from './log.ts';

/** What is wrong between the log and a checkpoint that was signed over it. */
export interface LogProblem {
  readonly problem: 'truncated' | 'rewritten' | 'forked';
  readonly detail: string;
}

/** What a log turned out to be. */
export interface LogAudit {
  readonly problems: readonly LogProblem[];
  /** Lines that no operator of ours writes. */
  readonly faults: readonly LogFault[];
  /** Everything the log says of each timeline, in order, by uid. Worth nothing where there are problems. */
  readonly told: ReadonlyMap<string, readonly Standing[]>;
}

const rootsDiffer = (log: TimelineLog, { root }: Checkpoint): boolean => Buffer.compare(root, log.root()) !== 0;

const compare = (log: TimelineLog, checkpoint: Checkpoint, last: string | undefined): LogProblem | undefined => {
  const { size } = checkpoint;
  if (rootsDiffer(log, checkpoint)) {
    const detail = `the first ${size} lines of the log are not those over which the checkpoint of ${size} lines was signed`;
    return { problem: 'rewritten', detail };
  }
  const line = last === undefined ? undefined : parseLine(last);
  if (line?.says !== 'snapshot' || last === formatSnapshot(log.snapshot())) return undefined;
  return { problem: 'forked', detail: `the snapshot in line ${size} of the log is not that of the lines before it` };
};

/**
 * Reads a whole log against the checkpoints over it: those that were kept elsewhere and the newest one. A log that fits a checkpoint
 * which the reader kept is the one that was signed then, up to there, whoever holds it now.
 */
export const auditLog = (lines: readonly string[], checkpoints: readonly Checkpoint[]): LogAudit => {
  const log = createLog();
  const problems: LogProblem[] = [];
  const faults: LogFault[] = [];
  const told = new Map<string, Standing[]>();
  const look = (last: string | undefined): void => {
    for (const checkpoint of checkpoints) {
      const problem = checkpoint.size === log.size() ? compare(log, checkpoint, last) : undefined;
      if (problem !== undefined) problems.push(problem);
    }
  };
  look(undefined);
  for (const text of lines) {
    const fault = log.add(text);
    if (fault !== undefined) faults.push(fault);
    const line = parseLine(text);
    if (line.says === 'standing') told.getOrInsertComputed(line.standing.uid, () => []).push(line.standing);
    look(text);
  }
  for (const { size } of checkpoints.filter((checkpoint) => checkpoint.size > lines.length)) {
    problems.push({ problem: 'truncated', detail: `the log has ${lines.length} lines, and a checkpoint was signed over ${size}` });
  }
  return { problems, faults, told };
};
