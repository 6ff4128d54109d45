// Storms: one alert from many clients to two replicas, many alerts with replicas that die, and what they cost.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort } from '../cluster/ports.ts';
import { load } from '../intake/support/load.ts';
import { message, type Receiver, type Reporting, startReporting } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';
import { metricOf, seriesOf } from '../telemetry/exposition.ts';
import { histories } from './support/register.ts';

let product: Reporting;

test.before(async () => {
  product = await startReporting();
});

test.after(async () => {
  await product?.stop();
});

const bodyOf = (fingerprint: string): string => JSON.stringify(message([fingerprint]));

const of = async (prefix: string) => (await product.incidents()).filter(({ spec }) => spec.source?.fingerprint?.startsWith(prefix));

const stopAll = (receivers: readonly Receiver[]): Promise<unknown> => Promise.all(receivers.map(({ operator }) => operator.stop()));

test('2,000 posts of one alert from 50 clients to two replicas are one incident with count 2,000', async () => {
  const receivers = [await product.receiver(), await product.receiver()];
  const urls = receivers.map(({ url }) => url);
  const result = await load({ urls, token: product.token, clients: 50, bodies: 2_000, body: () => bodyOf('one') });
  console.log(`  ${(2_000 / result.seconds).toFixed(0)} posts a second, p99 ${result.p99} ms`);
  const incidents = await of('one');
  assert.equal(
    incidents.map(({ status }) => status?.occurrences?.count),
    [2_000],
  );
  // The engine wrote to the same status all the while, and neither took anything of the other.
  await until('the engine has looked', async () => (await of('one'))[0]?.status?.phase === 'Reported');
  const [record] = (await histories(product.admin)).filter(({ record }) => record.metadata.name === incidents[0]?.metadata.name);
  assert.is(record?.verification.verdict, 'intact');
  assert.is((await of('one'))[0]?.status?.occurrences?.count, 2_000);
  await stopAll(receivers);
});

test('no alert that was answered with a success is lost when a replica is killed, and none becomes two incidents', async () => {
  const ports = [await freePort(), await freePort()];
  const start = (n: number): Promise<Receiver> => product.receiver({ MELDPUNT_INTAKE_ADDR: `127.0.0.1:${ports[n]}` });
  const receivers = [await start(0), await start(1)];
  const running = load({
    urls: receivers.map(({ url }) => url),
    token: product.token,
    clients: 20,
    bodies: 200,
    body: (n) => bodyOf(`kill-${n}`),
    broken: 'again',
  });
  for (const victim of [0, 1]) {
    const before = (await of('kill-')).length;
    while ((await of('kill-')).length < Math.min(190, before + 40)) await receivers[1 - victim]?.operator.metrics();
    await receivers[victim]?.operator.kill();
    receivers[victim] = await start(victim);
  }
  const result = await running;
  assert.is(result.stored, 200);
  const incidents = await of('kill-');
  assert.is(incidents.length, 200);
  assert.is(new Set(incidents.map(({ spec }) => spec.source?.fingerprint)).size, 200);
  assert.ok(incidents.every(({ status }) => (status?.occurrences?.count ?? 0) >= 1));
  await stopAll(receivers);
});

test('a replica that is told to stop answers what it took in, and loses nothing', async () => {
  const receivers = [await product.receiver(), await product.receiver()];
  const running = load({
    urls: receivers.map(({ url }) => url),
    token: product.token,
    clients: 20,
    bodies: 100,
    body: (n) => bodyOf(`stop-${n % 10}`),
    broken: 'again',
  });
  while ((await of('stop-')).length < 5) await receivers[1]?.operator.metrics();
  const [stopped] = receivers;
  assert.is(await stopped?.operator.stop(), 0);
  const { stored } = await running;
  const sum = (await of('stop-')).reduce((total, { status }) => total + (status?.occurrences?.count ?? 0), 0);
  assert.is(stored, 100);
  assert.is(sum, 100, 'each success counted once');
  await stopAll(receivers);
});

test('the number of series does not depend on the number of alerts', async () => {
  const receiver = await product.receiver();
  const named = async (): Promise<readonly string[]> => [
    ...new Set(Object.keys(seriesOf(await receiver.operator.metrics())).filter((key) => metricOf(key).startsWith('meldpunt_intake_'))),
  ];
  const before = await named();
  await load({ urls: [receiver.url], token: product.token, clients: 10, bodies: 50, body: (n) => bodyOf(`series-${n}`) });
  assert.equal(await named(), before);
  assert.is(before.length, 10);
});

test.run();
