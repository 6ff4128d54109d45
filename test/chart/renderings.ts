// The chart rendered with the values that people set, and what of it is kept as golden files. As a script it writes them:
//   node test/chart/renderings.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, loadAll } from 'js-yaml';
import { isObjectFile, readYamlBelow } from '../../scripts/checks/yaml.ts';
import { root } from '../../scripts/process.ts';
import { terminalProgress } from '../cluster/compile.ts';
import { type HelmResult, provideHelm, runHelm } from '../cluster/helm.ts';

/** The chart, as a path. */
export const chart = join(root, 'charts/meldpunt');

/** Where the golden files are. */
export const goldenDirectory = join(import.meta.dirname, 'golden');

/** A Kubernetes object as a rendering has it. */
export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** One rendering: the values, and what the server offers beyond Kubernetes as Helm knows it. */
export interface Case {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly served?: readonly string[];
}

const image = { repository: 'registry.example.org/security/meldpunt' };
const mutating = [
  'admissionregistration.k8s.io/v1/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding',
];
const prometheus = ['monitoring.coreos.com/v1/PodMonitor', 'monitoring.coreos.com/v1/PrometheusRule'];
const ours = ['meldpunt.dev/v1alpha1/ReportingRegime'];

/** What is rendered: a first installation, everything turned on, everything turned off, and what servers differ in. */
export const cases: readonly Case[] = [
  { name: 'first-installation', values: { image }, served: mutating },
  { name: 'older-server', values: { image } },
  { name: 'named-namespaces', values: { image, namespaces: ['pensions', 'restricted'] }, served: [...mutating, ...ours] },
  {
    name: 'everything',
    served: [...mutating, ...prometheus, ...ours],
    values: {
      image: { ...image, digest: `sha256:${'0123456789abcdef'.repeat(4)}`, pullSecrets: ['registry'] },
      replicas: 3,
      checkpoints: { keySecret: 'meldpunt-checkpoint-key', origin: 'incidents.example.org/cluster-1' },
      intake: {
        enabled: true,
        tlsSecret: 'meldpunt-intake-tls',
        signingSecret: 'meldpunt-intake-secrets',
        service: { type: 'LoadBalancer', port: 8443, annotations: { 'example.org/zone': 'internal' } },
      },
      console: {
        enabled: true,
        url: 'https://incidents.example.org',
        tlsSecret: 'meldpunt-console-tls',
        keySecret: 'meldpunt-console-key',
        namespace: 'incidents',
        oidc: {
          issuer: 'https://login.example.org',
          clientId: 'meldpunt',
          clientSecret: 'meldpunt-console-oidc',
          caConfigMap: 'house-authority',
        },
        service: { type: 'LoadBalancer', port: 8443 },
      },
      settings: { MELDPUNT_CONCURRENCY: '16', MELDPUNT_LOG_LEVEL: 'debug' },
      channels: { secrets: ['smtp', 'pager'] },
      volumes: [{ name: 'worm', persistentVolumeClaim: { claimName: 'worm' } }],
      volumeMounts: [{ name: 'worm', mountPath: '/var/lib/checkpoints' }],
      podLabels: { team: 'security' },
      podAnnotations: { 'example.org/scan': 'weekly' },
      serviceAccountAnnotations: { 'example.org/owner': 'platform' },
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'security', effect: 'NoSchedule' }],
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
      priorityClassName: 'system-cluster-critical',
      networkPolicy: {
        apiServerCidrs: ['192.0.2.1/32'],
        apiServerPorts: [6443],
        metricsFrom: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        intakeFrom: [{ ipBlock: { cidr: '198.51.100.0/24' } }],
        egress: [{ to: [{ ipBlock: { cidr: '203.0.113.25/32' } }], ports: [{ port: 587, protocol: 'TCP' }] }],
      },
      monitoring: {
        podMonitor: { labels: { release: 'kube-prometheus-stack' }, interval: '15s' },
        rules: { labels: { release: 'kube-prometheus-stack' }, runbookUrl: 'https://git.example.org/meldpunt/raw/main/' },
        dashboards: { annotations: { grafana_folder: 'Meldpunt' } },
      },
    },
  },
  {
    name: 'nothing-optional',
    served: [...mutating, ...prometheus],
    values: {
      image: { ...image, tag: '1.2.3' },
      replicas: 1,
      crds: { install: false },
      admission: { install: false },
      roles: { install: false },
      regimes: { install: [] },
      networkPolicy: { enabled: false },
      podDisruptionBudget: { enabled: false },
      monitoring: { podMonitor: { enabled: false }, rules: { enabled: false }, dashboards: { enabled: false } },
    },
  },
];

/** Helm with a home of its own, which ends with the process. */
export const helm = async (): Promise<
  (args: readonly string[], options?: { kubeconfig?: string; input?: string }) => Promise<HelmResult>
> => {
  const program = await provideHelm(terminalProgress());
  const home = mkdtempSync(join(tmpdir(), 'meldpunt-helm-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  return (args, options = {}) => runHelm(program, args, { ...options, home });
};

/** The objects of a text of several YAML documents. */
export const objectsIn = (text: string): readonly Rendered[] =>
  (loadAll(text) as readonly (Rendered | null)[]).filter((object): object is Rendered => object !== null);

/** How an object is known: one line. */
export const identityOf = ({ apiVersion, kind, metadata: { namespace, name } }: Rendered): string =>
  [apiVersion, kind, namespace, name].filter((part) => part !== undefined).join(' ');

/** The objects that stand in the chart's files/, by identity. */
export const filed = (): ReadonlyMap<string, Rendered> => {
  const { documents } = readYamlBelow('charts/meldpunt/files');
  return new Map(documents.filter(isObjectFile).map(({ value }) => [identityOf(value as Rendered), value as Rendered]));
};

/** What Helm makes of a case. Throws what Helm said. */
export const render = async (run: Awaited<ReturnType<typeof helm>>, { values, served = [] }: Case): Promise<readonly Rendered[]> => {
  const { code, stdout, stderr } = await run(
    ['template', 'meldpunt', chart, '--namespace=meldpunt-system', '--values=-', ...served.map((api) => `--api-versions=${api}`)],
    { input: JSON.stringify(values) },
  );
  if (code !== 0) throw new Error(stderr);
  return objectsIn(stdout);
};

/**
 * What is kept of a rendering: the objects that templates make. Those of files/ have one source and tests of their own, and so have
 * rules and dashboards.
 */
export const golden = (objects: readonly Rendered[]): string => {
  const known = filed();
  const own = objects.filter((object) => !known.has(identityOf(object)) && !/^meldpunt-dashboard-/.test(object.metadata.name));
  return [
    '# What the templates of the chart make for this case: node test/chart/renderings.ts writes it.',
    ...own.flatMap((object) => ['---', dump(brief(object), { lineWidth: 140, noRefs: true }).trimEnd()]),
    '',
  ].join('\n');
};

const brief = (object: Rendered): unknown =>
  object.kind === 'PrometheusRule' ? { ...object, spec: 'the groups of files/monitoring/rules.yaml' } : object;

if (import.meta.main) {
  const run = await helm();
  for (const each of cases) writeFileSync(join(goldenDirectory, `${each.name}.yaml`), golden(await render(run, each)));
}
