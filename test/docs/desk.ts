// Where the reader of a page sits: in a clone of the repository, with the programs that the page asks for on the path, before a cluster.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorAccount } from '../../scripts/install.ts';
import { play, settled } from '../../scripts/play.ts';
import { root } from '../../scripts/process.ts';
import { terminalProgress } from '../cluster/compile.ts';
import { CONTROLLERS } from '../cluster/flags.ts';
import { provideHelm } from '../cluster/helm.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { freePort } from '../cluster/ports.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { startProduct } from '../e2e/support/product.ts';
import { startNode } from './node.ts';
import { type Shell, startShell } from './shell.ts';

/** A desk, and how to leave it: nothing of it stays. */
export interface Desk {
  /** A shell for one page: what a page sets holds to its end, and no longer. Files and the cluster stay for the next page. */
  readonly shell: () => Shell;
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

interface Before {
  readonly kubeconfig: string;
  readonly programs: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly diagnosis: () => string;
  readonly leave: () => Promise<void>;
}

const deskBefore = ({ kubeconfig, programs, variables = {}, diagnosis, leave }: Before): Desk => {
  const home = mkdtempSync(join(tmpdir(), 'meldpunt-desk-'));
  const bin = programsIn(home, { kubectl: kubectlPath(), ...programs });
  const clone = cloneIn(home);
  const shells: Shell[] = [];
  const shell = (): Shell => {
    const started = startShell(clone, {
      HOME: home,
      KUBECONFIG: kubeconfig,
      KUBERC: 'off',
      PATH: [bin, join(root, 'node_modules/.bin'), process.env['PATH']].join(':'),
      ...variables,
    });
    shells.push(started);
    return started;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(shells.map((each) => each.stop()));
    await leave();
    rmSync(home, { recursive: true, force: true });
  };
  return { shell, diagnosis, stop };
};

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-8).join('\n');

/** Sits down before a cluster in which nothing is installed, with Helm, and a node that runs the pods of the operator. */
export const beforeNothing = async (): Promise<Desk> => {
  const [plane, helm] = await Promise.all([
    temporaryControlPlane({ controllers: [...CONTROLLERS, 'deployment-controller', 'replicaset-controller'] }),
    provideHelm(terminalProgress()),
  ]);
  const node = startNode(plane, operatorAccount.namespace);
  return deskBefore({
    kubeconfig: plane.kubeconfig,
    programs: { helm },
    diagnosis: () => [...node.logs()].map(([name, text]) => `${name}:\n${lastLines(text)}`).join('\n'),
    leave: async () => {
      await node.stop();
      await plane.stop();
    },
  });
};

/** Sits down before what `npm start` leaves behind: everything installed, the operator at work, and the lost laptop up to its containment. */
export const beforeOpenCase = async (): Promise<Desk> => {
  const product = await startProduct();
  const intake = `127.0.0.1:${await freePort()}`;
  await product.operator({ MELDPUNT_INTAKE_ADDR: intake }).leads();
  await play('lost-laptop', { kubeconfig: product.plane.kubeconfig, to: 6, told: () => undefined });
  await settled(product.plane.kubeconfig, 'incidents');
  return deskBefore({
    kubeconfig: product.plane.kubeconfig,
    programs: { 'kubectl-incident': join(root, 'operator/cli/kubectl-incident') },
    variables: { INTAKE: `http://${intake}` },
    diagnosis: product.diagnosis,
    leave: product.stop,
  });
};
