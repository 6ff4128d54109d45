// The chart on a cluster: what each rendering is worth there, and a release from its installation to its end. Pods are made by the
// controllers as in any cluster, under the Pod Security level `restricted`; that no node runs them is all that is missing.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { operatorAccount } from '../../scripts/install.ts';
import { run as processRun, type Ran, root } from '../../scripts/process.ts';
import { cases, chart, filed, helm, identityOf, objectsIn, render } from '../chart/renderings.ts';
import type { ControlPlane } from '../cluster/controlplane.ts';
import { CONTROLLERS } from '../cluster/flags.ts';
import { type KubectlResult, kubectl, kubectlPath } from '../cluster/kubectl.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { until } from '../kube/lab.ts';
import { startOperator } from './support/operator.ts';

const home = mkdtempSync(join(tmpdir(), 'meldpunt-chart-'));
let plane: ControlPlane;
let run: Awaited<ReturnType<typeof helm>>;

/** The kinds of the Prometheus operator, as far as a server has to know them to take their objects. */
const monitoringDefinition = (kind: string): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: `${kind.toLowerCase()}s.monitoring.coreos.com`,
    annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
  },
  spec: {
    group: 'monitoring.coreos.com',
    names: { kind, plural: `${kind.toLowerCase()}s`, singular: kind.toLowerCase() },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } } },
        },
      },
    ],
  },
});

const cli = (args: readonly string[], input?: string): Promise<KubectlResult> =>
  kubectl(args, { kubeconfig: plane.kubeconfig, ...(input !== undefined && { input }) });

const done = async (args: readonly string[], input?: string): Promise<string> => {
  const { code, stdout, stderr } = await cli(args, input);
  assert.is(code, 0, `kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
};

const names = async (kinds: string): Promise<string[]> =>
  (await done(['get', kinds, '-A', '-o', 'name', '-l', 'app.kubernetes.io/part-of=meldpunt']))
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();

test.before(async () => {
  [plane, run] = await Promise.all([
    temporaryControlPlane({ controllers: [...CONTROLLERS, 'deployment-controller', 'replicaset-controller'] }),
    helm(),
  ]);
  const definitions = ['PodMonitor', 'PrometheusRule'].map(monitoringDefinition);
  await done(['create', '-f', '-'], definitions.map((each) => JSON.stringify(each)).join('\n---\n'));
  for (const namespace of ['meldpunt-system', 'pensions', 'restricted', 'incidents']) await done(['create', 'namespace', namespace]);
  await done(['label', 'namespace', 'meldpunt-system', 'pod-security.kubernetes.io/enforce=restricted']);
});

test.after(async () => {
  await plane?.stop();
  rmSync(home, { recursive: true, force: true });
});

const values = (...settings: readonly string[]): string[] =>
  ['image.repository=registry.example.org/meldpunt', ...settings].map((setting) => `--set=${setting}`);

const helmDone = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run(args, { kubeconfig: plane.kubeconfig });
  assert.is(code, 0, `helm ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
};

/** The same chart as an earlier version of it: another number, one alert less, and none of the regimes of a later law. */
const former = (): string => {
  const copy = join(home, 'former');
  cpSync(chart, copy, { recursive: true });
  const file = join(copy, 'Chart.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace(/^version: .*/m, 'version: 0.0.9')
      .replace(/^appVersion: .*/m, 'appVersion: 0.0.9'),
  );
  const definition = join(copy, 'files/crds/weakness.yaml');
  writeFileSync(definition, readFileSync(definition, 'utf8').replace('shortNames: [weak]', 'shortNames: [wk]'));
  rmSync(join(copy, 'files/regimes/dora.yaml'));
  return copy;
};

const deployed = async (): Promise<string> =>
  done(['get', 'deployment', 'meldpunt-operator', '-n', 'meldpunt-system', '-o', 'jsonpath={.spec.template.spec.containers[0].image}']);

test('a former version is installed, with its regimes, in one command; its pods are let in under Pod Security restricted', async () => {
  const notes = await helmDone('install', 'meldpunt', former(), '-n', 'meldpunt-system', ...values('regimes.install={gdpr,nis2,policy}'));
  assert.match(notes, /kubectl -n meldpunt-system rollout status deployment\/meldpunt-operator/);
  assert.match(notes, /kubectl incident check/);
  assert.equal(
    await names('reportingregimes'),
    ['gdpr', 'nis2', 'policy'].map((name) => `reportingregime.meldpunt.dev/${name}`),
  );
  assert.is(await deployed(), 'registry.example.org/meldpunt:0.0.9');
  const pods = async (): Promise<string[]> =>
    (await done(['get', 'pods', '-n', 'meldpunt-system', '-o', 'name'])).split('\n').filter((line) => line !== '');
  await until('the pods of both copies are admitted', async () => (await pods()).length === 2);
});

test('under the identity that the release made, an operator starts, leads, and takes in a record', async () => {
  await done(['apply', '--server-side', '-f', 'samples/organisation']);
  const operator = startOperator({ kubeconfig: await plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name) });
  try {
    await operator.leads();
    const report = {
      apiVersion: 'meldpunt.dev/v1alpha1',
      kind: 'Incident',
      metadata: { name: 'before-the-upgrade', namespace: 'incidents' },
      spec: { title: 'Lost badge', report: { what: 'A badge was lost.', establishedAt: '2026-11-01T09:00:00Z' } },
    };
    await done(['create', '-f', '-'], JSON.stringify(report));
    await done(['wait', '-n', 'incidents', 'incident/before-the-upgrade', '--for=condition=Ready', '--timeout=30s']);
  } finally {
    await operator.stop();
  }
});

