// Builds the control plane's programs from test/cluster/go, once per machine and state of that module. As a script:
//   node test/cluster/build.ts            prints the directory with the programs, building them if need be
//   node test/cluster/build.ts --helm     and then the path of Helm, which only tests need
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Assets, builtDirectory, findAssets, goModule } from './assets.ts';
import { compile, goIn, type Progress, provide, type Recipe, terminalProgress } from './compile.ts';
import { provideHelm } from './helm.ts';

const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl'];

const WITHOUT_GO =
  'The control plane is built from Go source once, and there is no `go` command here: install Go 1.26 (https://go.dev/dl), ' +
  'or name a running cluster with --kubeconfig FILE, or set KUBEBUILDER_ASSETS to a directory with etcd and kube-apiserver.';

const go = goIn(goModule, WITHOUT_GO);

/**
 * Linker flags that set the version the programs report; without them it is one that clients cannot parse. A published module
 * does not record its git commit, so its checksum, which identifies the source as well, stands there.
 */
const linkerFlags = async (): Promise<string> => {
  const format = '{{.Version}} {{with .Time}}{{.UTC.Format "2006-01-02T15:04:05Z"}}{{end}}';
  const [version = '', date = ''] = (await go(['list', '-m', '-f', format, 'k8s.io/kubernetes'])).split(' ');
  const [major = '', minor = ''] = version.slice(1).split('.');
  const sum = readFileSync(join(goModule, 'go.sum'), 'utf8').match(/^k8s\.io\/kubernetes \S+ (h1:\S+)$/m)?.[1] ?? '';
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitCommit: sum, gitTreeState: 'archive', buildDate: date };
  const settings = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((path) =>
    Object.entries(values).map(([name, value]) => `-X ${path}.${name}=${value}`),
  );
  return ['-s -w', ...settings].join(' ');
};

const recipe = (): Recipe<Assets> => ({
  what: 'the control plane',
  go,
  directory: builtDirectory(),
  find: findAssets,
  build: async (directory, progress) => {
    await compile(go, '.', await linkerFlags(), join(directory, 'cluster'), progress);
    for (const name of PROGRAMS) symlinkSync('cluster', join(directory, name));
  },
});

/**
 * The programs, built first if they are neither given nor cached. Throws a sentence with the other ways in when there is no Go
 * toolchain, and Go's own words when the build fails.
 */
export const provideAssets = (progress: Progress): Promise<Assets> => provide(recipe(), progress);

if (import.meta.main) {
  try {
    const { directory } = await provideAssets(terminalProgress());
    process.stdout.write(`${directory}\n`);
    if (process.argv.includes('--helm')) process.stdout.write(`${await provideHelm(terminalProgress())}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
