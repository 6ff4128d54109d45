// What the policy makes of alerts, on a real API server: rules, thresholds, links between incidents, and the other formats.
// Shows: R-auto, R-b.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident } from '../../operator/api/types.gen.ts';
import { message, namespace, post, type Receiver, type Reporting, startReporting } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';

let product: Reporting;
/** Two replicas, posted to in turn: no rule may depend on which of them is asked. */
let receivers: readonly Receiver[];
let turn = 0;

const rules = [
  { match: { alertname: 'Seldom' }, category: 'Malfunction', threshold: 3, department: 'ict' },
  {
    match: { alertname: 'Malware', severity: 'critical' },
    category: 'AccessViolation',
    asset: 'workstations',
    department: 'ict',
    playbook: 'lost-device',
    severity: 'page',
    dedupe: 'PT24H',
  },
  { match: { type: 'dev.example.leak' }, category: 'PrivacyBreach' },
  { match: { alertname: 'Flickers' }, category: 'Malfunction', hold: 'PT4S' },
  { match: { alertname: 'HeldTwice' }, category: 'Malfunction', hold: 'PT1S', threshold: 2 },
  { match: { rule: 'Terminal shell in container' }, category: 'UncontrolledChange' },
];

test.before(async () => {
  product = await startReporting();
  const patch = JSON.stringify({ spec: { intake: rules } });
  const { code, stderr } = await product.kubectl(['patch', 'incidentpolicy', 'default', '--type=merge', '-p', patch]);
  assert.is(code, 0, stderr);
  receivers = [await product.receiver(), await product.receiver()];
});

test.after(async () => {
  await product?.stop();
});

