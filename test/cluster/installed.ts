// What an installation stores in etcd, kept between tests: installing takes the processors as long as most tests do.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { install } from '../../scripts/install.ts';
import { startControlPlane } from './controlplane.ts';

const root = resolve(import.meta.dirname, '../..');
const base = join(root, '.meldpunt/installed');

/** All that decides what is stored: what is installed, by what, and how a control plane is started. */
const sources = ['charts/meldpunt/files/**/*.yaml', 'scripts/install.ts', 'test/cluster/**/*.ts'];

/** A name that changes with every byte of what is installed. */
const nameOf = (): string => {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: root }).toSorted())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
};

/** Installs into a control plane of its own and leaves its files in `dir`. */
const make = async (dir: string): Promise<void> => {
  const plane = await startControlPlane({ dir, fsync: false });
  try {
    await install(plane.kubeconfig);
  } finally {
    await plane.stop();
  }
};

/**
 * The directory of a control plane, stopped, with everything installed that the chart installs. Made where there is none of just
 * these files; who makes it at the same time as another makes the same, and the first to finish is kept.
 */
export const installedDirectory = async (): Promise<string> => {
  const kept = join(base, nameOf());
  if (existsSync(kept)) return kept;
  mkdirSync(base, { recursive: true });
  const dir = mkdtempSync(join(base, 'making-'));
  await make(dir);
  for (const old of readdirSync(base))
    if (!old.startsWith('making-') && old !== nameOf()) rmSync(join(base, old), { recursive: true, force: true });
  try {
    renameSync(dir, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
    rmSync(dir, { recursive: true, force: true });
  }
  return kept;
};
