// A case that is kept in Git: a pipeline applies it from files, in the names of the people who decided, while others work on it too.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Kind, kinds } from '../../operator/api/kinds.ts';
import type { TimelineEntry } from '../../operator/journal/chain.ts';
import { applyDirectory } from '../../scripts/install.ts';
import { type Step, stepsOf } from '../../scripts/play.ts';
import { type KubectlResult, kubectl } from '../cluster/kubectl.ts';
import { until } from '../kube/lab.ts';
import { quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories, listKinds, recordKinds, type Record as Stored } from './support/register.ts';
import { settle } from './support/settle.ts';

const pipeline = 'system:serviceaccount:flux-system:meldpunt-pipeline';
const manager = 'kustomize-controller';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly [field: string]: unknown };
}

let product: Product;
let credentials = '';

test.before(async () => {
  product = await startProduct();
  await applyDirectory(product.plane.kubeconfig, 'samples/gitops/pipeline.yaml');
  credentials = await product.plane.serviceAccountKubeconfig('flux-system', 'meldpunt-pipeline');
  await product.operator(quickLease).leads();
});

test.after(async () => {
  await product?.stop();
});

/** The files of the repository, by kind and name. */
const repository = new Map<string, Manifest>();

const isEntry = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' && value !== null && typeof (value as { readonly id?: unknown }).id === 'string';

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Facts that stand alone and are somebody's act, like an entry. */
const acts = new Set(['identified', 'collection', 'report']);

/** In a file under review it stands who decided: `by` is written down, and `at` is left to the server. */
const signed = (value: unknown, user: string, kind: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => (isEntry(item) ? { by: user, ...item } : item));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, member]) => {
      if (kind !== 'Incident' && acts.has(field) && isPlain(member)) return [field, { by: user, ...member }];
      return [field, field === 'lessons' ? member : signed(member, user, kind)];
    }),
  );
};

/** What a commit adds to a file: entries join their lists, other values replace what was there. */
const merged = (before: unknown, added: unknown): unknown => {
  if (Array.isArray(before) && Array.isArray(added) && added.every(isEntry)) return [...(before as unknown[]), ...added];
  if (!isPlain(before) || !isPlain(added)) return added;
  return { ...before, ...Object.fromEntries(Object.entries(added).map(([field, value]) => [field, merged(before[field], value)])) };
};

/** What the overlays for Flux and Argo CD are looked at for. */
interface Overlaid {
  readonly kind: string;
  readonly data?: object;
  readonly spec?: {
    readonly path?: string;
    readonly prune?: boolean;
    readonly healthCheckExprs?: readonly object[];
    readonly source?: { readonly path: string };
    readonly syncPolicy?: { readonly automated: { readonly prune: boolean } };
  };
}

const digestOf = async (name: string): Promise<string> => {
  const note = await product.admin.get<Stored>(kinds.Notification, { namespace, name });
  return String((note.status?.['document'] as { readonly digest?: string } | undefined)?.digest);
};

/** What the reviewers read in the cluster is written into the file: the digest of the text that they approve. */
const filledIn = async (text: string): Promise<string> => {
  let filled = text;
  for (const [placeholder, name] of text.matchAll(/\{\{([a-z0-9.-]+)\}\}/g))
    filled = filled.replace(placeholder, await digestOf(name ?? ''));
  return filled;
};

/** A step of the story becomes a commit. */
const commit = async ({ text, user }: Step): Promise<void> => {
  for (const manifest of loadAll(await filledIn(text)) as readonly Manifest[]) {
    const key = `${manifest.kind}/${manifest.metadata.name}`;
    const spec = signed(manifest.spec, user, manifest.kind);
    repository.set(key, merged(repository.get(key), { ...manifest, spec }) as Manifest);
  }
};

const apply = (input: string, kubeconfig: string, fieldManager: string, as?: string): Promise<KubectlResult> =>
  kubectl(['apply', '--server-side', `--field-manager=${fieldManager}`, '-f', '-'], {
    kubeconfig,
    input,
    ...(as !== undefined && { as, asGroups: ['system:authenticated'] }),
  });