const send = async (body: unknown, path = '/v1/alertmanager', headers: Readonly<Record<string, string>> = {}) => {
  turn += 1;
  const answer = await post(receivers[turn % 2]?.url ?? '', product.token, path, body, headers);
  assert.is(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.results;
};

const get = (name: string): Promise<Incident> => product.admin.get<Incident>(kinds.Incident, { namespace, name });

const alert = (alertname: string, fingerprint: string, more: object = {}) =>
  message([], 'firing', {
    groupKey: alertname,
    alerts: [
      {
        status: 'firing',
        labels: { alertname, severity: 'critical' },
        annotations: {},
        fingerprint,
        startsAt: '2026-10-23T07:00:00Z',
        ...more,
      },
    ],
  });

/** Adds what a person decides, as them. */
const decide = async (name: string, spec: object): Promise<void> => {
  const args = ['patch', 'incident', name, '-n', namespace, '--type=merge', '-p', JSON.stringify({ spec })];
  const { code, stderr } = await product.kubectl(args, { as: 'h.desk' });
  assert.is(code, 0, stderr);
};

const dismiss = async (name: string): Promise<void> => {
  await decide(name, { assessments: [{ id: 'a1', verdict: 'FalsePositive', reasons: 'A test of the rule.' }] });
  await until('it is dismissed', async () => (await get(name)).status?.phase === 'Dismissed');
};

test('a rule gives category, asset, department, playbook and a hint, and classifies nothing', async () => {
  const [{ name }] = await send(alert('Malware', 'c0'));
  const { spec, status } = await get(name);
  assert.equal(
    [spec.category, spec.asset, spec.department, spec.playbookRef, spec.source?.severity, status?.severity],
    ['AccessViolation', 'workstations', 'ict', { name: 'lost-device' }, 'page', undefined],
  );
});

test('an alert that no rule matches is a report without a category, never silence', async () => {
  const [{ name, kind }] = await send(alert('Unforeseen', 'c1'));
  assert.is(kind, 'created');
  assert.is((await get(name)).spec.category, undefined);
});

test('below its threshold an alert is counted in the cluster, over replicas, and the count goes with the incident', async () => {
  assert.equal(await send(alert('Seldom', 'c2')), [{ kind: 'pending', count: 1 }]);
  assert.equal(await send(alert('Seldom', 'c2')), [{ kind: 'pending', count: 2 }]);
  const [third] = await send(alert('Seldom', 'c2'));
  assert.is(third.kind, 'created');
  assert.is((await get(third.name)).status?.occurrences?.count, 3);
  const [fourth] = await send(alert('Seldom', 'c2'));
  assert.equal(fourth, { kind: 'counted', name: third.name });
});

test('an alert that fires again after its incident was dismissed opens a new one that names the first', async () => {
  const [first] = await send(alert('Unforeseen', 'c3'));
  await dismiss(first.name);
  const [second] = await send(alert('Unforeseen', 'c3', { startsAt: '2026-10-24T07:00:00Z' }));
  assert.equal(second, { kind: 'created', name: `${first.name}-2` });
  assert.is((await get(second.name)).spec.source?.previous, first.name);
  const [third] = await send(alert('Unforeseen', 'c3', { startsAt: '2026-10-24T07:00:00Z' }));
  assert.equal(third, { kind: 'counted', name: second.name });
});

test('the very firing that was dismissed counts on what was dismissed, within the window of its rule', async () => {
  const [first] = await send(alert('Malware', 'c4'));
  await dismiss(first.name);
  assert.equal(await send(alert('Malware', 'c4')), [{ kind: 'counted', name: first.name }]);
  assert.is((await get(first.name)).status?.phase, 'Dismissed');
  const [again] = await send(alert('Malware', 'c4', { startsAt: '2026-10-25T07:00:00Z' }));
  assert.is(again.name, `${first.name}-2`);
});

test('a resolution of something unknown opens nothing, and one of something closed is noted there', async () => {
  assert.equal(await send(alert('Unforeseen', 'c5', { status: 'resolved' })), [{ kind: 'ignored' }]);
  const [first] = await send(alert('Unforeseen', 'c6'));
  await dismiss(first.name);
  await send(alert('Unforeseen', 'c6', { status: 'resolved', endsAt: '2026-10-23T08:00:00Z' }));
  const { status } = await get(first.name);
  assert.equal([status?.phase, status?.occurrences?.resolvedAt, status?.occurrences?.count], ['Dismissed', '2026-10-23T08:00:00Z', 1]);
});

test('a name that was given to something else is left alone', async () => {
  const [{ name }] = await send(alert('Unforeseen', 'c7'));
  const second = `${name}-2`;
  const report = { what: 'Somebody took the name.', establishedAt: '2026-10-23T07:00:00Z' };
  await product.apply({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { name: second, namespace },
    spec: { title: 'Taken', report },
  });
  await dismiss(name);
  const [next] = await send(alert('Unforeseen', 'c7', { startsAt: '2026-10-24T07:00:00Z' }));
  assert.equal(next, { kind: 'created', name: `${name}-3` });
  assert.is((await get(second)).status?.occurrences, undefined);
});

test('CloudEvents come in all three modes, and their subject makes them recognisable', async () => {
  const event = {
    specversion: '1.0',
    id: '1',
    source: '/dlp',
    type: 'dev.example.leak',
    subject: 'mail-gateway',
    data: { summary: 'A leak.' },
  };
  const [structured] = await send(event, '/v1/cloudevents', { 'content-type': 'application/cloudevents+json' });
  assert.is(structured.kind, 'created');
  const [batch] = await send([{ ...event, id: '2' }], '/v1/cloudevents', { 'content-type': 'application/cloudevents-batch+json' });
  assert.equal(batch, { kind: 'counted', name: structured.name });
  const headers = {
    'ce-specversion': '1.0',
    'ce-id': '3',
    'ce-source': '/dlp',
    'ce-type': 'dev.example.leak',
    'ce-subject': 'mail-gateway',
  };
  assert.equal(await send({ summary: 'A leak.' }, '/v1/cloudevents', headers), [{ kind: 'counted', name: structured.name }]);
  const { spec, status } = await get(structured.name);
  assert.equal([spec.category, spec.report.what, status?.occurrences?.count], ['PrivacyBreach', 'A leak.', 3]);
});

test('an event of Falco becomes an incident, and another process in the same place is the same', async () => {
  const event = (pid: number) => ({
    rule: 'Terminal shell in container',
    priority: 'Notice',
    source: 'syscall',
    hostname: 'node-1',
    time: '2026-10-23T07:00:00.123456789Z',
    output: 'A shell was spawned in a container with an attached terminal.',
    output_fields: { 'k8s.ns.name': 'pensions', 'proc.pid': pid },
  });
  const [first] = await send(event(1), '/v1/falco');
  assert.is(first.kind, 'created');
  assert.equal(await send(event(2), '/v1/falco'), [{ kind: 'counted', name: first.name }]);
  const { spec } = await get(first.name);
  assert.equal(
    [spec.category, spec.source?.severity, spec.report.occurredAt],
    ['UncontrolledChange', 'Notice', '2026-10-23T07:00:00.123Z'],
  );
});

test('a group that was a storm stays one incident when it gets small', async () => {
  const storm = (names: readonly string[]) => message(names, 'firing', { groupKey: 'storm' });
  const names = Array.from({ length: 30 }, (_, n) => `d${n}`);
  const [first, ...others] = await send(storm(names));
  assert.equal(others, []);
  assert.equal(await send(storm(['d1', 'another'])), [{ kind: 'counted', name: first.name }]);
  const { status } = await get(first.name);
  assert.equal([status?.occurrences?.count, status?.occurrences?.distinct, status?.occurrences?.members?.length], [32, 31, 31]);
});

const ofRule = async (rule: string) => (await product.incidents()).filter(({ spec }) => spec.source?.rule === rule);

test('an alert is an incident once it fired for the hold time, over the death of all replicas, and one that is resolved sooner is none', async () => {
  assert.equal(await send(alert('Flickers', 'held-stays')), [{ kind: 'pending', count: 1 }]);
  assert.equal(await send(alert('Flickers', 'held-ends')), [{ kind: 'pending', count: 1 }]);
  assert.equal(await send(alert('Flickers', 'held-stays')), [{ kind: 'pending', count: 2 }]);
  await send(alert('Flickers', 'held-ends', { status: 'resolved', endsAt: '2026-10-23T08:00:00Z' }));
  assert.equal(await ofRule('Flickers'), []);
  await Promise.all(receivers.map(({ operator }) => operator.kill()));
  receivers = [await product.receiver(), await product.receiver()];
  await until('it is an incident', async () => (await ofRule('Flickers'))[0]?.status?.occurrences !== undefined, 60_000);
  assert.equal(
    (await ofRule('Flickers')).map(({ spec, status }) => [spec.source?.fingerprint, spec.category, status?.occurrences?.count]),
    [['held-stays', 'Malfunction', 2]],
  );
  const { stdout } = await product.kubectl(['get', 'secret', 'meldpunt-intake-held', '-n', 'meldpunt-system', '-o', 'jsonpath={.data}']);
  assert.match(stdout, /^(?:\{\})?$/);
});

test('a threshold counts first, and what it counted goes with the incident after the hold time', async () => {
  assert.equal(await send(alert('HeldTwice', 'held-twice')), [{ kind: 'pending', count: 1 }]);
  assert.equal(await send(alert('HeldTwice', 'held-twice')), [{ kind: 'pending', count: 2 }]);
  await until('it is an incident', async () => (await ofRule('HeldTwice'))[0]?.status?.occurrences?.count === 2, 30_000);
});

test('repetitions and resolutions are on the timeline', async () => {
  await until('the timeline tells the second', async () =>
    ((await ofRule('HeldTwice'))[0]?.status?.timeline ?? []).some(
      ({ reason, note }) => reason === 'Repeated' && note.startsWith('count 2 '),
    ),
  );
  await send(alert('HeldTwice', 'held-twice', { status: 'resolved', endsAt: '2026-10-23T08:00:00Z' }));
  await until('the timeline tells the resolution', async () =>
    ((await ofRule('HeldTwice'))[0]?.status?.timeline ?? []).some(({ reason }) => reason === 'SourceResolved'),
  );
});

test.run();
