// Checkpoints over the log of all timelines, signed by a real operator on a real API server.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Kind, kinds } from '../../operator/api/kinds.ts';
import { auditLog } from '../../operator/checkpoint/audit.ts';
import { chunkLines, chunkName, parseChunk, parseTail, type Tail, tailName } from '../../operator/checkpoint/chunks.ts';
import { ensureKeyFile } from '../../operator/checkpoint/keys.ts';
import type { Standing } from '../../operator/checkpoint/line.ts';
import { fileNames } from '../../operator/checkpoint/sinks.ts';
import { imprintOfNote } from '../../operator/checkpoint/stamping.ts';
import { respond } from '../../operator/cli/command.ts';
import { logInDirectory } from '../../operator/cli/kept.ts';
import { type Checkpoint, readCheckpoint } from '../../operator/journal/checkpoint.ts';
import { parseVerifier } from '../../operator/journal/note.ts';
import type { KubeObject } from '../../operator/kube/object.ts';
import { play } from '../../scripts/play.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { until } from '../kube/lab.ts';
import { account, type MailReceiver, startMailServer } from '../mail/support/server.ts';
import { type Authority, type AuthorityServer, createAuthority, serveAuthority } from '../timestamp/support/authority.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories } from './support/register.ts';
import { settle } from './support/settle.ts';

const system = 'meldpunt-system';
const origin = 'incidents.example.org/e2e';
const configMaps: Kind = { kind: 'ConfigMap', group: '', version: 'v1', plural: 'configmaps', namespaced: true };

type ConfigMap = KubeObject & { readonly data?: Readonly<Record<string, string>>; readonly immutable?: boolean };

let directory = '';
let product: Product;
let operator: Operator;
let key = '';
let authority: Authority;
let tsa: AuthorityServer;
let mail: MailReceiver;
let webhook: { readonly server: Server; readonly notes: string[]; status: number };

const settings = (): Readonly<Record<string, string>> => ({
  ...quickLease,
  MELDPUNT_CHECKPOINT_KEY: join(directory, 'key.pem'),
  MELDPUNT_CHECKPOINT_ORIGIN: origin,
  MELDPUNT_CHECKPOINT_INTERVAL: 'PT1S',
  MELDPUNT_CHECKPOINT_DIR: join(directory, 'sink'),
  MELDPUNT_CHECKPOINT_TSA_URL: tsa.url.href,
  MELDPUNT_CHECKPOINT_TSA_ANCHORS: join(authority.directory, 'root.crt'),
  MELDPUNT_CHECKPOINT_MAIL_SERVER: `smtp://localhost:${mail.port}`,
  MELDPUNT_CHECKPOINT_MAIL_SECRET: join(directory, 'mail'),
  MELDPUNT_CHECKPOINT_MAIL_FROM: 'meldpunt@example.org',
  MELDPUNT_CHECKPOINT_MAIL_TO: 'auditor@example.org',
  MELDPUNT_CHECKPOINT_WEBHOOK: `http://127.0.0.1:${(webhook.server.address() as AddressInfo).port}/`,
});

const startWebhook = async (): Promise<void> => {
  const notes: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      if (webhook.status === 200 && request.headers['content-type']?.startsWith('text/plain') === true) notes.push(body);
      response.writeHead(webhook.status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  webhook = { server, notes, status: 503 };
};

const replaceOperator = async (): Promise<void> => {
  await operator.stop();
  operator = product.operator(settings());
  await operator.leads();
};

test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'meldpunt-checkpoint-'));
  key = ensureKeyFile(join(directory, 'key.pem'), origin);
  await startWebhook();
  authority = await createAuthority();
  tsa = await serveAuthority(authority);
  mail = await startMailServer();
  mkdirSync(join(directory, 'mail'));
  const secret = { ...account, 'ca.crt': mail.authority };
  for (const [name, text] of Object.entries(secret)) writeFileSync(join(directory, 'mail', name), text);
  product = await startProduct();
  process.env['KUBECTL'] = kubectlPath();
  operator = product.operator(settings());
  await operator.leads();
});

