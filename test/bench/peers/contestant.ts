// Who competes: Meldpunt as its pod runs it, or any program that works on the same Incidents.
import { type ChildProcess, spawn } from 'node:child_process';
import { startOperator } from '../../e2e/support/operator.ts';
import type { Process } from '../run/rig.ts';

/** A program by the name under which it is reported. */
export interface Contestant {
  readonly name: string;
  readonly start: (kubeconfig: string) => Process;
}

/** The product, as it is started in its pod. */
export const meldpunt: Contestant = {
  name: 'meldpunt',
  start: (kubeconfig) => startOperator({ kubeconfig, settings: { MELDPUNT_LOG_LEVEL: 'info' } }),
};

const over = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** `NAME=COMMAND WITH ARGUMENTS`; the program is told of the cluster by KUBECONFIG. Throws a sentence if it is none. */
export const peerOf = (text: string): Contestant => {
  const at = text.indexOf('=');
  const [command, ...args] = text.slice(at + 1).split(' ');
  if (at < 1 || !command) throw new Error(`--peer is NAME=COMMAND, as in --peer go='./go-cr -workers 16'; it was ${text}`);
  return {
    name: text.slice(0, at),
    start: (kubeconfig) => {
      const child = spawn(command, args, { env: { PATH: process.env['PATH'], KUBECONFIG: kubeconfig }, stdio: 'ignore' });
      const strike = (): void => void child.kill('SIGKILL');
      process.once('exit', strike);
      return {
        pid: child.pid ?? 0,
        stop: async () => {
          process.removeListener('exit', strike);
          if (over(child)) throw new Error(`${command} ended by itself (${child.exitCode ?? child.signalCode}).`);
          const ended = new Promise((done) => child.once('exit', done));
          child.kill('SIGTERM');
          // One that does not end when asked has nothing to lose: its control plane ends with it.
          const patience = setTimeout(strike, 5_000);
          await ended;
          clearTimeout(patience);
        },
      };
    },
  };
};
