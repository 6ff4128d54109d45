// How a sender is known: signatures with their replays, certificates, audiences.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident } from '../../operator/api/types.gen.ts';
import { signatureOf } from '../../operator/outbound/signature.ts';
import { issue } from '../cluster/x509.ts';
import { message, namespace, post, type Receiver, type Reporting, startReporting } from '../intake/support/product.ts';
import { until } from '../kube/lab.ts';

let product: Reporting;
let receiver: Receiver;
const directory = mkdtempSync(join(tmpdir(), 'intake-'));
const secret = Buffer.from('a secret of the source falco, for tests');
const secretLine = `whsec_${secret.toString('base64')}`;

test.before(async () => {
  writeFileSync(join(directory, `${namespace}.falco`), `${secretLine}\n`);
  product = await startReporting();
  receiver = await product.receiver({ MELDPUNT_INTAKE_SECRETS: directory });
});

test.after(async () => {
  await product?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const event = (rule: string): string => JSON.stringify({ rule, output: 'Something.', priority: 'Critical', time: '2026-10-23T07:00:00Z' });

const seconds = (): number => Math.floor(Date.now() / 1000);

const signed = (
  body: string,
  { id, at = seconds(), by = secret }: { readonly id: string; readonly at?: number; readonly by?: Buffer },
) => ({
  'webhook-id': id,
  'webhook-timestamp': String(at),
  'webhook-signature': `v1,${signatureOf(by, { id, timestamp: String(at) }, Buffer.from(body)).toString('base64')}`,
});

const send = (body: string, headers: Readonly<Record<string, string>>, source = 'falco', into = namespace) =>
  post(receiver.url, undefined, `/v1/falco?source=${source}`, body, headers, into);

const rulesStored = async (): Promise<readonly (string | undefined)[]> => (await product.incidents()).map(({ spec }) => spec.source?.rule);

test('a signed message is taken in, under the name of its source', async () => {
  const body = event('signed');
  const { status, body: answer } = await send(body, signed(body, { id: 'm1' }));
  assert.is(status, 200, JSON.stringify(answer));
  const { spec } = await product.admin.get<Incident>(kinds.Incident, { namespace, name: answer.results[0].name });
  assert.is(spec.report.reportedBy, 'intake:falco');
});

const forged = event('forged');
const forgeries: readonly {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly source?: string;
  readonly into?: string;
}[] = [
  { name: 'nothing', headers: {} },
  { name: 'another secret', headers: signed(forged, { id: 'f1', by: Buffer.from('not the secret of the source') }) },
  { name: 'a signature over another body', headers: signed(event('other'), { id: 'f2' }) },
  { name: 'a time six minutes ago', headers: signed(forged, { id: 'f3', at: seconds() - 360 }) },
  { name: 'a time six minutes ahead', headers: signed(forged, { id: 'f4', at: seconds() + 360 }) },
  { name: 'another time than was signed', headers: { ...signed(forged, { id: 'f5' }), 'webhook-timestamp': String(seconds() - 1) } },
  { name: 'another id than was signed', headers: { ...signed(forged, { id: 'f6' }), 'webhook-id': 'f7' } },
  { name: 'a source that nobody knows', headers: signed(forged, { id: 'f8' }), source: 'unknown' },
  { name: 'a source that is a path', headers: signed(forged, { id: 'f9' }), source: encodeURIComponent('../falco') },
  { name: 'a namespace that the source was not given', headers: signed(forged, { id: 'f10' }), into: 'default' },
];

for (const { name, headers, source, into } of forgeries) {
  test(`${name} is no signature: 401, and nothing is stored`, async () => {
    const { status } = await send(forged, headers, source, into);
    assert.is(status, 401);
    assert.not.ok((await rulesStored()).includes('forged'));
  });
}

test('a copy of a message is refused, and one sent again by its sender is answered without counting twice', async () => {
  const body = event('again');
  const first = signed(body, { id: 'm2' });
  const { body: answer } = await send(body, first);
  assert.is((await send(body, first)).status, 401);
  const again = await send(body, signed(body, { id: 'm2', at: seconds() - 2 }));
  assert.equal([again.status, again.body.results], [200, [{ kind: 'received before' }]]);
  const { status } = await product.admin.get<Incident>(kinds.Incident, { namespace, name: answer.results[0].name });
  assert.is(status?.occurrences?.count, 1);
});

test('a secret is replaced while both are valid', async () => {
  const next = Buffer.from('the next secret of the source falco');
  writeFileSync(join(directory, `${namespace}.falco`), `${secretLine}\nwhsec_${next.toString('base64')}\n`);
  const body = event('rotated');
  let n = 0;
  await until('the new secret is known', async () => {
    n += 1;
    return (await send(body, signed(body, { id: `r${n}`, by: next }))).status === 200;
  });
  assert.is((await send(body, signed(body, { id: 'r-old' }))).status, 200);
});

test('a token for another audience than the API server is taken when it is asked for, and no other then', async () => {
  const audience = 'meldpunt-intake';
  const { stdout } = await product.kubectl(['create', 'token', 'alertmanager', '-n', 'monitoring', `--audience=${audience}`]);
  const own = stdout.trim();
  assert.is((await post(receiver.url, own, '/v1/alertmanager', message(['e1']))).status, 401);
  const particular = product.operator({ MELDPUNT_INTAKE_ADDR: '127.0.0.1:0', MELDPUNT_INTAKE_AUDIENCE: audience });
  const listening = /"intake":"([^"]+)"/;
  await until('it listens', () => listening.test(particular.log()));
  const url = listening.exec(particular.log())?.[1] ?? '';
  await until('it is ready', async () => (await post(url, own, '/v1/alertmanager', message(['e1']))).status === 200);
  assert.is((await post(url, product.token, '/v1/alertmanager', message(['e1']))).status, 401);
  await particular.stop();
});

const identity = (commonName: string) => issue({ name: commonName }, { kind: 'server', hosts: ['127.0.0.1'] }, Temporal.Now.instant());

const present = ({ certificate, key }: { readonly certificate: string; readonly key: string }): void => {
  writeFileSync(join(directory, 'tls.key'), key);
  writeFileSync(join(directory, 'tls.crt'), certificate);
};

/** The name on the certificate that is shown. */
const shownAt = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.once('error', reject);
  });

const healthzOver = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/healthz`, { rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject).end();
  });

test('with a certificate it serves HTTPS, waits for one that is not there yet, and follows a renewal', async () => {
  const files = { MELDPUNT_INTAKE_TLS_CERT: join(directory, 'tls.crt'), MELDPUNT_INTAKE_TLS_KEY: join(directory, 'tls.key') };
  const operator = product.operator({ MELDPUNT_INTAKE_ADDR: '127.0.0.1:0', ...files });
  await until('it says what is missing', () => operator.log().includes('certificate and the key of the intake cannot be read'));
  present(identity('first'));
  const listening = /"intake":"(https:[^"]+)"/;
  await until('it listens', () => listening.test(operator.log()));
  const url = listening.exec(operator.log())?.[1] ?? '';
  assert.is(await healthzOver(url), 200);
  assert.is(await shownAt(url), 'first');
  writeFileSync(join(directory, 'tls.crt'), 'half a fil');
  await until('the half-written file is told', () => operator.log().includes('cannot be read again'));
  assert.is(await shownAt(url), 'first');
  present(identity('second'));
  await until('the new certificate is shown', async () => (await shownAt(url)) === 'second');
  await operator.stop();
});

test.run();
