// An API server that has just started refuses for a while what it will accept later.
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../../../operator/kube/errors.ts';

/**
 * Right after a start it answers 503 and 429, and until it has found the kinds of the parameters of its admission policies, for
 * which it looks every half minute, it refuses what these policies are about.
 */
const passing = (error: unknown): boolean =>
  hasCode(error, 'Unavailable', 'TooManyRequests', 'Timeout') ||
  (error instanceof Error && /failed to find resource referenced by paramKind|not yet synced to use for admission/.test(error.message));

/** Does something, again and again while the API server is not ready for it; throws anything else, and what it said last after `within` milliseconds. */
export const patiently = async <T>(attempt: () => Promise<T>, within = 40_000): Promise<T> => {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!passing(error) || Date.now() > end) throw error;
    }
    await delay(50);
  }
};
