import type { IncidentPolicyChannel } from '../api/types.gen.ts';
import { reachOf } from '../outbound/address.ts';
import { readWebhookSecret } from '../outbound/secret.ts';
import { createWebhook, type Posted, type Webhook, type WebhookMessage } from '../outbound/webhook.ts';

/** Where the messages of a channel go. */
export interface Receiver {
  /** Sends a message once. Never throws: a channel that is set up wrongly fails like one that is down. */
  post(message: WebhookMessage, signal: AbortSignal): Promise<Posted>;
  close(): void;
}

/** What every receiver is made with. */
export interface ReceiverOptions {
  /** The directory with the mounted Secrets; empty where there is none. */
  readonly secrets: string;
  /** Milliseconds on a clock that only runs forwards. */
  readonly now: () => number;
}

const postTimeoutMs = 10_000;

/** How long files are believed before they are read again (milliseconds): a rotated secret works within this time. */
const believedMs = 10_000;

interface Opened {
  readonly made: string;
  readonly webhook: Webhook;
}

const open = async (
  { url, secretRef, addresses }: IncidentPolicyChannel,
  directory: string,
  before: Opened | undefined,
): Promise<Opened> => {
  const secret = secretRef === undefined ? { secrets: [] } : await readWebhookSecret(directory, secretRef.name);
  // Unsigned where a signature was asked for, a message would be refused, or worse, believed.
  if (secret === undefined) throw Object.assign(new Error('The Secret of the channel is not mounted.'), { code: 'ENOSECRET' });
  const where = URL.parse(url ?? secret.url ?? '');
  if (where?.protocol !== 'https:') throw Object.assign(new Error('The channel has no https URL.'), { code: 'ENOURL' });
  const made = JSON.stringify([where.href, addresses, secret.ca, secret.secrets.map((one) => one.toString('base64'))]);
  if (before?.made === made) return before;
  before?.webhook.close();
  const { secrets, ca } = secret;
  const reach = reachOf(addresses ?? []);
  return { made, webhook: createWebhook({ url: where, secrets, reach, timeoutMs: postTimeoutMs, ...(ca !== undefined && { ca }) }) };
};

/** The receiver of a channel of type Webhook; its Secret is read when it is needed, and again when it may have changed. */
export const createReceiver = (channel: IncidentPolicyChannel, { secrets, now }: ReceiverOptions): Receiver => {
  let opened: Opened | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    post: async (message, signal) => {
      try {
        if (opened === undefined || now() - readAt > believedMs) {
          opened = await open(channel, secrets, opened);
          readAt = now();
        }
        return await opened.webhook.post(message, signal);
      } catch (error) {
        const cause = (error as NodeJS.ErrnoException).code ?? (error instanceof RangeError ? 'EADDRESSES' : 'unknown');
        return { outcome: 'failed', cause, retryAfterMs: 0 };
      }
    },
    close: () => opened?.webhook.close(),
  };
};
