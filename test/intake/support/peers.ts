// Prometheus, promtool and Alertmanager as programs: those of this machine, or those of Debian's packages, unpacked without installing them.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { programIn } from '../../programs.ts';

const run = promisify(execFile);

/** Where packages are unpacked; it stays for the next run. */
const tools = resolve(import.meta.dirname, '../../../.meldpunt/tools');

/** A program, the package of Debian that has it, and what it is called elsewhere. */
const programs = {
  prometheus: { package: 'prometheus', names: ['prometheus'] },
  promtool: { package: 'prometheus', names: ['promtool'] },
  alertmanager: { package: 'prometheus-alertmanager', names: ['alertmanager', 'prometheus-alertmanager'] },
} as const;

/** Downloads and unpacks a package: that needs no right to install anything. Where no list of packages was read yet, it is read. */
const unpack = async (name: string): Promise<void> => {
  mkdirSync(tools, { recursive: true });
  const work = mkdtempSync(join(tools, 'unpacking-'));
  const download = () => run('apt-get', ['download', name], { cwd: work, timeout: 120_000 });
  try {
    await download().catch(async () => {
      await run('apt-get', ['update', '-qq'], { timeout: 120_000 });
      await download();
    });
    await run('sh', ['-c', 'dpkg -x ./*.deb unpacked'], { cwd: work, timeout: 60_000 });
    renameSync(join(work, 'unpacked'), join(tools, name));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/** The path of a program. Throws a sentence that says how to get it where it cannot be had. */
export const provide = async (program: keyof typeof programs): Promise<string> => {
  const { names, package: name } = programs[program];
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), join(tools, name, 'usr/bin')];
  const present = programIn(directories, names);
  if (present !== undefined) return present;
  const failure = await unpack(name).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message.split('\n')[0] : String(error)),
  );
  const unpacked = programIn(directories, names);
  if (unpacked !== undefined) return unpacked;
  throw new Error(`${program} is needed: put it on the PATH, or install the package ${name} (${failure ?? 'it holds no such program'}).`);
};

/** A running program: what it said, and its end. */
export interface Peer {
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts a program that ends with this process at the latest. */
export const startPeer = async (program: keyof typeof programs, args: readonly string[]): Promise<Peer> => {
  const child = spawn(await provide(program), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const strike = (): void => void child.kill('SIGKILL');
  process.once('exit', strike);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    log: () => text,
    stop: async () => {
      strike();
      process.removeListener('exit', strike);
      await ended;
    },
  };
};
