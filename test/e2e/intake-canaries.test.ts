// What is planted in every way a report can come in shows in no metric, log, Event, name or message to another system (S6).
// Shows: S6.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident } from '../../operator/api/types.gen.ts';
import { builtins, type KubeObject } from '../../operator/kube/object.ts';
import { signatureOf } from '../../operator/outbound/signature.ts';
import { message, namespace, type Posted, post, type Receiver, type Reporting, startReporting } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';
import { type SinkPeer, type SinkPeers, sinkPeers } from '../sink/receivers.ts';

/** A word that no program would make up, and a name as people have one. */
const canary = 'canary7f3a91';
const name = 'Marie Peeters-Canarywood';

let product: Reporting;
let receiver: Receiver;
let peers: SinkPeers;
let events: SinkPeer;
let findings: SinkPeer;
const directory = mkdtempSync(join(tmpdir(), 'canaries-'));
const secret = Buffer.from(`the secret ${canary} of a source`);

const channel = (of: string, { url }: SinkPeer, timeline: string) => ({
  name: of,
  type: 'Webhook',
  url,
  secretRef: { name: of },
  timeline,
  addresses: ['127.0.0.0/8'],
});

test.before(async () => {
  writeFileSync(join(directory, `${namespace}.falco`), `whsec_${secret.toString('base64')}\n`);
  peers = sinkPeers();
  [events, findings] = [await peers.start('events'), await peers.start('findings')];
  product = await startReporting();
  const channels = [channel('events', events, 'CloudEvents'), channel('findings', findings, 'OCSF')];
  // A rule that counts first and one that waits first: what they keep meanwhile is kept elsewhere than in the register.
  const intake = [
    { match: { keep: 'count' }, category: 'Malfunction', threshold: 2 },
    { match: { keep: 'wait' }, category: 'Malfunction', hold: 'PT1S' },
  ];
  const patch = JSON.stringify({ spec: { channels, intake } });
  const { code, stderr } = await product.kubectl(['patch', 'incidentpolicy', 'default', '--type=merge', '-p', patch]);
  assert.is(code, 0, stderr);
  receiver = await product.receiver({ MELDPUNT_INTAKE_SECRETS: directory, MELDPUNT_CHANNEL_SECRETS: peers.secrets });
  await receiver.operator.leads();
});

