import type { IncidentStatusEvidence, IncidentStatusNotifications, Notification } from '../api/types.gen.ts';
import { isAccepted } from './accepted.ts';
import type { Observed } from './observed.ts';

/** The overview of the evidence (V8): how much there is, how much was verified, whether all of it is intact, and what does not count. */
export const evidenceOverview = ({ evidence }: Observed): IncidentStatusEvidence => {
  const quarantined = evidence.filter((item) => !isAccepted(item)).length;
  return {
    items: evidence.length,
    verified: evidence.filter((item) => item.status?.verified?.result === 'Match').length,
    intact: evidence.every((item) => item.status?.phase !== 'Compromised'),
    ...(quarantined > 0 && { quarantined }),
  };
};

const isSent = (note: Notification): boolean => note.status?.sentAt !== undefined;
const isOpen = (note: Notification): boolean => !isSent(note) && note.status?.phase !== 'Waived';

/** The overview of the duties to tell somebody (R-i): still to go out, gone out, and late. */
export const notificationOverview = ({ notifications }: Observed, now: string): IncidentStatusNotifications => {
  const due = notifications.filter(isOpen);
  const overdue = due.filter((note) => note.status?.dueAt !== undefined && Date.parse(note.status.dueAt) < Date.parse(now));
  return { due: due.length, sent: notifications.filter(isSent).length, overdue: overdue.length };
};
