import type {
  IncidentPolicy,
  IncidentPolicyChannel,
  Notification,
  NotificationAudience,
  NotificationStatusDelivery,
} from '../api/types.gen.ts';
import type { Result } from '../delivery/step.ts';
import { renderHtml } from '../document/html.ts';
import { renderMarkdown } from '../document/markdown.ts';
import { languagesOf } from './brief.ts';
import type { Channels, Message } from './channels.ts';
import { readinessOf } from './decide.ts';
import { documentOf } from './document.ts';
import { type NotificationSurroundings, observeNotification } from './observe.ts';
import type { ObservedNotification } from './progress.ts';
import { isBinding, keyOfDocument, sendableTo, sendingPlan } from './sending.ts';

/** What sending is made with. */
export interface DeliverOptions {
  readonly around: NotificationSurroundings;
  readonly channels: Channels;
  /** The time of a decision: RFC 3339, UTC. */
  readonly now: () => string;
  /** Hears how each attempt ended, by the type of its channel. */
  readonly sent: (channel: IncidentPolicyChannel['type'], outcome: Exclude<Result['kind'], 'withdrawn'>) => void;
}

/** Who keeps what they are sent as a document; those within the house read a mail. */
const printedFor: readonly NotificationAudience[] = [
  'Authority',
  'Controller',
  'DataSubjects',
  'Public',
  'ServiceRecipients',
  'ThirdParty',
];

/** The documents of a notice as a message. Made of the record alone, so that a message that is sent again says the same (decision 6). */
export const messageOf = (observed: ObservedNotification, { key, since, at }: NotificationStatusDelivery): Message => {
  const { note, incident } = observed;
  const { duty, audience, stage = 'Initial', incidentRef } = note.spec;
  const madeAt = since ?? at;
  const documents = languagesOf(observed).map((language) => documentOf(observed, language, madeAt));
  const texts = documents.map(renderMarkdown);
  const [first] = documents;
  return {
    key,
    reference: incidentRef.name,
    language: documents.map(({ language }) => language).join(', '),
    ...(incident?.spec.report.reportedBy !== undefined && { reporter: incident.spec.report.reportedBy }),
    text: texts.join('\n---\n\n'),
    ...(documents.length === 1 && first !== undefined && { html: renderHtml(first) }),
    attachments: async () => {
      const printed = printedFor.includes(audience) ? documents : [];
      if (printed.length === 0) return [];
      // What draws pages takes 20 MB, which an operator that prints nothing does without.
      const { renderPdf } = await import('../document/pdf.ts');
      return Promise.all(
        printed.map(async (document) => ({
          filename: `${incidentRef.name}-${document.language}.pdf`,
          contentType: 'application/pdf',
          content: await renderPdf(document),
        })),
      );
    },
    payload: {
      type: 'meldpunt.notification',
      timestamp: madeAt,
      data: {
        key,
        reference: incidentRef.name,
        namespace: note.metadata.namespace,
        duty,
        audience,
        stage,
        ...(incident?.spec.tlp !== undefined && { tlp: incident.spec.tlp }),
        ...(note.status?.dueAt !== undefined && { dueAt: note.status.dueAt }),
        documents: documents.map(({ language, title }, index) => ({ language, title, markdown: texts[index] ?? '' })),
      },
    },
  };
};

/** A document that cannot be made is a fault of ours, and no reason to lose the message: it waits for a better version of the operator. */
const attempt = async (
  channels: Channels,
  observed: ObservedNotification,
  policy: IncidentPolicy,
  channel: IncidentPolicyChannel,
  delivery: NotificationStatusDelivery,
): Promise<Result> => {
  try {
    return await channels.send(policy, channel, delivery.to, messageOf(observed, delivery));
  } catch (error) {
    return { kind: 'failed', reference: error instanceof Error ? error.name : 'unknown', retryAfterMs: 0 };
  }
};

/**
 * Sends a claimed message. Everything that lets it go is asked again at this moment, on the very facts from which its text is made:
 * what is no longer approved, is another text by now, or belongs to a drill, is withdrawn and sent to nobody.
 */
export const createDeliver =
  ({ around, channels, now, sent }: DeliverOptions) =>
  async (note: Notification, delivery: NotificationStatusDelivery): Promise<Result> => {
    const observed = observeNotification(note, around);
    const { draft, ready } = readinessOf(observed, now());
    const target = sendableTo(observed, sendingPlan(observed), ready).find(({ to }) => to === delivery.to);
    const channel = observed.policy?.spec.channels?.find(({ name }) => name === target?.channel);
    // A text that nobody had to approve may say more by now than when it was first tried; it is the same message all the same.
    const same =
      target?.channel === delivery.channel && (!isBinding(observed) || keyOfDocument(observed, draft.digest)(delivery.to) === delivery.key);
    if (observed.policy === undefined || channel === undefined || !same) return { kind: 'withdrawn' };
    const result = await attempt(channels, observed, observed.policy, channel, delivery);
    if (result.kind !== 'withdrawn') sent(channel.type, result.kind);
    return result;
  };
