// What processes cost, as Linux counts it.
import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of a process so far, with its threads (milliseconds; the kernel counts in hundredths of a second). 0 where it is gone. */
export const processorTime = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
};

/** The processes of a control plane, by their names. */
export const processesOf = (dir: string): ReadonlyMap<string, number> =>
  new Map(
    readdirSync('/proc').flatMap((pid) => {
      if (!/^\d+$/.test(pid)) return [];
      try {
        const mine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir);
        return mine ? [[readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), Number(pid)] as const] : [];
      } catch {
        return []; // it ended meanwhile
      }
    }),
  );
