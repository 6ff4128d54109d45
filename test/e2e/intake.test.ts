// The intake against a real API server: who may report, what becomes of it, and that nothing is counted twice or lost.
// Shows: R-auto, R-b, E1, P4, S2.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident } from '../../operator/api/types.gen.ts';
import { memberLimit } from '../../operator/intake/occurrences.ts';
import { freePort } from '../cluster/ports.ts';
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

const send = (body: unknown, headers: Readonly<Record<string, string>> = {}, path = '/v1/alertmanager') =>
  post(receiver.url, product.token, path, body, headers);

const get = (name: string): Promise<Incident> => product.admin.get<Incident>(kinds.Incident, { namespace, name });

test('an alert becomes an incident with its source, and the engine takes it up', async () => {
  const { status, body } = await send(message(['aaaa000000000001']));
  assert.is(status, 200, JSON.stringify(body));
  assert.is(body.results.length, 1);
  assert.is(body.results[0].kind, 'created');
  const { name } = body.results[0];
  await until('it has a phase', async () => (await get(name)).status?.phase === 'Reported');
  const incident = await get(name);
  assert.equal(incident.spec.source, {
    system: 'alertmanager',
    rule: 'ExportWithoutEncryption',
    fingerprint: 'aaaa000000000001',
    url: 'http://prometheus.example/graph?g0=1',
    payload: incident.spec.source?.payload,
    severity: 'critical',
  });
  assert.is(incident.spec.report.reportedBy, 'system:serviceaccount:monitoring:alertmanager');
  assert.is(incident.spec.report.reportedVia, 'Alert');
  assert.equal(incident.status?.openQuestions ?? [], []);
  assert.is(incident.status?.occurrences?.count, 1);
});

test('repetitions count, a resolution is noted and closes nothing', async () => {
  const first = await send(message(['aaaa000000000002']));
  const { name } = first.body.results[0];
  for (let n = 0; n < 4; n += 1) assert.is((await send(message(['aaaa000000000002']))).body.results[0].kind, 'counted');
  await send(message(['aaaa000000000002'], 'resolved'));
  const { status } = await get(name);
  assert.is(status?.occurrences?.count, 5);
  assert.is(status?.occurrences?.resolvedAt, '2026-10-23T09:00:00Z');
  await until('the engine has looked', async () => (await get(name)).status?.phase === 'Reported');
});

test('who may not create incidents in the namespace may not report there', async () => {
  assert.is((await post(receiver.url, undefined, '/v1/alertmanager', message(['x']))).status, 401);
  assert.is((await post(receiver.url, 'no-token', '/v1/alertmanager', message(['x']))).status, 401);
  const elsewhere = await post(receiver.url, product.token, '/v1/alertmanager', message(['x']), {}, 'monitoring');
  assert.is(elsewhere.status, 403);
  assert.match(elsewhere.body.error, /meldpunt-reporter/);
});

test('a storm of one group is one incident that lists its members', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `bbbb${String(n).padStart(12, '0')}`);
  const { body } = await send(message(names, 'firing', { groupKey: 'storm', truncatedAlerts: 7 }));
  assert.is(body.results.length, 1, JSON.stringify(body).slice(0, 300));
  const { status, spec } = await get(body.results[0].name);
  assert.is(status?.occurrences?.count, 100);
  assert.is(status?.occurrences?.distinct, 100);
  assert.is(status?.occurrences?.members?.length, memberLimit);
  assert.is(status?.occurrences?.truncatedAlerts, 7);
  assert.match(spec.title, /Storm of 100 alerts/);
});

test('a person reports, and is told whom to call', async () => {
  const { status, body } = await send(
    { title: 'Mail to the wrong address', report: { what: 'A letter went to somebody else.', establishedAt: '2026-10-23T09:12:00+02:00' } },
    { 'idempotency-key': 'once' },
    '/v1/reports',
  );
  assert.is(status, 201, JSON.stringify(body));
  assert.is(body.contactPoint.phone, '+32 2 555 01 12');
  const { spec } = await get(body.name);
  assert.is(spec.report.reportedBy, 'system:serviceaccount:monitoring:alertmanager');
  assert.is(spec.report.reportedVia, 'API');
});

test('a replica whose port is taken runs all the same, and receives once the port is free', async () => {
  const port = await freePort();
  const first = await product.receiver({ MELDPUNT_INTAKE_ADDR: `127.0.0.1:${port}` });
  const second = product.operator({ MELDPUNT_INTAKE_ADDR: `127.0.0.1:${port}` });
  await until('it says that it cannot listen', () => second.log().includes('EADDRINUSE'));
  assert.match(await second.metrics(), /meldpunt_leader/);
  await first.operator.kill();
  await until('it listens in its place', () => second.log().includes('"message":"Alerts and reports are received."'));
  assert.is((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
  assert.is(await second.stop(), 0);
});

test('what is asked in another way is told how to ask', async () => {
  const get = await fetch(`${receiver.url}/v1/alertmanager?namespace=${namespace}`);
  assert.equal([get.status, get.headers.get('allow')], [405, 'POST']);
  assert.is((await fetch(`${receiver.url}/nowhere`)).status, 404);
  assert.is((await fetch(`${receiver.url}/healthz`)).status, 200);
  const nameless = await fetch(`${receiver.url}/v1/falco`, { method: 'POST' });
  assert.equal(
    [nameless.status, ((await nameless.json()) as { readonly problems: unknown }).problems],
    [400, [{ path: 'namespace', message: 'has to be the name of a namespace' }]],
  );
  const restricted = await product.receiver({ MELDPUNT_NAMESPACES: namespace });
  assert.is((await post(restricted.url, product.token, '/v1/falco', {}, {}, 'default')).status, 404);
  await restricted.operator.stop();
});

test.run();
