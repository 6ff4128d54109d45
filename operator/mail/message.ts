import type { SendMailOptions } from 'nodemailer';

/** Somebody who sends: a name to be shown, and an address. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** A file in a mail. */
export interface Attachment {
  readonly filename: string;
  /** Such as `text/plain; charset=utf-8` or `application/pdf`. */
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

/** One mail, whole. The same mail sent again has the same `id`, so that whoever receives it twice can tell. */
export interface Mail {
  /** The Message-ID without its angle brackets: a part of one's own, `@`, and a domain. */
  readonly id: string;
  readonly from: Sender;
  /** Addresses only. Each recipient sees the others: send one mail each where they should not. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The language of subject and text (RFC 3282), such as `nl`. */
  readonly language?: string;
  readonly attachments?: readonly Attachment[];
}

/** One plain address, as policies and settings give them: no name, no comment, no list, nothing that could end a header line. */
const address = /^[^\s<>()[\]\\,;:"@]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** Whether a text is one plain address of mail. */
export const isAddress = (text: string): boolean => address.test(text);

const identity = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,150}@[A-Za-z0-9.-]{1,100}$/;

const requireAddress = (text: string): { readonly name: string; readonly address: string } => {
  if (isAddress(text)) return { name: '', address: text };
  throw new RangeError('An address of the mail is none: give one plain address, such as ciso@example.org.');
};

/**
 * The mail as nodemailer takes it. Nothing in it makes nodemailer read a file or an address of the web, and no program answers it
 * (RFC 3834). Throws a RangeError for an address or id that is none, and where nobody is to receive it.
 */
export const composeMail = ({ id, from, to, subject, text, html, language, attachments = [] }: Mail): SendMailOptions => {
  if (!identity.test(id)) throw new RangeError('The id of a mail is letters, digits and dots, "@", and a domain.');
  if (to.length === 0) throw new RangeError('A mail needs somebody to receive it.');
  return {
    messageId: `<${id}>`,
    from: { ...requireAddress(from.address), name: from.name },
    to: to.map(requireAddress),
    subject,
    text,
    ...(html !== undefined && { html }),
    headers: { 'Auto-Submitted': 'auto-generated', ...(language !== undefined && { 'Content-Language': language }) },
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: typeof content === 'string' ? content : Buffer.from(content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  };
};
