// node test/bench/intake.ts [same|distinct|killed] [POSTS]: posts of one alert, or of so many distinct ones, from 50 clients against
// two replicas, of which one is killed every fifteen seconds where asked. Prints what was stored and how fast, the most memory that any replica
// took, how long a restart took until it received again, what one takes that starts when all is there, and how many series
// were exported with ten incidents and with all of them. Fails when anything is lost or counted twice, when a replica takes 300 MB, or
// when more incidents make more series. A post whose answer was lost with its replica may count twice, and makes no second incident.
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../cluster/ports.ts';
import { load } from '../intake/support/load.ts';
import { heldBy } from '../intake/support/memory.ts';
import { message, type Receiver, startReporting } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';
import { metricOf, seriesOf } from '../telemetry/exposition.ts';

const [kind = 'same', posts = '10000'] = process.argv.slice(2);
const bodies = Number(posts);
/** So many incidents there are when the series are counted first. */
const few = 10;

const product = await startReporting();
const ports = [await freePort(), await freePort()];
const restarts: number[] = [];
const start = (n: number): Promise<Receiver> => product.receiver({ MELDPUNT_INTAKE_ADDR: `127.0.0.1:${ports[n]}` });
const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;

let most = 0;
const note = (receivers: readonly Receiver[]): void => {
  most = Math.max(most, ...receivers.map(({ operator }) => heldBy(operator.pid).most));
};

/** Kills one replica after the other and starts it again, until it is over. */
const kill = async (receivers: Receiver[], over: AbortSignal): Promise<void> => {
  for (let n = 0; ; n = 1 - n) {
    await delay(15_000, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    note(receivers);
    await receivers[n]?.operator.kill();
    const since = performance.now();
    receivers[n] = await start(n);
    restarts.push(seconds(since));
  }
};

/** Posts alerts with these numbers, each until it is stored. */
const send = (receivers: readonly Receiver[], from: number, count: number) => {
  const name = (n: number): string => (kind === 'same' ? 'aaaa000000000001' : (from + n).toString(16).padStart(16, '0'));
  return load({
    urls: receivers.map(({ url }) => url),
    token: product.token,
    clients: 50,
    bodies: count,
    body: (n) => JSON.stringify(message([name(n)])),
    broken: kind === 'killed' ? 'again' : 'fails',
  });
};

/** The series of each metric, of all replicas together, once nothing waits to be decided upon. */
const series = async (receivers: readonly Receiver[]): Promise<Readonly<Record<string, number>>> => {
  const incidents = (await product.incidents()).length;
  let pages: readonly Record<string, number>[] = [];
  await until(
    'everything is decided upon and announced',
    async () => {
      pages = await Promise.all(receivers.map(async ({ operator }) => seriesOf(await operator.metrics())));
      const sum = (metric: string): number => Math.max(...pages.map((page) => sumOf(page, metric)));
      return sum('meldpunt_incidents') >= incidents && sum('meldpunt_queue_depth') === 0;
    },
    1_800_000,
  );
  const names = new Set(pages.flatMap(Object.keys));
  return Object.fromEntries(
    Map.groupBy(names, metricOf)
      .entries()
      .map(([metric, all]) => [metric, all.length]),
  );
};

const sumOf = (page: Readonly<Record<string, number>>, metric: string): number =>
  Object.entries(page).reduce((sum, [name, value]) => (metricOf(name) === metric ? sum + value : sum), 0);

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What may grow with time and trouble: answers, outcomes and steps that did not happen before, of which each metric has a few that are fixed. */
const happenings =
  /^meldpunt_(?:notifications|(?:api_requests|events_posted|intake_requests|intake_alerts|reconcile|watch_restarts)_total)$/;

/** What a replica takes that starts when everything is there. */
const startCold = async () => {
  const since = performance.now();
  const cold = await product.receiver();
  const ready = seconds(since);
  return { ready, ...heldBy(cold.operator.pid) };
};

try {
  // What is compiled is kept for the next start, as it is in the image; the first one takes more.
  await (await start(0)).operator.stop();
  const receivers = [await start(0), await start(1)];
  await Promise.any(receivers.map(({ operator }) => operator.leads()));
  await send(receivers, 0, few);
  const before = await series(receivers);
  const over = new AbortController();
  const killing = kind === 'killed' ? kill(receivers, over.signal) : Promise.resolve();
  const result = await send(receivers, few, bodies - few);
  over.abort();
  await killing;
  const incidents = await product.incidents();
  const sum = incidents.reduce((counted, { status }) => counted + (status?.occurrences?.count ?? 0), 0);
  const after = await series(receivers);
  note(receivers);
  const grown = Object.entries(after).flatMap(([metric, count]) => {
    const was = before[metric] ?? 0;
    return count > was ? [[metric, [was, count]] as const] : [];
  });
  const cold = await startCold();
  console.log(
    JSON.stringify({
      kind,
      ...result,
      perSecond: Math.round((bodies - few) / result.seconds),
      incidents: incidents.length,
      sum,
      megabytes: most,
      restarts,
      cold,
      series: [total(before), total(after)],
      grown: Object.fromEntries(grown),
    }),
  );
  const counted = kind === 'killed' ? sum >= bodies : sum === bodies;
  const lost = incidents.length !== (kind === 'same' ? 1 : bodies);
  if (most >= 300 || !counted || lost || grown.some(([metric]) => !happenings.test(metric))) process.exitCode = 1;
} finally {
  await product.stop();
}
