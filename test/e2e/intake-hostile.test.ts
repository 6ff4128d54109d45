// What is sent to the intake to harm it: it is refused or cut off, memory stays flat, and whoever has something to say is heard.
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { flood, idle, slow } from '../intake/support/hostile.ts';
import { message, namespace, post, type Receiver, type Reporting, startReporting } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';

let product: Reporting;
let receiver: Receiver;

test.before(async () => {
  product = await startReporting();
  receiver = await product.receiver();
});

test.after(async () => {
  await product?.stop();
});

const paths = ['/v1/alertmanager', '/v1/cloudevents', '/v1/falco', '/v1/reports'] as const;

const send = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  post(receiver.url, product.token, path, body, headers);

const memory = async (): Promise<number> =>
  Number(/^process_resident_memory_bytes (\S+)/m.exec(await receiver.operator.metrics())?.[1]) / 1e6;

const deep = (levels: number): string => `{"version":"4","alerts":${'['.repeat(levels)}${']'.repeat(levels)}}`;
const withLabel = (name: string): string => JSON.stringify(message(['x'])).replace('"instance"', `"${name}"`);

const malformed: readonly {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly headers?: Record<string, string>;
  readonly status: number;
}[] = [
  { name: 'nothing', body: '', status: 400 },
  { name: 'no JSON', body: '{"version":', status: 400 },
  { name: 'a number', body: '4', status: 400 },
  { name: 'null', body: 'null', status: 400 },
  { name: 'a list', body: '[[]]', status: 400 },
  { name: 'nesting of 33 levels', body: deep(40), status: 400 },
  { name: 'nesting of 400,000 levels', body: deep(400_000), status: 400 },
  { name: 'half a million values', body: `{"version":"4","alerts":[${'0,'.repeat(500_000)}0]}`, status: 400 },
  { name: 'a label called __proto__', body: withLabel('__proto__'), status: 400 },
  { name: 'a label called __proto__, escaped', body: withLabel('\\u005f_proto__'), status: 400 },
  { name: 'a label called constructor', body: withLabel('constructor'), status: 400 },
  {
    name: 'bytes that are no UTF-8',
    body: Buffer.concat([Buffer.from('{"version":"4\xff'), Buffer.from([0xff, 0xfe, 0xc0])]),
    status: 400,
  },
  { name: 'UTF-16', body: Buffer.from(JSON.stringify(message(['x'])), 'utf16le'), status: 400 },
  { name: 'a gzip bomb', body: gzipSync(Buffer.alloc(8 * 1024 * 1024)), headers: { 'content-encoding': 'gzip' }, status: 415 },
  { name: 'text', body: 'hello', headers: { 'content-type': 'text/plain' }, status: 415 },
  { name: 'two megabytes', body: `"${'x'.repeat(2 * 1024 * 1024)}"`, status: 413 },
];

