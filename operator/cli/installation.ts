// Reads of the cluster what tells whether an installation is in order.

import { setTimeout as delay } from 'node:timers/promises';
import type { Kind } from '../api/kinds.ts';
import { kinds, version } from '../api/kinds.ts';
import { builtins } from '../kube/object.ts';
import { Unreadable } from './answer.ts';
import { type Checked, checkConditions, checkDefinitions, checkLease, checkObjects, type Pair } from './check.ts';
import { checkAccount, questionsOf, reviewsOf } from './check-account.ts';
import { type Channel, checkChannels } from './check-channels.ts';
import { checkMonitoring } from './check-monitoring.ts';
import type { Cluster } from './cluster.ts';
import { type Installed, shippedIn } from './shipped.ts';

const kindOf = (group: string, name: string, plural: string, namespaced: boolean): Kind => ({
  kind: name,
  group,
  version: 'v1',
  plural,
  namespaced,
});

const admission = 'admissionregistration.k8s.io';
const rbac = 'rbac.authorization.k8s.io';
const monitoring = 'monitoring.coreos.com';

/** The kinds of what is installed. */
const addressed: Readonly<Record<string, Kind>> = {
  CustomResourceDefinition: kindOf('apiextensions.k8s.io', 'CustomResourceDefinition', 'customresourcedefinitions', false),
  ValidatingAdmissionPolicy: kindOf(admission, 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies', false),
  ValidatingAdmissionPolicyBinding: kindOf(admission, 'ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', false),
  MutatingAdmissionPolicy: kindOf(admission, 'MutatingAdmissionPolicy', 'mutatingadmissionpolicies', false),
  MutatingAdmissionPolicyBinding: kindOf(admission, 'MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings', false),
  ClusterRole: kindOf(rbac, 'ClusterRole', 'clusterroles', false),
  ClusterRoleBinding: kindOf(rbac, 'ClusterRoleBinding', 'clusterrolebindings', false),
  Role: kindOf(rbac, 'Role', 'roles', true),
  RoleBinding: kindOf(rbac, 'RoleBinding', 'rolebindings', true),
  PodMonitor: kindOf(monitoring, 'PodMonitor', 'podmonitors', true),
  PrometheusRule: kindOf(monitoring, 'PrometheusRule', 'prometheusrules', true),
  Prometheus: kindOf(monitoring, 'Prometheus', 'prometheuses', true),
};

const listOf = async (cluster: Cluster, kind: string, namespace?: string): Promise<readonly Installed[]> => {
  const address = addressed[kind];
  if (address === undefined) return [];
  // A list says the kind of its items only once.
  return ((await cluster.list(address, namespace)) as readonly Installed[]).map((each) => ({ ...each, kind }));
};

/** What is shipped of these kinds, beside what is there: one list a kind, since each question starts kubectl once more. */
const pairs = async (cluster: Cluster, shipped: readonly Installed[]): Promise<readonly Pair[]> => {
  const wanted = shipped.filter(({ kind }) => addressed[kind] !== undefined);
  const places = new Map(wanted.map(({ kind, metadata: { namespace } }) => [`${kind} ${namespace}`, { kind, namespace }]));
  const found = await Promise.all(
    [...places].map(async ([place, { kind, namespace }]) => [place, await listOf(cluster, kind, namespace)] as const),
  );
  const lists = new Map(found);
  return wanted.map((each) => {
    const list = lists.get(`${each.kind} ${each.metadata.namespace}`) ?? [];
    return { shipped: each, there: list.find(({ metadata: { name } }) => name === each.metadata.name) };
  });
};

/** A question to the cluster that this user may not be allowed to ask: then that is the finding, and the others go on. */
const asking = async (what: string, ask: () => Promise<readonly Checked[]>): Promise<readonly Checked[]> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [{ kind: 'unseen', what, detail: error.message, fix: 'ask somebody who may read it, such as an administrator of the cluster' }];
  }
};

const own = async (cluster: Cluster, kind: Kind): Promise<readonly Installed[]> =>
  ((await cluster.list(kind, undefined)) as readonly Installed[]).map((each) => ({ ...each, kind: kind.kind }));

const records = 'meldpunt-operator-records';

/** Where the operator's rights to records are bound: in all namespaces (undefined), or in those. */
const servedBy = async (cluster: Cluster): Promise<readonly string[] | undefined> => {
  const wide = (await listOf(cluster, 'ClusterRoleBinding')).some(({ metadata: { name } }) => name === records);
  if (wide) return undefined;
  const narrow = (await listOf(cluster, 'RoleBinding')).filter(({ metadata: { name } }) => name === records);
  return narrow.map(({ metadata: { namespace = '' } }) => namespace);
};

