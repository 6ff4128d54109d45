// How much memory a process really took, also between two looks at it.
import { readFileSync } from 'node:fs';

/** Megabytes: what a process holds now, and the most that it ever held. Zeros where it is gone. */
export interface Held {
  readonly now: number;
  readonly most: number;
}

/** What Linux says of a process. */
export const heldBy = (pid: number): Held => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name: string): number =>
      Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1_000);
    return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
  } catch {
    return { now: 0, most: 0 };
  }
};
