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

/**
 * Milliseconds to wait before attempt number `failures` + 1: `base` doubled per failure up to `cap`, of which `jitter` is
 * random. A wait asked for by the server (`Retry-After`) is a lower bound: coming earlier only earns another refusal.
 */
export const backoffDelay = (backoff: Backoff, failures: number, random: number, atLeast = 0): number => {
  const exponent = Math.min(Math.max(failures, 1) - 1, 30);
  const full = Math.min(backoff.cap, backoff.base * 2 ** exponent);
  return Math.max(atLeast * (1 + backoff.jitter * random * 0.2), full * (1 - backoff.jitter * random));
};
