import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type MetricsServer, type MetricsServerOptions, startMetricsServer } from '../../operator/telemetry/server.ts';

const base: MetricsServerOptions = {
  address: { host: '127.0.0.1', port: 0 },
  expose: async () => ({ contentType: 'text/plain; version=0.0.4; charset=utf-8', text: 'meldpunt_leader 1\n' }),
  ready: () => undefined,
};

const serving = async (options: Partial<MetricsServerOptions>, use: (server: MetricsServer) => Promise<void>): Promise<void> => {
  const server = await startMetricsServer({ ...base, ...options });
  try {
    await use(server);
  } finally {
    await server.close();
  }
};

const asked = async (url: string, init?: RequestInit): Promise<{ status: number; type: string | null; text: string }> => {
  const response = await fetch(url, init);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

const plain = 'text/plain; charset=utf-8';

test('the figures are served in the format of Prometheus', () =>
  serving({}, async ({ url }) => {
    assert.equal(await asked(`${url}/metrics`), {
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      text: 'meldpunt_leader 1\n',
    });
    assert.is((await asked(`${url}/metrics?name[]=x`)).status, 200);
    assert.equal(await asked(`${url}/metrics`, { method: 'HEAD' }), {
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      text: '',
    });
  }));

test('health and readiness answer ok, or 503 with the reason', async () => {
  await serving({}, async ({ url }) => {
    assert.equal(await asked(`${url}/healthz`), { status: 200, type: plain, text: 'ok\n' });
    assert.equal(await asked(`${url}/readyz`), { status: 200, type: plain, text: 'ok\n' });
  });
  let waiting: string | undefined = 'The cache of incidents is not filled yet.';
  await serving({ ready: () => waiting, health: () => 'The engine has stood still for 130 s.' }, async ({ url }) => {
    assert.equal(await asked(`${url}/readyz`), { status: 503, type: plain, text: 'The cache of incidents is not filled yet.\n' });
    assert.equal(await asked(`${url}/healthz`), { status: 503, type: plain, text: 'The engine has stood still for 130 s.\n' });
    waiting = undefined;
    assert.is((await asked(`${url}/readyz`)).status, 200);
  });
});

test('any other path is 404, and any other method 405', () =>
  serving({}, async ({ url }) => {
    assert.equal(await asked(`${url}/`), { status: 404, type: plain, text: 'There is /metrics, /healthz and /readyz.\n' });
    assert.is((await asked(`${url}/metrics/../etc`)).status, 404);
    assert.equal(await asked(`${url}/metrics`, { method: 'POST', body: 'x'.repeat(1_000_000) }), {
      status: 405,
      type: plain,
      text: 'Only GET and HEAD are answered here.\n',
    });
  }));

test('figures that cannot be made are a 500 without a word of why, and the server goes on', async () => {
  let broken = true;
  const expose = async () => {
    if (broken) throw new Error('canary-4f1d');
    return base.expose();
  };
  await serving({ expose }, async ({ url }) => {
    assert.equal(await asked(`${url}/metrics`), { status: 500, type: plain, text: 'The figures could not be made.\n' });
    broken = false;
    assert.is((await asked(`${url}/metrics`)).status, 200);
  });
});

test('an address that is taken is told in a sentence that names the setting', () =>
  serving({}, async ({ url }) => {
    const port = Number(new URL(url).port);
    const sentence = `The metrics cannot be served on 127.0.0.1:${port}: another program listens there already. Set MELDPUNT_METRICS_ADDR to another address.`;
    await startMetricsServer({ ...base, address: { host: '127.0.0.1', port } }).then(
      () => assert.unreachable(),
      (error: Error) => assert.is(error.message, sentence),
    );
  }));

/** Sends bytes on a connection of its own, and resolves with all that comes back until it is closed. */
const raw = (url: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });

test('a header that never ends is refused, and so is what is no HTTP', () =>
  serving({}, async ({ url }) => {
    assert.match(await raw(url, `GET /metrics HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}`), /^HTTP\/1\.1 431 /);
    assert.match(await raw(url, 'SSH-2.0-OpenSSH_9.6\r\n\r\n'), /^HTTP\/1\.1 400 /);
  }));

test('closing ends connections that are kept alive', async () => {
  const server = await startMetricsServer(base);
  const held = raw(server.url, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  await asked(`${server.url}/healthz`);
  await server.close();
  assert.match(await held, /^HTTP\/1\.1 200 /);
});

test.run();
