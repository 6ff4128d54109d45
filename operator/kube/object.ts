import type { Kind } from '../api/kinds.ts';

/** What every object of a cluster has; the machinery reads nothing else. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly managedFields?: readonly unknown[];
}

/** An object as the API server sends it, of whatever kind. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
  readonly spec?: object;
  readonly status?: object;
}

/** `namespace/name`, with an empty namespace for cluster-scoped objects: the only thing that queues and timers carry. */
export type Key = string;

/** The key of a name in a namespace. */
export const keyFor = (namespace: string | undefined, name: string): Key => `${namespace ?? ''}/${name}`;

/** The key of an object. */
export const keyOf = (object: KubeObject): Key => keyFor(object.metadata.namespace, object.metadata.name);

/** The parts of a key; neither a namespace nor a name can hold a slash. */
export const partsOf = (key: Key): { namespace: string; name: string } => {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
};

/**
 * Which of two resource versions is the later one: negative, zero or positive. They are decimal numbers without leading
 * zeros (comparable by contract since Kubernetes 1.35), too long for a double, hence compared by length and then by digit.
 */
export const compareVersions = (left: string | undefined, right: string | undefined): number => {
  const a = left ?? '';
  const b = right ?? '';
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const core = (group: string, version: string, kind: string, plural: string, namespaced = true): Kind => ({
  kind,
  group,
  version,
  plural,
  namespaced,
});

/** The kinds of Kubernetes itself that the machinery and the kinds' rooms address. */
export const builtins = {
  Event: core('events.k8s.io', 'v1', 'Event', 'events'),
  Lease: core('coordination.k8s.io', 'v1', 'Lease', 'leases'),
  Namespace: core('', 'v1', 'Namespace', 'namespaces', false),
  Secret: core('', 'v1', 'Secret', 'secrets'),
  SelfSubjectReview: core('authentication.k8s.io', 'v1', 'SelfSubjectReview', 'selfsubjectreviews', false),
} as const satisfies Record<string, Kind>;

/** `apiVersion` of a kind as it stands in a manifest; the core group has no name. */
export const apiVersionOf = (kind: Kind): string => (kind.group === '' ? kind.version : `${kind.group}/${kind.version}`);
