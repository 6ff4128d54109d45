// What a program wrote, as the API server counts it: the same for whoever competes, whatever it says of itself.
import type { Connection } from '../../../operator/kube/connection.ts';
import { heldBy } from '../../intake/support/memory.ts';
import { until } from '../../kube/lab.ts';
import { seriesOf } from '../../telemetry/exposition.ts';
import { processesOf, processorTime } from '../run/processor.ts';
import type { Figures, Process } from '../run/rig.ts';
import type { Arena } from './arena.ts';

interface Written {
  readonly statuses: number;
  readonly events: number;
}

/** Only operators write a status or post an Event here. */
const writtenSoFar = async (connection: Connection): Promise<Written> => {
  const page = await connection.send({ verb: 'get', kind: 'Metrics', method: 'GET', path: '/metrics' });
  const counts = Object.entries(seriesOf(page)).filter(
    ([series]) => series.startsWith('apiserver_request_total{') && /code="20\d"/.test(series),
  );
  const sum = (...marks: readonly string[]): number =>
    counts.reduce((all, [series, value]) => all + (marks.every((mark) => series.includes(mark)) ? value : 0), 0);
  return {
    statuses: sum('resource="incidents"', 'subresource="status"', 'verb="PATCH"'),
    events: sum('resource="events"', 'verb="POST"'),
  };
};

/** Waits until nothing more is written: Events follow behind what they tell of. */
export const untilQuiet = async ({ connection }: Arena): Promise<void> => {
  let before = -1;
  let since = performance.now();
  await until(
    'nothing more is written',
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const { statuses, events } = await writtenSoFar(connection);
      if (statuses + events !== before) since = performance.now();
      before = statuses + events;
      return performance.now() - since > 2_000;
    },
    300_000,
  );
};

/** Begins to count; the answer tells what it came to since, for each of so many. */
export const beginAccount = async ({ plane, connection }: Arena, { pid }: Process): Promise<(each: number) => Promise<Figures>> => {
  const server = processesOf(plane.dir).get('kube-apiserver') ?? 0;
  const before = { written: await writtenSoFar(connection), operator: processorTime(pid), server: processorTime(server) };
  return async (each) => {
    const written = await writtenSoFar(connection);
    return {
      'status writes each': (written.statuses - before.written.statuses) / each,
      'Events each': (written.events - before.written.events) / each,
      'operator CPU-ms each': (processorTime(pid) - before.operator) / each,
      'API server CPU-ms each': (processorTime(server) - before.server) / each,
      'peak MB': heldBy(pid).most,
    };
  };
};
