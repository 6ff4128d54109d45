// Builds the control plane's programs from test/cluster/go, once per machine and state of that module. As a script:
//   node test/cluster/build.ts     prints the directory with the programs, building them if need be
import { spawn } from 'node:child_process';
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

/** What `go` prints while `report` is told every second (every ten where lines pile up) how it goes; throws Go's own words. */
const go = async (
  args: readonly string[],
  report: (seconds: number, logged: readonly string[]) => void = () => undefined,
): Promise<string> => {
  const started = performance.now();
  const child = spawn('go', args, { cwd: goModule, env: goEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
  const logged: string[] = [];
  const timer = setInterval(() => report(Math.round((performance.now() - started) / 1000), logged), process.stderr.isTTY ? 1000 : 10_000);
  createInterface({ input: child.stderr }).on('line', (line) => logged.push(line));
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', (cause) => reject(new Error(WITHOUT_GO, { cause }))).once('close', resolve);
    });
    if (code !== 0) throw new Error(`go ${args[0]} failed:\n${logged.slice(-20).join('\n')}`);
    return printed.trim();
  } finally {
    clearInterval(timer);
  }
};

/**
 * Linker flags that set the version the programs report; without them it is one that clients cannot parse. A published module
 * does not record its git commit, so its checksum, which identifies the source as well, stands there.
 */
const linkerFlags = async (): Promise<string> => {
  const format = '{{.Version}} {{with .Time}}{{.UTC.Format "2006-01-02T15:04:05Z"}}{{end}}';
  const [version = '', date = ''] = (await go(['list', '-m', '-f', format, 'k8s.io/kubernetes'])).split(' ');
  const [major = '', minor = ''] = version.slice(1).split('.');
  const sum = readFileSync(join(goModule, 'go.sum'), 'utf8').match(/^k8s\.io\/kubernetes \S+ (h1:\S+)$/m)?.[1] ?? '';
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitCommit: sum, gitTreeState: 'archive', buildDate: date };
  const settings = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((path) =>
    Object.entries(values).map(([name, value]) => `-X ${path}.${name}=${value}`),
  );
  return ['-s -w', ...settings].join(' ');
};

/** Fetches and compiles; packages that Go has in its own cache are not compiled again, hence "at most". */
const compile = async (output: string, progress: Progress): Promise<void> => {
  const listed = await go(['list', '-deps', '.'], (seconds, logged) => {
    progress(`${seconds} s: fetching sources, ${logged.length} modules so far`);
  });
  const packages = listed.split('\n');
  const flags = await linkerFlags();
  await go(['build', '-v', '-trimpath', '-buildvcs=false', '-ldflags', flags, '-o', output, '.'], (seconds, logged) => {
    const last = logged.at(-1) ?? 'looking for what is compiled already';
    progress(
      `${seconds} s: compiled ${logged.length} of at most ${packages.length} packages, now ${last === packages.at(-1) ? 'linking' : last}`,
    );
  });
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
  await go(['version']); // or the sentence for those who have none, before anything is announced
  removeAbandoned(directory);
  const temporary = mkdtempSync(`${directory}.`);
  try {
    progress('Building the control plane, once; from scratch it takes several minutes.');
    await compile(join(temporary, 'cluster'), progress);
    progress('The control plane is built.');
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
