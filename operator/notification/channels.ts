import { connect } from 'node:net';
import type { IncidentPolicy, IncidentPolicyChannel } from '../api/types.gen.ts';
import { addressOf, reporterName } from '../delivery/plan.ts';
import type { Result } from '../delivery/step.ts';
import { type Attachment, isAddress } from '../mail/message.ts';
import { type MailChannelSecret, readMailChannel, reporterAddress } from '../mail/secret.ts';
import { type MailServer, type Sent, sendMail } from '../mail/send.ts';
import { mailServerOf } from '../mail/url.ts';
import { type Reach, reachOf } from '../outbound/address.ts';
import { pinned, refuseLiteral } from '../outbound/pinned.ts';
import { readWebhookSecret } from '../outbound/secret.ts';
import { createWebhook, type Posted } from '../outbound/webhook.ts';

/** One message, made out for any channel. */
export interface Message {
  /** The key of the delivery, the same however often it is sent. */
  readonly key: string;
  /** The reference of the incident: all that a subject says (S6). */
  readonly reference: string;
  readonly language: string;
  /** The user name of whoever reported, for the moment of sending only. */
  readonly reporter?: string;
  readonly text: string;
  readonly html?: string;
  /** Made only where they are sent: a PDF costs the whole operator a fraction of a second. */
  readonly attachments: () => Promise<readonly Attachment[]>;
  /** What a webhook is sent, as JSON. */
  readonly payload: object;
}

/** Sends over the channels of a policy. Never throws: whatever is wrong is a result, and a code. */
export interface Channels {
  send(policy: IncidentPolicy, channel: IncidentPolicyChannel, to: string, message: Message): Promise<Result>;
}

/** What they are made with. */
export interface ChannelOptions {
  /** The directory with a mounted Secret for each secretRef, read for each message: a secret that was changed works at once. */
  readonly secrets: string;
  /** How long sending one message may take (milliseconds). */
  readonly timeoutMs: number;
}

/** Somebody can mend it, so it is tried again. */
const failed = (reference: string, retryAfterMs = 0): Result => ({ kind: 'failed', reference, retryAfterMs });

const codeOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
};

/** Of what a server answered, the codes: its words may repeat an address. */
const codesIn = (response: string): string => /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response)?.[0].replace('-', ' ') ?? 'accepted';

const mailResult = (sent: Sent): Result => {
  switch (sent.outcome) {
    case 'accepted':
      return { kind: 'accepted', reference: codesIn(sent.reference) };
    case 'refused':
      return { kind: 'refused', reference: String(sent.code) };
    case 'failed':
      return failed(sent.cause.slice(0, 100));
  }
};

const webhookResult = (posted: Posted): Result => {
  switch (posted.outcome) {
    case 'accepted':
      return { kind: 'accepted', reference: `HTTP ${posted.status}` };
    case 'refused':
      return { kind: 'refused', reference: `HTTP ${posted.status}` };
    case 'failed':
      return failed(posted.cause.slice(0, 100), posted.retryAfterMs);
  }
};

/** The way to a mail server: only to the addresses that were judged, and to no others (I2). */
const wayTo = ({ host, port }: Pick<MailServer, 'host' | 'port'>, reach: Reach): NonNullable<MailServer['connect']> => {
  refuseLiteral(host, reach);
  return () => connect({ host, port, lookup: pinned(reach) });
};

const none: MailChannelSecret = { recipients: new Map(), reporters: new Map() };

const addressFor = (policy: IncidentPolicy, secret: MailChannelSecret, to: string, { reporter }: Message): string => {
  const address = to === reporterName ? reporterAddress(secret, reporter ?? '') : (secret.recipients.get(to) ?? addressOf(policy, to));
  return address ?? '';
};

/** One mail to one recipient, so that nobody sees who else is told, and a refusal concerns nobody else. */
const mail = async (
  options: ChannelOptions,
  policy: IncidentPolicy,
  channel: IncidentPolicyChannel,
  to: string,
  message: Message,
): Promise<Result> => {
  const name = channel.secretRef?.name;
  const secret = name === undefined ? none : await readMailChannel(options.secrets, name);
  if (secret === undefined) return failed('SecretMissing');
  const server = mailServerOf(secret.url ?? channel.url ?? '');
  if (server === undefined) return failed('ServerUnknown');
  const from = secret.from ?? policy.spec.contactPoint?.email ?? '';
  const address = addressFor(policy, secret, to, message);
  if (!isAddress(from)) return failed('SenderUnknown');
  if (!isAddress(address)) return failed('AddressUnknown');
  const { credentials, trust, dkim } = secret;
  const sent = await sendMail(
    {
      ...server,
      ...(credentials !== undefined && { credentials }),
      ...(trust !== undefined && { trust }),
      ...(dkim !== undefined && { dkim }),
      timeoutMs: options.timeoutMs,
      connect: wayTo(server, reachOf(channel.addresses ?? [])),
    },
    {
      id: `${message.key}@${from.slice(from.lastIndexOf('@') + 1)}`,
      from: { name: policy.spec.organisation, address: from },
      to: [address],
      subject: message.reference,
      language: message.language,
      text: message.text,
      ...(message.html !== undefined && { html: message.html }),
      attachments: await message.attachments(),
    },
  );
  return mailResult(sent);
};

const webhook = async (options: ChannelOptions, channel: IncidentPolicyChannel, { key, payload }: Message): Promise<Result> => {
  const name = channel.secretRef?.name;
  const secret = name === undefined ? { secrets: [] } : await readWebhookSecret(options.secrets, name);
  if (secret === undefined) return failed('SecretMissing');
  const url = URL.parse(('url' in secret ? secret.url : undefined) ?? channel.url ?? '');
  if (url === null || url.protocol !== 'https:') return failed('AddressUnknown');
  const { secrets, ...rest } = { ca: undefined, ...secret };
  const target = createWebhook({
    url,
    secrets,
    reach: reachOf(channel.addresses ?? []),
    ...(rest.ca !== undefined && { ca: rest.ca }),
    timeoutMs: options.timeoutMs,
  });
  try {
    return webhookResult(await target.post({ id: key, contentType: 'application/json', body: JSON.stringify(payload) }));
  } finally {
    target.close();
  }
};

/** The channels of a policy, with their secrets. */
export const createChannels = (options: ChannelOptions): Channels => ({
  send: async (policy, channel, to, message) => {
    try {
      return channel.type === 'SMTP' ? await mail(options, policy, channel, to, message) : await webhook(options, channel, message);
    } catch (error) {
      return failed(codeOf(error));
    }
  },
});
