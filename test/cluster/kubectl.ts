// kubectl for scripts and tests: never with the user's own configuration, preferences or cache.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findAssets } from './assets.ts';

export type KubectlOptions = {
  /** The kubeconfig to use, and the only one. */
  readonly kubeconfig: string;
  /** Given to standard input, for `apply -f -`. */
  readonly input?: string;
  /** Impersonate this user, with `asGroups`; the kubeconfig's user needs the right to. */
  readonly as?: string;
  readonly asGroups?: readonly string[];
  /** Kill kubectl after this many milliseconds; two minutes unless told. */
  readonly timeoutMs?: number;
};

export type KubectlResult = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** The kubectl to run: the one of the control plane, which matches its version, else the machine's. */
export const kubectlPath = (): string => findAssets()?.kubectl ?? 'kubectl';

/** A control plane's own directory keeps kubectl's discovery cache, which ends with it; elsewhere kubectl decides by itself. */
const cacheOf = (kubeconfig: string): Record<string, string> => {
  const directory = [dirname(kubeconfig), dirname(dirname(kubeconfig))].find((at) => existsSync(join(at, 'cluster.json')));
  return directory === undefined ? {} : { KUBECACHEDIR: join(directory, 'kubectl-cache') };
};

/**
 * Runs kubectl to its end. A failure of the command is a result like any other (`code` not 0, `stderr` says why; 124 when it was
 * killed after `timeoutMs`); throws only when there is no kubectl to run.
 */
export const kubectl = (args: readonly string[], options: KubectlOptions): Promise<KubectlResult> => {
  const { kubeconfig, input = '', as, asGroups = [], timeoutMs = 120_000 } = options;
  const identity = as === undefined ? [] : ['--as', as, ...asGroups.flatMap((group) => ['--as-group', group])];
  const child = spawn(kubectlPath(), ['--kubeconfig', kubeconfig, ...identity, ...args], {
    env: { ...process.env, KUBECONFIG: kubeconfig, KUBERC: 'off', ...cacheOf(kubeconfig) },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
  }
  // kubectl may end without reading all of its input; its exit code tells that better than a broken pipe.
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new Error('There is no kubectl: neither with the control plane nor on this machine.', { cause })),
    );
    child.once('close', (code) => resolve({ code: code ?? 124, ...output }));
  });
};
