// What the pure functions say of the objects of a cluster, beside the operator that acts on them.
import type { Decision } from '../../operator/api/decision.ts';
import { kinds } from '../../operator/api/kinds.ts';
import { utc } from '../../operator/api/time.ts';
import { type Caches, createCaches, indexNames, policyIn } from '../../operator/caches.ts';
import { createSurroundings } from '../../operator/controllers.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { observeIncident } from '../../operator/incident/observe.ts';
import type { Cache } from '../../operator/kube/cache.ts';
import type { Client } from '../../operator/kube/client.ts';
import { type Key, type KubeObject, keyFor } from '../../operator/kube/object.ts';
import { silent } from '../../operator/kube/observer.ts';
import { statusPatch } from '../../operator/kube/status-patch.ts';
import { keepWatching } from '../../operator/kube/watch.ts';
import { decideNotification } from '../../operator/notification/decide.ts';
import { observeNotification } from '../../operator/notification/observe.ts';
import { decidePolicy, decideRegime } from '../../operator/policy/decide.ts';
import { decideWeakness } from '../../operator/weakness/decide.ts';
import { until } from '../kube/lab.ts';

/** Knows what every object ought to have become. */
export interface Prophet {
  /** Where the stored state differs from what is decided on the same objects now; nothing where the operator is done. */
  readonly differences: () => readonly string[];
  readonly stop: () => Promise<void>;
}

type Decide = (key: Key) => Decision<object> | undefined;

/** The decisions that rest on objects alone; those on evidence rest on bytes too. */
const decisionsOf = (caches: Caches): readonly (readonly [Cache<KubeObject>, Decide])[] => {
  const around = createSurroundings(caches);
  const now = (): string => utc(Date.now());
  const of = <T extends KubeObject>(cache: Cache<T>, decide: (object: T) => Decision<object> | undefined) =>
    [
      cache as unknown as Cache<KubeObject>,
      (key: Key) => {
        const object = cache.get(key);
        return object === undefined || object.metadata.deletionTimestamp !== undefined ? undefined : decide(object);
      },
    ] as const;
  return [
    of(caches.incidents, (incident) => decideIncident(observeIncident(incident, around), now())),
    of(caches.notifications, (note) => decideNotification(observeNotification(note, around), now())),
    of(caches.weaknesses, (weakness) => {
      const known = caches.incidents.by(indexNames.weakness, keyFor(weakness.metadata.namespace, weakness.metadata.name));
      return decideWeakness({ weakness, incidents: known.map(({ metadata }) => metadata.name), policy: policyIn(caches) }, now());
    }),
    of(caches.policies, (policy) => decidePolicy(policy, now())),
    of(caches.regimes, (regime) => decideRegime(regime, now())),
  ];
};

interface WithStatus extends KubeObject {
  readonly status?: object;
}

const differenceOf = (caches: Caches, cache: Cache<KubeObject>, key: Key, decision: Decision<object>): readonly string[] => {
  const object = cache.get(key) as WithStatus | undefined;
  if (object === undefined) return [];
  const resourceVersion = object.metadata.resourceVersion ?? '';
  const operations = statusPatch({ resourceVersion, before: object.status, after: decision.status, timeline: { kind: 'keep' } });
  const missing = decision.children.filter(
    ({ kind, metadata: { namespace, name } }) =>
      kind === kinds.Notification.kind && caches.notifications.find(namespace, name) === undefined,
  );
  return [
    ...operations.slice(1).map(({ op, path }) => `${op} ${path}`),
    ...decision.entries.map(({ reason }) => `record ${reason}`),
    ...missing.map(({ metadata }) => `create ${metadata.name}`),
  ].map((what) => `${cache.kind.kind} ${key}: ${what}`);
};

/** Begins to watch, and resolves once everything is known. */
export const startProphet = async (client: Client): Promise<Prophet> => {
  const caches = createCaches(silent);
  const stopping = new AbortController();
  const all = Object.values(caches) as unknown as readonly Cache<KubeObject>[];
  const watches = all.map((cache) => keepWatching({ client, cache, observer: silent, signal: stopping.signal }));
  await until('everything is known', () => all.every((cache) => cache.synced()));
  const decisions = decisionsOf(caches);
  return {
    differences: () =>
      decisions.flatMap(([cache, decide]) =>
        [...cache.keys()].flatMap((key) => {
          const decision = decide(key);
          return decision === undefined ? [] : differenceOf(caches, cache, key, decision);
        }),
      ),
    stop: async () => {
      stopping.abort();
      await Promise.all(watches);
    },
  };
};
