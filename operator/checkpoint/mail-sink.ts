import { createHash } from 'node:crypto';
import type { Attachment, Mail } from '../mail/message.ts';
import { type MailServer, type Sent, sendMail } from '../mail/send.ts';
import { fileNames, type Publication, type Sink } from './sinks.ts';

/** Who mails checkpoints to whom. */
export interface MailSinkOptions {
  /** The server, as it is at the moment: its password may change. Throws an Error if that cannot be read. */
  readonly server: () => Promise<MailServer>;
  readonly from: string;
  readonly to: readonly string[];
  /** The name of the log. */
  readonly origin: string;
}

const files = ({ note, stamp, size }: Publication): readonly Attachment[] => [
  { filename: fileNames.checkpoint(size), contentType: 'text/plain; charset=utf-8', content: note },
  ...(stamp === undefined
    ? []
    : [{ filename: fileNames.stamp(size), contentType: 'application/vnd.etsi.timestamp-token', content: stamp }]),
];

/** Only the domain of the sender: an id must not tell more than the mail does. */
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The mail of a checkpoint. It holds no name of any record, and tells how it will be used. */
export const checkpointMail = (publication: Publication, { from, to, origin }: Pick<MailSinkOptions, 'from' | 'to' | 'origin'>): Mail => {
  const { note, stamp, size } = publication;
  const digest = createHash('sha256').update(note).digest('hex').slice(0, 16);
  return {
    id: `checkpoint.${size}.${digest}${stamp === undefined ? '' : '.stamped'}@${domainOf(from)}`,
    from: { name: 'Meldpunt', address: from },
    to,
    subject: `Checkpoint of ${size} lines, ${origin}`,
    text: `Keep this mail. The file in it, signed by the register of incidents, says how far its timelines went at this moment.
Should somebody cut off or rewrite a timeline later, it shows against this file:

  kubectl incident verify --checkpoint ${fileNames.checkpoint(size)} --key KEY

${note}`,
    attachments: files(publication),
  };
};

const causeOf = (sent: Exclude<Sent, { readonly outcome: 'accepted' }>): string =>
  sent.outcome === 'refused' ? `refused ${sent.code}` : sent.cause;

/** Mails every checkpoint. It counts as kept once the server took it for everybody who is named. */
export const mailSink = (options: MailSinkOptions): Sink => ({
  name: 'mail',
  publish: async (publication) => {
    const sent = await sendMail(await options.server(), checkpointMail(publication, options));
    if (sent.outcome === 'accepted' && sent.without.length === 0) return;
    const code = sent.outcome === 'accepted' ? 'recipient refused' : causeOf(sent);
    throw Object.assign(new Error('The mail was not taken.'), { code });
  },
});