test('an upgrade takes over what the first installation made, brings definitions and laws up to date, and keeps the records', async () => {
  await helmDone('upgrade', 'meldpunt', chart, '-n', 'meldpunt-system', ...values());
  assert.equal(
    await names('reportingregimes'),
    ['dora', 'gdpr', 'nis2', 'policy'].map((name) => `reportingregime.meldpunt.dev/${name}`),
  );
  assert.match(await done(['get', 'crd', 'weaknesses.meldpunt.dev', '-o', 'jsonpath={.spec.names.shortNames}']), /\["weak"\]/);
  assert.is.not(await deployed(), 'registry.example.org/meldpunt:0.0.9');
  await done(['get', 'incident', 'before-the-upgrade', '-n', 'incidents']);
  await helmDone('upgrade', 'meldpunt', chart, '-n', 'meldpunt-system', ...values('replicas=3'));
});

/** `kubectl incident`, as its user types it. */
const incident = async (...args: readonly string[]): Promise<Ran> =>
  processRun({
    command: process.execPath,
    args: [join(root, 'operator/cli/main.ts'), ...args, `--kubeconfig=${plane.kubeconfig}`],
    limitSeconds: 60,
    env: { KUBECTL: kubectlPath() },
  });

test('kubectl incident check finds all in order, then each thing that somebody took away or widened, with what puts it right', async () => {
  const operator = startOperator({ kubeconfig: await plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name) });
  try {
    await operator.leads();
    await done(['wait', 'incidentpolicy/default', 'reportingregime/gdpr', '--for=condition=Ready', '--timeout=30s']);
    const all = await incident('check');
    assert.equal(all.ending, { kind: 'exited', code: 0 }, all.output);
    console.log(all.output.trimEnd().replaceAll(/^/gm, '  '));
    await done(['delete', 'validatingadmissionpolicybinding', 'meldpunt-authorship']);
    await done([
      'patch',
      'clusterrole',
      'meldpunt-reporter',
      '--type=json',
      '-p',
      '[{"op":"add","path":"/rules/0/verbs/-","value":"list"}]',
    ]);
    await done([
      'create',
      'rolebinding',
      'too-much',
      '-n',
      'meldpunt-system',
      '--clusterrole=admin',
      '--serviceaccount=meldpunt-system:meldpunt-operator',
    ]);
    await done(['delete', 'rolebinding', 'meldpunt-operator-held', '-n', 'meldpunt-system']);
    const channel = { name: 'pager', type: 'Webhook', url: 'https://pager.example.org:8443/', secretRef: { name: 'pager' } };
    await done(['patch', 'incidentpolicy', 'default', '--type=merge', '-p', JSON.stringify({ spec: { channels: [channel] } })]);
    const broken = await incident('check');
    assert.equal(broken.ending, { kind: 'exited', code: 1 });
    assert.match(broken.output, /✗ policies +ValidatingAdmissionPolicyBinding meldpunt-authorship is missing\.\n +fix: helm upgrade/);
    assert.match(broken.output, /✗ rights +ClusterRole meldpunt-reporter is not that of this version\./);
    assert.match(broken.output, /✗ rights +RoleBinding meldpunt-operator-held is missing\./);
    assert.match(broken.output, /✗ account +The operator may get secrets in meldpunt-system, and must not\.\n +fix: see who bound it more/);
    assert.match(broken.output, /✗ account +The operator may create serviceaccounts\/token in meldpunt-system, and must not\./);
    assert.match(
      broken.output,
      /✗ channels +pager: there is no Secret pager in meldpunt-system\.\n +fix: kubectl -n meldpunt-system create secret/,
    );
    assert.match(broken.output, /✗ channels +pager: the network policy lets nothing through to pager\.example\.org, port 8443\./);
    await done(['delete', 'rolebinding', 'too-much', '-n', 'meldpunt-system']);
    await done(['patch', 'incidentpolicy', 'default', '--type=merge', '-p', '{"spec":{"channels":null}}']);
    const narrowed = await incident('check');
    assert.match(
      narrowed.output,
      /✗ account +The operator may not get secrets meldpunt-intake-held in meldpunt-system\.\n +fix: helm upgrade/,
    );
    const bundle = await incident('support-bundle');
    assert.equal(bundle.ending, { kind: 'exited', code: 0 }, bundle.output);
    assert.match(bundle.output, /"Incident": \{\n\s+"Reported": 1\n/);
    assert.not.match(bundle.output, /before-the-upgrade|Lost badge|Wouters/);
    await helmDone('upgrade', 'meldpunt', chart, '-n', 'meldpunt-system', '--force-conflicts', ...values());
    assert.equal((await incident('check')).ending, { kind: 'exited', code: 0 });
  } finally {
    await operator.stop();
  }
});

