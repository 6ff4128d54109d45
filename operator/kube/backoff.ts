/** How waiting grows between attempts; all in milliseconds. */
export interface Backoff {
  readonly base: number;
  readonly cap: number;
  /** Share of the wait that is left to chance, so that what failed together does not come back together. */
  readonly jitter: number;
}

/** Per-key retries: from 50 ms, which rides over a conflict, to one minute, so that a long outage ends with a prompt return. */
export const retryBackoff: Backoff = { base: 50, cap: 60_000, jitter: 0.5 };

/** Watches and the Lease: from 200 ms to 15 s, because recovery within 30 s of the API server's return is promised. */
export const watchBackoff: Backoff = { base: 200, cap: 15_000, jitter: 0.5 };

/** Conflicts: the newer object is in the cache already, so coming back soon is right, however often somebody else writes. */
export const conflictCap = 1000;

/**
 * Milliseconds to wait before attempt number `failures` + 1: `base` doubled per failure up to `cap`, of which `jitter` is
 * random. A wait asked for by the server (`Retry-After`) comes on top: coming earlier only earns another refusal, and coming
 * all at the same moment as well.
 */
export const backoffDelay = ({ base, cap, jitter }: Backoff, failures: number, random: number, askedFor = 0): number => {
  const exponent = Math.min(Math.max(failures, 1) - 1, 30);
  return askedFor + Math.min(cap, base * 2 ** exponent) * (1 - jitter * random);
};
