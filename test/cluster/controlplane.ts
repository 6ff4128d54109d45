// Starts, finds and stops a control plane: etcd, kube-apiserver and kube-controller-manager as three processes of this machine,
// with all their files in one directory. It never touches the user's own kubeconfig.
import { readdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Assets } from './assets.ts';
import { provideAssets } from './build.ts';
import { type Progress, terminalProgress } from './compile.ts';
import { isOk, peerAt, request } from './connection.ts';
import { authorityCertificate, ensureCredentials, identityOf, issueUser, kubeconfigName, writeKubeconfig } from './credentials.ts';
import {
  apiServerFlags,
  CONTROLLERS,
  controllerManagerFlags,
  etcdFlags,
  type Layout,
  layoutOf,
  type Ports,
  prepareDirectory,
  type Settings,
} from './flags.ts';
import { startGuard } from './guard.ts';
import { freePort, isFree } from './ports.ts';
import { endProcess, isRunning, type Program, program } from './program.ts';
import { markOf, type Pids, readState, runningPids, type State, writeState } from './state.ts';

/** Everything has a default; the settings are explained at their type. */
export type ControlPlaneOptions = Partial<Settings> & {
  /** The directory of all its files; `.meldpunt/cluster` of this clone unless told. With an earlier one's, its data are there again. */
  readonly dir?: string;
  /** The API server's port; unless told, the one this directory had before if it is free, else any. */
  readonly port?: number;
  /** Let it outlive this process; `findControlPlane` finds it again. Otherwise it ends with this process, however that ends. */
  readonly detached?: boolean;
  /** Told how far a build is, should one be needed. */
  readonly progress?: Progress;
};

/** A running control plane. */
export type ControlPlane = {
  readonly dir: string;
  readonly url: string;
  /** Path of the administrator's kubeconfig (system:masters). */
  readonly kubeconfig: string;
  /** Path of the audit log: one JSON object a line, level Metadata. */
  readonly auditLog: string;
  readonly etcd: Program;
  readonly apiServer: Program;
  /** Absent when no controllers are wanted, or when KUBEBUILDER_ASSETS has no kube-controller-manager. */
  readonly controllerManager: Program | undefined;
  /** Path of a kubeconfig with a client certificate for any user name and groups. */
  readonly kubeconfigFor: (name: string, groups?: readonly string[]) => string;
  /** Path of a kubeconfig with a service account's token, valid for a year unless told. Throws if there is no such account. */
  readonly serviceAccountKubeconfig: (namespace: string, name: string, expirationSeconds?: number) => Promise<string>;
  /** Stops everything in good order; the files stay. */
  readonly stop: () => Promise<void>;
};

const A_YEAR = 365 * 24 * 3600;

// Idle, the API server takes a second over a SIGTERM; with open watches, a minute. It has nothing to lose by SIGKILL: etcd has
// all that it confirmed.
const API_SERVER_GRACE_MS = 1500;
const ETCD_GRACE_MS = 10_000;

// What kube-controller-manager logs when its garbage collector knows all objects; without a port it has no health to ask for.
const CONTROLLERS_READY = 'all resource monitors have synced';

const MAX_ATTEMPTS = 3;

const DEFAULTS: Settings = { eventTtl: '1h', fsync: true, controllers: CONTROLLERS, apiServerFlags: [] };

/** Where a control plane is when nobody says otherwise. */
export const defaultDirectory = (): string => resolve(import.meta.dirname, '../../.meldpunt/cluster');

/** The three programs of a directory, not started here; `changed` is told the pids after every start and end of one. */
const programsOf = (layout: Layout, assets: Assets, state: State, changed: (pids: Pids) => void) => {
  const { ports, settings, pids } = state;
  const mark = markOf(layout);
  const log = (name: string): string => join(layout.logs, `${name}.log`);
  const note = (): void => {
    const found = { etcd: etcd.pid(), apiServer: apiServer.pid(), controllerManager: controllerManager?.pid() };
    changed(Object.fromEntries(Object.entries(found).filter(([, pid]) => pid !== undefined)));
  };
  const etcdPeer = peerAt(ports.etcd, layout.pki, 'etcd-ca', 'apiserver-etcd-client');
  const etcd: Program = program({
    name: 'etcd',
    launch: { file: assets.etcd, args: etcdFlags(layout, ports, settings), log: log('etcd'), mark },
    ready: () => isOk(etcdPeer, '/health'),
    changed: note,
    pid: pids.etcd,
  });
  const admin = peerAt(ports.apiServer, layout.pki, 'ca', 'admin');
  const apiServer: Program = program({
    name: 'kube-apiserver',
    launch: { file: assets.apiServer, args: apiServerFlags(layout, ports, settings), log: log('kube-apiserver'), mark },
    ready: () => isOk(admin, '/readyz'),
    changed: note,
    pid: pids.apiServer,
  });
  const file = settings.controllers.length > 0 ? assets.controllerManager : undefined;
  const controllerManager: Program | undefined = file
    ? program({
        name: 'kube-controller-manager',
        launch: { file, args: controllerManagerFlags(layout, settings), log: log('kube-controller-manager'), mark },
        ready: async (logged) => !settings.controllers.includes('garbage-collector-controller') || logged().includes(CONTROLLERS_READY),
        changed: note,
        pid: pids.controllerManager,
      })
    : undefined;
  return { etcd, apiServer, controllerManager, admin };
};

