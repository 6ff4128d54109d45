// Two operators on one cluster, each with namespaces of its own: what a register does that has grown beyond one leader.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { operatorAccount } from '../../scripts/install.ts';
import { until } from '../kube/lab.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories, listAll, type Record } from './support/register.ts';

const other = 'ministries';
let product: Product;
let home: Operator;
let shard: Operator;

/** The right to a Lease of its own, as docs/explanation/scale.md has it. */
const leaseRights = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'meldpunt-operator-lease-ministries', namespace: operatorAccount.namespace },
      rules: [
        {
          apiGroups: ['coordination.k8s.io'],
          resources: ['leases'],
          resourceNames: ['meldpunt-operator-ministries'],
          verbs: ['get', 'update'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'meldpunt-operator-lease-ministries', namespace: operatorAccount.namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'meldpunt-operator-lease-ministries' },
      subjects: [{ kind: 'ServiceAccount', ...operatorAccount }],
    },
  ],
});

const report = async (name: string, where: string): Promise<void> => {
  const incident = probeIncident(name, Date.now());
  await product.admin.create(kinds.Incident, { ...incident, metadata: { name, namespace: where } });
};

const answered = async (name: string, where: string): Promise<boolean> =>
  (await product.admin.get<Record>(kinds.Incident, { namespace: where, name })).status?.observedGeneration === 1;

test.before(async () => {
  product = await startProduct();
  assert.is((await product.kubectl(['create', 'namespace', other])).code, 0);
  assert.is((await product.kubectl(['apply', '-f', '-'], { input: leaseRights })).code, 0);
  home = product.operator({ ...quickLease, MELDPUNT_NAMESPACES: namespace });
  shard = product.operator({ ...quickLease, MELDPUNT_NAMESPACES: other, MELDPUNT_SHARD: 'ministries' });
  await Promise.all([home.leads(), shard.leads()]);
});

test.after(async () => {
  await product?.stop();
});

test('both lead at once, and each answers the reports of its own namespaces, once', async () => {
  await Promise.all([report('here', namespace), report('there', other)]);
  await until('both are answered', async () => (await answered('here', namespace)) && (await answered('there', other)));
  for (const where of [namespace, other]) {
    const [history, ...more] = (await histories(product.admin, where)).filter(({ record }) => record.kind === 'Incident');
    assert.is(more.length, 0);
    assert.is(history?.verification.verdict, 'intact');
    assert.is(history?.entries.filter(({ reason }) => reason === 'Reported').length, 1);
  }
});

test('without its operator a namespace waits, and the other one does not', async () => {
  await shard.kill();
  await Promise.all([report('goes-on', namespace), report('waits', other)]);
  await until('the other one is answered', () => answered('goes-on', namespace));
  assert.is(await answered('waits', other), false);
  shard = product.operator({ ...quickLease, MELDPUNT_NAMESPACES: other, MELDPUNT_SHARD: 'ministries' });
  await until('it is made up for', () => answered('waits', other));
});

test('the kinds of the cluster are answered by the operator without a name, and by no other', async () => {
  const regimes = async (): Promise<readonly Record[]> => listAll<Record>(product.admin, kinds.ReportingRegime);
  await until('the regimes are answered', async () => (await regimes()).every(({ status }) => status?.conditions !== undefined));
  await home.stop();
  const [first] = await regimes();
  const address = { name: first?.metadata.name ?? '' };
  await product.admin.mergePatch(kinds.ReportingRegime, address, { spec: { title: 'Another title' } });
  await report('meanwhile', other);
  await until('the named one works', () => answered('meanwhile', other));
  const { metadata, status } = await product.admin.get<Record>(kinds.ReportingRegime, address);
  assert.ok((status?.observedGeneration ?? 0) < (metadata.generation ?? 0));
  home = product.operator({ ...quickLease, MELDPUNT_NAMESPACES: namespace });
  await until('the one without a name answers it', async () => {
    const regime = await product.admin.get<Record>(kinds.ReportingRegime, address);
    return regime.status?.observedGeneration === regime.metadata.generation;
  });
});

test.run();
