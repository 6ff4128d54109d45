import type { Posted } from '../outbound/webhook.ts';

/** How far sinks are behind. */
export interface SinkLag {
  /** Records of which a sink does not know the newest entry; of all sinks together. */
  readonly behind: number;
  /** For how long the sink that is worst off has taken nothing although something is to be told (seconds). */
  readonly stuckSeconds: number;
}

/** Where sinks report what they do; no name and no content is passed here (S6). */
export interface SinkObserver {
  told(outcome: Posted['outcome']): void;
}