test.after(async () => {
  await product?.stop();
  webhook?.server.closeAllConnections();
  webhook?.server.close();
  await tsa?.close();
  await mail?.close();
  await authority?.remove();
  if (directory !== '') rmSync(directory, { recursive: true, force: true });
});

const configMap = (name: string): Promise<ConfigMap> => product.admin.get<ConfigMap>(configMaps, { namespace: system, name });

const tail = async (): Promise<Tail> => {
  const found = parseTail((await configMap(tailName)).data);
  if (found === undefined) throw new Error('The ConfigMap of the newest checkpoint is none.');
  return found;
};

const wholeLog = async (): Promise<readonly string[]> => {
  const { first, lines } = await tail();
  const all: string[] = [];
  for (let next = 0; next < first; next += chunkLines) all.push(...(parseChunk((await configMap(chunkName(next))).data)?.lines ?? []));
  return [...all, ...lines];
};

const checkpointOf = (note: string): Checkpoint => {
  const verifier = parseVerifier(key);
  const read = readCheckpoint(note, origin, verifier === undefined ? [] : [verifier]);
  if (read.outcome === 'refused') throw new Error(read.reason);
  return read.checkpoint;
};

const newest = (told: ReadonlyMap<string, readonly Standing[]>): readonly string[] =>
  [...told.values()]
    .flatMap((standings) => standings.at(-1) ?? [])
    .map(({ uid, seq, hash, state }) => `${uid} ${seq} ${hash} ${state}`)
    .toSorted();

/** Waits until a checkpoint covers every timeline as it is, and returns it. */
const covered = async (): Promise<{ readonly note: string; readonly size: number }> => {
  await settle(product);
  let note = '';
  let size = 0;
  await until('a checkpoint covers every timeline', async () => {
    const records = await histories(product.admin);
    const expected = records.flatMap(({ record: { metadata }, entries }) => {
      const last = entries.at(-1);
      return last === undefined ? [] : [`${metadata.uid} ${last.seq} ${last.hash} present`];
    });
    const lines = await wholeLog().catch(() => []);
    note = lines.length === 0 ? '' : (await tail()).checkpoint;
    size = note === '' ? 0 : checkpointOf(note).size;
    const present = newest(auditLog(lines, []).told).filter((line) => line.endsWith(' present'));
    return size === lines.length && expected.length > 0 && present.join('\n') === expected.toSorted().join('\n');
  });
  return { note, size };
};

const verifyAll = async (...args: readonly string[]) =>
  respond(['verify', `--kubeconfig=${product.plane.kubeconfig}`, '--key', key, ...args]);

let early = '';

test('what the operator records is under a signed checkpoint within moments, in the cluster and in the directory', async () => {
  await play('lost-laptop', { kubeconfig: product.plane.kubeconfig, to: 6 });
  const { note, size } = await covered();
  assert.equal(auditLog(await wholeLog(), [checkpointOf(note)]).problems, []);
  assert.equal(auditLog(await wholeLog(), []).faults, []);
  const kept = join(directory, 'sink', fileNames.checkpoint(size));
  await until('the directory has the checkpoint', async () => readdirSync(join(directory, 'sink')).includes(fileNames.checkpoint(size)));
  assert.is(readFileSync(kept, 'utf8'), note);
  const { lines, note: mirrored } = logInDirectory(join(directory, 'sink'));
  assert.equal([lines, mirrored], [await wholeLog(), note]);
  early = kept;
  const answer = await verifyAll();
  assert.is(answer.code, 0, answer.out);
  assert.match(answer.out, `signed  checkpoint of ${size} lines by ${origin}`);
});

