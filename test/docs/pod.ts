// What a node makes of the spec of a pod, and what it says of one that runs.
import { join } from 'node:path';
import type { Kind } from '../../operator/api/kinds.ts';
import type { KubeObject } from '../../operator/kube/object.ts';

const core = (kind: string, plural: string): Kind => ({ kind, group: '', version: 'v1', plural, namespaced: true });

/** How the API server addresses pods. */
export const podKind = core('Pod', 'pods');
/** How the API server addresses services. */
export const serviceKind = core('Service', 'services');

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly readinessProbe?: { readonly httpGet?: { readonly path?: string; readonly port: string | number } };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** A pod of one container, as far as a node of this kind reads it. */
export interface Pod extends KubeObject {
  readonly spec: {
    readonly containers: readonly [Container];
    readonly volumes?: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
    readonly serviceAccountName?: string;
    readonly automountServiceAccountToken?: boolean;
  };
}

/** A pod that was begun: its address, and since when it runs. */
export interface Work {
  readonly address: string;
  readonly startedAt: string;
}

/** What the image does when the pod says nothing (the CMD of the Dockerfile). */
const command = ['operator/main.ts'];

/** The address of a pod behind each Service, by the name that pods ask DNS for. */
export const addressesFor = (
  services: readonly KubeObject[],
  running: readonly { readonly pod: Pod; readonly work: Work }[],
): ReadonlyMap<string, string> =>
  new Map(
    services.flatMap(({ metadata: { name, namespace = '' }, spec }): readonly [string, string][] => {
      const wanted = Object.entries((spec as { readonly selector?: Readonly<Record<string, string>> }).selector ?? {});
      const found = running.find(({ pod }) => wanted.every(([key, value]) => pod.metadata.labels?.[key] === value));
      return found === undefined || wanted.length === 0 ? [] : [[`${name}.${namespace}.svc`, found.work.address]];
    }),
  );

/** The arguments of a pod, with addresses in the place of names that only the DNS of a cluster knows. */
export const argumentsOf = ({ spec: { containers } }: Pod, services: ReadonlyMap<string, string>): readonly string[] =>
  (containers[0].args ?? command).map((argument) =>
    [...services].reduce((text, [name, address]) => text.replaceAll(`//${name}:`, `//${address}:`), argument),
  );

/** The environment of a pod: its own address for any, and the directory that its mounts are kept in before paths below them. */
export const environmentOf = (
  { metadata: { namespace = '' }, spec: { containers } }: Pod,
  { address, directory }: { readonly address: string; readonly directory: string },
): Readonly<Record<string, string>> => {
  const mounts = (containers[0].volumeMounts ?? []).map(({ mountPath }) => mountPath);
  const isBelow = (path: string, other: string): boolean => path === other || path.startsWith(`${other}/`);
  const placed = (value: string): string =>
    mounts.some((path) => isBelow(value, path) || isBelow(path, value))
      ? join(directory, value)
      : value.replace(/^0\.0\.0\.0:/, `${address}:`);
  return {
    PATH: process.env['PATH'] ?? '',
    // In a pod, the file of the service account says it.
    MELDPUNT_NAMESPACE: namespace,
    ...Object.fromEntries((containers[0].env ?? []).map(({ name, value = '' }) => [name, placed(value)])),
  };
};

/** Whether the readiness probe of a pod succeeds; a pod without one is ready as long as it runs. */
export const isReady = async ({ spec: { containers } }: Pod, address: string): Promise<boolean> => {
  const { readinessProbe, ports = [] } = containers[0];
  if (readinessProbe?.httpGet === undefined) return true;
  const { path = '/', port } = readinessProbe.httpGet;
  const number = typeof port === 'number' ? port : ports.find(({ name }) => name === port)?.containerPort;
  try {
    return (await fetch(`http://${address}:${number}${path}`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
};

const phaseOf = (exitCode: number | null): string => {
  if (exitCode === null) return 'Running';
  return exitCode === 0 ? 'Succeeded' : 'Failed';
};

/** The status that a kubelet would report of a pod. */
export const statusOf = (
  { spec: { containers } }: Pod,
  { address, startedAt }: Work,
  { exitCode, ready }: { readonly exitCode: number | null; readonly ready: boolean },
): object => {
  const isOn = exitCode === null && ready;
  const [{ name, image }] = containers;
  const state = exitCode === null ? { running: { startedAt } } : { terminated: { exitCode, startedAt } };
  return {
    phase: phaseOf(exitCode),
    podIP: address,
    podIPs: [{ ip: address }],
    startTime: startedAt,
    conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
      type,
      status: isOn || !type.endsWith('Ready') ? 'True' : 'False',
      lastTransitionTime: startedAt,
    })),
    containerStatuses: [{ name, image, imageID: '', ready: isOn, restartCount: 0, state }],
  };
};
