// The operator with the rights of the chart and no others: in named namespaces, on a server that streams no lists.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applyDirectory, operatorAccount, untilReportsAreTaken } from '../../scripts/install.ts';
import { play } from '../../scripts/play.ts';
import { refusedUses } from '../../scripts/rights.ts';
import { chart, helm } from '../chart/renderings.ts';
import type { ControlPlane } from '../cluster/controlplane.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { usesIn } from '../cluster/rights.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { until } from '../kube/lab.ts';
import { type Operator, startOperator } from './support/operator.ts';

let plane: ControlPlane;
let operator: Operator;

const account = `system:serviceaccount:${operatorAccount.namespace}:${operatorAccount.name}`;

const done = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await kubectl(args, { kubeconfig: plane.kubeconfig });
  assert.is(code, 0, `kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
};

test.before(async () => {
  plane = await temporaryControlPlane({ apiServerFlags: ['--feature-gates=WatchList=false'] });
  const run = await helm();
  for (const namespace of [operatorAccount.namespace, 'incidents', 'elsewhere']) await done('create', 'namespace', namespace);
  const { code, stderr } = await run(
    [
      'install',
      'meldpunt',
      chart,
      '-n',
      operatorAccount.namespace,
      '--set=image.repository=registry.example.org/meldpunt,namespaces={incidents}',
    ],
    { kubeconfig: plane.kubeconfig },
  );
  assert.is(code, 0, stderr);
  await untilReportsAreTaken(plane.kubeconfig);
  await applyDirectory(plane.kubeconfig, 'samples/organisation');
  operator = startOperator({
    kubeconfig: await plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name),
    settings: { MELDPUNT_NAMESPACES: 'incidents' },
  });
  await operator.leads();
});

test.after(async () => {
  await operator?.kill();
  await plane?.stop();
});

test('bound in one namespace, it does its whole work there and is refused nothing', async () => {
  await play('lost-laptop', { kubeconfig: plane.kubeconfig, to: 6, told: () => undefined });
  await done('wait', '-n', 'incidents', 'incident/lost-laptop', '--for=jsonpath={.status.phase}=Eradicating', '--timeout=30s');
  await until('the Events are posted', async () => (await done('get', 'events.events.k8s.io', '-n', 'incidents', '-o', 'name')) !== '');
  assert.is(await operator.stop(), 0);
  const uses = usesIn(plane.auditLog);
  assert.ok(uses.some(({ verb, resource, allowed }) => verb === 'list' && resource === 'incidents' && allowed));
  assert.equal(refusedUses(uses), []);
});

test('outside of it, it may not even look, and inside it decides nothing', async () => {
  const can = async (...question: readonly string[]): Promise<string> =>
    (await kubectl(['auth', 'can-i', ...question, '--as', account], { kubeconfig: plane.kubeconfig })).stdout.trim();
  assert.is(await can('list', 'incidents.meldpunt.dev', '-n', 'incidents'), 'yes');
  for (const question of [
    ['list', 'incidents.meldpunt.dev', '-n', 'elsewhere'],
    ['list', 'incidents.meldpunt.dev', '-A'],
    ['create', 'notifications.meldpunt.dev', '-n', 'elsewhere'],
    ['get', 'secrets', '-n', operatorAccount.namespace],
    ['delete', 'incidents.meldpunt.dev', '-n', 'incidents'],
    ['assess', 'incidents.meldpunt.dev', '-n', 'incidents'],
    ['attribute', 'incidents.meldpunt.dev', '-n', 'incidents'],
    ['impersonate', 'users'],
    ['escalate', 'clusterroles'],
  ])
    assert.is(await can(...question), 'no', question.join(' '));
});

test.run();
