import type { ChildDraft } from '../api/decision.ts';
import { apiVersion } from '../api/kinds.ts';
import type { Notification, ReportingRegimeDuty } from '../api/types.gen.ts';
import { isOpen } from './deadlines.ts';
import type { Instance } from './duties.ts';
import type { Observed } from './observed.ts';

const draft = (observed: Observed, name: string, spec: object): ChildDraft => ({
  apiVersion,
  kind: 'Notification',
  metadata: { name, namespace: observed.incident.metadata.namespace },
  spec: { incidentRef: { name: observed.incident.metadata.name }, ...spec },
});

const specOf = (observed: Observed, duty: ReportingRegimeDuty): object => ({
  duty: duty.name,
  audience: duty.audience,
  stage: duty.stage ?? 'Initial',
  ...(duty.recipient === undefined ? {} : { recipient: duty.recipient }),
  ...(observed.policy?.spec.languages === undefined ? {} : { languages: observed.policy.spec.languages }),
});

/** An open duty without its Notification: never there yet, or deleted; the duty stays, so it comes back (api.md). */
const forDuty = (observed: Observed, existing: ReadonlySet<string>, { deadline, duty }: Instance): readonly ChildDraft[] => {
  const { notification } = deadline;
  if (notification === undefined || existing.has(notification) || !isOpen(deadline)) return [];
  if (deadline.regime === 'order') {
    return [draft(observed, notification, { duty: deadline.name, audience: 'DataSubjects', stage: 'Initial' })];
  }
  return duty === undefined ? [] : [draft(observed, notification, specOf(observed, duty))];
};

const isSent = (note: Notification): boolean => note.status?.sentAt !== undefined;

/** The stages of one duty in the order in which they went out: the initial one, then the supplements by number. */
const stagesOf = (observed: Observed, first: string): readonly Notification[] => {
  const prefix = `${first}-supplementary-`;
  const number = (note: Notification): number => Number(note.metadata.name.slice(prefix.length));
  const supplements = observed.notifications.filter((note) => note.metadata.name.startsWith(prefix));
  const initial = observed.notifications.filter((note) => note.metadata.name === first);
  return [...initial, ...[...supplements].sort((a, b) => number(a) - number(b))];
};

/**
 * What a phased notice left out is followed up by a supplementary one (N5): opened once the last stage has gone out with
 * something missing.
 */
const supplement = (observed: Observed, { deadline, duty }: Instance): readonly ChildDraft[] => {
  if (duty?.phased !== true || deadline.notification === undefined) return [];
  const stages = stagesOf(observed, deadline.notification);
  const latest = stages.at(-1);
  if (latest === undefined || !isSent(latest) || (latest.status?.missing ?? []).length === 0) return [];
  const name = `${deadline.notification}-supplementary-${stages.length}`;
  return [draft(observed, name, { ...specOf(observed, duty), stage: 'Supplementary' })];
};

/** The Notifications that have to exist because of the deadlines, and do not. */
export const notificationsOf = (observed: Observed, instances: readonly Instance[]): readonly ChildDraft[] => {
  const existing = new Set(observed.notifications.map((note) => note.metadata.name));
  return instances.flatMap((instance) => [...forDuty(observed, existing, instance), ...supplement(observed, instance)]);
};
