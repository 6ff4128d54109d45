// A shell in which the commands of a page are typed one after the other, so that what one of them sets holds for the next.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';

/** What a command printed, both streams as they came, and how it ended. */
export interface Typed {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

/** A shell. `type` throws when a command does not end within its bound (milliseconds), or ends the shell itself. */
export interface Shell {
  readonly type: (command: string, within?: number) => Promise<Typed>;
  readonly stop: () => Promise<void>;
}

/** Starts a bash in a directory, with an environment of its own. It ends with this process at the latest. */
export const startShell = (cwd: string, env: Readonly<Record<string, string>>): Shell => {
  const bash = spawn('bash', ['--noprofile', '--norc'], { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let heard = (): void => undefined;
  const ended = new Promise<void>((resolve) => bash.once('close', () => resolve()));
  for (const stream of [bash.stdout, bash.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      heard();
    });
  }
  const strike = (): void => {
    // The group, so that nothing that a command left behind goes on.
    if (bash.pid !== undefined && bash.exitCode === null) process.kill(-bash.pid, 'SIGKILL');
  };
  process.once('exit', strike);
  bash.stdin.on('error', () => undefined);
  const type = (command: string, within = 120_000): Promise<Typed> => {
    const mark = randomUUID();
    const began = performance.now();
    output = '';
    // Standard input is the script itself, which no command may read.
    bash.stdin.write(`{ ${command}\n} </dev/null 2>&1\nprintf '\\n%s %d\\n' ${mark} $?\n`);
    return new Promise((resolve, reject) => {
      const bound = setTimeout(() => reject(new Error(`It did not end within ${within / 1000} s; it printed:\n${output}`)), within);
      heard = () => {
        const found = new RegExp(`\\n${mark} (\\d+)\\n`).exec(output);
        if (found === null) return;
        clearTimeout(bound);
        resolve({ code: Number(found[1]), output: output.slice(0, found.index), seconds: (performance.now() - began) / 1000 });
      };
      void ended.then(() => {
        clearTimeout(bound);
        reject(new Error(`It ended the shell; it printed:\n${output}`));
      });
    });
  };
  const stop = async (): Promise<void> => {
    strike();
    await ended;
    process.removeListener('exit', strike);
  };
  return { type, stop };
};
