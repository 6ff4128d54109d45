// Real Prometheus and Alertmanager, set up by the files of the samples: a rule fires, an incident appears, and its clock fires back.
// Shows: R-auto, R-b, L1.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dashboardFiles } from '../../scripts/dashboards/boards.ts';
import { freePort } from '../cluster/ports.ts';
import { type Peer, provide, startPeer } from '../intake/support/peers.ts';
import { namespace, post, type Receiver, type Reporting, startReporting } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';
import { asSent, panelsOf } from '../scripts/dashboards.ts';
import { falseAlarm, lostLaptop, tell } from './support/story.ts';

const root = resolve(import.meta.dirname, '../..');
const samples = join(root, 'samples/monitoring');
const directory = mkdtempSync(join(tmpdir(), 'monitoring-'));

let product: Reporting;
let receiver: Receiver;
let sink: Server;
/** Where Prometheus answers. */
let prometheus: string;
const peers: Peer[] = [];
/** What reached the contact point. */
const calls: string[] = [];
/** Ends when the cases of the samples are handled to their ends, which happens while alerts wait for their time. */
let cases: Promise<void>;

const handleCases = async (): Promise<void> => {
  for (const story of [lostLaptop, falseAlarm]) await tell(product, story, { begins: Date.now() });
};

const promtool = async (...args: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(await provide('promtool'), args, { cwd: root, timeout: 120_000 });
  return stdout + stderr;
};

/** A file of the samples with other addresses and a quicker pace; all else is as a user has it. */
const adapted = (file: string, changes: Readonly<Record<string, string>>): string => {
  const text = Object.entries(changes).reduce(
    (before, [from, to]) => {
      assert.ok(before.includes(from), `${file} has ${from}`);
      return before.replaceAll(from, to);
    },
    readFileSync(join(samples, file), 'utf8'),
  );
  const path = join(directory, file);
  writeFileSync(path, text);
  return path;
};

const startPeers = async (metricsUrl: string): Promise<string> => {
  const [prometheusPort, alertmanagerPort] = [await freePort(), await freePort()];
  const sinkPort = (sink.address() as AddressInfo).port;
  writeFileSync(join(directory, 'token'), product.token);
  const alertmanager = adapted('alertmanager.yml', {
    'http://127.0.0.1:8443': receiver.url,
    '127.0.0.1:9095': `127.0.0.1:${sinkPort}`,
    'group_wait: 10s': 'group_wait: 1s',
    'group_interval: 1m': 'group_interval: 2s',
  });
  const prometheus = adapted('prometheus.yml', {
    '127.0.0.1:9464': new URL(metricsUrl).host,
    '127.0.0.1:9093': `127.0.0.1:${alertmanagerPort}`,
    '../../charts': join(root, 'charts'),
    '- rules.yml': `- ${join(samples, 'rules.yml')}`,
    'scrape_interval: 15s': 'scrape_interval: 1s',
    'evaluation_interval: 15s': 'evaluation_interval: 1s',
  });
  const listen = (port: number): string => `--web.listen-address=127.0.0.1:${port}`;
  const storage = (name: string): string => join(directory, name);
  const lonely = '--cluster.listen-address=';
  peers.push(
    await startPeer('alertmanager', [`--config.file=${alertmanager}`, `--storage.path=${storage('am')}`, lonely, listen(alertmanagerPort)]),
    await startPeer('prometheus', [`--config.file=${prometheus}`, `--storage.tsdb.path=${storage('tsdb')}`, listen(prometheusPort)]),
  );
  return `http://127.0.0.1:${prometheusPort}`;
};

/** The value of the first series of a query; undefined where there is none yet. */
const ask = async (prometheus: string, query: string): Promise<number | undefined> => {
  try {
    const response = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data } = (await response.json()) as {
      readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
    };
    const value = data.result[0]?.value[1];
    return value === undefined ? undefined : Number(value);
  } catch {
    // It has not begun to listen.
    return undefined;
  }
};

test.before(async () => {
  sink = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      calls.push(text);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  product = await startReporting();
  const patch = JSON.stringify(load(readFileSync(join(samples, 'intake-rules.yml'), 'utf8')));
  const { code, stderr } = await product.kubectl(['patch', 'incidentpolicy', 'default', '--type=merge', '-p', patch]);
  assert.is(code, 0, stderr);
  assert.is((await product.kubectl(['apply', '-f', join(samples, 'account.yml')])).code, 0);
  receiver = await product.receiver();
  await receiver.operator.leads();
});

