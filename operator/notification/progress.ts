import { effective, last } from '../api/entries.ts';
import type { IncidentStatusDeadline, Notification, ReportingRegimeDuty } from '../api/types.gen.ts';
import { isDelivered, type Stage } from '../delivery/decide.ts';
import type { Patience } from '../delivery/patience.ts';
import type { Step } from '../delivery/step.ts';
import { waiverOf } from '../policy/waiver.ts';
import type { Telling } from './brief.ts';
import type { Part } from './content.ts';

/** What a decision on one notification looks at: what its document is written from, and its duty. */
export interface ObservedNotification extends Telling {
  /** The duty in its regime; absent for one that a person made, and for an order of the authority. */
  readonly duty: ReportingRegimeDuty | undefined;
  /** The deadline of the duty on the incident. */
  readonly deadline: IncidentStatusDeadline | undefined;
  /** What whoever sends it asks to have written down, and how long is tried. */
  readonly steps: readonly Step[];
  readonly patience: Patience;
}

/** How far a notification is, with what that rests on; each case holds only what it needs. */
export type Progress =
  | { readonly phase: 'Waived' }
  | { readonly phase: 'Sent' | 'Acknowledged'; readonly sentAt: string; readonly late: boolean }
  | { readonly phase: 'Incomplete' | 'AwaitingApproval' | 'Scheduled' | 'Sending' | 'Failed' };

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

/** When it was told, by hand or by a channel; the hand goes first, for it has a receipt. */
const told = (observed: ObservedNotification, missing: readonly Part[], now: string): string | undefined => {
  const { note, deadline } = observed;
  const filedAt = firstFiling(note, now);
  if (filedAt !== undefined && hasGoneOut(observed, missing, isLate(filedAt, deadline))) return filedAt;
  const wasDelivered = note.status?.deliveries?.some(isDelivered) ?? false;
  return wasDelivered ? note.status?.sentAt : undefined;
};

/** A notification that was told at a moment. */
export const sentAt = ({ note, deadline }: ObservedNotification, at: string): Progress => {
  const acknowledged = effective(note.spec.acknowledgements).length > 0;
  return { phase: acknowledged ? 'Acknowledged' : 'Sent', sentAt: at, late: isLate(at, deadline) };
};

/**
 * How far it is but for sending, from the facts alone: what went out counts before what was waived, and that before what is missing.
 * `Scheduled` is what may go out.
 */
export const progressOf = (observed: ObservedNotification, { missing, holdingBack, digest }: Draft, now: string): Progress => {
  const { note, deadline } = observed;
  const toldAt = told(observed, missing, now);
  if (toldAt !== undefined) return sentAt(observed, toldAt);
  // A fact met the duty without a message: whoever acted on it has taken note (P3).
  if (deadline?.metAt !== undefined) return { phase: 'Acknowledged', sentAt: deadline.metAt, late: isLate(deadline.metAt, deadline) };
  if (isWaived(observed)) return { phase: 'Waived' };
  if (holdingBack.length > 0 || unjustified(observed, isLate(firstFiling(note, now) ?? now, deadline))) return { phase: 'Incomplete' };
  return { phase: isApproved(observed, digest) ? 'Scheduled' : 'AwaitingApproval' };
};

/** How far it is with sending: what was delivered to all counts, and what is under way is no longer only scheduled. */
export const progressWith = (observed: ObservedNotification, ready: Progress, stage: Stage | undefined): Progress => {
  if (ready.phase === 'Sent' || ready.phase === 'Acknowledged' || stage === undefined) return ready;
  if (stage.kind === 'Delivered') return sentAt(observed, stage.at);
  return ready.phase === 'Scheduled' && stage.kind !== 'Queued' ? { phase: stage.kind } : ready;
};