test('a rollback brings the former version back and deletes no law, no definition and no record', async () => {
  await helmDone('rollback', 'meldpunt', '1', '-n', 'meldpunt-system');
  assert.is(await deployed(), 'registry.example.org/meldpunt:0.0.9');
  assert.is((await names('reportingregimes')).length, 4);
  await done(['get', 'incident', 'before-the-upgrade', '-n', 'incidents']);
});

test('what is removed is the program: definitions, policies, laws and records stay, protected as before', async () => {
  await helmDone('uninstall', 'meldpunt', '-n', 'meldpunt-system');
  assert.equal(await names('deployments,services,networkpolicies,clusterroles,serviceaccounts'), []);
  const policies = [...filed().values()].filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').length;
  assert.is((await names('validatingadmissionpolicies')).length, policies);
  assert.is((await names('crds')).length, Object.keys(kinds).length);
  await done(['get', 'incident', 'before-the-upgrade', '-n', 'incidents']);
  const refused = await cli(['delete', 'namespace', 'incidents', '--dry-run=server']);
  assert.match(refused.stderr, /holds incidents/);
});

test('it can be installed again over what stayed', async () => {
  await helmDone('install', 'meldpunt', chart, '-n', 'meldpunt-system', ...values());
  await helmDone('uninstall', 'meldpunt', '-n', 'meldpunt-system');
});

test('every rendering is accepted by the server, every field of it known', async () => {
  for (const each of cases) {
    const objects = (await render(run, each)).map((object) => JSON.stringify(object)).join('\n---\n');
    const { code, stderr } = await cli(
      ['apply', '--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts', '-f', '-'],
      objects,
    );
    // A warning is what Pod Security says of a Deployment whose pods it would not let in.
    assert.equal({ code, stderr }, { code: 0, stderr: '' }, each.name);
  }
});

test('an API server of 1.33, the oldest that can be emulated, takes all of it but what is newer', async () => {
  const older = await temporaryControlPlane({ apiServerFlags: ['--emulated-version=1.33'] });
  try {
    await kubectl(['create', 'namespace', 'meldpunt-system'], { kubeconfig: older.kubeconfig });
    const installed = await run(['install', 'meldpunt', chart, '-n', 'meldpunt-system', ...values()], { kubeconfig: older.kubeconfig });
    assert.is(installed.code, 0, installed.stderr);
    assert.match(installed.stdout, /has no mutating admission policies/);
    const kept = await run(['get', 'manifest', 'meldpunt', '-n', 'meldpunt-system'], { kubeconfig: older.kubeconfig });
    assert.equal(
      objectsIn(kept.stdout)
        .filter(({ kind }) => kind.startsWith('Mutating'))
        .map(identityOf),
      [],
    );
  } finally {
    await older.stop();
  }
});

test.run();
