import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reachOf } from '../../operator/outbound/address.ts';
import { readWebhookSecret } from '../../operator/outbound/secret.ts';
import { isSigned } from '../../operator/outbound/signature.ts';
import { createWebhook, type Posted, signedHeaders, type WebhookTarget } from '../../operator/outbound/webhook.ts';
import { issue } from '../cluster/x509.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const house = { name: 'authority of the house' };
const now = Temporal.Now.instant();
const authority = issue(house, { kind: 'authority' }, now);
const { certificate, key } = issue({ name: 'siem' }, { kind: 'server', hosts: ['localhost', '127.0.0.1'] }, now, {
  subject: house,
  identity: authority,
});
const ca = authority.certificate;
const loopback = reachOf(['127.0.0.0/8', '::1/128']);

let server: Server;
let heard: Heard[] = [];
let answer: (response: ServerResponse) => void = (response) => void response.end();

const target = (more: Partial<WebhookTarget> = {}): WebhookTarget => ({
  url: new URL(`https://localhost:${(server.address() as AddressInfo).port}/hooks`),
  secrets: [],
  reach: loopback,
  ca,
  timeoutMs: 5_000,
  ...more,
});

const post = async (more: Partial<WebhookTarget> = {}): Promise<Posted> => {
  const webhook = createWebhook(target(more));
  try {
    return await webhook.post({ id: 'msg-1', contentType: 'application/json', body: '{"é":1}' });
  } finally {
    webhook.close();
  }
};

test.before(async () => {
  server = createServer({ cert: certificate, key }, (request, response) => {
    // What is given up may still arrive, during a later test.
    if (request.url === '/silent') return;
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

test.before.each(() => {
  heard = [];
  answer = (response) => void response.end();
});

test.after(() => {
  server.closeAllConnections();
  server.close();
});

test('the signature is that of the example in the specification of Standard Webhooks', () => {
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  assert.equal(signedHeaders([secret], message, 1_614_265_330_000), {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a receiver that has either the old or the new secret knows the message as ours', async () => {
  const [old, fresh] = [Buffer.alloc(24, 1), Buffer.alloc(24, 2)];
  assert.equal(await post({ secrets: [fresh, old] }), { outcome: 'accepted', status: 200 });
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  assert.is(body, '{"é":1}');
  const signed = {
    id: String(headers['webhook-id']),
    timestamp: String(headers['webhook-timestamp']),
    signatures: String(headers['webhook-signature']),
  };
  const knows = (secret: Buffer): boolean => isSigned([secret], signed, Buffer.from(body));
  assert.equal([knows(old), knows(fresh), knows(Buffer.alloc(24, 3))], [true, true, false]);
});

const answers: readonly {
  readonly name: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly posted: Posted;
}[] = [
  { name: 'taken', status: 202, posted: { outcome: 'accepted', status: 202 } },
  { name: 'a message that is wrong', status: 422, posted: { outcome: 'refused', status: 422 } },
  { name: 'a wrong secret', status: 401, posted: { outcome: 'failed', cause: 'HTTP 401', retryAfterMs: 0 } },
  {
    name: 'a redirect to somewhere else',
    status: 307,
    headers: { location: 'https://elsewhere.example/' },
    posted: { outcome: 'failed', cause: 'HTTP 307', retryAfterMs: 0 },
  },
  { name: 'too much', status: 429, headers: { 'retry-after': '7' }, posted: { outcome: 'failed', cause: 'HTTP 429', retryAfterMs: 7_000 } },
  {
    name: 'more patience than anybody has',
    status: 503,
    headers: { 'retry-after': '999999999' },
    posted: { outcome: 'failed', cause: 'HTTP 503', retryAfterMs: 3_600_000 },
  },
];
for (const { name, status, headers, posted } of answers) {
  test(`an answer says what is to be done: ${name}`, async () => {
    answer = (response) => void response.writeHead(status, headers).end('text that nobody reads');
    assert.equal(await post(), posted);
  });
}

test('an answer without end takes no memory', async () => {
  answer = (response) => {
    const more = (): void => {
      if (!response.destroyed && response.write(Buffer.alloc(16_384))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  };
  assert.equal(await post(), { outcome: 'accepted', status: 200 });
});

test('a receiver that says nothing is given up', async () => {
  assert.equal(await post({ url: new URL('/silent', target().url), timeoutMs: 100 }), {
    outcome: 'failed',
    cause: 'ETIMEDOUT',
    retryAfterMs: 0,
  });
});

test('nobody is told anything whose certificate no authority of ours issued', async () => {
  const { url, secrets, reach, timeoutMs } = target();
  const webhook = createWebhook({ url, secrets, reach, timeoutMs });
  assert.equal(await webhook.post({ id: 'msg-1', contentType: 'application/json', body: '{}' }), {
    outcome: 'failed',
    cause: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    retryAfterMs: 0,
  });
  webhook.close();
  assert.equal(heard, []);
});

test('an address inside the house is reached only where an administrator named its range', async () => {
  const refused = { outcome: 'failed', cause: 'ERR_NOT_REACHABLE', retryAfterMs: 0 } as const;
  assert.equal(await post({ reach: reachOf([]) }), refused);
  const { port } = server.address() as AddressInfo;
  assert.equal(await post({ reach: reachOf([]), url: new URL(`https://127.0.0.1:${port}/`) }), refused);
  assert.equal(heard, []);
});

test('a mounted Secret says what signs, and nothing leads out of the directory', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'secrets-'));
  mkdirSync(join(directory, 'siem'));
  writeFileSync(join(directory, 'siem', 'secret'), `whsec_${Buffer.alloc(24, 1).toString('base64')}\n`);
  writeFileSync(join(directory, 'siem', 'url'), 'https://siem.example/hooks/1\n');
  try {
    assert.equal(await readWebhookSecret(directory, 'siem'), { secrets: [Buffer.alloc(24, 1)], url: 'https://siem.example/hooks/1' });
    assert.is(await readWebhookSecret(directory, 'other'), undefined);
    assert.is(await readWebhookSecret(join(directory, 'siem'), '../siem'), undefined);
    assert.is(await readWebhookSecret('', 'siem'), undefined);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test.run();