/** What the pipeline does with every commit, and every few minutes without one: it applies everything. */
const sync = async (): Promise<string> => {
  const files = [...repository.values()].map((manifest) => JSON.stringify(manifest)).join('\n---\n');
  const { code, stdout, stderr } = await apply(files, credentials, manager);
  if (code !== 0) throw new Error(stderr);
  return stdout;
};

const begins = Date.now();
const steps = stepsOf('lost-laptop', begins);

const playTo = async (from: number, to: number): Promise<void> => {
  for (const step of steps.slice(from - 1, to)) {
    await settle(product);
    await commit(step);
    await sync();
  }
  await settle(product);
};

/** Everything that a needless write would change. */
const standing = async (): Promise<readonly string[]> =>
  (await listKinds(product.admin, recordKinds, namespace))
    .map(
      ({ kind, metadata, status }) =>
        `${kind} ${metadata.name} generation ${metadata.generation} entry ${status?.timeline?.at(-1)?.seq} version ${metadata.resourceVersion}`,
    )
    .toSorted();

const unchanged = async (): Promise<void> => {
  await settle(product);
  const before = await standing();
  await sync();
  await settle(product);
  assert.equal(await standing(), before);
};

test('an identity with the role of a pipeline alone may write facts for others, and no decision', async () => {
  const alone = await product.plane.kubeconfigFor('bare-pipeline');
  await product.kubectl(['create', 'rolebinding', 'bare', '-n', namespace, '--clusterrole=meldpunt-pipeline', '--user=bare-pipeline']);
  const manifest = (spec: object) =>
    JSON.stringify({
      apiVersion: 'meldpunt.dev/v1alpha1',
      kind: 'Incident',
      metadata: { name: 'other', namespace },
      spec: { title: 'Other', report: { what: 'x', establishedAt: new Date(begins).toISOString() }, ...spec },
    });
  const fact = { actions: [{ id: 'ac1', by: 'd.maes', kind: 'Other', what: 'Looked.' }] };
  await until('it may write a fact', async () => (await apply(manifest(fact), alone, manager)).code === 0);
  const decision = {
    ...fact,
    personalDataCheck: 'NotFound',
    assessments: [{ id: 'a1', by: 'h.desk', verdict: 'Event', reasons: 'Nothing.' }],
  };
  const refused = await apply(manifest(decision), alone, manager);
  assert.is(refused.code, 1);
  assert.match(refused.stderr, 'An assessment needs the verb assess on incidents in this namespace');
});

test('a pipeline applies a case from files in the names of the people, and leaves its own beside theirs', async () => {
  await playTo(1, 10);
  const incident = await product.admin.get<Stored>(kinds.Incident, { namespace, name: 'lost-laptop' });
  const assessments = incident.spec['assessments'] as readonly {
    readonly id: string;
    readonly by: string;
    readonly via: string;
    readonly at: string;
  }[];
  assert.equal(
    assessments.map(({ id, by, via }) => [id, by, via]),
    [
      ['a1', 'h.desk', pipeline],
      ['a2', 'p.lambert', pipeline],
    ],
  );
  for (const { at } of assessments) assert.ok(Date.parse(at) >= Math.floor(begins / 1000) * 1000, 'the server filled in the time');
  const { entries } = (await histories(product.admin, namespace)).find(({ record }) => record.metadata.uid === incident.metadata.uid) ?? {
    entries: [],
  };
  const assessed = entries.filter(({ note }: TimelineEntry) => note.startsWith('assessments/') && note.includes('Incident'));
  assert.equal(
    assessed.map(({ actor }) => actor),
    [`h.desk via ${pipeline}`, `p.lambert via ${pipeline}`],
  );
});

test('applying the same files again changes nothing: no generation, no entry, no write at all', async () => {
  await unchanged();
  await unchanged();
});

const responders = JSON.stringify({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Incident',
  metadata: { name: 'lost-laptop', namespace },
  spec: { actions: [{ id: 'by-hand', kind: 'Investigate', what: 'Asked the lost-property office.' }] },
});

const actions = async (): Promise<readonly (readonly [string, string, string | undefined])[]> => {
  const { spec } = await product.admin.get<Stored>(kinds.Incident, { namespace, name: 'lost-laptop' });
  return (spec['actions'] as readonly { readonly id: string; readonly by: string; readonly via?: string }[]).map(({ id, by, via }) => [
    id,
    by,
    via,
  ]);
};