test('an authority stamps the checkpoint, in the cluster and in the directory, and verify tells when it existed', async () => {
  const { note, size } = await covered();
  const file = join(directory, 'sink', fileNames.stamp(size));
  await until('the directory has the stamp', async () => readdirSync(join(directory, 'sink')).includes(fileNames.stamp(size)));
  const token = readFileSync(file);
  assert.is((await tail()).stamp, token.toString('base64'));
  assert.match(await authority.verify(token, imprintOfNote(note).digest), 'Verification: OK');
  const anchors = ['--tsa-anchors', join(authority.directory, 'root.crt')];
  const told = new RegExp(`^stamped checkpoint of ${size} lines: it existed at \\S+Z, says CN=Time stamps of the tests$`, 'm');
  for (const from of [[], ['--log', join(directory, 'sink')]]) {
    const answer = await verifyAll(...anchors, ...from);
    assert.is(answer.code, 0, answer.out);
    assert.match(answer.out, told);
  }
  const kept = join(directory, 'kept.checkpoint');
  writeFileSync(kept, note);
  writeFileSync(`${kept}.tst`, token.with(token.length - 1, (token.at(-1) ?? 0) ^ 1));
  const broken = await verifyAll(...anchors, '--checkpoint', kept);
  assert.is(broken.code, 1, broken.out);
  assert.match(broken.out, `BROKEN  the checkpoint of ${size} lines: unproven (time stamp: badSignature)`);
});

test('the checkpoint is mailed with its stamp to whoever keeps it', async () => {
  const { note, size } = await covered();
  const subject = `Subject: Checkpoint of ${size} lines, ${origin}`;
  await until('the mail is there', async () => mail.received.some(({ raw }) => raw.includes(subject)));
  const received = mail.received.filter(({ raw }) => raw.includes(subject)).at(-1);
  assert.equal([received?.to, received?.secure, received?.user], [['auditor@example.org'], true, account.username]);
  assert.match(received?.raw ?? '', note.split('\n')[2] ?? note);
  assert.match(received?.raw ?? '', `filename=${fileNames.checkpoint(size)}`);
});

test('a sink that fails is told again until it took the newest checkpoint', async () => {
  assert.equal(webhook.notes, []);
  webhook.status = 200;
  await until('the webhook has the newest checkpoint', async () => webhook.notes.includes((await tail()).checkpoint), 30_000);
  assert.match(operator.log(), 'A checkpoint did not reach a sink; it is tried again.');
});

test('where nothing changes nothing is written', async () => {
  await covered();
  const before = (await configMap(tailName)).metadata.resourceVersion;
  // Several intervals: that nothing happens can only be seen by waiting.
  await delay(3_500);
  assert.is((await configMap(tailName)).metadata.resourceVersion, before);
});

test('the account of the operator can neither read a Secret nor change or remove what it sealed', async () => {
  const as = `system:serviceaccount:${system}:meldpunt-operator`;
  const attempts: readonly (readonly [string, string, 'yes' | 'no'])[] = [
    ['update', `configmaps/${tailName}`, 'yes'],
    ['create', 'configmaps', 'yes'],
    ['update', `configmaps/${chunkName(0)}`, 'no'],
    ['patch', `configmaps/${tailName}`, 'no'],
    ['delete', `configmaps/${tailName}`, 'no'],
    ['delete', `configmaps/${chunkName(0)}`, 'no'],
    ['deletecollection', 'configmaps', 'no'],
    ['list', 'configmaps', 'no'],
    ['get', 'secrets', 'no'],
    ['update', 'secrets', 'no'],
  ];
  const answers = await Promise.all(
    attempts.map(async ([verb, resource]) => {
      const { stdout } = await product.kubectl(['auth', 'can-i', verb, resource, '-n', system], { as });
      return [verb, resource, stdout.trim()] as const;
    }),
  );
  assert.equal(answers, attempts);
});

test('the next leader continues the log, and an earlier checkpoint still fits', async () => {
  const before = await wholeLog();
  await replaceOperator();
  await play('lost-laptop', { kubeconfig: product.plane.kubeconfig, from: 7, to: 10 });
  await covered();
  const after = await wholeLog();
  assert.ok(after.length > before.length);
  assert.equal(after.slice(0, before.length), before);
  const answer = await verifyAll('--checkpoint', early);
  assert.is(answer.code, 0, answer.out);
});

