// The product on a control plane of its own, and what its operator costs between two moments.
import { kinds } from '../../../operator/api/kinds.ts';
import type { Operator } from '../../e2e/support/operator.ts';
import { probeIncident } from '../../e2e/support/probe.ts';
import { namespace, type Product, startProduct } from '../../e2e/support/product.ts';
import { listAll } from '../../e2e/support/register.ts';
import { heldBy } from '../../intake/support/memory.ts';
import { until } from '../../kube/lab.ts';
import { seriesOf } from '../../telemetry/exposition.ts';
import { processesOf, processorTime } from './processor.ts';
import { type Sightings, watchIncidents } from './sightings.ts';

/** `simplified`: the same program with no regimes, one status write and one Event per incident; `full`: the product as it is shipped. */
export type Work = 'simplified' | 'full';

/** A program that is measured. */
export interface Process {
  readonly pid: number;
  readonly stop: () => Promise<unknown>;
}

/** Everything that a phase does something with. */
export interface Rig {
  readonly product: Product;
  readonly sightings: Sightings;
  readonly work: Work;
  readonly start: () => Promise<Operator>;
}

/** What is reported of a phase: figures by their names, in the order in which they are shown. */
export type Figures = Readonly<Record<string, number>>;

/** Starts a control plane with the organisation of the samples. */
export const startRig = async (work: Work): Promise<Rig> => {
  const product = await startProduct();
  if (work === 'simplified') {
    await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: [] } });
    for (const { metadata } of await listAll(product.admin, kinds.ReportingRegime)) {
      await product.kubectl(['delete', 'reportingregime', metadata.name]);
    }
  }
  const sightings = watchIncidents(product.plane.kubeconfig);
  const start = async (): Promise<Operator> => {
    const operator = product.operator({ MELDPUNT_LOG_LEVEL: 'info' });
    await operator.leads(120_000);
    return operator;
  };
  return { product, sightings, work, start };
};

/** Ends everything. */
export const stopRig = async ({ product, sightings }: Rig): Promise<void> => {
  await sightings.stop();
  await product.stop();
};

/** Does something for each of so many, so many at a time. */
export const inParallel = async (count: number, atATime: number, work: (index: number) => Promise<void>): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
};

/** Creates so many incidents, of which the organisation became aware an hour ago, as fast as the API server takes them. */
export const createIncidents = async ({ product }: Rig, count: number, prefix: string): Promise<void> => {
  const aware = Date.now() - 3_600_000;
  await inParallel(count, 32, async (index) => {
    await product.admin.create(kinds.Incident, {
      ...probeIncident(`${prefix}-${index}`, aware),
      metadata: { name: `${prefix}-${index}`, namespace },
    });
  });
};

const total = (series: Record<string, number>, matches: (name: string) => boolean): number =>
  Object.entries(series).reduce((sum, [name, value]) => sum + (matches(name) ? value : 0), 0);

/** What the operator has asked of the API server so far. */
export const requestsOf = async (
  operator: Operator,
): Promise<{ readonly all: number; readonly writes: number; readonly events: number }> => {
  const series = seriesOf(await operator.metrics());
  const requests = (name: string): boolean => name.startsWith('meldpunt_api_requests_total{');
  return {
    all: total(series, requests),
    writes: total(series, (name) => requests(name) && /verb="(?:patch|update|create|apply|delete)"/.test(name)),
    events: total(series, (name) => name.startsWith('meldpunt_events_posted_total{')),
  };
};

/** Waits until the operator has nothing left to write: Events follow behind the decisions that they tell of. */
export const quiet = async (operator: Operator): Promise<void> => {
  let before = -1;
  let since = performance.now();
  await until(
    'the operator has nothing left to write',
    async () => {
      const series = seriesOf(await operator.metrics());
      const now = total(series, (name) => /^meldpunt_(?:events_posted|reconcile)_total\{/.test(name));
      if (now !== before) since = performance.now();
      before = now;
      return performance.now() - since > 3_000;
    },
    600_000,
  );
};

/** Begins to count; the answer tells what it came to since, for each of so many. */
export const count = async ({ product }: Rig, operator: Operator): Promise<(each: number) => Promise<Figures>> => {
  const server = processesOf(product.plane.dir).get('kube-apiserver') ?? 0;
  const before = { requests: await requestsOf(operator), operator: processorTime(operator.pid), server: processorTime(server) };
  return async (each) => {
    const after = await requestsOf(operator);
    return {
      'requests each': (after.all - before.requests.all) / each,
      'writes each': (after.writes - before.requests.writes) / each,
      'Events each': (after.events - before.requests.events) / each,
      'operator CPU-ms each': (processorTime(operator.pid) - before.operator) / each,
      'API server CPU-ms each': (processorTime(server) - before.server) / each,
      'peak MB': heldBy(operator.pid).most,
    };
  };
};
