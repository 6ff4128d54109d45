// The oldest Kubernetes that the chart supports knows every expression of the definitions and of the admission policies.
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root, run } from '../../scripts/process.ts';
import { builtDirectory } from '../cluster/assets.ts';
import { provideAssets } from '../cluster/build.ts';

const program = join(builtDirectory(), 'cluster');

/** What an API server of a version says of files, the last line of which is a count. */
const compile = async (server: string, files: readonly string[]): Promise<readonly string[]> => {
  const { output } = await run({ command: program, args: ['expressions', '--server', server, ...files], limitSeconds: 60 });
  return output.trimEnd().split('\n');
};

const policyWith = (expression: string): string =>
  JSON.stringify({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'sample' },
    spec: { validations: [{ expression }] },
  });

test.before(async () => {
  if (!existsSync(program)) await provideAssets(() => undefined);
});

test('Kubernetes 1.30, where the chart begins, knows all of them', async () => {
  const chart = load(readFileSync(join(root, 'charts/meldpunt/Chart.yaml'), 'utf8')) as { readonly kubeVersion: string };
  assert.match(chart.kubeVersion, /^>=1\.30/);
  const files = globSync(['crds/*.yaml', 'charts/meldpunt/files/admission/*.yaml'], { cwd: root }).map((file) => join(root, file));
  const lines = await compile('1.30', files);
  assert.match(lines.at(-1) ?? '', /^[45]\d\d expressions compiled, 0 refused by an API server 1\.30$/);
});

test('an expression of a later version is refused by an earlier one, with its place', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'expressions-'));
  const file = join(directory, 'policy.yaml');
  try {
    writeFileSync(file, policyWith('object.spec.names.all(i, name, i < 3)'));
    const [refused, ...rest] = await compile('1.30', [file]);
    assert.match(
      refused ?? '',
      /policy\.yaml: sample validation 0: compilation failed: ERROR: <input>:1:22: undeclared reference to 'all'/,
    );
    assert.match(rest.at(-1) ?? '', /^1 expressions compiled, 1 refused/);
    assert.equal(await compile('1.36', [file]), ['1 expressions compiled, 0 refused by an API server 1.36']);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test.run();