test('many timelines fill sealed parts that nobody can change, and the whole still verifies', async () => {
  const count = 560;
  const weakness = (n: number) => ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Weakness',
    metadata: { name: `weak-${n}`, namespace },
    spec: { title: 'Door does not close', notExploited: true },
  });
  await Promise.all(Array.from({ length: count }, (_, n) => product.admin.create(kinds.Weakness, weakness(n))));
  await covered();
  // Only what is stored already is sealed, with the next checkpoint.
  await product.admin.create(kinds.Weakness, weakness(count));
  const { size } = await covered();
  assert.ok(size > chunkLines);
  const sealed = await configMap(chunkName(0));
  assert.is(sealed.immutable, true);
  const { code, stderr } = await product.kubectl([
    'patch',
    'configmap',
    chunkName(0),
    '-n',
    system,
    '--type=merge',
    '-p',
    '{"data":{"lines":""}}',
  ]);
  assert.is(code, 1);
  assert.match(stderr, 'immutable');
  const answer = await verifyAll('--checkpoint', early);
  assert.is(answer.code, 0, answer.out);
  assert.match(answer.out, /Intact: 5\d\d records/);
  const mirrored = await verifyAll('--log', join(directory, 'sink'));
  assert.is(mirrored.code, 0, mirrored.out);
});

test('a record that is deleted is noted as gone; once what remains of it is gone too, whoever verifies misses it until it is said to be erased', async () => {
  const name = 'weak-0';
  const { metadata } = await product.admin.get<KubeObject>(kinds.Weakness, { namespace, name });
  // Only by taking the policy away can it be deleted at all.
  await product.kubectl(['delete', 'validatingadmissionpolicybinding', 'meldpunt-erasure']);
  await until('it is deleted', async () => (await product.kubectl(['delete', 'weakness', name, '-n', namespace])).code === 0);
  await until('the log notes it', async () =>
    newest(auditLog(await wholeLog(), []).told).some((line) => line.startsWith(`${metadata.uid} `) && line.endsWith(' gone')),
  );
  // Its archives hold its whole timeline, so that nothing is missing.
  const remains = await verifyAll();
  assert.is(remains.code, 0, remains.out);
  const archives = await product.kubectl(['get', 'timelinearchives', '-n', namespace, '-o', 'name']);
  const own = archives.stdout.split('\n').filter((archive) => archive.includes(metadata.uid ?? ''));
  assert.ok(own.length > 0, archives.stdout);
  assert.is((await product.kubectl(['delete', ...own, '-n', namespace])).code, 0);
  const missed = await verifyAll();
  assert.is(missed.code, 1, missed.out);
  assert.match(missed.out, `BROKEN  Weakness incidents/${name}: removed (record): the record with its `);
  assert.match(missed.out, `--erased ${metadata.uid}`);
  const expected = await verifyAll('--erased', metadata.uid ?? '');
  assert.is(expected.code, 0, expected.out);
});

test('a log that somebody changed is not continued, and verification against a kept checkpoint shows it', async () => {
  await covered();
  const found = await configMap(tailName);
  const { resourceVersion: _, ...metadata } = found.metadata;
  const { lines = '' } = found.data ?? {};
  const forged = {
    ...found.data,
    lines: lines.replace(/ (\d+) ([0-9a-f])/, (_all, seq: string, digit: string) => ` ${seq} ${digit === 'a' ? 'b' : 'a'}`),
  };
  await operator.stop();
  await product.admin.update(configMaps, { ...found, metadata, data: forged } as ConfigMap);
  operator = product.operator(settings());
  await operator.leads();
  await until('it says so', () => operator.log().includes('No checkpoint is signed until the log of timelines is in order again.'));
  assert.match(operator.log(), 'Its lines are not those over which it was signed.');
  await play('false-alarm', { kubeconfig: product.plane.kubeconfig, to: 1 });
  await settle(product);
  assert.is((await tail()).checkpoint, found.data?.['checkpoint']);
  const broken = await verifyAll();
  assert.is(broken.code, 1);
  assert.match(broken.out, 'BROKEN  the log of timelines: rewritten (log)');
  const kept = await verifyAll('--checkpoint', early, '--log', join(directory, 'sink'));
  assert.not.match(kept.out, 'the log of timelines');
  // Put back from what was kept, it goes on.
  await product.admin.update(configMaps, { ...found, metadata, data: found.data } as ConfigMap);
  await until(
    'it goes on',
    async () => checkpointOf((await tail()).checkpoint).size > checkpointOf(String(found.data?.['checkpoint'])).size,
    30_000,
  );
  assert.is((await verifyAll('--checkpoint', early)).code, 1);
});

test.run();
