// node test/bench/intake.ts [same|distinct] [POSTS]: posts of one alert, or of so many distinct ones, from 50 clients against two
// replicas; prints what was stored and how fast, and fails when anything is lost or counted twice.
import { load } from '../intake/support/load.ts';
import { message, startReporting } from '../intake/support/product.ts';

const [kind = 'same', posts = '10000'] = process.argv.slice(2);
const bodies = Number(posts);
const product = await startReporting();
try {
  const receivers = [await product.receiver(), await product.receiver()];
  const name = (n: number): string => (kind === 'same' ? 'aaaa000000000001' : n.toString(16).padStart(16, '0'));
  const result = await load({
    urls: receivers.map(({ url }) => url),
    token: product.token,
    clients: 50,
    bodies,
    body: (n) => JSON.stringify(message([name(n)])),
  });
  const incidents = await product.incidents();
  const counts = incidents.map(({ status }) => status?.occurrences?.count ?? 0);
  const memory = await Promise.all(
    receivers.map(async ({ operator }) => Number(/^process_resident_memory_bytes (\S+)/m.exec(await operator.metrics())?.[1]) / 1e6),
  );
  const sum = counts.reduce((total, count) => total + count, 0);
  console.log(
    JSON.stringify({ kind, ...result, perSecond: Math.round(bodies / result.seconds), incidents: incidents.length, sum, memory }),
  );
  if (sum !== bodies || incidents.length !== (kind === 'same' ? 1 : bodies)) process.exitCode = 1;
} finally {
  await product.stop();
}
