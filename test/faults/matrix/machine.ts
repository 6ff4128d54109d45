// Faults 49 and 50: the disk of the machine, and whoever reads the log.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arena } from '../rig/ground.ts';
import { play } from '../rig/oracle.ts';
import { type Fault, judged } from './fault.ts';
import { played } from './played.ts';

/** Runs a command in a mount namespace of its own, with a temporary directory that is full or cannot be written. */
const withTemporary = (how: 'ro' | 'full'): readonly string[] => {
  const place = tmpdir();
  const full = `mount -t tmpfs -o size=4k tmpfs ${place} && head -c 4096 /dev/zero > ${join(place, 'full')}`;
  const mount = how === 'ro' ? `mount -t tmpfs -o ro tmpfs ${place}` : full;
  return ['unshare', '--mount', 'sh', '-c', `${mount} && exec "$@"`, 'sh'];
};

const works = (through: readonly string[]): boolean => {
  const [command = '', ...args] = through;
  return spawnSync(command, [...args, 'true']).status === 0;
};

const disk = (id: string, title: string, how: 'ro' | 'full'): Fault => ({
  id,
  title,
  cost: 13,
  run: async ({ ground, reference }) => {
    const through = withTemporary(how);
    if (!works(through)) return { kind: 'not here', why: 'a mount namespace cannot be made here (unshare --mount)' };
    const known = await reference();
    return judged(await play(await ground(), known, { arrangement: { through, settings: { NODE_COMPILE_CACHE: '' } } }));
  },
});

const held = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Faults 49 and 50. */
export const machine: readonly Fault[] = [
  disk('49', 'the temporary directory cannot be written', 'ro'),
  disk('49b', 'the temporary directory is full', 'full'),
  played(50, 'nobody reads the log', 14, () => {
    let arena: Arena | undefined;
    let before = 0;
    const first = (): { pid: number; mute: () => void } => {
      const found = arena?.replicas[0]?.current();
      if (found === undefined) throw new Error('No operator runs.');
      return found;
    };
    return {
      open: (opened) => {
        arena = opened;
        first().mute();
        before = held(first().pid);
      },
      slack: 1,
      figures: () => [`${(held(first().pid) - before).toFixed(0)} MB more than when it led`],
      also: () => (held(first().pid) - before < 64 ? [] : ['memory grew without bound']),
    };
  }),
];
