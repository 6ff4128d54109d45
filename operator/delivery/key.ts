import { digest } from '../journal/canonical.ts';

/** What makes two sendings one message: the same words to the same recipient, for the same duty of the same incident. */
export interface Identity {
  /** The uid of the incident: never that of the notification, which may be deleted and made anew while the duty stays. */
  readonly incident: string;
  readonly duty: string;
  readonly stage: string;
  /** Which of several authorities; empty where there is one. */
  readonly recipient: string;
  /** The digest of the document, which is the revision of the content. */
  readonly document: string;
  /** Whom, by a name of the policy. */
  readonly to: string;
}

/**
 * The key of a message (decision 6): the Message-ID of a mail, the `webhook-id` of a call. Letters, digits and a hyphen, so that it can
 * stand in any header; no name can be read out of it.
 */
export const deliveryKey = ({ incident, duty, stage, recipient, document, to }: Identity): string =>
  `note-${digest({ incident, duty, stage, recipient, document, to }).slice('sha256:'.length, 'sha256:'.length + 40)}`;

/** The key of a message that holds several notices, made of their keys: each of them stands in it under its own (decision 6). */
export const bundleKey = (keys: readonly string[]): string =>
  `notes-${digest([...keys].sort()).slice('sha256:'.length, 'sha256:'.length + 40)}`;
