// The operator as a process of its own, with its real account, that a test can kill in the middle of anything.
import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { runtimeFlags } from '../../../scripts/runtime.ts';
import { until } from '../../kube/lab.ts';

/** A running operator. `kill` is SIGKILL, `stop` is SIGTERM; both resolve when the process is gone, `stop` with its exit code. */
export interface Operator {
  readonly pid: number;
  /** Everything it has logged. */
  readonly log: () => string;
  /** The page at /metrics. */
  readonly metrics: () => Promise<string>;
  /** Whether the process is still there. */
  readonly running: () => boolean;
  /** Reads its log no further: what it writes stays in the pipe, and then in the process. */
  readonly mute: () => void;
  /** Resolves once it leads; throws after `within` milliseconds. */
  readonly leads: (within?: number) => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<number | null>;
}

/** How an operator is started. */
export interface OperatorOptions {
  readonly kubeconfig: string;
  /** Settings beside those that let several run on one machine. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A command that ends by becoming the one it is given, for a process that is to live in other surroundings; none unless told. */
  readonly through?: readonly string[];
}

/** A Lease that a killed holder leaves behind lapses within two seconds, so that a test need not wait for the usual fifteen. */
export const quickLease = {
  MELDPUNT_LEASE_DURATION: 'PT2S',
  MELDPUNT_LEASE_RENEW: 'PT1.5S',
  MELDPUNT_LEASE_RETRY: 'PT0.25S',
} as const;

const root = resolve(import.meta.dirname, '../../..');
const main = join(root, 'operator/main.ts');

/** What was compiled before is kept for the next start, as it is in the image. */
const compiled = join(root, '.meldpunt/compiled');

/** A seeded bug with which this process runs is in its operators too (test/strength). */
const seeded = process.execArgv.filter((each) => each.startsWith('--import=') && each.includes('/test/strength/hook.ts?'));

const over = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (over(child)) done();
    else child.once('exit', () => done());
  });

/** Only the environment that a pod would have: what the machine of the developer sets must not reach the operator. */
const environment = ({ kubeconfig, settings }: OperatorOptions): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: compiled,
  OPERATOR_KUBECONFIG: kubeconfig,
  MELDPUNT_METRICS_ADDR: '127.0.0.1:0',
  MELDPUNT_INTAKE_ADDR: '127.0.0.1:0',
  MELDPUNT_LOG_LEVEL: 'debug',
  ...settings,
});

const leading = /"message":"Leading: /;
const metricsUrl = /"metrics":"([^"]+)"/;

/** Starts an operator; it ends with this process at the latest. It need not have begun to work when this returns. */
export const startOperator = (options: OperatorOptions): Operator => {
  const [program = '', ...args] = [...(options.through ?? []), process.execPath, ...runtimeFlags, ...seeded, main];
  const child = spawn(program, args, { env: environment(options), stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const strike = (): void => void child.kill('SIGKILL');
  process.once('exit', strike);
  void gone(child).then(() => process.removeListener('exit', strike));
  const log = (): string => text;
  return {
    pid: child.pid ?? 0,
    log,
    running: () => !over(child),
    mute: () => {
      for (const stream of [child.stdout, child.stderr]) stream.pause();
    },
    metrics: async () => {
      const url = metricsUrl.exec(text)?.[1];
      if (url === undefined) throw new Error(`The operator serves no metrics yet:\n${text}`);
      return (await fetch(`${url}/metrics`)).text();
    },
    leads: (within = 30_000) =>
      until(
        'the operator leads',
        () => {
          if (over(child)) throw new Error(`The operator ended with ${child.exitCode ?? child.signalCode}:\n${text}`);
          return leading.test(text);
        },
        within,
      ),
    kill: async () => {
      strike();
      await gone(child);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone(child);
      return child.exitCode;
    },
  };
};
