import type { Incident, IncidentStatusPrecedent } from '../api/types.gen.ts';
import { enough, type Features, featuresOf, likenessOf } from './likeness.ts';
import { createOccasions, type Occasion, occasionOf, rank } from './occasions.ts';

/** How many precedents an incident shows (crds/incident.yaml). */
const shown = 8;

/** How many of each way to be alike are looked at, the latest ones; so a decision costs the same at any size of the register. */
const lookedAt = 64;

/** The earlier incidents of the register by what they have in common with others. */
export interface Precedents {
  /** Puts what an incident says in the place of what it said before; either may be absent. */
  replace(before: Incident | undefined, after: Incident | undefined): void;
  /** The earlier incidents that are most like this one, the most alike first and the latest of those that are equally so (A10). */
  of(incident: Incident): readonly IncidentStatusPrecedent[];
}

/** Looks up an incident as it is now. */
export type FindIncident = (namespace: string, name: string) => Incident | undefined;

/**
 * The lists in which an incident stands. Being alike in two things has lists of its own, since among the latest of those that share
 * only one thing the best may be missing. Need-to-know ends at the namespace (S6).
 */
const keysOf = ({ category, asset, cause }: Features, namespace: string): readonly string[] => {
  const key = (...values: readonly (string | undefined)[]): readonly string[] =>
    values.includes(undefined) ? [] : [`${namespace} ${JSON.stringify(values)}`];
  return [
    ...key('category and asset', category, asset),
    ...key('category and cause', category, cause),
    ...key('asset and cause', asset, cause),
    ...key('category', category),
    ...key('asset', asset),
  ];
};

/**
 * Whether an incident may guide others: it was judged. A drill may not, nor a report that repeats another one, for that one does.
 * What nobody can place in time comes before nothing.
 */
const guides = ({ spec, status }: Incident, { millis }: Occasion): boolean =>
  spec.drill !== true && status?.verdict !== undefined && status.verdict !== 'Duplicate' && !Number.isNaN(millis);

const precedentOf = (incident: Incident, own: Features): IncidentStatusPrecedent => {
  const { metadata, status } = incident;
  const { score, alike } = likenessOf(featuresOf(incident), own);
  return {
    name: metadata.name,
    score,
    alike,
    ...(status?.verdict === undefined ? {} : { verdict: status.verdict }),
    ...(status?.severity === undefined ? {} : { severity: status.severity }),
    ...(status?.personalData?.risk === undefined ? {} : { risk: status.personalData.risk }),
    ...(status?.phase === undefined ? {} : { phase: status.phase }),
  };
};

/** An empty register of precedents. `find` gives the incidents that were put into it. */
export const createPrecedents = (find: FindIncident): Precedents => {
  const occasions = createOccasions();
  const place = (incident: Incident, put: (key: string, occasion: Occasion) => void): void => {
    const occasion = occasionOf(incident);
    if (guides(incident, occasion)) for (const key of keysOf(featuresOf(incident), incident.metadata.namespace)) put(key, occasion);
  };
  const before = (incident: Incident, features: Features): readonly Occasion[] => {
    const own = occasionOf(incident);
    if (Number.isNaN(own.millis)) return [];
    const latest = keysOf(features, incident.metadata.namespace).flatMap((key) => {
      const known = occasions.of(key);
      const end = rank(known, own);
      return known.slice(Math.max(0, end - lookedAt), end);
    });
    const once = new Map(latest.map((occasion) => [occasion.name, occasion]));
    return [...once.values()].sort((a, b) => b.millis - a.millis || (a.name < b.name ? 1 : -1));
  };
  return {
    replace: (was, is) => {
      if (was !== undefined) place(was, occasions.remove);
      if (is !== undefined) place(is, occasions.add);
    },
    of: (incident) => {
      const features = featuresOf(incident);
      return before(incident, features)
        .flatMap(({ name }) => find(incident.metadata.namespace, name) ?? [])
        .map((earlier) => precedentOf(earlier, features))
        .filter(({ score = 0 }) => score >= enough)
        .sort(({ score: a = 0 }, { score: b = 0 }) => b - a)
        .slice(0, shown);
    },
  };
};
