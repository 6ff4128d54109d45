import type { IncidentPolicyChannel, NotificationAudience, NotificationStatusDelivery } from '../api/types.gen.ts';
import type { Result } from '../delivery/step.ts';
import { renderHtml } from '../document/html.ts';
import { renderMarkdown } from '../document/markdown.ts';
import type { Document } from '../document/model.ts';
import { languagesOf } from './brief.ts';
import { bundleDocument, referencesOf } from './bundle.ts';
import type { Channels, Message } from './channels.ts';
import { readinessOf } from './decide.ts';
import { documentOf } from './document.ts';
import { type NotificationSurroundings, observeNotification } from './observe.ts';
import type { Claimed } from './parcels.ts';
import type { ObservedNotification } from './progress.ts';
import { isBinding, keyOfDocument, sendableTo, sendingPlan } from './sending.ts';

/** What sending is made with. */
export interface DeliverOptions {
  readonly around: NotificationSurroundings;
  readonly channels: Channels;
  /** The time of a decision: RFC 3339, UTC. */
  readonly now: () => string;
  /** Hears how each attempt ended, by the type of its channel. */
  readonly sent: (channel: IncidentPolicyChannel['type'], outcome: Exclude<Result['kind'], 'withdrawn' | 'divided'>) => void;
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

/** A notice that goes out now: what its text is made from, and how it stands. */
interface Leaving {
  readonly observed: ObservedNotification;
  readonly delivery: NotificationStatusDelivery;
}

const madeAtOf = ({ delivery: { since, at } }: Leaving): string => since ?? at;

const documentsOf = (leaving: Leaving): readonly Document[] =>
  languagesOf(leaving.observed).map((language) => documentOf(leaving.observed, language, madeAtOf(leaving)));

/** A notice as a webhook is sent it. */
const dataOf = ({ observed: { note, incident }, delivery: { key } }: Leaving, documents: readonly Document[]): object => {
  const { duty, audience, stage = 'Initial', incidentRef } = note.spec;
  return {
    key,
    reference: incidentRef.name,
    namespace: note.metadata.namespace,
    duty,
    audience,
    stage,
    ...(incident?.spec.tlp !== undefined && { tlp: incident.spec.tlp }),
    ...(note.status?.dueAt !== undefined && { dueAt: note.status.dueAt }),
    documents: documents.map((document) => ({ language: document.language, title: document.title, markdown: renderMarkdown(document) })),
  };
};

const paperOf = (documents: readonly Document[]): Pick<Message, 'language' | 'text' | 'html'> => {
  const [first] = documents;
  return {
    language: documents.map(({ language }) => language).join(', '),
    text: documents.map(renderMarkdown).join('\n---\n\n'),
    ...(documents.length === 1 && first !== undefined && { html: renderHtml(first) }),
  };
};

/** The documents of a notice as a message. Made of the record alone, so that a message that is sent again says the same (decision 6). */
export const messageOf = (observed: ObservedNotification, delivery: NotificationStatusDelivery): Message => {
  const { note, incident } = observed;
  const { audience, incidentRef } = note.spec;
  const leaving = { observed, delivery };
  const documents = documentsOf(leaving);
  const reporter = incident?.spec.report.reportedBy;
  return {
    key: delivery.key,
    reference: incidentRef.name,
    ...(reporter !== undefined && { reporter }),
    ...paperOf(documents),
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
    payload: { type: 'meldpunt.notification', timestamp: madeAtOf(leaving), data: dataOf(leaving, documents) },
  };
};

/** Several notices to one recipient as one message; each is in it whole, under its own key. Of those that went together one may be left. */
export const bundleMessage = (bundle: string, all: readonly Leaving[]): Message => {
  const made = all.map((leaving) => ({ leaving, documents: documentsOf(leaving) }));
  const madeAt = all.map(madeAtOf).reduce((a, b) => (Date.parse(a) < Date.parse(b) ? b : a));
  const notices = made.map(({ leaving: { observed, delivery }, documents }) => ({
    key: delivery.key,
    reference: observed.note.spec.incidentRef.name,
    documents,
  }));
  const spoken = new Set(made.flatMap(({ documents }) => documents.map(({ language }) => language)));
  const documents = [...spoken].flatMap((language) => bundleDocument(notices, language, madeAt) ?? []);
  return {
    key: bundle,
    reference: referencesOf(notices),
    ...paperOf(documents),
    attachments: () => Promise.resolve([]),
    payload: {
      type: 'meldpunt.notifications',
      timestamp: madeAt,
      data: { key: bundle, notifications: made.map(({ leaving, documents: own }) => dataOf(leaving, own)) },
    },
  };
};

/** A document that cannot be made is a fault of ours, and no reason to lose the message: it waits for a better version of the operator. */
const unwritten = (error: unknown, notices: number): Result => {
  const reference = error instanceof Error ? error.name : 'unknown';
  return notices > 1 ? { kind: 'divided', reference } : { kind: 'failed', reference, retryAfterMs: 0 };
};

/** Which of several notices a receiver refuses it does not say: each goes alone then. */
const ofSeveral = (result: Result, notices: number): Result =>
  result.kind === 'refused' && notices > 1 ? { kind: 'divided', reference: result.reference } : result;

/** What may go, and over which channel; undefined for what is no longer approved, is another text by now, or belongs to a drill. */
const leavingOf = (observed: ObservedNotification, delivery: NotificationStatusDelivery, now: string) => {
  const { draft, ready } = readinessOf(observed, now);
  const target = sendableTo(observed, sendingPlan(observed), ready).find(({ to }) => to === delivery.to);
  const channel = observed.policy?.spec.channels?.find(({ name }) => name === target?.channel);
  // A text that nobody had to approve may say more by now than when it was first tried; it is the same message all the same.
  const same =
    target?.channel === delivery.channel && (!isBinding(observed) || keyOfDocument(observed, draft.digest)(delivery.to) === delivery.key);
  return observed.policy === undefined || channel === undefined || !same
    ? undefined
    : { observed, delivery, policy: observed.policy, channel };
};

/** The most urgent first, as the notices stand in a message. */
const byDueTime = (a: Leaving, b: Leaving): number => {
  const due = ({ observed }: Leaving): number => Date.parse(observed.note.status?.dueAt ?? '') || Number.MAX_SAFE_INTEGER;
  return due(a) - due(b) || (a.delivery.key < b.delivery.key ? -1 : 1);
};

const written = (all: readonly Leaving[], first: Leaving): Message =>
  first.delivery.bundle === undefined
    ? messageOf(first.observed, first.delivery)
    : bundleMessage(first.delivery.bundle, [...all].sort(byDueTime));

/**
 * Sends claimed notices as one message. Everything that lets them go is asked again at this moment, on the very facts from which the text
 * is made: where one of them may not go, nothing is sent to anybody.
 */
export const createDeliver =
  ({ around, channels, now, sent }: DeliverOptions) =>
  async (notices: readonly Claimed[]): Promise<Result> => {
    const at = now();
    const all = notices.flatMap(({ note, delivery }) => leavingOf(observeNotification(note, around), delivery, at) ?? []);
    const [first] = all;
    if (first === undefined || all.length < notices.length) return { kind: 'withdrawn' };
    let message: Message;
    try {
      message = written(all, first);
    } catch (error) {
      return unwritten(error, notices.length);
    }
    const result = ofSeveral(await channels.send(first.policy, first.channel, first.delivery.to, message), notices.length);
    if (result.kind !== 'withdrawn') sent(first.channel.type, result.kind === 'divided' ? 'refused' : result.kind);
    return result;
  };
