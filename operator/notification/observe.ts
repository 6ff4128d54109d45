import type { Incident, IncidentPolicy, IncidentStatusDeadline, Notification, ReportingRegimeDuty } from '../api/types.gen.ts';
import type { Regime } from '../policy/regime.ts';
import type { ObservedNotification } from './progress.ts';

/** Where a notification's surroundings are looked up. */
export interface NotificationSurroundings {
  policy(): IncidentPolicy | undefined;
  regimes(): readonly Regime[];
  incident(namespace: string, name: string): Incident | undefined;
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

/** Reads everything that a decision on this notification looks at, once. */
export const observeNotification = (note: Notification, around: NotificationSurroundings): ObservedNotification => {
  const { duty: name, incidentRef } = note.spec;
  const incident = around.incident(note.metadata.namespace, incidentRef.name);
  const deadline = incident?.status?.deadlines?.find((each) => each.name === name);
  return {
    note,
    incident,
    policy: around.policy(),
    duty: dutyOf(around.regimes(), name, deadline?.regime),
    deadline: deadline !== undefined && hasClock(note, deadline) ? deadline : undefined,
  };
};
