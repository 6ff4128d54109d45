/** How long is tried, and how long is waited between (milliseconds). */
export interface Patience {
  /** How long a claim holds: longer than sending may take, or a message that is under way is sent twice. */
  readonly claimMs: number;
  /** The pause before the first repetition; it doubles with each further one. */
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  /** After so long in vain it is given up, for a person to look at. */
  readonly horizonMs: number;
}

/** What holds where nobody says otherwise: four days of trying, five minutes between two attempts at the most. */
export const usualPatience: Patience = { claimMs: 120_000, retryBaseMs: 30_000, retryMaxMs: 300_000, horizonMs: 96 * 3_600_000 };

/** A number from 0 to 1 that a text always gives: it spreads what failed together, and a decision stays a function of facts. */
const spread = (text: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619) >>> 0;
  return hash / 0xffff_ffff;
};

/**
 * How long to wait after a failed attempt (milliseconds): twice as long each time up to the longest pause, up to a fifth less by the
 * key, so that what an outage stopped does not come back all at once; and never less than the receiver asked for.
 */
export const pauseAfter = (patience: Patience, key: string, attempt: number, retryAfterMs: number): number => {
  const doubled = patience.retryBaseMs * 2 ** Math.min(30, Math.max(0, attempt - 1));
  const pause = Math.min(patience.retryMaxMs, doubled);
  return Math.max(retryAfterMs, Math.round(pause * (1 - 0.2 * spread(`${key} ${attempt}`))));
};
