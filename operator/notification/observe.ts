import type { Incident, IncidentPolicy, Notification } from '../api/types.gen.ts';
import type { Regime } from '../policy/regime.ts';
import type { ObservedNotification } from './progress.ts';

/** Where a notification's surroundings are looked up. */
export interface NotificationSurroundings {
  policy(): IncidentPolicy | undefined;
  regimes(): readonly Regime[];
  incident(namespace: string, name: string): Incident | undefined;
}

/** A supplementary notice has no clock of its own: it follows "without undue further delay" (art. 33(4)). */
const hasClock = (note: Notification): boolean => note.spec.stage !== 'Supplementary';

/** Reads everything that a decision on this notification looks at, once. */
export const observeNotification = (note: Notification, around: NotificationSurroundings): ObservedNotification => {
  const { duty: name, incidentRef } = note.spec;
  const incident = around.incident(note.metadata.namespace, incidentRef.name);
  const duties = around.regimes().flatMap((regime) => regime.duties.map(({ duty }) => duty));
  return {
    note,
    incident,
    policy: around.policy(),
    duty: duties.find((duty) => duty.name === name),
    deadline: hasClock(note) ? incident?.status?.deadlines?.find((deadline) => deadline.name === name) : undefined,
  };
};