const account = async (cluster: Cluster, namespace: string): Promise<readonly Checked[]> => {
  const questions = questionsOf(shippedIn('roles', namespace), namespace, await servedBy(cluster));
  const answers = (await cluster.ask(reviewsOf(questions, namespace))) as readonly { readonly status?: { readonly allowed?: boolean } }[];
  return checkAccount(
    questions,
    answers.map(({ status }) => status?.allowed === true),
  );
};

const channels = async (cluster: Cluster, namespace: string): Promise<readonly Checked[]> => {
  const [policy] = await own(cluster, kinds.IncidentPolicy);
  const all = (policy?.spec as { readonly channels?: readonly Channel[] } | undefined)?.channels ?? [];
  const names = new Set(all.flatMap(({ secretRef }) => (secretRef === undefined ? [] : [secretRef.name])));
  const held = [...names].map(async (name): Promise<[string, readonly string[]] | undefined> => {
    const secret = (await cluster.get(builtins.Secret, namespace, name)) as { readonly data?: object } | undefined;
    return secret === undefined ? undefined : [name, Object.keys(secret.data ?? {})];
  });
  const [deployment, networkPolicy, keys] = await Promise.all([
    cluster.get(kindOf('apps', 'Deployment', 'deployments', true), namespace, 'meldpunt-operator'),
    cluster.get(kindOf('networking.k8s.io', 'NetworkPolicy', 'networkpolicies', true), namespace, 'meldpunt-operator'),
    Promise.all(held),
  ]);
  return checkChannels(all, {
    namespace,
    deployment: deployment as Installed | undefined,
    networkPolicy: networkPolicy as Installed | undefined,
    keys: new Map(keys.filter((each) => each !== undefined)),
  });
};

const monitoringOf = async (cluster: Cluster, namespace: string): Promise<readonly Checked[]> => {
  const isOurs = ({ metadata: { labels } }: Installed): boolean => labels?.['app.kubernetes.io/part-of'] === 'meldpunt';
  const [prometheuses, home, ...ours] = await Promise.all([
    listOf(cluster, 'Prometheus'),
    cluster.get(builtins.Namespace, undefined, namespace),
    listOf(cluster, 'PodMonitor', namespace),
    listOf(cluster, 'PrometheusRule', namespace),
  ]);
  const there = (home as Installed | undefined) ?? { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  return checkMonitoring(prometheuses, ours.flat().filter(isOurs), there);
};

/** How often, and after how many milliseconds each, a Lease that nobody holds is read again: a replacement takes over within two seconds. */
const handOver = { times: 10, pause: 500 } as const;

/** The Lease of the operator. While one copy hands over to another nobody holds it for a moment, which is no failure. */
const leaseOf = async (cluster: Cluster, namespace: string): Promise<Installed | undefined> => {
  for (let times = 0; ; times += 1) {
    const lease = (await cluster.get(builtins.Lease, namespace, 'meldpunt-operator')) as Installed | undefined;
    const { holderIdentity } = (lease?.spec ?? {}) as { readonly holderIdentity?: string };
    if (lease === undefined || holderIdentity || times === handOver.times) return lease;
    await delay(handOver.pause);
  }
};

/** Looks at everything that an installation consists of. `now` is the clock of this machine. */
export const checkInstallation = async (cluster: Cluster, namespace: string, now: number): Promise<readonly Checked[]> => {
  const definitions = pairs(cluster, shippedIn('crds', namespace));
  // Both that wait for it hear of a failure; here it is only kept from counting as one that nobody heard of.
  definitions.catch(() => undefined);
  const findings = await Promise.all([
    asking('definitions', async () => checkObjects('definitions', await definitions)),
    asking('served', async () => {
      const there = (await definitions).flatMap((pair) => (pair.there === undefined ? [] : [pair.there]));
      return checkDefinitions(there, version);
    }),
    asking('policies', async () => checkObjects('policies', await pairs(cluster, shippedIn('admission', namespace)))),
    asking('rights', async () => checkObjects('rights', await pairs(cluster, shippedIn('roles', namespace)))),
    asking('account', () => account(cluster, namespace)),
    asking('operator', async () => checkLease(await leaseOf(cluster, namespace), now)),
    asking('organisation', async () =>
      checkConditions(
        'organisation',
        await own(cluster, kinds.IncidentPolicy),
        'kubectl apply --server-side -f samples/organisation, then make it yours',
      ),
    ),
    asking('channels', () => channels(cluster, namespace)),
    asking('laws', async () =>
      checkConditions('laws', await own(cluster, kinds.ReportingRegime), 'helm upgrade --set regimes.install={gdpr,policy}'),
    ),
    asking('monitoring', () => monitoringOf(cluster, namespace)),
  ]);
  return findings.flat();
};
