// Sees to it that nothing outlives its owner, even when the owner is killed with SIGKILL and can do nothing about it any more.
import { spawn } from 'node:child_process';

/** Tells the guard which processes run now. After `release` it lets them be. */
export type Guard = { readonly watch: (pids: readonly number[]) => void; readonly release: () => void };

// The kernel closes this pipe when the owner ends, however it ends. The last line read is the list of processes to be killed.
// A shell is asked because every program is to be guarded alike, also those from KUBEBUILDER_ASSETS. SIGKILL is safe for them:
// the API server keeps nothing, and what etcd acknowledged is in its log.
const SCRIPT = 'pids=; while read -r line; do pids=$line; done; for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done';

/** Starts a guard for the processes of this one; it ends with it. */
export const startGuard = (): Guard => {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.unref();
  // The types do not know that the pipe is a socket, which would keep this process alive as well.
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  const watch = (pids: readonly number[]): void => {
    shell.stdin.write(`${pids.join(' ')}\n`);
  };
  return {
    watch,
    release: () => {
      watch([]);
      shell.stdin.end();
    },
  };
};
