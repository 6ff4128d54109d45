// As many incidents as the API server takes, and the same writes by the generator alone: what the operator adds to them.
import { kinds } from '../../../operator/api/kinds.ts';
import { builtins, type KubeObject } from '../../../operator/kube/object.ts';
import { operatorAccount } from '../../../scripts/install.ts';
import type { Operator } from '../../e2e/support/operator.ts';
import { probeIncident } from '../../e2e/support/probe.ts';
import { namespace } from '../../e2e/support/product.ts';
import { quantile } from '../../e2e/support/quantile.ts';
import { listAll, type Record } from '../../e2e/support/register.ts';
import { clientOf, until } from '../../kube/lab.ts';
import { count, createIncidents, type Figures, inParallel, quiet, type Rig } from './rig.ts';
import { delaysOf } from './sightings.ts';

/** Creates them and waits until the operator has answered all. */
export const storm = async (rig: Rig, operator: Operator, incidents: number): Promise<Figures> => {
  rig.sightings.forget();
  const cost = await count(rig, operator);
  const began = performance.now();
  await createIncidents(rig, incidents, 'storm');
  const created = performance.now();
  await until('all are answered', () => rig.sightings.answered.size >= incidents, 900_000);
  const ready = performance.now();
  await quiet(operator);
  const delays = delaysOf(rig.sightings);
  return {
    'created s': (created - began) / 1000,
    'all ready s': (ready - began) / 1000,
    'p50 ms': quantile(delays, 0.5),
    'p99 ms': quantile(delays, 0.99),
    ...(await cost(incidents)),
  };
};

/** What the operator wrote about one incident, to be written again about others. */
interface Wake {
  readonly status: object;
  readonly events: readonly KubeObject[];
}

const wakeOf = async ({ product: { admin } }: Rig, name: string): Promise<Wake> => {
  const { metadata, status = {} } = await admin.get<Record>(kinds.Incident, { namespace, name });
  const all = await listAll<KubeObject & { readonly regarding?: { readonly uid?: string } }>(admin, builtins.Event, namespace);
  return { status, events: all.filter(({ regarding }) => regarding?.uid === metadata.uid) };
};

const bare = ({ metadata: _, ...rest }: KubeObject): object => rest;

/** The writes of a storm by the generator alone, with no operator: the time that the API server itself needs for them. */
export const ceiling = async (rig: Rig, incidents: number): Promise<Figures> => {
  const wake = await wakeOf(rig, 'storm-0');
  // Only the operator's own account may write a status.
  const { client, connection } = clientOf(
    await rig.product.plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name),
  );
  const aware = Date.now() - 3_600_000;
  const writeStatus = (kind: (typeof kinds)[keyof typeof kinds], name: string, status: object): Promise<unknown> =>
    client.jsonPatch(kind, { namespace, name }, [{ op: 'add', path: '/status', value: status }], { subresource: 'status' });
  const began = performance.now();
  await inParallel(incidents, 32, async (index) => {
    const name = `ceiling-${index}`;
    await rig.product.admin.create(kinds.Incident, probeIncident(name, aware));
    await writeStatus(kinds.Incident, name, wake.status);
    for (const [nth, event] of wake.events.entries()) {
      await client.create(builtins.Event, { ...bare(event), metadata: { name: `${name}.${nth}`, namespace } } as KubeObject);
    }
  });
  const seconds = (performance.now() - began) / 1000;
  await connection.close();
  return { 'all written s': seconds, 'writes each': 2 + wake.events.length, 'incidents per s': incidents / seconds };
};
