import { kinds } from './api/kinds.ts';
import type {
  EvidenceItem,
  Incident,
  IncidentPolicy,
  IncidentStatusPrecedent,
  Notification,
  Playbook,
  ReportingRegime,
  Weakness,
} from './api/types.gen.ts';
import type { Earlier } from './incident/observed.ts';
import { createPrecedents } from './incident/precedents.ts';
import { createRecurrences, type Recurrences } from './incident/recurrences.ts';
import { type Cache, createCache } from './kube/cache.ts';
import { leanObject, leanRecord } from './kube/lean.ts';
import { type Key, keyFor } from './kube/object.ts';
import type { Observer } from './kube/observer.ts';
import { type Regime, regimesOf } from './policy/regime.ts';

/** Everything the operator knows of the cluster. */
export interface Caches {
  readonly incidents: Cache<Incident>;
  readonly evidence: Cache<EvidenceItem>;
  readonly notifications: Cache<Notification>;
  readonly weaknesses: Cache<Weakness>;
  readonly playbooks: Cache<Playbook>;
  readonly regimes: Cache<ReportingRegime>;
  readonly policies: Cache<IncidentPolicy>;
}

/** The names of the indexes; each finds objects by the key of what they refer to. */
export const indexNames = { incident: 'incident', weakness: 'weakness', playbook: 'playbook', original: 'original' } as const;

/** The incidents that an incident is said to repeat, by their keys. */
export const originalsOf = ({ metadata, spec }: Incident): readonly Key[] =>
  (spec.assessments ?? []).flatMap(({ duplicateOf }) => (duplicateOf === undefined ? [] : [keyFor(metadata.namespace, duplicateOf)]));

/** Empty caches; watches fill them. */
export const createCaches = (observer: Observer): Caches => ({
  incidents: createCache<Incident>({
    kind: kinds.Incident,
    trim: leanRecord(kinds.Incident),
    observer,
    indexes: {
      [indexNames.weakness]: ({ metadata, spec }) => (spec.weaknesses ?? []).map(({ name }) => keyFor(metadata.namespace, name)),
      [indexNames.playbook]: ({ spec }) => (spec.playbookRef === undefined ? [] : [spec.playbookRef.name]),
      [indexNames.original]: originalsOf,
    },
  }),
  evidence: createCache<EvidenceItem>({
    kind: kinds.EvidenceItem,
    trim: leanRecord(kinds.EvidenceItem),
    observer,
    indexes: { [indexNames.incident]: ({ metadata, spec }) => [keyFor(metadata.namespace, spec.incidentRef.name)] },
  }),
  notifications: createCache<Notification>({
    kind: kinds.Notification,
    trim: leanRecord(kinds.Notification),
    observer,
    indexes: { [indexNames.incident]: ({ metadata, spec }) => [keyFor(metadata.namespace, spec.incidentRef.name)] },
  }),
  weaknesses: createCache<Weakness>({ kind: kinds.Weakness, trim: leanRecord(kinds.Weakness), observer }),
  playbooks: createCache<Playbook>({ kind: kinds.Playbook, trim: leanObject(kinds.Playbook), observer }),
  regimes: createCache<ReportingRegime>({ kind: kinds.ReportingRegime, trim: leanObject(kinds.ReportingRegime), observer }),
  policies: createCache<IncidentPolicy>({ kind: kinds.IncidentPolicy, trim: leanObject(kinds.IncidentPolicy), observer }),
});

/** The one policy (api.md: exactly one, named `default`). */
export const policyIn = (caches: Caches): IncidentPolicy | undefined => caches.policies.find(undefined, 'default');

/**
 * The compiled regimes that the policy names, worked out once for each change of a regime or of the policy. The function
 * returned is asked at every decision.
 */
export const createRegimes = (caches: Caches): (() => readonly Regime[]) => {
  let current: readonly Regime[] | undefined;
  const forget = (): void => {
    current = undefined;
  };
  caches.regimes.subscribe(forget);
  caches.policies.subscribe(forget);
  return () => {
    current ??= regimesOf([...caches.regimes.values()], policyIn(caches)?.spec.regimes);
    return current;
  };
};

/**
 * Finds the earlier incidents of the same kind (L2). What recurs depends on the policy, so the register is made anew when the policy
 * names another way; that happens hardly ever, and costs one pass over all incidents.
 */
export const createEarlier = (caches: Caches): ((incident: Incident) => Earlier) => {
  const wayOf = (): string => JSON.stringify(policyIn(caches)?.spec.recurrence ?? null);
  const build = (): { readonly way: string; readonly recurrences: Recurrences } => {
    const recurrences = createRecurrences(policyIn(caches));
    for (const incident of caches.incidents.values()) recurrences.replace(undefined, incident);
    return { way: wayOf(), recurrences };
  };
  let current = build();
  caches.policies.subscribe(() => {
    if (wayOf() !== current.way) current = build();
  });
  caches.incidents.subscribe(({ before, after }) => current.recurrences.replace(before, after));
  return (incident) => current.recurrences.earlier(incident);
};

/** Finds the earlier incidents that are most like one (A10), without a pass over the register. */
export const createPrecedentFinder = ({ incidents }: Caches): ((incident: Incident) => readonly IncidentStatusPrecedent[]) => {
  const precedents = createPrecedents((namespace, name) => incidents.find(namespace, name));
  for (const incident of incidents.values()) precedents.replace(undefined, incident);
  incidents.subscribe(({ before, after }) => precedents.replace(before, after));
  return precedents.of;
};
