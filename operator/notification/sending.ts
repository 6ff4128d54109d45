import type { ConditionDraft } from '../api/conditions.ts';
import type { TimelineDraft } from '../api/decision.ts';
import type { NotificationStatus } from '../api/types.gen.ts';
import { type Delivery, decideDeliveries, isDead, type Stage, stageOf } from '../delivery/decide.ts';
import { deliveryKey } from '../delivery/key.ts';
import { type Plan, planOf, type Target } from '../delivery/plan.ts';
import type { ObservedNotification, Progress } from './progress.ts';

/** What sending comes to: how it stands for each recipient, and over all of them. */
export interface Sending {
  readonly plan: Plan;
  readonly deliveries: readonly Delivery[];
  readonly entries: readonly TimelineDraft[];
  readonly stage: Stage | undefined;
}

/** A law outranks a sharing label: that of the deadline, or the authority's own order (N9). */
const isLawful = ({ note, deadline }: ObservedNotification): boolean =>
  note.spec.duty.startsWith('gdpr-order-') || (deadline?.regime !== undefined && deadline.regime !== 'policy');

/** How the notification leaves the house. */
export const sendingPlan = (observed: ObservedNotification): Plan => planOf({ ...observed, lawful: isLawful(observed) });

/**
 * Whom it may be sent to now: nobody before it is complete, approved and, if late, explained; nobody of what is filed, met or waived; and
 * nobody at all in a drill, which never leaves the house (P7).
 */
export const sendableTo = ({ incident }: ObservedNotification, plan: Plan, ready: Progress): readonly Target[] =>
  ready.phase === 'Scheduled' && plan.kind === 'targets' && incident !== undefined && incident.spec.drill !== true ? plan.targets : [];

/** The key under which a document goes to a recipient. */
export const keyOfDocument =
  ({ note, incident }: ObservedNotification, document: string) =>
  (to: string): string =>
    deliveryKey({
      incident: incident?.metadata.uid ?? '',
      duty: note.spec.duty,
      stage: note.spec.stage ?? 'Initial',
      recipient: note.spec.recipient ?? '',
      document,
      to,
    });

/** Whether an approval binds the text: then another text is another message. */
export const isBinding = ({ duty }: ObservedNotification): boolean => duty?.needsApproval === true;

/** A person asked for another try, and the decision that writes it down is the one that grants it: once, whatever a clock says. */
const hasNewRetry = ({ note }: ObservedNotification): boolean => {
  const known = new Set(note.status?.recorded?.entries?.['retries']);
  return (note.spec.retries ?? []).some(({ id }) => !known.has(id));
};

/** What becomes of sending a notification whose document has a digest, when everything but sending is as far as `ready`. Pure. */
export const sendingOf = (observed: ObservedNotification, ready: Progress, document: string, now: string): Sending => {
  const { note, steps, patience } = observed;
  const plan = sendingPlan(observed);
  const { deliveries, entries } = decideDeliveries(
    {
      before: note.status?.deliveries ?? [],
      targets: sendableTo(observed, plan, ready),
      keyFor: keyOfDocument(observed, document),
      steps,
      binding: isBinding(observed),
      retried: hasNewRetry(observed),
      patience,
    },
    now,
  );
  return { plan, deliveries, entries, stage: plan.kind === 'targets' ? stageOf(deliveries, plan.targets) : undefined };
};

/** What the status says of sending; a list that was there once stays, for it cannot be removed. */
export const deliveryStatus = (
  before: NotificationStatus | undefined,
  { deliveries }: Sending,
  phase: Progress['phase'],
): Pick<NotificationStatus, 'deliveries' | 'deadLetter'> => ({
  ...(deliveries.length > 0 || before?.deliveries !== undefined ? { deliveries } : {}),
  deadLetter: (phase === 'Sending' || phase === 'Failed') && deliveries.some(isDead),
});

const listed = (deliveries: readonly Delivery[]): string =>
  deliveries
    .slice(0, 8)
    .map(({ to, reference }) => `${to} (${reference ?? 'no answer'})`)
    .join(', ');

/** What a person reads about sending, while something is in its way. */
export const deliveryConditions = ({ plan, deliveries }: Sending, phase: Progress['phase']): readonly ConditionDraft[] => {
  const open = phase === 'Incomplete' || phase === 'AwaitingApproval' || phase === 'Scheduled';
  if (plan.kind === 'refused' && open) return [{ type: 'ChannelServed', status: 'False', reason: plan.reason, message: plan.message }];
  if (phase !== 'Sending' && phase !== 'Failed') return [];
  const dead = deliveries.filter(isDead);
  if (dead.length > 0) {
    const reason = dead.some(({ outcome }) => outcome === 'Rejected') ? 'DeliveryRejected' : 'DeliveryExhausted';
    const right = 'Mend the cause and add an entry to spec.retries, or send it by hand and record the receipt in spec.filings.';
    return [{ type: 'Delivered', status: 'False', reason, message: `Given up for ${listed(dead)}. ${right}` }];
  }
  const deferred = deliveries.filter(({ outcome }) => outcome === 'Deferred');
  if (deferred.length === 0) return [];
  return [{ type: 'Delivered', status: 'False', reason: 'DeliveryDeferred', message: `It is tried again for ${listed(deferred)}.` }];
};
