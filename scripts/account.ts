// The operator's own credentials on a cluster of the user's: the same server, another identity.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './install.ts';

interface Kubeconfig {
  readonly clusters: readonly { readonly name: string; readonly cluster: object }[];
  readonly contexts: readonly { readonly name: string; readonly context: { readonly cluster: string } }[];
  readonly 'current-context': string;
}

/** A day: long enough for an evening with the product, short enough for a file that nobody remembers. */
const lifetime = '24h';

/** Writes a kubeconfig with a fresh token of a service account, beside nothing of the user's, and returns its path. */
export const accountKubeconfig = async (
  kubeconfig: string,
  account: { readonly namespace: string; readonly name: string },
): Promise<string> => {
  const token = (await run(kubeconfig, 'create', 'token', account.name, '-n', account.namespace, `--duration=${lifetime}`)).trim();
  const whole = JSON.parse(await run(kubeconfig, 'config', 'view', '--raw', '--minify', '--flatten', '-o', 'json')) as Kubeconfig;
  const cluster = whole.clusters[0];
  if (cluster === undefined) throw new Error(`${kubeconfig} names no cluster in its current context.`);
  const own = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [cluster],
    users: [{ name: account.name, user: { token } }],
    contexts: [{ name: 'operator', context: { cluster: cluster.name, user: account.name } }],
    'current-context': 'operator',
  };
  const directory = resolve(import.meta.dirname, '../.meldpunt');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'operator.kubeconfig');
  writeFileSync(file, JSON.stringify(own, null, 2), { mode: 0o600 });
  return file;
};
