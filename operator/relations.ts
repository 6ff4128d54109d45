import type { Incident } from './api/types.gen.ts';
import type { Cache } from './kube/cache.ts';
import type { Relation } from './kube/controller.ts';
import type { Lean } from './kube/lean.ts';
import type { Key, KubeObject } from './kube/object.ts';

/** A policy or a regime concerns every object of a kind. */
export const concernsAll = <B extends KubeObject>(cache: Cache<B>, all: Cache<KubeObject>): Relation => ({
  subscribe: (enqueue) =>
    cache.subscribe(({ before, after, origin }) => {
      // Our own conditions on a policy or regime change nothing for anybody else.
      if (origin !== 'own' && before?.metadata.generation !== after?.metadata.generation) enqueue(all.keys());
    }),
});

/** What an item of evidence takes over from its incident: when its facts were established, and how long it is kept. */
const keeping = ({ spec, status }: Lean<Incident>): string =>
  JSON.stringify([spec.report.establishedAt, spec.legalHold, spec.drill, status?.endedAt]);

/**
 * An incident concerns its evidence when it appears or goes, and when something changed that the items take over. Most of its changes do
 * not; an incident with ten thousand items would otherwise have all of them decided upon each time that one of them changes.
 */
export const concernsEvidence = (cache: Cache<Incident>, items: (incident: Lean<Incident>) => readonly Key[]): Relation => ({
  subscribe: (enqueue) =>
    cache.subscribe(({ before, after }) => {
      if (before !== undefined && after !== undefined && before.metadata.uid === after.metadata.uid && keeping(before) === keeping(after))
        return;
      for (const incident of [before, after]) if (incident !== undefined) enqueue(items(incident));
    }),
});