/** A handle on the control plane of a directory, whether it runs already or is to be started. */
const handle = (layout: Layout, assets: Assets, state: State): ControlPlane => {
  const guard = state.owner === undefined ? undefined : startGuard();
  const { admin, ...programs } = programsOf(layout, assets, state, (pids) => {
    guard?.watch(Object.values(pids));
    writeState(layout, { ...state, pids });
  });
  const authority = authorityCertificate(layout.pki);
  return {
    ...programs,
    dir: layout.dir,
    url: admin.url,
    kubeconfig: layout.kubeconfig,
    auditLog: layout.auditLog,
    kubeconfigFor: (name, groups = []) => {
      const user = { name, groups };
      const file = join(layout.kubeconfigs, kubeconfigName(user));
      return writeKubeconfig(file, admin.url, authority, name, issueUser(layout.pki, user, Temporal.Now.instant()));
    },
    serviceAccountKubeconfig: async (namespace, name, expirationSeconds = A_YEAR) => {
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/serviceaccounts/${encodeURIComponent(name)}/token`;
      const tokenRequest = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds } };
      const { status, text } = await request(admin, path, tokenRequest);
      if (status !== 201) throw new Error(`No token for the service account ${namespace}/${name}: ${text}`);
      const { token } = (JSON.parse(text) as { status: { token: string } }).status;
      const user = `system:serviceaccount:${namespace}:${name}`;
      return writeKubeconfig(join(layout.kubeconfigs, kubeconfigName({ name: user })), admin.url, authority, user, {
        kind: 'token',
        token,
      });
    },
    stop: async () => {
      await programs.controllerManager?.kill();
      await programs.apiServer.terminate(API_SERVER_GRACE_MS);
      await programs.etcd.terminate(ETCD_GRACE_MS);
      guard?.release();
    },
  };
};

const writeSystemKubeconfigs = (layout: Layout, url: string): void => {
  const authority = authorityCertificate(layout.pki);
  writeKubeconfig(layout.kubeconfig, url, authority, 'admin', identityOf(layout.pki, 'admin'));
  writeKubeconfig(layout.controllerKubeconfig, url, authority, 'controllers', identityOf(layout.pki, 'controller-manager'));
};

/** Ends what an owner that died left behind, and refuses to start a second control plane on the same data. */
const claim = async (layout: Layout, state: State | undefined): Promise<void> => {
  const pids = runningPids(layout, state);
  if (pids.length === 0) return;
  const owner = state?.owner;
  if (owner === undefined || isRunning(owner)) {
    throw new Error(
      `A control plane is running in ${layout.dir} already (process ${owner ?? pids.join(', ')}); stop that one, or choose another directory.`,
    );
  }
  for (const pid of pids) await endProcess(pid, markOf(layout), 0);
};

const choosePorts = async (port: number | undefined, earlier: number | undefined): Promise<Ports> => {
  if (port !== undefined && !(await isFree(port))) throw new Error(`Port ${port} of 127.0.0.1 is in use; choose another one, or none.`);
  const kept = earlier !== undefined && (await isFree(earlier)) ? earlier : undefined;
  return { apiServer: port ?? kept ?? (await freePort()), etcd: await freePort(), etcdPeer: await freePort() };
};

/** The logs of the run before are kept for one run more, under another name. */
const turnLogs = ({ logs, auditLog }: Layout): void => {
  for (const file of readdirSync(logs)) {
    const path = join(logs, file);
    if (file.endsWith('.log') && path !== auditLog) renameSync(path, path.replace(/\.log$/, '.previous'));
  }
};

/** Starts the programs, each when the one it needs is ready; when one fails, none is left running. */
const startPrograms = async (plane: ControlPlane): Promise<ControlPlane> => {
  try {
    await plane.etcd.start();
    await plane.apiServer.start();
    await plane.controllerManager?.start();
    return plane;
  } catch (error) {
    await plane.stop();
    throw error;
  }
};

/**
 * Starts a control plane and resolves when its API server is ready and its controllers know all objects: 3 to 5 s, once the
 * programs are there. Throws sentences: no Go toolchain to build with, port or directory in use, or the log of what failed.
 */
export const startControlPlane = async (options: ControlPlaneOptions = {}): Promise<ControlPlane> => {
  const { dir = defaultDirectory(), port, detached = false, progress = terminalProgress(), ...given } = options;
  const assets = await provideAssets(progress);
  const layout = layoutOf(resolve(dir));
  const earlier = readState(layout);
  await claim(layout, earlier);
  prepareDirectory(layout);
  turnLogs(layout);
  ensureCredentials(layout.pki, Temporal.Now.instant());
  const settings: Settings = { ...DEFAULTS, ...given };
  const owner = detached ? {} : { owner: process.pid };
  for (let attempt = 1; ; attempt++) {
    const ports = await choosePorts(port, earlier?.ports.apiServer);
    const plane = handle(layout, assets, { ports, settings, pids: {}, ...owner });
    writeSystemKubeconfigs(layout, plane.url);
    try {
      return await startPrograms(plane);
    } catch (error) {
      // A free port can be taken by somebody else before its program listens; another one will do.
      const taken = error instanceof Error && error.message.includes('address already in use');
      if (!taken || attempt === MAX_ATTEMPTS) throw error;
    }
  }
};

/** The control plane that runs in `dir`, started by whomever; undefined when none does. */
export const findControlPlane = async (dir = defaultDirectory()): Promise<ControlPlane | undefined> => {
  const layout = layoutOf(resolve(dir));
  const state = readState(layout);
  if (state === undefined || runningPids(layout, state).length === 0) return undefined;
  const { owner: _, ...unowned } = state;
  return handle(layout, await provideAssets(terminalProgress()), unowned);
};
