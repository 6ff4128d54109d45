// What Kubernetes rotates under a running operator, over real TLS: the authority of the API server, and the token of the account.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createClient } from '../../operator/kube/client.ts';
import { createConnection } from '../../operator/kube/connection.ts';
import { fromKubeconfig } from '../../operator/kube/credentials.ts';
import { type Identity, issue } from '../cluster/x509.ts';
import { caseKind, countingObserver, until } from './lab.ts';

const directory = mkdtempSync(join(tmpdir(), 'rotation-'));
test.after(() => rmSync(directory, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

const identity = (): Identity => issue({ name: 'kube-apiserver' }, { kind: 'server', hosts: ['127.0.0.1'] }, Temporal.Now.instant());

/** An API server with a certificate, that knows one token and answers with an object. */
const serving = async (first: Identity, token: () => string): Promise<Server> => {
  const server = createServer({ cert: first.certificate, key: first.key }, ({ headers }, response) => {
    const known = headers.authorization === `Bearer ${token()}`;
    const body = known ? { metadata: { name: 'x' } } : { kind: 'Status', reason: 'Unauthorized' };
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const kubeconfigFor = (port: number): string =>
  file(
    'kubeconfig',
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority': 'ca.crt' } }],
      users: [{ name: 'u', user: { tokenFile: 'token' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  );

test('a new authority and a new token are taken over from their files while it runs, and nobody else is trusted meanwhile', async () => {
  const [old, next] = [identity(), identity()];
  let token = 'first';
  file('ca.crt', old.certificate);
  file('token', token);
  const server = await serving(old, () => token);
  const { observer } = countingObserver();
  const credentials = fromKubeconfig(kubeconfigFor((server.address() as AddressInfo).port));
  const connection = createConnection({ credentials, observer, connections: 2 });
  const client = createClient(connection);
  const answered = (): Promise<boolean> =>
    client.get(caseKind, { name: 'x' }).then(
      () => true,
      () => false,
    );
  try {
    assert.ok(await answered());
    server.setSecureContext({ cert: next.certificate, key: next.key });
    server.closeAllConnections();
    await until('the certificate of a stranger is refused', async () => !(await answered()));
    assert.not.ok(await answered());
    file('ca.crt', next.certificate);
    await until('the new authority is trusted', answered);
    token = 'second';
    file('token', token);
    await until('the new token is sent', answered);
  } finally {
    await connection.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test.run();
