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
import type { Question } from './questions.ts';

/** The earlier incidents with the same recurrence key, within the window of the policy: how many, and the names of the latest, that one first. */
export interface Earlier {
  readonly count: number;
  readonly latest: readonly string[];
}

/** A report that was dismissed as a duplicate of this one, with what it passes on: awareness, reporter and facts. */
export interface Duplicate {
  readonly name: string;
  readonly awareAt: string | undefined;
  /** When the operator saw that it was dismissed. */
  readonly endedAt: string | undefined;
  readonly reportedBy: string | undefined;
  readonly reportedAt: string | undefined;
  /** Whether it found personal data. */
  readonly personalData: boolean;
  /** The questions that are open in this record and that it answers. */
  readonly answers: readonly Question[];
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
  /** The incidents that count as repeating this one, over however many hops; as many as admission is shown. */
  readonly repeatedBy: readonly string[];
  /** The ring of duplicates that the last assessment closes, from its original back to this incident; undefined where it closes none. */
  readonly ring: readonly string[] | undefined;
}
