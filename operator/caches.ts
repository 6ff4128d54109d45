import { kinds } from './api/kinds.ts';
import type { EvidenceItem, Incident, IncidentPolicy, Notification, Playbook, ReportingRegime, Weakness } from './api/types.gen.ts';
import { recurrenceKey } from './incident/recurrence.ts';
import { type Cache, createCache } from './kube/cache.ts';
import { createIndex, type Index } from './kube/index-by.ts';
import { leanObject, leanRecord } from './kube/lean.ts';
import { keyFor, keyOf } from './kube/object.ts';
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
export const indexNames = { incident: 'incident', weakness: 'weakness', playbook: 'playbook' } as const;

/** Empty caches; watches fill them. */
export const createCaches = (observer: Observer): Caches => ({
  incidents: createCache<Incident>({
    kind: kinds.Incident,
    trim: leanRecord(kinds.Incident),
    observer,
    indexes: {
      [indexNames.weakness]: ({ metadata, spec }) => (spec.weaknesses ?? []).map(({ name }) => keyFor(metadata.namespace, name)),
      [indexNames.playbook]: ({ spec }) => (spec.playbookRef === undefined ? [] : [spec.playbookRef.name]),
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
 * Finds incidents by their recurrence key (L2). The key depends on the policy, so the index is made anew when the policy names
 * other fields; that happens hardly ever, and costs one pass over the register.
 */
export const createRecurrenceIndex = (caches: Caches): ((incident: Incident) => readonly Incident[]) => {
  const fieldsOf = (): string => JSON.stringify(policyIn(caches)?.spec.recurrence?.by ?? null);
  const build = (): { readonly fields: string; readonly index: Index<Incident>; readonly policy: IncidentPolicy | undefined } => {
    const policy = policyIn(caches);
    const index = createIndex<Incident>((incident) => {
      const key = recurrenceKey(incident.spec, policy);
      return key === undefined ? [] : [key];
    });
    for (const incident of caches.incidents.values()) index.update(keyOf(incident), undefined, incident);
    return { fields: fieldsOf(), index, policy };
  };
  let current = build();
  caches.policies.subscribe(() => {
    if (fieldsOf() !== current.fields) current = build();
  });
  caches.incidents.subscribe(({ key, before, after }) => current.index.update(key, before, after));
  return (incident) => {
    const key = recurrenceKey(incident.spec, current.policy);
    if (key === undefined) return [];
    return current.index.keys(key).flatMap((each) => caches.incidents.get(each) ?? []);
  };
};
