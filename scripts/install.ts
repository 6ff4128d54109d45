// Installs what the chart installs, from the same files, with kubectl: for the embedded control plane and for `npm start`.
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { kubectl } from '../test/cluster/kubectl.ts';

const root = resolve(import.meta.dirname, '..');

/** The account that the operator runs as, as the files of the chart name it. */
export const operatorAccount = { namespace: 'meldpunt-system', name: 'meldpunt-operator' } as const;

/** Runs kubectl and returns what it printed. Throws what it said when it failed, which is meant for people already. */
export const run = async (kubeconfig: string, ...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await kubectl(args, { kubeconfig });
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')} failed: ${stderr.trim()}`);
  return stdout;
};

/** Server-side apply by the installer; `--force-conflicts` because what the files say is what is installed. */
const apply = (kubeconfig: string, ...paths: readonly string[]): Promise<string> => {
  const files = paths.flatMap((path) => ['-f', path]);
  return run(kubeconfig, 'apply', '--server-side', '--force-conflicts', '--field-manager=meldpunt-install', ...files);
};

/** Applies a directory of manifests of the repository. */
export const applyDirectory = (kubeconfig: string, ...path: readonly string[]): Promise<string> => apply(kubeconfig, join(root, ...path));

const probe = JSON.stringify({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Incident',
  metadata: { name: 'probe', namespace: 'default' },
  spec: { title: 'Can this be reported?', report: { what: 'A probe.', establishedAt: '2026-01-01T00:00:00Z' } },
});

/** What it says meanwhile: the policies may not know the new kinds yet, or not have read the objects that are their parameters. */
const notYet = /ServiceUnavailable|failed to configure (?:policy|binding)/;

/** What the mutating policy gives every report, where the server has such policies (10-fill-in.yaml). */
const given = 'meldpunt.dev/register';

/**
 * Waits until the API server takes reports: for some seconds after the definitions are established, its admission policies may not know
 * the kinds yet and refuse everybody, and before that it does not know its policies yet and takes everything. Throws what kubectl said if that
 * lasts longer than a minute, or if a report is refused for another reason. Nothing is stored.
 */
export const untilReportsAreTaken = async (kubeconfig: string): Promise<void> => {
  const { code: mutates } = await kubectl(['get', 'mutatingadmissionpolicy', 'meldpunt-fill-in'], { kubeconfig });
  for (const giveUp = Date.now() + 60_000; ; await delay(250)) {
    const { code, stdout, stderr } = await kubectl(['create', '--dry-run=server', '-o', 'yaml', '-f', '-'], { kubeconfig, input: probe });
    if (code === 0 && (mutates !== 0 || stdout.includes(given))) return;
    if ((code !== 0 && !notYet.test(stderr)) || Date.now() > giveUp)
      throw new Error(`A report is not taken: ${stderr.trim() || 'no policy judges it'}`);
  }
};

/**
 * Installs CRDs, roles, admission policies and regimes. Applying again changes nothing. Throws what kubectl said about the
 * first thing that was refused.
 */
export const install = async (kubeconfig: string): Promise<void> => {
  await apply(kubeconfig, join(root, 'charts/meldpunt/files/crds'));
  await run(kubeconfig, 'wait', '--for=condition=Established', 'crd', '-l', 'app.kubernetes.io/part-of=meldpunt', '--timeout=60s').catch(
    () => run(kubeconfig, 'wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'),
  );
  await apply(kubeconfig, join(root, 'charts/meldpunt/files/roles'));
  await apply(kubeconfig, join(root, 'charts/meldpunt/files/admission'), join(root, 'charts/meldpunt/files/regimes'));
  await untilReportsAreTaken(kubeconfig);
};
