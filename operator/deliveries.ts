import { utc } from './api/time.ts';
import type { Caches } from './caches.ts';
import type { Config } from './config.ts';
import { usualPace } from './delivery/pace.ts';
import type { Patience } from './delivery/patience.ts';
import { createChannels } from './notification/channels.ts';
import { createDeliver } from './notification/deliver.ts';
import { createDispatch, type Dispatch } from './notification/dispatch.ts';
import type { NotificationSurroundings } from './notification/observe.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** What the deliveries of this operator are made with. */
export interface DeliveryParts {
  readonly config: Config;
  readonly caches: Caches;
  readonly around: NotificationSurroundings;
  readonly fence: () => boolean;
  readonly metrics: Metrics;
}

/** How long is tried, as the settings say. */
export const patienceOf = (config: Config): Patience => ({
  claimMs: config.deliveryClaimMs,
  retryBaseMs: config.deliveryRetryBaseMs,
  retryMaxMs: config.deliveryRetryMaxMs,
  horizonMs: config.deliveryHorizonMs,
});

/** What sends the notifications of this operator, and tells the metrics of it. */
export const deliveriesOf = ({ config, caches, around, fence, metrics }: DeliveryParts): Dispatch => {
  const dispatch = createDispatch({
    cache: caches.notifications,
    send: createDeliver({
      around,
      channels: createChannels({ secrets: config.channelSecrets, timeoutMs: config.deliveryTimeoutMs }),
      now: () => utc(Date.now()),
      sent: metrics.deliveries.sent,
    }),
    fence,
    pace: { ...usualPace, perMinute: config.deliveryPerMinute, windowMs: config.deliveryWindowMs },
    grantMs: config.deliveryClaimMs,
    now: Date.now,
  });
  metrics.deliveries.follow(dispatch);
  return dispatch;
};
