// A node for the pods of the operator's image, where there is no container engine: each pod is a process of this machine, with what its
// spec says (arguments, environment, mounted Secrets, account, readiness), at a loopback address of its own, and its status is reported
// as a kubelet reports it. So what a page tells its reader to wait for comes true, or does not, for the same reasons as anywhere.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../../operator/kube/client.ts';
import { builtins, type KubeObject, keyOf } from '../../operator/kube/object.ts';
import { root } from '../../scripts/process.ts';
import { runtimeFlags } from '../../scripts/runtime.ts';
import type { ControlPlane } from '../cluster/controlplane.ts';
import { clientOf } from '../kube/lab.ts';
import { addressesFor, argumentsOf, environmentOf, isReady, type Pod, podKind, serviceKind, statusOf, type Work } from './pod.ts';

/** A running node. */
export interface PodNode {
  /** What the pods logged, by name, for whoever reads of a failure. */
  readonly logs: () => ReadonlyMap<string, string>;
  readonly stop: () => Promise<void>;
}

interface Running {
  readonly pod: Pod;
  readonly child: ChildProcess;
  readonly work: Work;
  readonly directory: string;
  reported: string;
}

/** What a node does things with. */
interface Place {
  readonly plane: ControlPlane;
  readonly client: Client;
  readonly namespace: string;
  readonly home: string;
  readonly logs: Map<string, string>;
  readonly running: Map<string, Running>;
  readonly nextAddress: () => string;
}

const listed = async <T extends KubeObject>(client: Client, kind: typeof podKind, namespace: string): Promise<readonly T[]> => {
  const items: T[] = [];
  for await (const page of client.listPages<T>(kind, { namespace })) items.push(...page.items);
  return items;
};

/** Writes the Secrets that a pod mounts below a directory, each where the pod would have it. Throws when one is missing. */
const mount = async ({ client, namespace }: Place, { spec: { volumes = [], containers } }: Pod, below: string): Promise<void> => {
  for (const { name, mountPath } of containers[0].volumeMounts ?? []) {
    const secret = volumes.find((volume) => volume.name === name)?.secret?.secretName;
    if (secret === undefined) continue;
    const { data = {} } = await client.get<KubeObject & { readonly data?: Readonly<Record<string, string>> }>(builtins.Secret, {
      namespace,
      name: secret,
    });
    for (const [key, value] of Object.entries(data)) {
      const file = join(below, mountPath, key);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.from(value, 'base64'), { mode: 0o440 });
    }
  }
};

const begin = async (place: Place, pod: Pod): Promise<void> => {
  const { plane, client, namespace, home, logs, running } = place;
  const directory = mkdtempSync(join(home, 'pod-'));
  await mount(place, pod, directory);
  const work: Work = { address: place.nextAddress(), startedAt: Temporal.Now.instant().toString({ smallestUnit: 'second' }) };
  const services = addressesFor(await listed(client, serviceKind, namespace), [...running.values()]);
  const account = pod.spec.automountServiceAccountToken === false ? undefined : (pod.spec.serviceAccountName ?? 'default');
  const child = spawn(process.execPath, [...runtimeFlags, ...argumentsOf(pod, services)], {
    cwd: root,
    env: {
      ...environmentOf(pod, { address: work.address, directory }),
      ...(account !== undefined && { OPERATOR_KUBECONFIG: await plane.serviceAccountKubeconfig(namespace, account) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => logs.set(pod.metadata.name, (logs.get(pod.metadata.name) ?? '') + chunk));
  }
  running.set(keyOf(pod), { pod, child, work, directory, reported: '' });
};

/** Tells the API server how a pod fares, when that has changed. */
const report = async ({ client }: Place, each: Running): Promise<void> => {
  const status = statusOf(each.pod, each.work, { exitCode: each.child.exitCode, ready: await isReady(each.pod, each.work.address) });
  const text = JSON.stringify(status);
  if (text === each.reported) return;
  await client.mergePatch(podKind, each.pod.metadata, { status }, { subresource: 'status' });
  each.reported = text;
};

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => (child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done())));

const end = async ({ child, directory }: Running): Promise<void> => {
  child.kill('SIGTERM');
  await ended(child);
  rmSync(directory, { recursive: true, force: true });
};

/** One look at the pods: what is new is begun, what is gone is ended, and of the rest it is told how they fare. */
const look = async (place: Place): Promise<void> => {
  const pods = new Map((await listed<Pod>(place.client, podKind, place.namespace)).map((pod) => [keyOf(pod), pod]));
  for (const [key, each] of place.running) {
    if (pods.has(key)) {
      await report(place, each);
    } else {
      place.running.delete(key);
      void end(each);
    }
  }
  for (const [key, pod] of pods) if (!place.running.has(key)) await begin(place, pod);
};

/** Runs the pods of a namespace until it is stopped. A pod that cannot begin yet, as for want of its Secret, is tried again. */
export const startNode = (plane: ControlPlane, namespace: string): PodNode => {
  const { client, connection } = clientOf(plane.kubeconfig);
  const home = mkdtempSync(join(tmpdir(), 'meldpunt-node-'));
  const stopping = new AbortController();
  let count = 0;
  const place: Place = {
    plane,
    client,
    namespace,
    home,
    logs: new Map(),
    running: new Map(),
    // All of 127.0.0.0/8 is this machine; a net of its own for each process, so that nodes of several tests do not meet.
    nextAddress: () => `127.${1 + ((process.pid >> 8) % 254)}.${process.pid % 256}.${1 + (count++ % 254)}`,
  };
  const strike = (): void => {
    for (const { child } of place.running.values()) child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', strike);
  const work = (async () => {
    for (; !stopping.signal.aborted; await delay(200)) {
      await look(place).catch((error: unknown) => place.logs.set('node', `${place.logs.get('node') ?? ''}${String(error)}\n`));
    }
  })();
  return {
    logs: () => place.logs,
    stop: async () => {
      stopping.abort();
      await work;
      await Promise.all([...place.running.values()].map(end));
      await connection.close();
      strike();
      process.removeListener('exit', strike);
    },
  };
};
