// Timelines to other systems: real receivers over TLS, one of which is slow, and an operator that dies in between.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { KubeObject } from '../../operator/kube/object.ts';
import { until } from '../kube/lab.ts';
import { ocsfProblems } from '../sink/ocsf.ts';
import { type Message, type SinkPeer, type SinkPeers, sinkPeers } from '../sink/receivers.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories } from './support/register.ts';
import { settle } from './support/settle.ts';

let peers: SinkPeers;
let siem: SinkPeer;
let slow: SinkPeer;
let findings: SinkPeer;
let product: Product;
let operator: Operator;

const settings = () => ({ ...quickLease, MELDPUNT_CHANNEL_SECRETS: peers.secrets, MELDPUNT_CHECKPOINT_ORIGIN: 'incidents.example/e2e' });

const channel = (name: string, { url }: SinkPeer, timeline: string) => ({
  name,
  type: 'Webhook',
  url,
  secretRef: { name },
  timeline,
  addresses: ['127.0.0.0/8'],
});

const applied = async (object: object): Promise<void> => {
  const { code, stderr } = await product.kubectl(['apply', '--server-side', '-f', '-'], { input: JSON.stringify(object) });
  assert.is(code, 0, stderr);
};

const many = <T>(count: number, one: (n: number) => T): readonly T[] => Array.from({ length: count }, (_, n) => one(n));

/** A word that stands where people write; it may be told to nobody. */
const canary = 'zwaluwnest';

const report = (name: string, more: object = {}): Promise<void> =>
  applied({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { name, namespace },
    spec: {
      title: `Titel ${canary}`,
      category: 'HumanError',
      report: { what: `Wat ${canary}`, establishedAt: '2026-11-20T09:00:00Z', reportedBy: canary },
      ...more,
    },
  });

/** What the register holds, entry by entry, as ids of messages. */
const recorded = async (of: (kind: string) => boolean = () => true): Promise<readonly string[]> =>
  (await histories(product.admin))
    .filter(({ record }) => of(record.kind))
    .flatMap(({ record, entries }) => entries.map(({ seq }) => `${record.metadata.uid}.${seq}`))
    .toSorted();

const ids = (messages: readonly Message[]): readonly string[] => [...new Set(messages.map(({ id }) => id))].toSorted();

/** Messages that came before an earlier one of the same record had come; a message that comes twice is out of no order. */
const outOfOrder = (messages: readonly Message[]): readonly string[] => {
  const newest = new Map<string, number>();
  return messages.flatMap(({ id }) => {
    const [uid = '', seq] = id.split('.');
    const before = newest.get(uid) ?? 0;
    newest.set(uid, Math.max(before, Number(seq)));
    return Number(seq) > before + 1 ? [id] : [];
  });
};

const knowsAll = (peer: SinkPeer, of?: (kind: string) => boolean): Promise<void> =>
  until(
    'the receiver knows every entry',
    async () => {
      const [known, all] = [new Set(ids(peer.messages)), await recorded(of)];
      return all.length > 0 && all.every((id) => known.has(id));
    },
    60_000,
  );

const restart = async (end: 'kill' | 'stop'): Promise<void> => {
  await operator[end]();
  operator = product.operator(settings());
  await operator.leads();
};

test.before(async () => {
  peers = sinkPeers();
  [siem, slow, findings] = [await peers.start('siem'), await peers.start('slow'), await peers.start('findings')];
  product = await startProduct();
  const channels = [channel('siem', siem, 'CloudEvents'), channel('slow', slow, 'CloudEvents'), channel('findings', findings, 'OCSF')];
  const { code, stderr } = await product.kubectl([
    'patch',
    'incidentpolicy',
    'default',
    '--type=merge',
    '-p',
    JSON.stringify({ spec: { channels } }),
  ]);
  assert.is(code, 0, stderr);
  operator = product.operator(settings());
  await operator.leads();
});

test.after(async () => {
  await product?.stop();
  peers?.stop();
});

