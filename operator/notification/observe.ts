import type { Incident, IncidentPolicy, IncidentStatusDeadline, Notification, ReportingRegimeDuty } from '../api/types.gen.ts';
import { type Patience, usualPatience } from '../delivery/patience.ts';
import type { Step } from '../delivery/step.ts';
import type { Regime } from '../policy/regime.ts';
import type { ObservedNotification } from './progress.ts';

/** Where a notification's surroundings are looked up. */
export interface NotificationSurroundings {
  policy(): IncidentPolicy | undefined;
  regimes(): readonly Regime[];
  incident(namespace: string, name: string): Incident | undefined;
  /** Every notification of an incident. */
  notificationsOf(namespace: string, name: string): readonly Notification[];
  /** What whoever sends it asks to have written down; nothing where nobody sends. */
  readonly stepsFor?: (note: Notification) => readonly Step[];
  readonly patience?: Patience;
}

/**
 * A notice that follows up on another one has no clock of its own: it goes out "without undue further delay" (art. 33(4)). The reports that
 * a law asks for later are supplementary too, but each is the first notice of its own duty.
 */
const hasClock = (note: Notification, deadline: IncidentStatusDeadline): boolean =>
  note.spec.stage !== 'Supplementary' || deadline.notification === note.metadata.name;

/** The duty as the regime of its deadline writes it: two versions of a law may name the same one. */
const dutyOf = (regimes: readonly Regime[], name: string, regime: string | undefined): ReportingRegimeDuty | undefined => {
  const all = regimes.flatMap((each) => each.duties.map(({ duty }) => ({ regime: each.name, duty })));
  const named = all.filter(({ duty }) => duty.name === name);
  return (named.find((each) => each.regime === regime) ?? named[0])?.duty;
};

/** The other stages of the same duty that went out, oldest first; of one that went out itself, those before it (N5). */
export const earlierStages = ({ metadata, spec, status }: Notification, all: readonly Notification[]): readonly Notification[] => {
  const until = status?.sentAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(status.sentAt);
  return all
    .filter((other) => other.spec.duty === spec.duty && other.spec.recipient === spec.recipient && other.metadata.name !== metadata.name)
    .flatMap((other) => (other.status?.sentAt === undefined ? [] : [{ at: Date.parse(other.status.sentAt), other }]))
    .sort((a, b) => a.at - b.at || (a.other.metadata.name < b.other.metadata.name ? -1 : 1))
    .filter(({ at }) => at < until)
    .map(({ other }) => other);
};

/** Reads everything that a decision on this notification looks at, once. */
export const observeNotification = (note: Notification, around: NotificationSurroundings): ObservedNotification => {
  const { duty: name, incidentRef } = note.spec;
  const incident = around.incident(note.metadata.namespace, incidentRef.name);
  const deadline = incident?.status?.deadlines?.find((each) => each.name === name);
  return {
    note,
    incident,
    policy: around.policy(),
    earlier:
      note.spec.stage === 'Supplementary' || note.spec.stage === 'Final'
        ? earlierStages(note, around.notificationsOf(note.metadata.namespace, incidentRef.name))
        : [],
    duty: dutyOf(around.regimes(), name, deadline?.regime),
    deadline: deadline !== undefined && hasClock(note, deadline) ? deadline : undefined,
    steps: around.stepsFor?.(note) ?? [],
    patience: around.patience ?? usualPatience,
  };
};
