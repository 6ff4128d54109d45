// One place for an operator, kept by whoever keeps pods: when the process in it ends, another is started.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operator, startOperator } from '../../e2e/support/operator.ts';
import { until } from '../../kube/lab.ts';

/** What a replica is started with. */
export interface ReplicaOptions {
  readonly name: string;
  /** Where its kubeconfigs are written. */
  readonly directory: string;
  /** The kubeconfig of its account for the API server itself. */
  readonly kubeconfig: string;
  /** Where it is to find the API server instead, as this process of it, and whom to trust there. */
  readonly url: (door: string) => string;
  readonly ca: () => string;
  /** The settings of the process with that number, counted from 1. */
  readonly settings: (incarnation: number) => Readonly<Record<string, string>>;
  readonly through?: readonly string[];
  /** Called after a process died and before another takes its place. */
  readonly died: () => Promise<void>;
}

/** A replica that runs. */
export interface Replica {
  readonly name: string;
  readonly current: () => Operator;
  /** How it is known at the Tap now. */
  readonly door: () => string;
  /** SIGKILL to the process; another takes its place at once. A door that is no longer its own is left alone. */
  readonly strike: (door?: string) => Promise<void>;
  /** How often it was killed by a strike, and how often a process ended by itself. */
  readonly kills: () => number;
  readonly crashes: () => number;
  /** Writes its kubeconfig anew, as it stands at the Tap now, with another token if told. */
  readonly rewrite: (token?: string) => void;
  /** Everything that its processes logged. */
  readonly log: () => string;
  /** SIGTERM, and nobody takes its place; the exit code. */
  readonly stop: () => Promise<number | null>;
  /** SIGKILL, and nobody takes its place. */
  readonly end: () => Promise<void>;
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly name: string; readonly cluster: object }];
  readonly users: readonly [{ readonly name: string; readonly user: { readonly token: string } }];
}

/** Writes the kubeconfig of an account with another way to the API server, and another token if told; returns the file. */
export const writeThrough = (file: string, kubeconfig: string, url: string, authority: string, token?: string): string => {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const [cluster] = config.clusters;
  const [user] = config.users;
  const changed = {
    ...config,
    clusters: [{ ...cluster, cluster: { server: url, 'certificate-authority-data': Buffer.from(authority).toString('base64') } }],
    users: [{ ...user, user: { token: token ?? user.user.token } }],
  };
  writeFileSync(file, JSON.stringify(changed), { mode: 0o600 });
  return file;
};

const written = ({ directory, kubeconfig, url, ca }: ReplicaOptions, door: string, token?: string): string =>
  writeThrough(join(directory, `${door}.kubeconfig`), kubeconfig, url(door), ca(), token);

/** Starts a replica; its first process need not have begun to work when this returns. */
export const startReplica = (options: ReplicaOptions): Replica => {
  const { name, through } = options;
  const past: string[] = [];
  let [incarnation, kills, crashes, ended] = [0, 0, 0, false];
  let striking = false;
  const doorOf = (): string => `${name}-${incarnation}`;
  const next = (): Operator => {
    incarnation += 1;
    const kubeconfig = written(options, doorOf());
    return startOperator({ kubeconfig, settings: options.settings(incarnation), ...(through !== undefined && { through }) });
  };
  let operator = next();
  const replace = (): void => {
    past.push(operator.log());
    if (!ended) operator = next();
  };
  const watching = setInterval(() => {
    if (ended || striking || operator.running()) return;
    crashes += 1;
    striking = true;
    void options.died().finally(() => {
      replace();
      striking = false;
    });
  }, 50);
  return {
    name,
    current: () => operator,
    door: doorOf,
    strike: async (door = doorOf()) => {
      if (ended || striking || door !== doorOf() || !operator.running()) return;
      striking = true;
      kills += 1;
      await operator.kill();
      await options.died();
      replace();
      striking = false;
    },
    kills: () => kills,
    crashes: () => crashes,
    rewrite: (token) => void written(options, doorOf(), token),
    log: () => [...past, operator.log()].join(''),
    stop: async () => {
      ended = true;
      clearInterval(watching);
      return operator.stop();
    },
    end: async () => {
      ended = true;
      clearInterval(watching);
      await operator.kill();
    },
  };
};

/** Whether the process in a place leads and works now, by the last that it said of it. */
export const leads = (replica: Replica): boolean => {
  const log = replica.current().log();
  return replica.current().running() && log.lastIndexOf('"message":"Leading: ') > log.lastIndexOf('This operator no longer leads.');
};

/** Waits until one of the replicas leads, whichever process it is by then. */
export const untilLed = (replicas: readonly Replica[], within = 60_000): Promise<void> =>
  until('an operator leads', () => replicas.some(leads), within);
