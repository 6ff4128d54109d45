// Compiles Go programs into the cache of this machine, each state of their sources once, whoever asks and however many at once.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

/** Takes one line for the person who waits. */
export type Progress = (line: string) => void;

/** Runs the `go` command in a module's directory; `withoutGo` is the sentence for those who have none. */
export type Go = (args: readonly string[], report?: (seconds: number, logged: readonly string[]) => void) => Promise<string>;

/** Something to be built once. */
export interface Recipe<T> {
  /** What it is called in a sentence: "the control plane". */
  readonly what: string;
  /** The toolchain; whoever has none reads its sentence before anything is announced. */
  readonly go: Go;
  /** Where the result belongs; its name is a digest of all that decides it. */
  readonly directory: string;
  /** What is there already; undefined when it has yet to be built. */
  readonly find: () => T | undefined;
  /** Fills a directory that nobody sees until it is complete. */
  readonly build: (directory: string, progress: Progress) => Promise<void>;
}

// Without cgo no C compiler is needed, and the file runs on any machine of the platform.
const goEnvironment = { ...process.env, CGO_ENABLED: '0' };

/**
 * The `go` command in a module: returns what it prints while `report` is told every second (every ten where lines pile up) how it
 * goes; throws Go's own words, or `withoutGo`.
 */
export const goIn =
  (module: string, withoutGo: string): Go =>
  async (args, report = () => undefined) => {
    const started = performance.now();
    const child = spawn('go', args, { cwd: module, env: goEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
    const logged: string[] = [];
    const timer = setInterval(() => report(Math.round((performance.now() - started) / 1000), logged), process.stderr.isTTY ? 1000 : 10_000);
    createInterface({ input: child.stderr }).on('line', (line) => logged.push(line));
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
    try {
      const code = await new Promise((resolve, reject) => {
        child.once('error', (cause) => reject(new Error(withoutGo, { cause }))).once('close', resolve);
      });
      if (code !== 0) throw new Error(`go ${args[0]} failed:\n${logged.slice(-20).join('\n')}`);
      return printed.trim();
    } finally {
      clearInterval(timer);
    }
  };

/** Compiles one package of a module to `output`; packages that Go has in its own cache are not compiled again, hence "at most". */
export const compile = async (go: Go, target: string, flags: string, output: string, progress: Progress): Promise<void> => {
  const listed = await go(['list', '-deps', target], (seconds, logged) => {
    progress(`${seconds} s: fetching sources, ${logged.length} modules so far`);
  });
  const packages = listed.split('\n');
  await go(['build', '-v', '-trimpath', '-buildvcs=false', '-ldflags', flags, '-o', output, target], (seconds, logged) => {
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
const buildInto = async <T>({ what, go, directory, build }: Recipe<T>, progress: Progress): Promise<void> => {
  await go(['version']);
  removeAbandoned(directory);
  const temporary = mkdtempSync(`${directory}.`);
  try {
    progress(`Building ${what}, once; from scratch it takes several minutes.`);
    await build(temporary, progress);
    progress(`Built: ${what}.`);
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
 * What a recipe makes, built first if it is not there. Safe to call from several processes at once: one builds, the others wait
 * for it. Throws what the recipe throws.
 */
export const provide = async <T>(recipe: Recipe<T>, progress: Progress): Promise<T> => {
  for (let waited = 0; ; waited++) {
    const found = recipe.find();
    if (found !== undefined) return found;
    mkdirSync(dirname(recipe.directory), { recursive: true });
    const unlock = tryLock(`${recipe.directory}.lock`);
    if (unlock === undefined) {
      if (waited % 20 === 0) progress(`Another process builds ${recipe.what}; waiting for it ...`);
      await delay(500);
      continue;
    }
    try {
      if (recipe.find() === undefined) await buildInto(recipe, progress);
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
