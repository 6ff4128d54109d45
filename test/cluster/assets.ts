// Where the programs of a control plane are: in KUBEBUILDER_ASSETS, as the Kubernetes world has agreed on, or in the cache.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Paths of the programs. Both that may be missing are absent from what `setup-envtest` downloads, or from a hand-made directory. */
export type Assets = {
  readonly directory: string;
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string | undefined;
  readonly kubectl: string | undefined;
};

/** The Go module that the built programs come from. */
export const goModule = join(import.meta.dirname, 'go');

/** Where built programs are kept: outside the clone, so that the next fresh clone on this machine need not build them again. */
export const cacheDirectory = (): string => {
  const { MELDPUNT_CACHE, XDG_CACHE_HOME } = process.env;
  if (MELDPUNT_CACHE) return MELDPUNT_CACHE;
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'meldpunt');
};

/**
 * The directory that holds, or is to hold, the programs built from the module as it is now. Its name is a digest of all that
 * decides them and can be known without a Go toolchain, since a machine with a warm cache needs none.
 */
export const builtDirectory = (): string => {
  const digest = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of readdirSync(goModule)
    .filter((name) => /\.(?:go|mod|sum)$/.test(name))
    .sort()) {
    digest.update(`${file}\n`).update(readFileSync(join(goModule, file)));
  }
  return join(cacheDirectory(), `cluster-${digest.digest('hex').slice(0, 16)}`);
};

const programsIn = (directory: string): Assets => {
  const optional = (name: string): string | undefined => (existsSync(join(directory, name)) ? join(directory, name) : undefined);
  return {
    directory,
    etcd: join(directory, 'etcd'),
    apiServer: join(directory, 'kube-apiserver'),
    controllerManager: optional('kube-controller-manager'),
    kubectl: optional('kubectl'),
  };
};

/**
 * The programs that are there already: those of KUBEBUILDER_ASSETS when it is set, else the cached ones; undefined when they
 * have yet to be built. Throws when KUBEBUILDER_ASSETS names a directory without them: silently taking others would surprise.
 */
export const findAssets = (): Assets | undefined => {
  const given = process.env['KUBEBUILDER_ASSETS'];
  const assets = programsIn(given || builtDirectory());
  if (existsSync(assets.etcd) && existsSync(assets.apiServer)) return assets;
  if (!given) return undefined;
  throw new Error(
    `KUBEBUILDER_ASSETS is ${given}, but etcd and kube-apiserver are not both in it; correct it, or unset it to have them built.`,
  );
};
