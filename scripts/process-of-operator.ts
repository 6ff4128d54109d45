// The operator as a process of its own, as it would run in a pod: its own credentials, its own log.
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runtimeFlags } from './runtime.ts';

/** A running operator. */
export interface OperatorProcess {
  /** Where its metrics are. */
  readonly metrics: string;
  readonly stop: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '..');

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });

/** Its first log line says where the metrics are; until then it may also end, and then its words are the reason. */
const started = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = '';
    child.stderr?.on('data', (chunk: string) => {
      if (heard.length > 65_536) return;
      heard += chunk;
      const found = /"metrics":"([^"]+)"/.exec(heard)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The operator ended with code ${code}:\n${heard.trim()}`)));
    child.once('error', reject);
  });

/** Starts the operator with a kubeconfig and further settings; its log goes to `.meldpunt/operator.log`. When it ends by itself, `stopping` is aborted. */
export const startOperatorProcess = async (
  kubeconfig: string,
  settings: Readonly<Record<string, string>>,
  stopping: AbortController,
): Promise<OperatorProcess> => {
  mkdirSync(join(root, '.meldpunt'), { recursive: true });
  const log = createWriteStream(join(root, '.meldpunt/operator.log'));
  // A group of its own: Ctrl-C reaches this command alone, which then ends everything in order.
  const child = spawn(process.execPath, [...runtimeFlags, join(root, 'operator/main.ts')], {
    env: { ...process.env, ...settings, OPERATOR_KUBECONFIG: kubeconfig, MELDPUNT_LOG_FORMAT: 'json' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  child.stderr.setEncoding('utf8').pipe(log);
  const metrics = await started(child);
  child.once('exit', () => stopping.abort());
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended(child);
    process.removeListener('exit', kill);
  };
  return { metrics, stop };
};