test.after(async () => {
  await Promise.all(peers.map((peer) => peer.stop()));
  sink.close();
  await product?.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('promtool accepts the rules, and their unit tests pass', async () => {
  await promtool('check', 'rules', 'charts/meldpunt/files/monitoring/rules.yaml', 'samples/monitoring/rules.yml');
  const files = ['rules', 'rules-cost', 'rules-delivery'].map((name) => `test/intake/support/${name}.test.yaml`);
  await promtool('test', 'rules', ...files);
});

test('promtool accepts the configuration of the samples', async () => {
  await promtool('check', 'config', 'samples/monitoring/prometheus.yml');
});

test('the metrics page is what promtool calls well-formed', async () => {
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    `printf '%s' "$1" | "$2" check metrics`,
    'sh',
    await receiver.operator.metrics(),
    await provide('promtool'),
  ]);
  assert.is(stdout, '');
});

test('a rule fires, Alertmanager posts, an incident appears, Prometheus sees it, and its missed clock reaches the contact point', async () => {
  const metrics = /"metrics":"([^"]+)"/.exec(receiver.operator.log())?.[1] ?? '';
  prometheus = await startPeers(metrics);
  await until('Prometheus scrapes the operator', async () => (await ask(prometheus, 'meldpunt_leader')) === 1, 60_000);
  cases = handleCases();
  // Whoever waits for them is told.
  cases.catch(() => undefined);
  // Somebody knocks, again and again: increase() needs to see the counter rise.
  await until(
    'the rule of the organisation fires',
    async () => {
      for (let n = 0; n < 10; n += 1) await post(receiver.url, 'no-token', '/v1/falco', {});
      return (await ask(prometheus, 'ALERTS{alertname="IntakeProbed",alertstate="firing"}')) === 1;
    },
    60_000,
  );
  await until(
    'it is an incident',
    async () => (await product.incidents()).some(({ spec }) => spec.source?.rule === 'IntakeProbed'),
    60_000,
  );
  const incident = (await product.incidents()).find(({ spec }) => spec.source?.rule === 'IntakeProbed');
  assert.equal(
    [
      incident?.spec.category,
      incident?.spec.department,
      incident?.spec.asset,
      incident?.spec.report.reportedBy,
      incident?.spec.source?.severity,
    ],
    ['AccessViolation', 'ict', 'incident-intake', 'system:serviceaccount:monitoring:alertmanager', 'warning'],
  );
  await until(
    'Prometheus sees the incident',
    async () => (await ask(prometheus, 'sum(meldpunt_incidents{category="AccessViolation",phase="Reported"})')) === 1,
  );
  // A breach that was established four days ago: the 72 hours of the policy are over.
  const establishedAt = Temporal.Now.instant().subtract({ hours: 96 }).toString();
  const report = { title: 'Found late', category: 'PrivacyBreach', report: { what: 'A letter went astray.', establishedAt } };
  assert.is((await post(receiver.url, product.token, '/v1/reports', report)).status, 201);
  await until(
    'the missed clock fires',
    async () => ((await ask(prometheus, 'ALERTS{alertname="MeldpuntDeadlineMissed"}')) ?? 0) > 0,
    60_000,
  );
  await until('the contact point is called', () => calls.some((text) => text.includes('MeldpuntDeadlineMissed')), 120_000);
  const missed = await product.incidents();
  assert.not.ok(
    missed.some(({ spec }) => spec.source?.rule?.startsWith('Meldpunt')),
    `no alert of the product becomes an incident in ${namespace}`,
  );
});

test('Prometheus has watched while two cases were handled to their ends', async () => {
  await cases;
  await until(
    'Prometheus sees how they ended',
    async () => (await ask(prometheus, 'sum(meldpunt_incidents{phase=~"Closed|Dismissed"})')) === 2,
  );
});

/** Queries for which there is nothing to find here: every notification of the cases was sent. */
const nothingThere = new Set(['Notifications that wait']);

test('every query of the dashboards is one to Prometheus, and finds what the operator tells', async () => {
  const answers = await Promise.all(
    [...dashboardFiles().values()].flatMap(panelsOf).flatMap(({ title, expressions }) =>
      expressions.map(async (expression) => {
        const query = encodeURIComponent(asSent(expression, '1m'));
        const response = await fetch(`${prometheus}/api/v1/query?query=${query}`);
        const { status, error, data } = (await response.json()) as {
          readonly status: string;
          readonly error?: string;
          readonly data?: { readonly result: readonly unknown[] };
        };
        return { title, expression, status, error, found: data?.result.length ?? 0 };
      }),
    ),
  );
  assert.equal(
    answers.filter(({ status }) => status !== 'success'),
    [],
  );
  const empty = answers.filter(({ found, title }) => found === 0 && !nothingThere.has(title));
  assert.equal(
    empty.map(({ title, expression }) => `${title}: ${expression}`),
    [],
  );
});

test.run();