test.after(async () => {
  await product?.stop();
  peers?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const alertmanager = (fingerprint: string, more: Readonly<Record<string, string>> = {}, status: 'firing' | 'resolved' = 'firing') => {
  const planted = message([fingerprint], status, { groupKey: `{}:{group="${canary}"}`, externalURL: `http://${canary}.example` });
  const labels = { alertname: `Alert ${canary} ${name}`, asset: `asset ${canary}`, department: canary, severity: canary, [canary]: name };
  const annotations = { summary: `${name} lost ${canary}`, description: canary };
  const generatorURL = `http://${canary}.example/${canary}`;
  return { ...planted, alerts: planted.alerts.map((alert) => ({ ...alert, labels: { ...labels, ...more }, annotations, generatorURL })) };
};

const attributes = (id: string) => ({
  specversion: '1.0',
  id: `${canary}-${id}`,
  source: `//${canary}/${id}`,
  type: `example.${canary}`,
  subject: `${canary} ${id}`,
});

const data = {
  summary: `${name} lost ${canary}`,
  severity: canary,
  labels: { asset: canary, [canary]: name },
  url: `http://${canary}.example`,
};

const falco = {
  rule: `Rule ${canary} ${name}`,
  output: `${name} ran ${canary}`,
  priority: 'Critical',
  time: '2026-10-23T07:00:00Z',
  hostname: canary,
  source: canary,
  tags: [canary],
  output_fields: { 'user.name': name, 'proc.cmdline': canary },
};

const person = { what: `${name} ${canary}`, establishedAt: '2026-10-23T09:12:00+02:00', impact: canary, cause: name };

const signed = (body: string): Readonly<Record<string, string>> => {
  const [id, timestamp] = [`${canary}-1`, String(Math.floor(Date.now() / 1_000))];
  const signature = signatureOf(secret, { id, timestamp }, Buffer.from(body)).toString('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};

const binary = Object.fromEntries(Object.entries(attributes('binary')).map(([key, value]) => [`ce-${key}`, encodeURIComponent(value)]));
const structured = { 'content-type': 'application/cloudevents+json' };
const batch = { 'content-type': 'application/cloudevents-batch+json' };

const send = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Posted> =>
  post(receiver.url, product.token, path, body, headers);

/** Every way in, each of which is taken. */
const taken: Readonly<Record<string, () => Promise<Posted>>> = {
  'an alert': () => send('/v1/alertmanager', alertmanager(`one-${canary}`)),
  'its end': () => send('/v1/alertmanager', alertmanager(`one-${canary}`, {}, 'resolved')),
  'an alert that is counted first': () => send('/v1/alertmanager', alertmanager(`few-${canary}`, { keep: 'count' })),
  'an alert that waits first': () => send('/v1/alertmanager', alertmanager(`held-${canary}`, { keep: 'wait' })),
  'a storm': () => {
    const many = Array.from({ length: 40 }, (_, n) => alertmanager(`storm-${n}-${canary}`).alerts).flat();
    return send('/v1/alertmanager', { ...alertmanager('storm'), alerts: many });
  },
  'an event in a body': () => send('/v1/cloudevents', { ...attributes('structured'), data }, structured),
  'an event in headers': () => send('/v1/cloudevents', data, binary),
  'events in a batch': () =>
    send(
      '/v1/cloudevents',
      ['a', 'b'].map((id) => ({ ...attributes(id), data })),
      batch,
    ),
  'an alert of Falco': () => send('/v1/falco', falco),
  'an alert that is signed': () => {
    const body = JSON.stringify({ ...falco, rule: `Signed ${canary}` });
    return post(receiver.url, undefined, '/v1/falco?source=falco', body, signed(body));
  },
  'a report': () => send('/v1/reports', { title: 'A report', report: person }),
};

/** Of these, one repeats another, one stays below its threshold, and one of them is two. */
const ways = Object.keys(taken).length - 1;

/** What is refused, in every way in and before it. */
const refused: Readonly<Record<string, () => Promise<Posted>>> = {
  'a token that nobody issued': () => post(receiver.url, `${canary}.${canary}`, '/v1/reports', { report: person }),
  'a source that nobody knows': () => post(receiver.url, undefined, `/v1/falco?source=${canary}`, falco),
  'a signature over another body': () => post(receiver.url, undefined, '/v1/falco?source=falco', { [canary]: name }, signed('{}')),
  'a path that is none': () => send(`/v1/${canary}`, {}),
  'a namespace that is none': () => post(receiver.url, product.token, '/v1/falco', falco, {}, canary),
  'text that is no JSON': () => send('/v1/alertmanager', `{${canary} ${name}`),
  'a message of another form': () => send('/v1/alertmanager', { [canary]: name, alerts: canary }),
  'an event without a source': () => send('/v1/cloudevents', { specversion: canary, id: canary, type: name, data }, structured),
  'an alert of Falco of another form': () => send('/v1/falco', { rule: { [canary]: name }, time: canary }),
  'a report of another form': () => send(`/v1/reports?${canary}`, { [canary]: name, report: { [canary]: name, establishedAt: canary } }),
};

const all = async (kind: (typeof kinds)[keyof typeof kinds] | typeof builtins.Event): Promise<readonly KubeObject[]> => {
  const found: KubeObject[] = [];
  for await (const { items } of product.admin.listPages<KubeObject>(kind)) found.push(...items);
  return found;
};

const entriesIn = (incidents: readonly Incident[]): readonly string[] =>
  incidents.flatMap(({ metadata, status }) => (status?.timeline ?? []).map(({ seq }) => `${metadata.uid}.${seq}`));

test('every way in takes what is planted, or refuses it', async () => {
  for (const [way, call] of Object.entries(taken)) {
    const { status, body } = await call();
    assert.ok(status >= 200 && status < 300, `${way}: ${status} ${JSON.stringify(body)}`);
  }
  for (const [way, call] of Object.entries(refused)) {
    const { status } = await call();
    assert.ok(status >= 400 && status < 500, `${way}: ${status}`);
  }
});

test('it is found in no metric, log, Event, name or label, and in no message to another system', async () => {
  await until('what waited is an incident too, and every entry was told', async () => {
    const incidents = await product.incidents();
    const heard = new Set([...events.messages, ...findings.messages].map(({ id }) => id));
    const settled = incidents.length === ways && incidents.every(({ status }) => status?.phase === 'Reported');
    return settled && entriesIn(incidents).every((id) => heard.has(id));
  });
  const incidents = await product.incidents();
  const planted = JSON.stringify(incidents.map(({ spec }) => spec));
  assert.ok(planted.includes(canary) && planted.includes('Canarywood'), 'the register itself has it');
  await until('their Events are there', async () => {
    const told = JSON.stringify(await all(builtins.Event));
    return incidents.every(({ metadata }) => told.includes(metadata.name));
  });
  const objects = (await Promise.all([kinds.Incident, kinds.Notification, kinds.EvidenceItem, kinds.TimelineArchive].map(all))).flat();
  const { stdout: kept } = await product.kubectl(['get', 'configmaps', '-A', '-o', 'json']);
  const places = {
    metrics: await receiver.operator.metrics(),
    log: receiver.operator.log(),
    Events: JSON.stringify(await all(builtins.Event)),
    names: JSON.stringify(objects.map(({ metadata: { name: of, labels, annotations } }) => ({ of, labels, annotations }))),
    timelines: JSON.stringify(incidents.map(({ status }) => status?.timeline)),
    'what is counted': kept,
    CloudEvents: JSON.stringify(events.messages),
    OCSF: JSON.stringify(findings.messages),
  };
  assert.ok(events.messages.length > 0 && findings.messages.length > 0, 'both systems were told');
  const token = product.token.slice(0, 40);
  const marks = [canary, 'Canarywood', token, secret.toString('base64').slice(0, 20)].map((mark) => mark.toLowerCase());
  const found = Object.entries(places).flatMap(([place, text]) =>
    marks.flatMap((mark) => (text.toLowerCase().includes(mark) ? [`${mark} in ${place}`] : [])),
  );
  assert.equal(found, []);
});

test.run();
