import type { EvidenceItem, Incident, IncidentPolicy, Notification, Playbook, Weakness } from '../api/types.gen.ts';
import type { Regime } from '../policy/regime.ts';
import { establishedOf } from './awareness.ts';
import type { Earlier, Observed } from './observed.ts';

/** Where an incident's surroundings are looked up: in the caches of the operator, or in a test's own objects. */
export interface Surroundings {
  policy(): IncidentPolicy | undefined;
  regimes(): readonly Regime[];
  notificationsOf(namespace: string, incident: string): readonly Notification[];
  evidenceOf(namespace: string, incident: string): readonly EvidenceItem[];
  weakness(namespace: string, name: string): Weakness | undefined;
  playbook(name: string): Playbook | undefined;
  /** Other incidents with the same recurrence key, of whatever time and namespace. */
  alike(incident: Incident): readonly Incident[];
}

/** Where the policy says nothing about recurrence. */
const defaultWindow = 'P90D';

/** The beginning of a window that ends at an instant; days are those of UTC, since a recurrence is no deadline. */
const windowStart = (end: string, window: string): number => {
  const zoned = Temporal.Instant.from(end).toZonedDateTimeISO('UTC');
  return zoned.subtract(Temporal.Duration.from(window)).epochMilliseconds;
};

/**
 * Earlier incidents of the same namespace, for need-to-know ends there (S6), that were real ones, within the window (L2). Of two at
 * one instant, as a storm of alerts has them, the one whose name comes first is the earlier.
 */
const earlierOf = (incident: Incident, around: Surroundings): readonly Earlier[] => {
  const alike = around.alike(incident);
  if (alike.length === 0) return [];
  const { name: own, namespace, uid } = incident.metadata;
  const established = establishedOf(incident.spec);
  const end = Date.parse(established);
  const start = windowStart(established, around.policy()?.spec.recurrence?.window ?? defaultWindow);
  return alike.flatMap(({ metadata, spec, status }): readonly Earlier[] => {
    if (metadata.uid === uid || metadata.namespace !== namespace || status?.phase === 'Dismissed') return [];
    const establishedAt = establishedOf(spec);
    const millis = Date.parse(establishedAt);
    const before = millis < end || (millis === end && metadata.name < own);
    return before && millis >= start ? [{ name: metadata.name, establishedAt }] : [];
  });
};

/** Reads everything that a decision on this incident looks at, once. */
export const observeIncident = (incident: Incident, around: Surroundings): Observed => {
  const { namespace, name } = incident.metadata;
  const { playbookRef, weaknesses } = incident.spec;
  return {
    incident,
    policy: around.policy(),
    regimes: around.regimes(),
    notifications: around.notificationsOf(namespace, name),
    evidence: around.evidenceOf(namespace, name),
    weaknesses: (weaknesses ?? []).flatMap((each) => around.weakness(namespace, each.name) ?? []),
    playbook: playbookRef === undefined ? undefined : around.playbook(playbookRef.name),
    earlier: earlierOf(incident, around),
  };
};