test('a responder adds an entry by hand, and both go on: neither takes away what the other wrote', async () => {
  const added = await apply(responders, product.plane.kubeconfig, 'd.maes', 'd.maes');
  assert.is(added.code, 0, added.stderr);
  await unchanged();
  const again = await apply(responders, product.plane.kubeconfig, 'd.maes', 'd.maes');
  assert.is(again.code, 0, again.stderr);
  await playTo(11, 16);
  await unchanged();
  const expected = [
    ['ac1', 'c.peeters', pipeline],
    ['ac2', 'c.peeters', pipeline],
    ['by-hand', 'd.maes', undefined],
  ];
  assert.equal(
    [...(await actions())].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    expected,
  );
});

test('the pipeline cannot take away an entry that it wrote, even if the file forgets it', async () => {
  const key = 'Incident/lost-laptop';
  const whole = repository.get(key);
  if (whole === undefined) throw new Error('The file of the incident is missing.');
  repository.set(key, { ...whole, spec: { ...whole.spec, actions: [] } });
  let refusal = '';
  try {
    await sync();
  } catch (error) {
    refusal = error instanceof Error ? error.message : '';
  }
  assert.match(refusal, /is invalid|forbidden/i);
  repository.set(key, whole);
  await unchanged();
});

test('the case goes on to its closure from files, and every timeline is whole', async () => {
  await playTo(17, steps.length);
  const incident = await product.admin.get<Stored>(kinds.Incident, { namespace, name: 'lost-laptop' });
  assert.is(incident.status?.['phase'], 'Closed');
  assert.equal(
    (await histories(product.admin, namespace))
      .filter(({ verification }) => verification.verdict !== 'intact')
      .map(({ record }) => record.metadata.name),
    [],
  );
  await unchanged();
});

test('every kind of the case is ready as Argo CD and Flux understand it, also when closed', async () => {
  const all: readonly Kind[] = recordKinds;
  for (const { kind, metadata, status } of await listKinds(product.admin, all, namespace)) {
    const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
    assert.equal([metadata.name, status?.observedGeneration, ready], [metadata.name, metadata.generation, 'True'], kind);
  }
});

const overlay = (path: string): Promise<KubectlResult> =>
  product.kubectl(['kustomize', join(resolve(import.meta.dirname, '../../samples/gitops'), path)]);

for (const environment of ['acceptance', 'production']) {
  test(`the organisation in ${environment} is built from the base and taken by the API server`, async () => {
    const built = await overlay(`organisation/${environment}`);
    assert.equal([built.code, built.stderr], [0, '']);
    const taken = await product.kubectl(
      ['apply', '--server-side', '--force-conflicts', '--dry-run=server', `--field-manager=${manager}`, '-f', '-'],
      { input: built.stdout },
    );
    assert.equal([taken.code, taken.stderr], [0, '']);
    assert.match(taken.stdout, /incidentpolicy\.meldpunt\.dev\/default serverside-applied/);
  });

  test(`Flux and Argo CD in ${environment} apply its overlay, prune nothing and keep every health check`, async () => {
    const [flux, argo] = await Promise.all([overlay(`flux/${environment}`), overlay(`argocd/${environment}`)]);
    assert.equal([flux.code, flux.stderr, argo.code, argo.stderr], [0, '', 0, '']);
    const parts = [...loadAll(flux.stdout), ...loadAll(argo.stdout)] as readonly Overlaid[];
    const part = (kind: string): Overlaid | undefined => parts.find((each) => each.kind === kind);
    const path = `samples/gitops/organisation/${environment}`;
    assert.equal([part('Kustomization')?.spec?.path, part('Application')?.spec?.source?.path], [`./${path}`, path]);
    assert.ok(existsSync(join(resolve(import.meta.dirname, '../..'), path)), 'the path is there');
    assert.equal([part('Kustomization')?.spec?.prune, part('Application')?.spec?.syncPolicy?.automated?.prune], [false, false]);
    const kindsOfSpecs = Object.keys(kinds).filter((kind) => kind !== 'TimelineArchive').length;
    assert.is(part('Kustomization')?.spec?.healthCheckExprs?.length, kindsOfSpecs);
    assert.is(Object.keys(part('ConfigMap')?.data ?? {}).length, kindsOfSpecs);
  });
}

test.run();
