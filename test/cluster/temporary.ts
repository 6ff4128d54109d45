// Control planes for tests: each has a directory of its own, and nothing of it is left afterwards.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from './controlplane.ts';
import { layoutOf } from './flags.ts';
import { isRunning } from './program.ts';
import { keepUses } from './rights.ts';
import { readState } from './state.ts';

const base = resolve(import.meta.dirname, '../../.meldpunt/test');

/** Removes the directories of tests that were killed and could not do it themselves. */
const removeAbandoned = (): void => {
  for (const entry of readdirSync(base)) {
    const owner = readState(layoutOf(join(base, entry)))?.owner;
    if (owner !== undefined && !isRunning(owner)) rmSync(join(base, entry), { recursive: true, force: true });
  }
};

/** What a temporary control plane may be told. */
export type TemporaryOptions = Omit<ControlPlaneOptions, 'dir' | 'detached'> & {
  /** A directory that an earlier control plane left, with what it stored and its keys; without one it begins empty. */
  readonly from?: string;
};

/**
 * Starts a control plane that ends with this process. Its `stop` does not ask politely, and removes all its files.
 * etcd does not wait for the disk, because a power cut is the one fault that no test plays.
 */
export const temporaryControlPlane = async ({ from, ...options }: TemporaryOptions = {}): Promise<ControlPlane> => {
  mkdirSync(base, { recursive: true });
  removeAbandoned();
  const dir = mkdtempSync(join(base, 'cluster-'));
  if (from !== undefined) {
    const [there, here] = [layoutOf(from), layoutOf(dir)];
    for (const part of ['data', 'pki'] as const) cpSync(there[part], here[part], { recursive: true });
  }
  const plane = await startControlPlane({ fsync: false, ...options, dir });
  const stop = async (): Promise<void> => {
    await Promise.all([plane.controllerManager?.kill(), plane.apiServer.kill(), plane.etcd.kill()]);
    await plane.stop();
    keepUses(plane.auditLog, `${basename(process.argv[1] ?? 'unknown', '.test.ts')}-${process.pid}`);
    rmSync(dir, { recursive: true, force: true });
  };
  return { ...plane, stop };
};
