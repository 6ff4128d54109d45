import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, as a path. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** How a program ended: by itself with a code, because its time was up, or because it could not be started at all. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'overran'; readonly limitSeconds: number }
  | { readonly kind: 'unstartable'; readonly reason: string };

/** What a program left behind: everything it wrote on both streams, in the order it came, and how it ended. */
export interface Ran {
  readonly output: string;
  readonly ending: Ending;
  readonly seconds: number;
}

/** What to run, and how long it may take. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly limitSeconds: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A program gets this long to clean up after SIGTERM (a control plane has to stop its own children) before SIGKILL. */
const graceMs = 5_000;
/** A grandchild that left the group can hold the pipes open for ever, so after the end they are read this long at most. */
const drainMs = 2_000;
/** Output beyond this is dropped from its middle: a test that loops on printing must not fill the memory of the runner. */
const outputLimit = 4 * 1024 * 1024;

const running = new Set<ChildProcess>();

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already, which is what was wanted.
  }
};

/** Ends everything that was started here and is still running, with the processes that these started. */
export const stopAll = (signal: NodeJS.Signals): void => {
  for (const child of running) signalGroup(child, signal);
};

const collector = (): { add: (chunk: string) => void; text: () => string } => {
  let head = '';
  let tail = '';
  const half = outputLimit / 2;
  const add = (chunk: string): void => {
    if (head.length < half) head += chunk;
    else tail = (tail + chunk).slice(-half);
  };
  return { add, text: () => (tail.length === half ? `${head}\n[output left out here]\n${tail}` : head + tail) };
};

/** The environment of a child: the pinned Node and the tools of node_modules come first on the path. */
const environment = (extra: Readonly<Record<string, string>> | undefined): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
  ...extra,
});

/**
 * Runs a program in the root of the repository, in a process group of its own, and resolves when it has ended. When its time is
 * up, or when it ends and leaves processes behind, the whole group is ended: nothing outlives its test. Never rejects.
 */
export const run = ({ command, args, limitSeconds, env }: Command): Promise<Ran> =>
  new Promise((resolve) => {
    const started = performance.now();
    const output = collector();
    const child = spawn(command, args, { cwd: root, env: environment(env), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let overran = false;
    let kill: NodeJS.Timeout | undefined;
    const limit = setTimeout(() => {
      overran = true;
      signalGroup(child, 'SIGTERM');
      kill = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    }, limitSeconds * 1_000);
    const finish = (ending: Ending): void => {
      clearTimeout(limit);
      clearTimeout(kill);
      running.delete(child);
      resolve({ output: output.text(), ending, seconds: (performance.now() - started) / 1_000 });
    };
    child.stdout.setEncoding('utf8').on('data', output.add);
    child.stderr.setEncoding('utf8').on('data', output.add);
    child.once('error', (error) => finish({ kind: 'unstartable', reason: error.message }));
    child.once('exit', () => {
      signalGroup(child, 'SIGKILL');
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drainMs).unref();
    });
    child.once('close', (code, signal) => finish(endingOf(overran, limitSeconds, code, signal)));
  });

const endingOf = (overran: boolean, limitSeconds: number, code: number | null, signal: NodeJS.Signals | null): Ending => {
  if (overran) return { kind: 'overran', limitSeconds };
  return signal === null ? { kind: 'exited', code: code ?? 1 } : { kind: 'signalled', signal };
};

/** A sentence for an ending that is not a success; undefined for exit code 0. */
export const complaint = (ending: Ending): string | undefined => {
  switch (ending.kind) {
    case 'exited':
      return ending.code === 0 ? undefined : `It ended with exit code ${ending.code}.`;
    case 'signalled':
      return `It was ended by ${ending.signal}.`;
    case 'overran':
      return `It did not end within ${ending.limitSeconds} s and was stopped; something was still open or waiting.`;
    case 'unstartable':
      return `It could not be started: ${ending.reason}.`;
  }
};
