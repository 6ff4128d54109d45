import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freeSettings, schemaWith, valuesIn } from '../../scripts/chart-pages.ts';
import { cases, chart, filed, golden, goldenDirectory, helm, identityOf, type Rendered, render } from './renderings.ts';

let run: Awaited<ReturnType<typeof helm>>;
const rendered = new Map<string, readonly Rendered[]>();

test.before(async () => {
  run = await helm();
  for (const each of cases) rendered.set(each.name, await render(run, each));
});

const renderingOf = (name: string): readonly Rendered[] => rendered.get(name) ?? [];

test('helm lint finds nothing, strictly, with the values of every case', async () => {
  for (const { name, values } of cases) {
    const { code, stdout, stderr } = await run(['lint', '--strict', chart, '--values=-'], { input: JSON.stringify(values) });
    assert.is(code, 0, `${name}: ${stdout}${stderr}`);
  }
});

for (const { name } of cases) {
  test(`the rendering of ${name} is the one that was looked at`, () => {
    const expected = readFileSync(join(goldenDirectory, `${name}.yaml`), 'utf8');
    assert.fixture(golden(renderingOf(name)), expected, 'If this change is meant: node test/chart/renderings.ts');
  });
}

test('there is a golden file for each case, and no other', () => {
  assert.equal(readdirSync(goldenDirectory).toSorted(), cases.map(({ name }) => `${name}.yaml`).toSorted());
});

/** An object without what Helm lays over it. */
const bare = ({ metadata: { labels, annotations, ...metadata }, ...rest }: Rendered): object => ({ ...rest, metadata });

test('what is rendered of files/ is what stands there, so that Helm installs what npm start installs', () => {
  const known = filed();
  for (const { name } of cases) {
    for (const object of renderingOf(name)) {
      const source = known.get(identityOf(object));
      if (source !== undefined) assert.equal(bare(object), bare(source), `${name}: ${identityOf(object)}`);
    }
  }
});

const missingFrom = (name: string): string[] => {
  const there = new Set(renderingOf(name).map(identityOf));
  return [...filed().keys()].filter((identity) => !there.has(identity)).toSorted();
};

test('a first installation has all of files/ but the Namespace, which is Helm\u2019s', () => {
  assert.equal(missingFrom('first-installation'), ['v1 Namespace meldpunt-system']);
});

test('an older server gets all but the mutating policies, and named namespaces all but the right to the others', () => {
  assert.ok(missingFrom('older-server').length > 1);
  assert.equal(
    missingFrom('older-server').filter((identity) => !/ MutatingAdmissionPolicy(?:Binding)? /.test(identity)),
    ['v1 Namespace meldpunt-system'],
  );
  assert.equal(missingFrom('named-namespaces'), [
    'rbac.authorization.k8s.io/v1 ClusterRoleBinding meldpunt-operator-records',
    'v1 Namespace meldpunt-system',
  ]);
});

test('what an uninstallation must not take is kept: definitions, admission policies and regimes, and nothing else', () => {
  const kept = (object: Rendered): boolean => object.metadata.annotations?.['helm.sh/resource-policy'] === 'keep';
  for (const { name } of cases) {
    const kinds = /^(?:CustomResourceDefinition|(?:Validating|Mutating)AdmissionPolicy(?:Binding)?|ReportingRegime)$/;
    for (const object of renderingOf(name)) assert.is(kept(object), kinds.test(object.kind), `${name}: ${identityOf(object)}`);
  }
});

test('another namespace is taken over everywhere, in the policies that trust the account too', async () => {
  const everything = cases.find(({ name }) => name === 'everything');
  const { code, stdout } = await run(
    [
      'template',
      'register',
      chart,
      '--namespace=security',
      '--values=-',
      ...(everything?.served ?? []).map((api) => `--api-versions=${api}`),
    ],
    { input: JSON.stringify(everything?.values) },
  );
  assert.is(code, 0);
  assert.not.match(stdout, /meldpunt-system/);
  assert.match(stdout, /system:serviceaccount:security:meldpunt-operator/);
});

