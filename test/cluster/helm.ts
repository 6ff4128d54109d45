// Helm, for the tests of the chart: built from its published Go module, pinned by test/cluster/helm/go.sum, like the control plane.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from './assets.ts';
import { compile, goIn, type Progress, provide, type Recipe } from './compile.ts';

const helmModule = join(import.meta.dirname, 'helm');

const go = goIn(helmModule, 'Helm is built from Go source once, and there is no `go` command here: install Go 1.26 (https://go.dev/dl).');

/** The version stands in the lock of the module; Helm reports the one it was linked with, and checks charts against it. */
const linkerFlags = (): string => {
  const version = readFileSync(join(helmModule, 'go.mod'), 'utf8').match(/helm\.sh\/helm\/v4 (v\S+)/)?.[1] ?? '';
  return `-s -w -X helm.sh/helm/v4/internal/version.version=${version}`;
};

const recipe = (): Recipe<string> => {
  const digest = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of ['go.mod', 'go.sum']) digest.update(readFileSync(join(helmModule, file)));
  const directory = join(cacheDirectory(), `helm-${digest.digest('hex').slice(0, 16)}`);
  const program = join(directory, 'helm');
  return {
    what: 'Helm',
    go,
    directory,
    find: () => (existsSync(program) ? program : undefined),
    build: async (into, progress) => {
      await compile(go, 'helm.sh/helm/v4/cmd/helm', linkerFlags(), join(into, 'helm'), progress);
    },
  };
};

/** The path of Helm, which is built first if it is not in the cache. Throws Go's own words when that fails. */
export const provideHelm = (progress: Progress): Promise<string> => provide(recipe(), progress);

/** What Helm printed and how it ended. */
export interface HelmResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How Helm is run. */
export interface HelmOptions {
  /** The cluster it works on; without one, a command that needs a cluster fails. */
  readonly kubeconfig?: string;
  /** Given to standard input. */
  readonly input?: string;
  /** A directory for everything that Helm keeps, so that nothing of the user's is read or written. */
  readonly home: string;
}

/** Runs Helm to its end; a failure of the command is a result like any other. */
export const runHelm = async (
  program: string,
  args: readonly string[],
  { kubeconfig, input = '', home }: HelmOptions,
): Promise<HelmResult> => {
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], HOME: home, KUBECONFIG: kubeconfig ?? '/nonexistent', KUBECACHEDIR: join(home, 'kube-cache') },
    timeout: 180_000,
    killSignal: 'SIGKILL',
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
  }
  child.stdin.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { code: code ?? 124, ...output };
};