test('every entry of every timeline reaches a sink in order, though another one never answers', async () => {
  slow.answer('silence');
  await Promise.all(['sink-a', 'sink-b'].map((name) => report(name)));
  await settle(product);
  await knowsAll(siem);
  assert.equal(outOfOrder(siem.messages), []);
  assert.is(slow.messages.length, 0);
  assert.ok(slow.turnedAway() > 0, 'the slow one was asked');
});

test('a message is a CloudEvent that says what the Event says, and whoever changes it is found out', async () => {
  const all = await histories(product.admin);
  const history = all.find(({ record }) => record.metadata.name === 'sink-a');
  const [entry] = history?.entries ?? [];
  const uid = history?.record.metadata.uid ?? '';
  const message = siem.messages.find(({ id }) => id === `${uid}.1`);
  assert.is(message?.contentType, 'application/cloudevents+json; charset=utf-8');
  const { data, ...attributes } = message?.body ?? {};
  assert.equal(attributes, {
    specversion: '1.0',
    id: `${uid}.1`,
    source: '//incidents.example/e2e',
    type: 'dev.meldpunt.incident.Reported',
    subject: `${namespace}/incident/sink-a`,
    time: entry?.at,
    datacontenttype: 'application/json',
    sequence: '0000000001',
    partitionkey: uid,
  });
  assert.equal([data.reason, data.note, data.hash, data.incident], ['Reported', entry?.note, entry?.hash, 'sink-a']);
});

test('a kill in the middle loses nothing, and what was taken down is not told again', async () => {
  await Promise.all(many(6, (n) => report(`sink-kill-${n}`)));
  await until('some of it is told', () => siem.messages.some(({ body }) => String(body.subject).includes('sink-kill')));
  await restart('kill');
  await settle(product);
  await knowsAll(siem);
  assert.equal(outOfOrder(siem.messages), []);
  // A replica that stops in order takes down what it told: the next one repeats nothing.
  const told = siem.messages.length;
  await restart('stop');
  await report('sink-after');
  await settle(product);
  await knowsAll(siem);
  const isNew = ({ body }: Message): boolean => body.data.incident === 'sink-after';
  assert.equal(
    siem.messages.slice(told).filter((message) => !isNew(message)),
    [],
  );
});

test('a sink that was down for as long as entries took to move into archives is told all of them', async () => {
  const entries = {
    costs: many(64, (n) => ({ id: `c${n}`, kind: 'External', amount: '1.00', currency: 'EUR' })),
    communications: many(40, (n) => ({ id: `m${n}`, audience: 'staff', channel: 'mail', what: canary })),
  };
  await report('sink-long', entries);
  await settle(product);
  const archives: KubeObject[] = [];
  for await (const { items } of product.admin.listPages(kinds.TimelineArchive, { namespace })) archives.push(...items);
  assert.ok(archives.length > 0, 'the timeline is longer than its window');
  slow.answer(200);
  await knowsAll(slow);
  assert.equal(outOfOrder(slow.messages), []);
});

test('a SIEM that asks for findings is sent valid ones, of incidents only', async () => {
  await knowsAll(findings, (kind) => kind === 'Incident');
  assert.equal(ids(findings.messages), await recorded((kind) => kind === 'Incident'));
  assert.equal([...new Set(findings.messages.flatMap(({ body }) => ocsfProblems(body)))], []);
});

test('progress is in the cluster, in numbers and identifiers', async () => {
  const { stdout } = await product.kubectl(['get', 'configmaps', '-n', 'meldpunt-system', '-o', 'name']);
  const names = stdout.split('\n').filter((name) => name.startsWith('configmap/meldpunt-outbox-'));
  assert.ok(names.length > 0 && names.length <= 16, stdout);
});

test('no name and no text of a person is told, logged or kept beside the record', async () => {
  const { stdout: kept } = await product.kubectl(['get', 'configmaps', '-n', 'meldpunt-system', '-o', 'json']);
  const everything = [JSON.stringify([siem.messages, slow.messages, findings.messages]), operator.log(), await operator.metrics(), kept];
  for (const text of everything) assert.not.ok(text.includes(canary));
  assert.ok(siem.messages.length > 100);
});

test.run();
