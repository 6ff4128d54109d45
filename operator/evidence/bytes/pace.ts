import { setTimeout as delay } from 'node:timers/promises';

/** Waits until so many bytes more may be read. */
export type Pace = (bytes: number, signal: AbortSignal) => Promise<void>;

/** A second's worth may come at once; beyond it everybody waits for their turn. */
const burstMillis = 1_000;

/**
 * One pace for all who read (V8): together they read so many bytes in a second, whatever the policy says at that moment; undefined is without
 * a limit. Time runs forwards only, so that a step of the wall clock neither skips nor prolongs a wait.
 */
export const createPace = (bytesPerSecond: () => number | undefined): Pace => {
  // Until when everything that was read so far takes, at the pace that it was read at.
  let until = 0;
  return async (bytes, signal) => {
    const limit = bytesPerSecond();
    if (limit === undefined) return;
    const now = performance.now();
    until = Math.max(until, now - burstMillis) + (bytes * 1_000) / limit;
    if (until > now) await delay(until - now, undefined, { signal });
  };
};
