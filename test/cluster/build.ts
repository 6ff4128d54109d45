// Builds the control plane's programs from test/cluster/go, once per machine and state of that module. As a script:
//   node test/cluster/build.ts     prints the directory with the programs, building them if need be
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { type Assets, builtDirectory, findAssets, goModule } from './assets.ts';

/** Takes one line for the person who waits. */
export type Progress = (line: string) => void;

const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl'];

// Without cgo no C compiler is needed, and the file runs on any machine of the platform.
const goEnvironment = { ...process.env, CGO_ENABLED: '0' };

const WITHOUT_GO =
  'The control plane is built from Go source once, and there is no `go` command here: install Go 1.26 (https://go.dev/dl), ' +
  'or name a running cluster with --kubeconfig FILE, or set KUBEBUILDER_ASSETS to a directory with etcd and kube-apiserver.';

const go = (...args: readonly string[]): string => {
  const { stdout, status, stderr, error } = spawnSync('go', args, { cwd: goModule, env: goEnvironment, encoding: 'utf8' });
  if (error !== undefined) throw new Error(WITHOUT_GO, { cause: error });
  if (status !== 0) throw new Error(`go ${args.join(' ')} failed: ${stderr.trim()}`);
  return stdout.trim();
};

/**
 * Linker flags that set the version the programs report; without them it is one that clients cannot parse. A published module
 * does not record its git commit, so its checksum, which identifies the source as well, stands there.
 */
const linkerFlags = (): string => {
  const [version = '', date = ''] = go(
    'list',
    '-m',
    '-f',
    '{{.Version}} {{.Time.UTC.Format "2006-01-02T15:04:05Z"}}',
    'k8s.io/kubernetes',
  ).split(' ');
  const [major = '', minor = ''] = version.slice(1).split('.');
  const sum = readFileSync(join(goModule, 'go.sum'), 'utf8').match(/^k8s\.io\/kubernetes \S+ (h1:\S+)$/m)?.[1] ?? '';
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitCommit: sum, gitTreeState: 'archive', buildDate: date };
  const settings = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((path) =>
    Object.entries(values).map(([name, value]) => `-X ${path}.${name}=${value}`),
  );
  return ['-s -w', ...settings].join(' ');
};

/** Runs `go build` and reports how far it is; the packages Go has in its own cache are not compiled, hence "at most". */
const compile = async (output: string, progress: Progress): Promise<void> => {
  const flags = linkerFlags();
  const total = go('list', '-deps', '.').split('\n').length;
  const started = performance.now();
  const child = spawn('go', ['build', '-v', '-trimpath', '-buildvcs=false', '-ldflags', flags, '-o', output, '.'], {
    cwd: goModule,
    env: goEnvironment,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const lines: string[] = [];
  const report = (): void => {
    const seconds = Math.round((performance.now() - started) / 1000);
    const last = lines.at(-1) ?? 'checking what is compiled already';
    progress(`${seconds} s: ${lines.length} packages of at most ${total}: ${last === 'meldpunt.dev/cluster' ? 'linking' : last}`);
  };
  const timer = setInterval(report, process.stderr.isTTY ? 1000 : 10_000);
  try {
    for await (const line of createInterface({ input: child.stderr })) lines.push(line);
    if ((await ended) !== 0) throw new Error(`The control plane does not build:\n${lines.slice(-20).join('\n')}`);
    report();
  } finally {
    clearInterval(timer);
  }
};

/** Removes what builds left behind that were killed; whoever calls this holds the lock, so none is under way. */
const removeAbandoned = (directory: string): void => {
  for (const entry of readdirSync(dirname(directory))) {
    const abandoned = entry.startsWith(`${basename(directory)}.`) && !entry.endsWith('.lock');
    if (abandoned) rmSync(join(dirname(directory), entry), { recursive: true, force: true });
  }
};

/** The build goes to a name of its own and is renamed when complete, so that nobody ever sees half of one. */
const buildInto = async (directory: string, progress: Progress): Promise<void> => {
  go('version'); // or the sentence for those who have none, before anything is announced
  removeAbandoned(directory);
  const temporary = mkdtempSync(`${directory}.`);
  try {
    progress('Building the control plane (once; several minutes from scratch) ...');
    await compile(join(temporary, 'cluster'), progress);
    for (const name of PROGRAMS) symlinkSync('cluster', join(temporary, name));
    renameSync(temporary, directory);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
};

/**
 * Tries to become the one who builds, and returns how to let go of it again. SQLite's lock on a file is used, because Node has
 * no other that the system itself releases when the builder dies: nobody has to guess whether a lock is stale.
 */
const tryLock = (file: string): (() => void) | undefined => {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (error instanceof Error && error.message.includes('locked')) return undefined;
    throw error;
  }
};

/**
 * The programs, built first if they are neither given nor cached. Safe to call from several processes at once: one builds, the
 * others wait for it. Throws a sentence with the other ways in when there is no Go toolchain, and Go's own words when the
 * build fails.
 */
export const provideAssets = async (progress: Progress): Promise<Assets> => {
  const directory = builtDirectory();
  for (let waited = 0; ; waited++) {
    const found = findAssets();
    if (found !== undefined) return found;
    mkdirSync(dirname(directory), { recursive: true });
    const unlock = tryLock(`${directory}.lock`);
    if (unlock === undefined) {
      if (waited % 20 === 0) progress('Another process builds the control plane; waiting for it ...');
      await delay(500);
      continue;
    }
    try {
      if (findAssets() === undefined) await buildInto(directory, progress);
    } finally {
      unlock();
    }
  }
};

/** Progress for a person: at a terminal one line that is written over, whole lines anywhere else. */
export const terminalProgress = (): Progress => {
  let again = '';
  return (line) => {
    process.stderr.write(`${again}${line}\n`);
    if (process.stderr.isTTY) again = '\u001b[1A\u001b[2K';
  };
};

if (import.meta.main) {
  try {
    const { directory } = await provideAssets(terminalProgress());
    process.stdout.write(`${directory}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
