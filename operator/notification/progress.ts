import { effective, last } from '../api/entries.ts';
import type { IncidentStatusDeadline, Notification, ReportingRegimeDuty } from '../api/types.gen.ts';
import { waiverOf } from '../policy/waiver.ts';
import type { Telling } from './brief.ts';
import type { Part } from './content.ts';

/** What a decision on one notification looks at: what its document is written from, and its duty. */
export interface ObservedNotification extends Telling {
  /** The duty in its regime; absent for one that a person made, and for an order of the authority. */
  readonly duty: ReportingRegimeDuty | undefined;
  /** The deadline of the duty on the incident. */
  readonly deadline: IncidentStatusDeadline | undefined;
}

/** How far a notification is, with what that rests on; each case holds only what it needs. */
export type Progress =
  | { readonly phase: 'Waived' }
  | { readonly phase: 'Sent' | 'Acknowledged'; readonly sentAt: string; readonly late: boolean }
  | { readonly phase: 'Incomplete' | 'AwaitingApproval' | 'Scheduled' };

/** An order of the authority asks what art. 34(2) asks (N9). */
const orderParts: readonly Part[] = ['nature', 'contact', 'consequences', 'measures', 'recommendations'];

/** The parts that the duty requires. */
export const requiresOf = ({ duty, note }: ObservedNotification): readonly Part[] =>
  duty?.requires ?? (note.spec.duty.startsWith('gdpr-order-') ? orderParts : []);

/** Later than the due time; at exactly the due time is in time (R9). */
export const isLate = (at: string, deadline: IncidentStatusDeadline | undefined): boolean =>
  deadline !== undefined && Date.parse(at) > Date.parse(deadline.dueAt);

/** A late notice counts only with a justification of the delay (N2); without one the filing waits for it. */
export const unjustified = ({ duty, note }: ObservedNotification, late: boolean): boolean =>
  late && duty?.lateNeedsJustification === true && (note.spec.delayJustification ?? '') === '';

/** A notification is waived by an entry that its regime allows, and ends with the duty itself (N1, N8). */
const isWaived = ({ note, duty, deadline }: ObservedNotification): boolean => {
  if (deadline?.endedAt !== undefined || deadline?.state === 'Superseded' || deadline?.state === 'Waived') return true;
  return waiverOf(note.spec, duty) !== undefined;
};

/**
 * When the first filing by hand happened, which is when it was told (N1: the receipt's code proves it); one without a time counts from
 * when it was first seen.
 */
export const firstFiling = (note: Notification, now: string): string | undefined => {
  const filing = effective(note.spec.filings)[0];
  return filing === undefined ? undefined : (filing.at ?? note.status?.sentAt ?? now);
};

const isApproved = ({ note, duty }: ObservedNotification, digest: string): boolean => {
  if (duty?.needsApproval !== true) return true;
  const decision = last(note.spec.approvals);
  return decision?.decision === 'Approve' && decision.of === digest;
};

/** The content as it would go out: what is missing from it, and its digest. */
export interface Draft {
  readonly missing: readonly Part[];
  /** Those of the missing parts that it waits for before it goes out. */
  readonly holdingBack: readonly Part[];
  readonly digest: string;
}

/**
 * Whether a filing counts as telling: with everything that is required, or in phases (N5), and with its justification if it is late
 * (N2). What went out once has gone out, whatever is corrected or asked for since.
 */
const hasGoneOut = (observed: ObservedNotification, missing: readonly Part[], late: boolean): boolean =>
  observed.note.status?.sentAt !== undefined || ((missing.length === 0 || observed.duty?.phased === true) && !unjustified(observed, late));

/** How far it is, from the facts alone: what went out counts before what was waived, and that before what is missing. */
export const progressOf = (observed: ObservedNotification, { missing, holdingBack, digest }: Draft, now: string): Progress => {
  const { note, deadline } = observed;
  const filedAt = firstFiling(note, now);
  if (filedAt !== undefined) {
    const late = isLate(filedAt, deadline);
    const acknowledged = effective(note.spec.acknowledgements).length > 0;
    if (hasGoneOut(observed, missing, late)) return { phase: acknowledged ? 'Acknowledged' : 'Sent', sentAt: filedAt, late };
  }
  // A fact met the duty without a message: whoever acted on it has taken note (P3).
  if (deadline?.metAt !== undefined) return { phase: 'Acknowledged', sentAt: deadline.metAt, late: isLate(deadline.metAt, deadline) };
  if (isWaived(observed)) return { phase: 'Waived' };
  if (holdingBack.length > 0 || unjustified(observed, isLate(filedAt ?? now, deadline))) return { phase: 'Incomplete' };
  return { phase: isApproved(observed, digest) ? 'Scheduled' : 'AwaitingApproval' };
};
