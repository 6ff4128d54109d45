import { effective } from '../api/entries.ts';
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
import { answersTo, repeatedBy, ringOf } from './duplicates.ts';
import type { Duplicate, Earlier, Observed } from './observed.ts';

/** Where an incident's surroundings are looked up: in the caches of the operator, or in a test's own objects. */
export interface Surroundings {
  policy(): IncidentPolicy | undefined;
  regimes(): readonly Regime[];
  notificationsOf(namespace: string, incident: string): readonly Notification[];
  evidenceOf(namespace: string, incident: string): readonly EvidenceItem[];
  weakness(namespace: string, name: string): Weakness | undefined;
  playbook(name: string): Playbook | undefined;
  /** The earlier incidents with the same recurrence key. */
  earlier(incident: Incident): Earlier;
  /** The earlier incidents that are most like this one. */
  precedents(incident: Incident): readonly IncidentStatusPrecedent[];
  incident(namespace: string, name: string): Incident | undefined;
  /** The incidents of a namespace of which some assessment says that they repeat this one. */
  duplicatesOf(namespace: string, incident: string): readonly Incident[];
}

/**
 * The reports that count as duplicates of this one (A8): dismissed as such, and not an assessment that was overtaken. Their awareness is
 * the one that counts for them, so that it is passed on along a chain of duplicates; never round a ring, whatever was dismissed
 * before the ring was closed.
 */
const duplicatesIn = (incident: Incident, around: Surroundings): readonly Duplicate[] => {
  const { namespace, name } = incident.metadata;
  return around
    .duplicatesOf(namespace, name)
    .filter((other) => {
      const { spec, status } = other;
      const dismissed = status?.phase === 'Dismissed' && status.verdict === 'Duplicate';
      const repeats = dismissed && effective(spec.assessments).findLast(({ verdict }) => verdict === 'Duplicate')?.duplicateOf === name;
      return repeats && ringOf(other, (one) => around.incident(namespace, one)) === undefined;
    })
    .map(({ metadata, spec, status }) => ({
      name: metadata.name,
      awareAt: status?.awareAt,
      endedAt: status?.endedAt,
      reportedBy: spec.report.anonymous === true ? undefined : spec.report.reportedBy,
      reportedAt: spec.report.reportedAt ?? metadata.creationTimestamp,
      personalData: spec.personalData !== undefined || spec.personalDataCheck === 'Found',
      answers: answersTo(incident.spec, spec),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
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
    earlier: around.earlier(incident),
    precedents: around.precedents(incident),
    duplicates: duplicatesIn(incident, around),
    repeatedBy: repeatedBy(name, (original) => around.duplicatesOf(namespace, original)),
    ring: ringOf(incident, (other) => around.incident(namespace, other)),
  };
};
