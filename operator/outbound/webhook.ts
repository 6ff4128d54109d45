import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { Reach } from './address.ts';
import { pinned, refuseLiteral } from './pinned.ts';
import { signatureOf } from './signature.ts';

/** Where messages go, and how they are known to be ours. */
export interface WebhookTarget {
  /** An `https:` URL. */
  readonly url: URL;
  /** Each one signs, so that a receiver that has the old or the new secret knows us; none where messages are not signed. */
  readonly secrets: readonly Buffer[];
  readonly reach: Reach;
  /** The certificate authority of the house (PEM), besides the public ones. */
  readonly ca?: string;
  /** How long one message may take, from the look-up of the host to the answer (milliseconds). */
  readonly timeoutMs: number;
}

/** One message. Sent again it has the same `id`, by which the receiver drops what it has. */
export interface WebhookMessage {
  readonly id: string;
  readonly contentType: string;
  readonly body: string;
}

/** What became of a message. */
export type Posted =
  | { readonly outcome: 'accepted'; readonly status: number }
  /** The receiver will never take these bytes. */
  | { readonly outcome: 'refused'; readonly status: number }
  /** It may be tried again, not before `retryAfterMs` if the receiver said so. The cause is a code, never an address or a text (S6). */
  | { readonly outcome: 'failed'; readonly cause: string; readonly retryAfterMs: number };

/** The way to one receiver. */
export interface Webhook {
  /** Sends a message once. Never throws. */
  post(message: WebhookMessage, signal?: AbortSignal): Promise<Posted>;
  close(): void;
}

/** An answer that is longer is cut off: nothing is read out of it. */
const answerLimit = 65_536;

/** A receiver that asks for more patience than this is asked again all the same (milliseconds). */
const longestWait = 3_600_000;

/** What is wrong with the message itself; with all others the receiver, the way or the credentials are, which somebody can mend. */
const refusals: ReadonlySet<number> = new Set([400, 406, 413, 415, 422]);

const waitOf = (header: string | undefined, now: number): number => {
  if (header === undefined) return 0;
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? 0 : Math.min(longestWait, Math.max(0, wait));
};

const readAnswer = ({ statusCode = 0, headers }: IncomingMessage): Posted => {
  if (statusCode >= 200 && statusCode < 300) return { outcome: 'accepted', status: statusCode };
  if (refusals.has(statusCode)) return { outcome: 'refused', status: statusCode };
  // A redirect is not followed: it could lead anywhere, and the signature would go along.
  return { outcome: 'failed', cause: `HTTP ${statusCode}`, retryAfterMs: waitOf(headers['retry-after'], Date.now()) };
};

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'ETIMEDOUT';
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.name;
};

/** The headers of Standard Webhooks; `now` in milliseconds since the epoch. */
export const signedHeaders = (
  secrets: readonly Buffer[],
  { id, body }: Pick<WebhookMessage, 'id' | 'body'>,
  now: number,
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(now / 1_000));
  const bytes = Buffer.from(body, 'utf8');
  const signatures = secrets.map((secret) => `v1,${signatureOf(secret, { id, timestamp }, bytes).toString('base64')}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    ...(signatures.length > 0 && { 'webhook-signature': signatures.join(' ') }),
  };
};

/** Resolves with the answer once it is read to its end, or to its limit. Rejects with what ended the connection. */
const exchange = (target: WebhookTarget, agent: Agent, message: WebhookMessage, signal: AbortSignal): Promise<Posted> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...signedHeaders(target.secrets, message, Date.now()),
      'content-type': message.contentType,
      'content-length': Buffer.byteLength(message.body),
      'user-agent': 'meldpunt',
    };
    const sending = request(target.url, { agent, method: 'POST', headers, lookup: pinned(target.reach), signal }, (answer) => {
      let read = 0;
      answer.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read <= answerLimit) return;
        resolve(readAnswer(answer));
        answer.destroy();
      });
      answer.on('error', reject);
      answer.on('end', () => resolve(readAnswer(answer)));
    });
    sending.on('error', reject);
    sending.end(message.body);
  });

/**
 * A receiver of signed messages (Standard Webhooks 1.0), reached at the addresses that were judged and no others. Connections are kept
 * for the next message; whatever goes wrong is an outcome.
 */
export const createWebhook = (target: WebhookTarget): Webhook => {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 8,
    ...(target.ca !== undefined && { ca: [...rootCertificates, target.ca] }),
  });
  return {
    post: async (message, signal) => {
      const ending = AbortSignal.timeout(target.timeoutMs);
      try {
        refuseLiteral(target.url.hostname, target.reach);
        return await exchange(target, agent, message, signal === undefined ? ending : AbortSignal.any([signal, ending]));
      } catch (error) {
        return { outcome: 'failed', cause: ending.aborted ? 'ETIMEDOUT' : causeOf(error), retryAfterMs: 0 };
      }
    },
    close: () => agent.destroy(),
  };
};
