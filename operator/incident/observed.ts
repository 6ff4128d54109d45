import type {
  EvidenceItem,
  Incident,
  IncidentPolicy,
  IncidentStatusPrecedent,
  Notification,
  Playbook,
  Weakness,
} from '../api/types.gen.ts';
import type { Regime } from '../policy/regime.ts';

/** The earlier incidents with the same recurrence key, within the window of the policy: how many, and the names of the latest, that one first. */
export interface Earlier {
  readonly count: number;
  readonly latest: readonly string[];
}

/** A report that was dismissed as a duplicate of this one, with the awareness that it brings. */
export interface Duplicate {
  readonly name: string;
  readonly awareAt: string | undefined;
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
  readonly earlier: Earlier;
  /** The earlier incidents that are most like this one, whatever the window of the policy (A10). */
  readonly precedents: readonly IncidentStatusPrecedent[];
  /** In the order of their names. */
  readonly duplicates: readonly Duplicate[];
}
