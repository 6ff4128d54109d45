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