test('every definition fits into the annotation of a client-side apply (256 KiB)', () => {
  for (const object of filed().values()) {
    const size = object.kind === 'CustomResourceDefinition' ? JSON.stringify(object).length : 0;
    assert.ok(size < 262_144, `${identityOf(object)}: ${size}`);
  }
});

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

test('no role has a wildcard, grants to others, impersonates, or reads a Secret', () => {
  for (const { name } of cases) {
    for (const object of renderingOf(name).filter(({ kind }) => /^(?:Cluster)?Role$/.test(kind))) {
      for (const { apiGroups = [], resources = [], resourceNames = [], verbs } of object['rules'] as readonly Rule[]) {
        const where = `${name}: ${identityOf(object)}`;
        assert.not.ok([...apiGroups, ...resources, ...verbs].includes('*'), where);
        assert.not.ok(
          verbs.some((verb) => ['escalate', 'bind', 'impersonate'].includes(verb)),
          where,
        );
        if (!resources.includes('secrets')) continue;
        // One Secret is the operator's own: it keeps alerts in it for their hold time. It comes with the chart, so that none need be created.
        assert.equal([object.kind, resourceNames, verbs], ['Role', ['meldpunt-intake-held'], ['get', 'update']], where);
      }
    }
  }
});

const refusals: readonly { readonly what: string; readonly values: object; readonly says: RegExp }[] = [
  { what: 'no image', values: {}, says: /image.repository is not set: name the image that you built and pushed/ },
  { what: 'a misspelt value', values: { replicaCount: 2 }, says: /additional properties 'replicaCount' not allowed/ },
  { what: 'a misspelt value inside', values: { intake: { enable: true } }, says: /additional properties 'enable' not allowed/ },
  {
    what: 'a misspelt setting',
    values: { settings: { MELDPUNT_CONCURENCY: '3' } },
    says: /invalid propertyName 'MELDPUNT_CONCURENCY'[\s\S]*'MELDPUNT_CONCURRENCY'/,
  },
  {
    what: 'a setting that a value decides',
    values: { settings: { MELDPUNT_METRICS_ADDR: '0.0.0.0:1' } },
    says: /invalid propertyName 'MELDPUNT_METRICS_ADDR'/,
  },
  { what: 'a law that is not there', values: { regimes: { install: ['hipaa'] } }, says: /regimes/ },
  { what: 'an intake without a certificate', values: { intake: { enabled: true } }, says: /intake.tlsSecret is not set/ },
];

for (const { what, values, says } of refusals) {
  test(`$whatis refused with a reason`, async () => {
    const all = what === 'no image' ? values : { image: { repository: 'registry.example.org/meldpunt' }, ...values };
    const { code, stderr } = await run(['template', 'meldpunt', chart, '--values=-'], { input: JSON.stringify(all) });
    assert.is.not(code, 0);
    assert.match(stderr, says);
  });
}

test('every value has an explanation, and the schema knows the settings and laws that there are', () => {
  const values = readFileSync(join(chart, 'values.yaml'), 'utf8');
  const paths = valuesIn(values).map(({ path }) => path);
  assert.is(new Set(paths).size, paths.length);
  assert.throws(() => valuesIn('a: 1\n'), /values\.yaml: a has no comment/);
  const schema = readFileSync(join(chart, 'values.schema.json'), 'utf8');
  const laws = [...filed().values()].filter(({ kind }) => kind === 'ReportingRegime').map(({ metadata }) => metadata.name);
  assert.is(schemaWith(schema, freeSettings(), laws.toSorted()), schema);
});

test('the schema describes exactly the values that there are', () => {
  const schema = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')) as { properties: Record<string, unknown> };
  const values = load(readFileSync(join(chart, 'values.yaml'), 'utf8')) as Record<string, unknown>;
  assert.equal(
    Object.keys(schema.properties)
      .filter((key) => key !== 'global')
      .toSorted(),
    Object.keys(values).toSorted(),
  );
});

test.run();
