// What a control plane's directory remembers of it, while it runs and afterwards.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Layout, Ports, Settings } from './flags.ts';
import { isRunning } from './program.ts';

export type Pids = { readonly etcd?: number; readonly apiServer?: number; readonly controllerManager?: number };

export type State = {
  readonly ports: Ports;
  readonly settings: Settings;
  /** The process whose end is theirs as well; absent for a detached control plane. */
  readonly owner?: number;
  readonly pids: Pids;
};

/** The state in the directory; undefined when it never had a control plane. */
export const readState = ({ state }: Layout): State | undefined =>
  existsSync(state) ? (JSON.parse(readFileSync(state, 'utf8')) as State) : undefined;

/** Remembers the state. */
export const writeState = ({ state: file }: Layout, state: State): void => writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`);

/** Processes of this directory are known by its path in their command lines; the slash keeps `cluster` and `cluster2` apart. */
export const markOf = ({ dir }: Layout): string => `${dir}/`;

/** Those of the remembered processes that still run. */
export const runningPids = (layout: Layout, state: State | undefined): readonly number[] =>
  Object.values(state?.pids ?? {}).filter((pid) => isRunning(pid, markOf(layout)));
