import { effective, last } from '../api/entries.ts';
import type { Notification, TimelineArchiveRegister } from '../api/types.gen.ts';
import { registerOf } from '../journal/register.ts';

/** What remains of a duty to tell somebody: that it was done, when, and under which reference it was received (art. 33(5)). Pure. */
export const notificationRegister = (note: Notification): TimelineArchiveRegister => {
  const { spec, status } = note;
  const receipts = [...effective(spec.filings), ...effective(spec.acknowledgements)];
  return registerOf({
    record: note,
    facts: {
      'spec.incidentRef.name': spec.incidentRef.name,
      'spec.duty': spec.duty,
      'spec.audience': spec.audience,
      'spec.recipient': spec.recipient,
      'spec.stage': spec.stage,
      'status.phase': status?.phase,
      'status.dueAt': status?.dueAt,
      'status.sentAt': status?.sentAt,
      'status.late': status?.late,
      'status.document.digest': status?.document?.digest,
      'status.retainUntil': status?.retainUntil,
      references: receipts.flatMap(({ reference }) => reference ?? []),
      waivedAt: last(spec.waivers)?.at,
      deliveries: (status?.deliveries ?? []).filter(({ outcome }) => outcome === 'Delivered').length,
    },
    digests: {
      'spec.content': spec.content,
      'spec.delayJustification': spec.delayJustification,
      'spec.waivers': spec.waivers,
    },
  });
};

/**
 * Whether a notification must stay although its deletion was asked for. A legal hold alone keeps it: a message that was not delivered does
 * not, or a mail server that is down would keep records that have to go (GDPR art. 5(1)(e)). Pure.
 */
export const isNotificationHeld = ({ status }: Pick<Notification, 'status'>): boolean => status?.legalHold === true;