for (const { name, body, headers, status } of malformed) {
  test(`${name} is refused on every path with ${status}`, async () => {
    for (const path of paths) {
      const type = path === '/v1/cloudevents' ? { 'content-type': 'application/cloudevents+json' } : {};
      const answer = await send(path, body, { ...type, ...headers }).catch((error: Error) => ({ status: 0, body: error.cause }));
      // A connection that is cut while the body is being sent is a refusal too.
      assert.ok(
        answer.status === status || (status === 413 && answer.status === 0),
        `${path} answered ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    }
  });
}

test('whatever is in the fields of a message, it is taken or refused with the fields that are wrong', async () => {
  const odd = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.array(fc.string()),
    fc.dictionary(fc.string(), fc.string()),
  );
  const names = [
    'version',
    'status',
    'groupKey',
    'alerts',
    'truncatedAlerts',
    'labels',
    'annotations',
    'startsAt',
    'fingerprint',
    'generatorURL',
  ];
  const inner = fc.dictionary(fc.constantFrom(...names), odd);
  const body = fc.record(
    { version: fc.oneof(fc.constant('4'), odd), alerts: fc.oneof(fc.array(inner, { maxLength: 3 }), odd), status: odd },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      const { status, body: answer } = await send('/v1/alertmanager', sent);
      assert.ok([200, 400].includes(status), `${status} ${JSON.stringify(answer)}`);
      if (status === 400) assert.type(answer.error, 'string');
    }),
    { numRuns: 150 },
  );
});

test('arbitrary bytes are refused, and the operator goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...paths), async (bytes, path) => {
      const { status } = await send(path, bytes);
      assert.ok([400, 415].includes(status), String(status));
    }),
    { numRuns: 150 },
  );
  assert.is(receiver.operator.running(), true);
});

const head = (more: readonly string[]): string =>
  [`POST /v1/alertmanager?namespace=${namespace} HTTP/1.1`, 'host: intake', 'content-type: application/json', ...more, '', ''].join('\r\n');

test('64 MiB in chunks end at the first megabyte, and memory stays flat', async () => {
  const before = await memory();
  const chunked = head([`authorization: Bearer ${product.token}`, 'transfer-encoding: chunked']);
  const floods = await Promise.all(Array.from({ length: 8 }, () => flood(receiver.url, chunked, 64 * 1024 * 1024)));
  for (const { answer, sent } of floods) {
    assert.ok(answer === '' || /^HTTP\/1\.1 (?:413|503) /.test(answer), answer.slice(0, 80));
    assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were taken`);
  }
  assert.ok((await memory()) - before < 64, `memory grew from ${before} to ${await memory()} MB`);
});

test('a body from nobody is not read', async () => {
  const { answer, sent } = await flood(receiver.url, head(['transfer-encoding: chunked']), 64 * 1024 * 1024);
  assert.ok(answer === '' || /^HTTP\/1\.1 401 /.test(answer), answer.slice(0, 80));
  assert.ok(sent < 16 * 1024 * 1024, `${sent} bytes were taken`);
});

test('who asks first is not invited to send a body before it is known who they are', async () => {
  const asking = (more: readonly string[]) => flood(receiver.url, head(['expect: 100-continue', 'content-length: 10', ...more]), 0);
  assert.match((await asking([])).answer, /^HTTP\/1\.1 401 /);
});

/** The time (ms) that 99 of 100 posts of a healthy client take at most, of `count` posts, each on a connection of its own. */
const healthy = async (count: number): Promise<number> => {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const started = performance.now();
    const { status } = await send('/v1/alertmanager', message(['feed000000000001']), { connection: 'close' });
    assert.is(status, 200);
    took.push(performance.now() - started);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(count * 0.99)] ?? 0;
};

test('3,000 sockets that say nothing keep nobody out', async () => {
  const before = await memory();
  const sockets = await idle(receiver.url, 3_000);
  const p99 = await healthy(100);
  console.log(`  p99 among idle sockets: ${p99.toFixed(0)} ms`);
  assert.ok((await memory()) - before < 64, `memory grew from ${before} to ${await memory()} MB`);
  for (const socket of sockets) socket.destroy();
});

test('slow heads and slow bodies are cut off, and keep nobody out meanwhile', async () => {
  const heads = await slow(receiver.url, 300, `POST /v1/alertmanager?namespace=${namespace} HTTP/1.1\r\nx-slow: `);
  const bodies = await slow(receiver.url, 50, head([`authorization: Bearer ${product.token}`, 'content-length: 100000']));
  const p99 = await healthy(100);
  console.log(`  p99 among slow senders: ${p99.toFixed(0)} ms`);
  const all = [...heads.sockets, ...bodies.sockets];
  await until('all of them are cut off', () => all.every((socket) => socket.destroyed || socket.readableEnded || socket.closed), 30_000);
  heads.stop();
  bodies.stop();
});

test('thousands of guessed tokens keep nobody out whose token is good', async () => {
  assert.is((await send('/v1/alertmanager', message(['feed000000000001']))).status, 200);
  let guessing = true;
  const statuses = new Set<number>();
  const guesses = Array.from({ length: 20 }, async (_, who) => {
    for (let n = 0; guessing; n += 1)
      statuses.add((await post(receiver.url, `guess-${who}-${n}`, '/v1/alertmanager', message(['guessed']))).status);
  });
  const p99 = await healthy(200);
  guessing = false;
  await Promise.all(guesses);
  console.log(`  p99 among guessed tokens: ${p99.toFixed(0)} ms`);
  assert.ok(
    [...statuses].every((status) => [401, 503].includes(status)),
    [...statuses].join(),
  );
});

test('nothing that was refused left an incident behind', async () => {
  const titles = new Set((await product.incidents()).map(({ spec }) => spec.source?.system));
  assert.equal([...titles], ['alertmanager']);
});

test.run();
