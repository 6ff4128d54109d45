// The next version of the API beside the present one (docs/decisions/0015): objects of both, the present operator, and nothing lost.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { until } from '../kube/lab.ts';
import { namespace, type Product, startProduct } from './support/product.ts';

const next = 'v1beta1';
let product: Product;

test.before(async () => {
  product = await startProduct();
  await product.operator().leads();
});

test.after(async () => {
  await product?.stop();
});

const done = async (args: readonly string[], input?: string): Promise<string> => {
  const { code, stdout, stderr } = await product.kubectl(args, input === undefined ? {} : { input });
  assert.is(code, 0, `kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
};

interface Definition {
  readonly spec: { readonly versions: readonly { readonly name: string; readonly storage: boolean; readonly served: boolean }[] };
}

const definition = async (): Promise<Definition> =>
  JSON.parse(await done(['get', 'crd', 'weaknesses.meldpunt.dev', '-o', 'json'])) as Definition;

const weakness = (version: string, name: string): string =>
  JSON.stringify({
    apiVersion: `meldpunt.dev/${version}`,
    kind: 'Weakness',
    metadata: { name, namespace },
    spec: { title: `Found by ${version}`, notExploited: true },
  });

const read = async (version: string, name: string): Promise<{ spec: object; status?: object; metadata: { generation: number } }> =>
  JSON.parse(await done(['get', `weaknesses.${version}.meldpunt.dev`, name, '-n', namespace, '-o', 'json']));

const ready = (name: string): Promise<string> =>
  done(['wait', '-n', namespace, `weakness/${name}`, '--for=condition=Ready', '--timeout=30s']);

test('a next version is served and stored beside the present one; both read the same of every object, and the operator serves both', async () => {
  await done(['create', '-f', '-'], weakness('v1alpha1', 'of-before'));
  await ready('of-before');
  const before = await read('v1alpha1', 'of-before');
  const [present] = (await definition()).spec.versions;
  const versions = [
    { ...present, storage: false },
    { ...present, name: next, storage: true },
  ];
  await done(['patch', 'crd', 'weaknesses.meldpunt.dev', '--type=merge', '-p', JSON.stringify({ spec: { versions } })]);
  await done(['wait', 'crd/weaknesses.meldpunt.dev', '--for=condition=Established', '--timeout=30s']);
  // The schemas that mutating policies go by follow within some seconds.
  const rehearsal = ['create', '--dry-run=server', '-f', '-'];
  await until(
    'the next version is known everywhere',
    async () => (await product.kubectl(rehearsal, { input: weakness(next, 'of-after') })).code === 0,
  );
  await done(['create', '-f', '-'], weakness(next, 'of-after'));
  await ready('of-after');
  for (const name of ['of-before', 'of-after']) {
    const [old, fresh] = [await read('v1alpha1', name), await read(next, name)];
    assert.equal({ spec: fresh.spec, status: fresh.status }, { spec: old.spec, status: old.status });
  }
  assert.equal((await read(next, 'of-before')).spec, before.spec);
});

test('an object of before is written through either version and stored anew, with its facts and its timeline', async () => {
  const { spec, status } = await read('v1alpha1', 'of-before');
  await done([
    'patch',
    `weaknesses.${next}.meldpunt.dev`,
    'of-before',
    '-n',
    namespace,
    '--type=merge',
    '-p',
    '{"spec":{"notExploited":true},"metadata":{"annotations":{"stored":"anew"}}}',
  ]);
  const after = await read('v1alpha1', 'of-before');
  assert.equal({ spec: after.spec, status: after.status }, { spec, status });
});

test('a field that a later version of the definition brings is kept by an operator that does not know it', async () => {
  const { spec } = await definition();
  // Fields are added to every version alike (decision 15).
  const versions = spec.versions.map((version) => {
    const anew = structuredClone(version) as unknown as { schema: { openAPIV3Schema: { properties: { spec: { properties: object } } } } };
    Object.assign(anew.schema.openAPIV3Schema.properties.spec.properties, { foundDuring: { type: 'string', maxLength: 64 } });
    return anew;
  });
  await done(['patch', 'crd', 'weaknesses.meldpunt.dev', '--type=merge', '-p', JSON.stringify({ spec: { versions } })]);
  // Without the finalizer that admission adds, the operator has to write to the object itself and not only to its status.
  await done(['delete', 'mutatingadmissionpolicybinding', 'meldpunt-fill-in']);
  const later = weakness(next, 'of-later').replace('"notExploited"', '"foundDuring":"an exercise","notExploited"');
  await until('the field is known, and admission adds nothing', async () => {
    const { stdout } = await product.kubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], { input: later });
    return stdout.includes('an exercise') && !stdout.includes('meldpunt.dev/register');
  });
  const { spec: made } = JSON.parse(await done(['create', '-o', 'json', '-f', '-'], later)) as { readonly spec: object };
  await ready('of-later');
  await until('the operator has written to it', async () =>
    (await done(['get', 'weakness', 'of-later', '-n', namespace, '-o', 'jsonpath={.metadata.finalizers}'])).includes(
      'meldpunt.dev/register',
    ),
  );
  assert.equal((await read(next, 'of-later')).spec, made);
  assert.is((made as { readonly foundDuring?: string }).foundDuring, 'an exercise');
});

test('the former version cannot be taken away while objects may be stored in it: the API server refuses, as the policy says', async () => {
  const { spec } = await definition();
  const versions = spec.versions.filter(({ name }) => name === next);
  const { code, stderr } = await product.kubectl([
    'patch',
    'crd',
    'weaknesses.meldpunt.dev',
    '--type=merge',
    '-p',
    JSON.stringify({ spec: { versions } }),
  ]);
  assert.is.not(code, 0);
  assert.match(stderr, /status\.storedVersions/);
});

test.run();
