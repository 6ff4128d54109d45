import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fromKubeconfig, inCluster } from '../../operator/kube/credentials.ts';

const folder = mkdtempSync(join(tmpdir(), 'kube-credentials-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** A kubeconfig of one context. */
const kubeconfig = (name: string, user: object, cluster: object = {}): string =>
  file(
    name,
    dump({
      'current-context': 'here',
      contexts: [
        { name: 'elsewhere', context: { cluster: 'other', user: 'other' } },
        { name: 'here', context: { cluster: 'c', user: 'u' } },
      ],
      clusters: [
        { name: 'other', cluster: { server: 'https://other.example.com' } },
        { name: 'c', cluster: { server: 'https://127.0.0.1:6443', ...cluster } },
      ],
      users: [{ name: 'u', user }],
    }),
  );
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('a token, a certificate and an authority are taken from the current context', async () => {
  const access = await fromKubeconfig(
    kubeconfig(
      'plain.yaml',
      { token: 't', 'client-certificate-data': base64('cert'), 'client-key-data': base64('key') },
      { 'certificate-authority-data': base64('ca'), 'tls-server-name': 'kubernetes' },
    ),
  )(false);
  assert.equal(access, {
    server: 'https://127.0.0.1:6443',
    tls: { ca: Buffer.from('ca'), cert: Buffer.from('cert'), key: Buffer.from('key'), servername: 'kubernetes' },
    headers: { authorization: 'Bearer t' },
  });
});

test('files are found beside the kubeconfig and read each time, so a rotated token or authority is taken over', async () => {
  file('token', 'first\n');
  file('ca.pem', 'old');
  const read = fromKubeconfig(kubeconfig('rotating.yaml', { tokenFile: 'token' }, { 'certificate-authority': 'ca.pem' }));
  assert.equal((await read(false)).headers, { authorization: 'Bearer first' });
  file('token', 'second\n');
  file('ca.pem', 'new');
  const access = await read(false);
  assert.equal([access.headers, access.tls.ca?.toString()], [{ authorization: 'Bearer second' }, 'new']);
});

test('a name and a password, a proxy and an unverified server are possible, because kubeconfigs have them', async () => {
  const access = await fromKubeconfig(
    kubeconfig('odd.yaml', { username: 'a', password: 'b' }, { 'proxy-url': 'http://proxy:3128', 'insecure-skip-tls-verify': true }),
  )(false);
  assert.equal(access, {
    server: 'https://127.0.0.1:6443',
    tls: { rejectUnauthorized: false },
    proxy: 'http://proxy:3128',
    headers: { authorization: `Basic ${base64('a:b')}` },
  });
});

test('a plug-in is asked once and again when the server refuses what it gave', async () => {
  file('count', '0');
  const script = file(
    'plugin.cjs',
    `#!${process.execPath}
const fs = require('node:fs');
const path = ${JSON.stringify(join(folder, 'count'))};
const count = Number(fs.readFileSync(path, 'utf8')) + 1;
fs.writeFileSync(path, String(count));
console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token: 'issued-' + count } }));
`,
  );
  chmodSync(script, 0o700);
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: script, interactiveMode: 'Never' };
  const read = fromKubeconfig(kubeconfig('exec.yaml', { exec }));
  const tokens = [await read(false), await read(false), await read(true)].map(({ headers }) => headers);
  assert.equal(tokens, [{ authorization: 'Bearer issued-1' }, { authorization: 'Bearer issued-1' }, { authorization: 'Bearer issued-2' }]);
});

test('somebody who acts for another says so', async () => {
  const { headers } = await fromKubeconfig(kubeconfig('as.yaml', { token: 't', as: 'carol' }))(false);
  assert.equal(headers, { 'impersonate-user': 'carol', authorization: 'Bearer t' });
});

test('a kubeconfig without a usable context is refused with a sentence', async () => {
  const path = file('empty.yaml', dump({ clusters: [], contexts: [], users: [], 'current-context': 'x' }));
  try {
    await fromKubeconfig(path)(false);
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /set "current-context" to one that names an existing cluster/);
  }
});

test('in a pod the service account is used, and its rotated token is taken over', async () => {
  file('token', 'pod-1\n');
  file('ca.crt', 'pod-ca');
  const read = inCluster({ KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' }, folder);
  assert.equal(await read(false), {
    server: 'https://[fd00::1]:443',
    tls: { ca: Buffer.from('pod-ca') },
    headers: { authorization: 'Bearer pod-1' },
  });
  file('token', 'pod-2\n');
  assert.equal((await read(false)).headers, { authorization: 'Bearer pod-2' });
});

test('outside a pod and without a kubeconfig a sentence says what to do', () => {
  assert.throws(() => inCluster({}), /set KUBECONFIG to the file/);
});

test.run();
