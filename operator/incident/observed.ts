import type { EvidenceItem, Incident, IncidentPolicy, Notification, Playbook, Weakness } from '../api/types.gen.ts';
import type { Regime } from '../policy/regime.ts';

/** An earlier incident with the same recurrence key. */
export interface Earlier {
  readonly name: string;
  readonly establishedAt: string;
}

/** Everything that one decision on an incident looks at. It is read once, from the caches, and never changes while deciding. */
export interface Observed {
  readonly incident: Incident;
  readonly policy: IncidentPolicy | undefined;
  /** The regimes that the policy names, each compiled; a stalled one is left out and says so on its own object. */
  readonly regimes: readonly Regime[];
  readonly notifications: readonly Notification[];
  readonly evidence: readonly EvidenceItem[];
  /** The weaknesses that the incident names and that exist. */
  readonly weaknesses: readonly Weakness[];
  readonly playbook: Playbook | undefined;
  /** Earlier incidents with equal recurrence keys, within the policy's window. */
  readonly earlier: readonly Earlier[];
}
