import type { Observer } from './observer.ts';

/** One thing that has to end before the process does. */
export interface ShutdownStep {
  /** What ends, for the log. */
  readonly name: string;
  readonly stop: () => Promise<unknown> | undefined;
  /** How long it may take (milliseconds). */
  readonly within: number;
}

/**
 * Ends things in the order given, each within its time: a step that hangs or fails is logged and does not keep the later ones, among
 * which is giving back the Lease, from their turn. Never throws.
 */
export const shutDown = async (steps: readonly ShutdownStep[], observer: Observer): Promise<void> => {
  for (const { name, stop, within } of steps) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), within);
    });
    try {
      if ((await Promise.race([stop(), late])) === 'late')
        observer.log('warn', 'A part of the operator did not end in time.', { part: name });
    } catch (error) {
      const cause = error instanceof Error ? error.name : 'unknown';
      observer.log('warn', 'A part of the operator did not end properly.', { part: name, cause });
    } finally {
      clearTimeout(timer);
    }
  }
};
