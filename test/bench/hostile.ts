// node test/bench/hostile.ts [PART ...]: attacks on the intake in their full sizes, one after the other, with a healthy client beside
// each; prints what was taken, the memory of the operator, and how long the healthy client waited. It fails when the healthy client was turned
// away, waited longer than a second (99 of 100 posts), or memory grew by more than 64 MB.
import { gzipSync } from 'node:zlib';
import { flood, idle, slow } from '../intake/support/hostile.ts';
import { heldBy } from '../intake/support/memory.ts';
import { message, namespace, post, startReporting } from '../intake/support/product.ts';

const product = await startReporting();
const { operator, url } = await product.receiver();

const head = (...more: readonly string[]): string =>
  [`POST /v1/alertmanager?namespace=${namespace} HTTP/1.1`, 'host: intake', 'content-type: application/json', ...more, '', ''].join('\r\n');
const known = `authorization: Bearer ${product.token}`;
const gibibyte = 1024 ** 3;

/** Made beforehand: it keeps this process busy for seconds, in which its healthy client could not post. */
const bomb = gzipSync(Buffer.alloc(gibibyte / 2));

/** Posts one after the other, each on a connection of its own, until told to stop. */
const healthyClient = () => {
  let over = false;
  const took: number[] = [];
  const statuses = new Set<number>();
  const ended = (async () => {
    while (!over || took.length < 50) {
      const started = performance.now();
      const answer = await post(url, product.token, '/v1/alertmanager', message(['feed000000000001']), { connection: 'close' });
      took.push(performance.now() - started);
      statuses.add(answer.status);
    }
  })();
  return async () => {
    over = true;
    await ended;
    const sorted = took.toSorted((a, b) => a - b);
    return { posts: took.length, statuses: [...statuses], p99: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0) };
  };
};

const answered = async (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<string> => {
  try {
    return String((await post(url, product.token, '/v1/alertmanager', body, headers)).status);
  } catch {
    return 'cut off';
  }
};

const many = <T>(count: number, one: (n: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)));

const tally = (answers: readonly string[]): string =>
  [...Map.groupBy(answers, (answer) => answer)].map(([answer, all]) => `${all.length} x ${answer}`).join(', ');

const statusOf = (answer: string): string => (answer === '' ? 'cut off' : (answer.split(' ')[1] ?? ''));

const attacks: Readonly<Record<string, () => Promise<string>>> = {
  chunked: async () => {
    const floods = await many(8, () => flood(url, head(known, 'transfer-encoding: chunked'), gibibyte));
    const most = Math.max(...floods.map(({ sent }) => sent));
    return `8 senders of 1 GiB in chunks: ${tally(floods.map(({ answer }) => statusOf(answer)))}; at most ${Math.round(most / 1e6)} MB taken`;
  },
  stranger: async () => {
    const { answer, sent } = await flood(url, head('transfer-encoding: chunked'), gibibyte);
    return `1 GiB from nobody: ${statusOf(answer)}; ${Math.round(sent / 1e6)} MB taken`;
  },
  gzip: async () => {
    const answers = await many(16, () => answered(new Uint8Array(bomb), { 'content-encoding': 'gzip' }));
    return `16 gzip bombs of ${Math.round(bomb.length / 1e3)} kB for 0.5 GiB: ${tally(answers)}`;
  },
  nesting: async () => {
    const deep = `{"version":"4","alerts":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
    return `64 bodies nested 400,000 deep: ${tally(await many(64, () => answered(deep)))}`;
  },
  bytes: async () => {
    const body = (n: number) => Uint8Array.from({ length: 100_000 }, (_, at) => 0x80 + ((at * (n + 1)) % 0x7f));
    return `64 bodies that are no UTF-8: ${tally(await many(64, (n) => answered(body(n))))}`;
  },
  idle: async () => {
    const sockets = await idle(url, 10_000);
    const open = sockets.filter((socket) => !socket.closed).length;
    for (const socket of sockets) socket.destroy();
    return `10,000 idle sockets: ${open} left open`;
  },
  slow: async () => {
    const heads = await slow(url, 2_000, `POST /v1/alertmanager?namespace=${namespace} HTTP/1.1\r\nx-slow: `);
    const bodies = await slow(url, 100, head(known, 'content-length: 100000'));
    const all = [...heads.sockets, ...bodies.sockets];
    const from = performance.now();
    while (performance.now() - from < 30_000 && all.some((socket) => !socket.closed)) await answered('{}');
    heads.stop();
    bodies.stop();
    return `2,000 slow heads and 100 slow bodies: ${all.filter((socket) => socket.closed).length} cut off`;
  },
};

const wanted = process.argv.slice(2);
try {
  for (let n = 0; n < 100; n += 1) await answered(JSON.stringify(message(['feed000000000001'])));
  for (const [name, attack] of Object.entries(attacks)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const before = heldBy(operator.pid);
    const stop = healthyClient();
    const outcome = await attack();
    const { posts, statuses, p99 } = await stop();
    const after = heldBy(operator.pid);
    console.log(
      `${outcome}; memory ${before.now} -> ${after.now} MB (most ever ${after.most}); healthy: ${posts} posts, ${statuses}, p99 ${p99} ms`,
    );
    if (statuses.some((status) => status !== 200) || p99 > 1_000 || after.now - before.now > 64) process.exitCode = 1;
  }
} finally {
  await product.stop();
}
