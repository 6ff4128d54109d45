import type { ChildDraft } from '../api/decision.ts';
import { apiVersion } from '../api/kinds.ts';
import type { Notification, ReportingRegimeDuty } from '../api/types.gen.ts';
import { type Instance, isOpen } from './deadlines.ts';
import type { Notifications } from './fulfilment.ts';
import type { Observed } from './observed.ts';
import { orderRegime } from './orders.ts';

const draft = (observed: Observed, name: string, spec: object): ChildDraft => ({
  apiVersion,
  kind: 'Notification',
  metadata: { name, namespace: observed.incident.metadata.namespace },
  spec: { incidentRef: { name: observed.incident.metadata.name }, ...spec },
});

const languagesOf = ({ policy }: Observed): object => (policy?.spec.languages === undefined ? {} : { languages: policy.spec.languages });

const specOf = (observed: Observed, duty: ReportingRegimeDuty): object => ({
  duty: duty.name,
  audience: duty.audience,
  stage: duty.stage ?? 'Initial',
  ...(duty.recipient === undefined ? {} : { recipient: duty.recipient }),
  ...languagesOf(observed),
});

/** Whether a deadline is seen for the first time. */
const isNew = (observed: Observed, name: string): boolean =>
  observed.incident.status?.deadlines?.some((known) => known.name === name) !== true;

/**
 * An open duty without its Notification: never there yet, or deleted; the duty stays, so it comes back (api.md). One that a fact
 * had met before it was first seen has its Notification too, so that what is on record does not depend on when anybody looked.
 */
const forDuty = (observed: Observed, existing: Notifications, { deadline, duty }: Instance): readonly ChildDraft[] => {
  const { notification } = deadline;
  if (notification === undefined || existing.has(notification)) return [];
  if (!isOpen(deadline) && !isNew(observed, deadline.name)) return [];
  if (deadline.regime === orderRegime) {
    return [draft(observed, notification, { duty: deadline.name, audience: 'DataSubjects', stage: 'Initial', ...languagesOf(observed) })];
  }
  return duty === undefined ? [] : [draft(observed, notification, specOf(observed, duty))];
};

/** The name of the n-th notice that follows up on a first one. */
const supplementName = (first: string, n: number): string => `${first}-supplementary-${n}`;

/** The stages of one duty in the order in which they went out: the initial one, then the supplements by number. */
const stagesOf = (existing: Notifications, first: string): readonly Notification[] => {
  const stages: Notification[] = [];
  for (let next = existing.get(first); next !== undefined; next = existing.get(supplementName(first, stages.length))) stages.push(next);
  return stages;
};

/**
 * What a phased notice left out is followed up by a supplementary one (N5): opened once the last stage has gone out with
 * something missing.
 */
const supplement = (observed: Observed, existing: Notifications, { deadline, duty }: Instance): readonly ChildDraft[] => {
  if (duty?.phased !== true || deadline.notification === undefined) return [];
  const stages = stagesOf(existing, deadline.notification);
  const latest = stages.at(-1);
  if (latest?.status?.sentAt === undefined || (latest.status.missing ?? []).length === 0) return [];
  return [draft(observed, supplementName(deadline.notification, stages.length), { ...specOf(observed, duty), stage: 'Supplementary' })];
};

/** The Notifications that have to exist because of the deadlines, and do not. */
export const notificationsOf = (observed: Observed, existing: Notifications, instances: readonly Instance[]): readonly ChildDraft[] =>
  instances.flatMap((instance) => [...forDuty(observed, existing, instance), ...supplement(observed, existing, instance)]);
