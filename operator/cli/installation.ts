// Reads of the cluster what tells whether an installation is in order.

import type { Kind } from '../api/kinds.ts';
import { kinds, version } from '../api/kinds.ts';
import { builtins } from '../kube/object.ts';
import { Unreadable } from './answer.ts';
import { type Checked, checkConditions, checkDefinitions, checkLease, checkMonitoring, checkObjects, type Pair } from './check.ts';
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

/** What is shipped of these kinds, beside what is there. */
const pairs = async (cluster: Cluster, shipped: readonly Installed[]): Promise<readonly Pair[]> => {
  const wanted = shipped.filter(({ kind }) => addressed[kind] !== undefined);
  return Promise.all(
    wanted.map(async (each) => {
      const kind = addressed[each.kind] as Kind;
      return { shipped: each, there: (await cluster.get(kind, each.metadata.namespace, each.metadata.name)) as Installed | undefined };
    }),
  );
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

/** Looks at everything that an installation consists of. `now` is the clock of this machine. */
export const checkInstallation = async (cluster: Cluster, namespace: string, now: number): Promise<readonly Checked[]> => {
  const definitions = (): Promise<readonly Pair[]> => pairs(cluster, shippedIn('crds', namespace));
  const findings = await Promise.all([
    asking('definitions', async () => checkObjects('definitions', await definitions())),
    asking('served', async () =>
      checkDefinitions(
        (await definitions()).flatMap(({ there }) => (there === undefined ? [] : [there])),
        version,
      ),
    ),
    asking('policies', async () => checkObjects('policies', await pairs(cluster, shippedIn('admission', namespace)))),
    asking('rights', async () => checkObjects('rights', await pairs(cluster, shippedIn('roles', namespace)))),
    asking('operator', async () =>
      checkLease((await cluster.get(builtins.Lease, namespace, 'meldpunt-operator')) as Installed | undefined, now),
    ),
    asking('organisation', async () =>
      checkConditions(
        'organisation',
        await own(cluster, kinds.IncidentPolicy),
        'kubectl apply --server-side -f samples/organisation, then make it yours',
      ),
    ),
    asking('laws', async () =>
      checkConditions('laws', await own(cluster, kinds.ReportingRegime), 'helm upgrade --set regimes.install={gdpr,policy}'),
    ),
    asking('monitoring', async () => {
      const ours = [...(await listOf(cluster, 'PodMonitor', namespace)), ...(await listOf(cluster, 'PrometheusRule', namespace))];
      const isOurs = ({ metadata: { labels } }: Installed): boolean => labels?.['app.kubernetes.io/part-of'] === 'meldpunt';
      return checkMonitoring(await listOf(cluster, 'Prometheus'), ours.filter(isOurs));
    }),
  ]);
  return findings.flat();
};
