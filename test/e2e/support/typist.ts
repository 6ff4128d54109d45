// People who type at a terminal: each with a kubeconfig of their own, a kubectl with its plugins on the path, and a keyboard.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dump, load } from 'js-yaml';
import { kubectlPath } from '../../cluster/kubectl.ts';

/** What a command printed, and how it ended; what was printed on both streams at a terminal is one text. */
export interface Typed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Types as people. */
export interface Typist {
  readonly directory: string;
  /** The kubeconfig of a user. */
  readonly kubeconfig: (user: string) => string;
  /** Types a line at a shell, as one in a script: nobody answers. */
  readonly types: (user: string, line: string, input?: string) => Promise<Typed>;
  /** Types a line at a terminal and answers what is asked. */
  readonly answers: (user: string, line: string, answers: readonly string[]) => Promise<Typed>;
  readonly end: () => void;
}

interface Kubeconfig {
  readonly users: readonly { readonly name: string; readonly user: object }[];
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** People at terminals, before the control plane of an administrator's kubeconfig. */
export const typistAt = (adminKubeconfig: string): Typist => {
  const directory = mkdtempSync(join(tmpdir(), 'meldpunt-typist-'));
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  symlinkSync(resolve(kubectlPath()), join(bin, 'kubectl'));
  symlinkSync(process.execPath, join(bin, 'node'));
  for (const program of ['kubectl-incident', 'kubectl_complete-incident']) {
    symlinkSync(resolve(import.meta.dirname, '../../../operator/cli', program), join(bin, program));
  }
  const admin = load(readFileSync(adminKubeconfig, 'utf8')) as Kubeconfig;
  const kubeconfig = (user: string): string => {
    const file = join(directory, `${user}.kubeconfig`);
    const as = { as: user, 'as-groups': ['system:authenticated'] };
    const users = admin.users.map((each) => ({ ...each, user: { ...each.user, ...as } }));
    writeFileSync(file, dump({ ...admin, users }), { mode: 0o600 });
    return file;
  };
  const run = (user: string, args: readonly string[], input: string): Promise<Typed> => {
    const [program = '', ...rest] = args;
    const child = spawn(program, rest, {
      cwd: directory,
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        HOME: directory,
        TERM: 'xterm',
        KUBECONFIG: kubeconfig(user),
        KUBERC: 'off',
        KUBECACHEDIR: join(directory, 'cache'),
      },
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    const output = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output.out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      output.err += chunk;
    });
    child.stdin.on('error', () => undefined).end(input);
    return new Promise((settle, reject) => {
      child.once('error', reject);
      child.once('close', (code) => settle({ code: code ?? 124, ...output }));
    });
  };
  return {
    directory,
    kubeconfig,
    types: (user, line, input = '') => run(user, ['bash', '-c', line], input),
    // The keyboard of a terminal that script makes; what is typed early waits in its buffer.
    answers: async (user, line, answers) => {
      const typed = answers.map((answer) => `${answer}\n`).join('');
      const result = await run(user, ['script', '-qec', `bash -c ${quoted(line)}`, '/dev/null'], typed);
      return { ...result, out: result.out.replaceAll('\r\n', '\n') };
    },
    end: () => rmSync(directory, { recursive: true, force: true }),
  };
};
