// Where the reader of a page sits: in a clone of the repository, with kubectl, Helm and the command line on the path, before a cluster in
// which nothing is installed and a node runs the pods.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorAccount } from '../../scripts/install.ts';
import { root } from '../../scripts/process.ts';
import { terminalProgress } from '../cluster/compile.ts';
import { CONTROLLERS } from '../cluster/flags.ts';
import { provideHelm } from '../cluster/helm.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { startNode } from './node.ts';
import { type Shell, startShell } from './shell.ts';

/** A desk, and how to leave it: nothing of it stays. */
export interface Desk {
  readonly shell: Shell;
  /** What the pods logged last, for whoever reads of a failure. */
  readonly diagnosis: () => string;
  readonly stop: () => Promise<void>;
}

/** A directory that looks like a clone, in which a reader may write files without writing them into the repository. */
const cloneIn = (home: string): string => {
  const clone = join(home, 'meldpunt');
  mkdirSync(clone);
  for (const entry of readdirSync(root)) if (entry !== '.git') symlinkSync(join(root, entry), join(clone, entry));
  return clone;
};

/** Programs of the reader's machine, by name. */
const programsIn = (home: string, programs: Readonly<Record<string, string>>): string => {
  const directory = join(home, 'bin');
  mkdirSync(directory);
  for (const [name, path] of Object.entries(programs))
    writeFileSync(join(directory, name), `#!/bin/sh\nexec '${path}' "$@"\n`, { mode: 0o755 });
  return directory;
};

/** Sits down before a cluster in which nothing is installed. */
export const sitDown = async (): Promise<Desk> => {
  const [plane, helm] = await Promise.all([
    temporaryControlPlane({ controllers: [...CONTROLLERS, 'deployment-controller', 'replicaset-controller'] }),
    provideHelm(terminalProgress()),
  ]);
  const home = mkdtempSync(join(tmpdir(), 'meldpunt-desk-'));
  const node = startNode(plane, operatorAccount.namespace);
  const programs = programsIn(home, { kubectl: kubectlPath(), helm });
  const shell = startShell(cloneIn(home), {
    HOME: home,
    KUBECONFIG: plane.kubeconfig,
    KUBERC: 'off',
    PATH: [programs, join(root, 'node_modules/.bin'), process.env['PATH']].join(':'),
  });
  return {
    shell,
    diagnosis: () => [...node.logs()].map(([name, text]) => `${name}:\n${text.trimEnd().split('\n').slice(-8).join('\n')}`).join('\n'),
    stop: async () => {
      await shell.stop();
      await node.stop();
      await plane.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
