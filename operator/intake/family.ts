import type { Incident } from '../api/types.gen.ts';
import type { Cache } from '../kube/cache.ts';
import { createIndex } from '../kube/index-by.ts';
import { keyOf } from '../kube/object.ts';
import type { System } from './alert.ts';

/** All incidents of one source and fingerprint in a namespace, as far as this replica knows. */
export type FamilyOf = (namespace: string, system: System, fingerprint: string) => readonly Incident[];

const keyFor = (namespace: string, system: string, fingerprint: string): string => JSON.stringify([namespace, system, fingerprint]);

/** Finds families in the cache of incidents, by an index that follows its changes. */
export const createFamilies = (incidents: Cache<Incident>): FamilyOf => {
  const index = createIndex<Incident>(({ metadata, spec }) =>
    spec.source?.fingerprint === undefined ? [] : [keyFor(metadata.namespace, spec.source.system, spec.source.fingerprint)],
  );
  for (const incident of incidents.values()) index.update(keyOf(incident), undefined, incident);
  incidents.subscribe(({ key, before, after }) => index.update(key, before, after));
  return (namespace, system, fingerprint) => index.keys(keyFor(namespace, system, fingerprint)).flatMap((key) => incidents.get(key) ?? []);
};
