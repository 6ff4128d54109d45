// node test/bench/intake.ts [same|distinct|killed] [POSTS]: posts of one alert, or of so many distinct ones, from 50 clients against
// two replicas, of which one is killed every fifteen seconds where asked; prints what was stored, how fast, the most memory that any replica
// took and how many series it exports, and fails when anything is lost or counted twice, or a replica takes 300 MB. A post whose answer was
// lost with its replica may count twice, and makes no second incident.
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../cluster/ports.ts';
import { load } from '../intake/support/load.ts';
import { heldBy } from '../intake/support/memory.ts';
import { message, type Receiver, startReporting } from '../intake/support/product.ts';
import { seriesOf } from '../telemetry/exposition.ts';

const [kind = 'same', posts = '10000'] = process.argv.slice(2);
const bodies = Number(posts);
const product = await startReporting();
const ports = [await freePort(), await freePort()];
const start = (n: number): Promise<Receiver> => product.receiver({ MELDPUNT_INTAKE_ADDR: `127.0.0.1:${ports[n]}` });

let most = 0;
const note = (receivers: readonly Receiver[]): void => {
  most = Math.max(most, ...receivers.map(({ operator }) => heldBy(operator.pid).most));
};

/** Kills one replica after the other and starts it again, until it is over; the number of kills. */
const kill = async (receivers: Receiver[], over: AbortSignal): Promise<number> => {
  for (let count = 0; ; count += 1) {
    await delay(15_000, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return count;
    note(receivers);
    await receivers[count % 2]?.operator.kill();
    receivers[count % 2] = await start(count % 2);
  }
};

try {
  const receivers = [await start(0), await start(1)];
  const over = new AbortController();
  const killing = kind === 'killed' ? kill(receivers, over.signal) : Promise.resolve(0);
  const name = (n: number): string => (kind === 'same' ? 'aaaa000000000001' : n.toString(16).padStart(16, '0'));
  const result = await load({
    urls: receivers.map(({ url }) => url),
    token: product.token,
    clients: 50,
    bodies,
    body: (n) => JSON.stringify(message([name(n)])),
    broken: kind === 'killed' ? 'again' : 'fails',
  });
  over.abort();
  const kills = await killing;
  const incidents = await product.incidents();
  const counts = incidents.map(({ status }) => status?.occurrences?.count ?? 0);
  note(receivers);
  const pages = await Promise.all(receivers.map(async ({ operator }) => Object.keys(seriesOf(await operator.metrics())).length));
  const sum = counts.reduce((total, count) => total + count, 0);
  console.log(
    JSON.stringify({
      kind,
      kills,
      ...result,
      perSecond: Math.round(bodies / result.seconds),
      incidents: incidents.length,
      sum,
      megabytes: most,
      series: Math.max(...pages),
    }),
  );
  const counted = kind === 'killed' ? sum >= bodies : sum === bodies;
  if (most >= 300 || !counted || incidents.length !== (kind === 'same' ? 1 : bodies)) process.exitCode = 1;
} finally {
  await product.stop();
}
