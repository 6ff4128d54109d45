// One running program of the control plane: started in the background, watched, paused, killed. It knows pids and log files,
// not Kubernetes.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const READY_WITHIN_MS = 60_000;

/** How a program is started. Its command line must mention `mark` (the cluster's directory): that is how it is known again. */
export type Launch = { readonly file: string; readonly args: readonly string[]; readonly log: string; readonly mark: string };

/**
 * A program that can be taken down and brought up again, as often as a test likes.
 * `kill` is SIGKILL, `terminate` is SIGTERM and, when that takes longer than `graceMs`, SIGKILL; both return when it is gone.
 * `pause` and `resume` freeze it and let it go on: its connections stay open and say nothing. `start` waits until it is ready.
 */
export type Program = {
  readonly log: string;
  readonly pid: () => number | undefined;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly terminate: (graceMs: number) => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
};

/**
 * Whether a process without a command line is over, which then only waits to be collected. One of which threads are still dying
 * holds its ports, though its first thread may be gone already.
 */
const isOver = (pid: number): boolean => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2)) && readdirSync(`/proc/${pid}/task`).length <= 1;
};

/**
 * Whether the process `pid` runs and has `mark` in its command line. A pid in a file may by now belong to somebody else's
 * process, which must not be killed; where there is no /proc to tell, existing must do. A dying process loses its command line
 * before it gives back its ports, and is there until it has.
 */
export const isRunning = (pid: number, mark = ''): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return commandLine === '' ? !isOver(pid) : commandLine.includes(mark);
  } catch {
    return false;
  }
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in the meantime, which is what a signal would have been for.
  }
};

/** Waits until the process is gone; false when it is still there after `boundMs`. */
const gone = async (pid: number, mark: string, boundMs: number): Promise<boolean> => {
  const end = performance.now() + boundMs;
  while (isRunning(pid, mark)) {
    if (performance.now() > end) return false;
    await delay(10);
  }
  return true;
};

/** SIGTERM, then SIGKILL if the process is still there after `graceMs` (0: SIGKILL at once); resolves when it is gone. */
export const endProcess = async (pid: number, mark: string, graceMs: number): Promise<void> => {
  if (!isRunning(pid, mark)) return;
  if (graceMs > 0) {
    signal(pid, 'SIGTERM');
    // A paused process would sit on the SIGTERM for the whole grace period.
    signal(pid, 'SIGCONT');
    if (await gone(pid, mark, graceMs)) return;
  }
  signal(pid, 'SIGKILL');
  if (!(await gone(pid, mark, 10_000))) throw new Error(`Process ${pid} is still there 10 s after SIGKILL.`);
};

/** The end of a log, for an error message. */
export const lastLines = (log: string, count = 15): string => {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '(no log)';
  }
};

/** Starts a program of its own session, so that Ctrl-C at the terminal reaches its owner, who then ends it in good order. */
const launch = ({ file, args, log }: Launch): ChildProcess => {
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(file, args, {
      detached: true,
      stdio: ['ignore', output, output],
      // Each status write leaves 1.6 MB of garbage in the API server. A collector that runs seldom leaves a fifth of two cores to the work;
      // memory is what the machine has more of. The limit is one that it only meets with tens of thousands of records.
      env: { GOGC: '600', GOMEMLIMIT: '3GiB', ...process.env },
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
};

/** What a log says beyond its first `offset` bytes. */
const loggedSince = (log: string, offset: number): string => readFileSync(log).subarray(offset).toString('utf8');

/**
 * A program with its command line, ready when `ready` says so; that function can read what this start has logged so far.
 * `pid` is that of one already running, if any; `changed` is called whenever it is started or ended from here.
 * `start` throws with the end of its log when the program ends by itself, or is not ready within a minute.
 */
export const program = (options: {
  readonly name: string;
  readonly launch: Launch;
  readonly ready: (logged: () => string) => Promise<boolean>;
  readonly changed: () => void;
  readonly pid?: number | undefined;
}): Program => {
  const { name, ready, changed } = options;
  const { log, mark } = options.launch;
  let pid = options.pid;
  const running = (): number | undefined => (pid !== undefined && isRunning(pid, mark) ? pid : undefined);
  const end = async (graceMs: number): Promise<void> => {
    if (pid === undefined) return;
    await endProcess(pid, mark, graceMs);
    pid = undefined;
    changed();
  };
  const start = async (): Promise<void> => {
    if (running() !== undefined) return;
    const offset = existsSync(log) ? statSync(log).size : 0;
    const child = launch(options.launch);
    const failure = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, by) => reject(new Error(`${name} ended (${code ?? by}):\n${lastLines(log)}`)));
    });
    // After the start nobody waits for this promise any more, and a later kill is no failure.
    failure.catch(() => undefined);
    pid = child.pid;
    changed();
    const bound = performance.now() + READY_WITHIN_MS;
    while (!(await Promise.race([ready(() => loggedSince(log, offset)), failure]))) {
      if (performance.now() > bound) throw new Error(`${name} was not ready after ${READY_WITHIN_MS / 1000} s:\n${lastLines(log)}`);
      await Promise.race([delay(50), failure]);
    }
  };
  const send = (what: NodeJS.Signals): void => {
    const target = running();
    if (target === undefined) throw new Error(`${name} is not running.`);
    process.kill(target, what);
  };
  return { log, pid: running, start, kill: () => end(0), terminate: end, pause: () => send('SIGSTOP'), resume: () => send('SIGCONT') };
};
