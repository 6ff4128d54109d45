import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAnchors } from '../../operator/timestamp/certificates.ts';
import { requestStamp } from '../../operator/timestamp/client.ts';
import { nonceFrom, timestampRequest } from '../../operator/timestamp/request.ts';
import type { ImprintAlgorithm } from '../../operator/timestamp/stamp.ts';
import { verifyToken } from '../../operator/timestamp/verify.ts';
import { type Authority, createAuthority, serveAuthority } from './support/authority.ts';

const imprintOf = (algorithm: ImprintAlgorithm) => ({ algorithm, digest: createHash(algorithm).update('the evidence').digest() });
const imprint = imprintOf('sha256');
const timeoutMs = 10_000;

const authority: Authority = await createAuthority();
const anchors = readAnchors(authority.anchor);
test.after(() => authority.remove());

const answering = async (listener: RequestListener, run: (url: URL) => Promise<void>): Promise<void> => {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    await run(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
};

for (const algorithm of ['sha256', 'sha384', 'sha512'] as const) {
  test(`a stamp over a digest of ${algorithm} comes over HTTP, and is verified by us and by OpenSSL`, async () => {
    const server = await serveAuthority(authority);
    try {
      const stamping = await requestStamp({ url: server.url, anchors, timeoutMs }, imprintOf(algorithm));
      if (stamping.outcome !== 'stamped') throw new Error(stamping.reason);
      const { token, stamp } = stamping;
      assert.equal(verifyToken(token, { imprint: imprintOf(algorithm), anchors }), { outcome: 'verified', stamp });
      assert.match(await authority.verify(token, imprintOf(algorithm).digest), 'Verification: OK');
    } finally {
      await server.close();
    }
  });
}

test('an earlier answer that is played back is no stamp', async () => {
  const earlier = await authority.reply(timestampRequest(imprint, nonceFrom(Buffer.alloc(8, 9))));
  await answering(
    (_, response) => response.end(earlier),
    async (url) =>
      assert.equal(await requestStamp({ url, anchors, timeoutMs }, imprint), {
        outcome: 'distrusted',
        fault: 'otherNonce',
        reason: 'The token answers another question than the one that was asked.',
      }),
  );
});

test('an authority that makes no stamp is told with its reason', async () => {
  const refusal = await authority.reply(Buffer.from('no question'));
  await answering(
    (_, response) => response.end(refusal),
    async (url) =>
      assert.equal(await requestStamp({ url, anchors, timeoutMs }, imprint), {
        outcome: 'refused',
        reason: 'The authority made no time stamp (rejection: it could not read the request).',
      }),
  );
});

test('whoever does not answer as an authority does counts as not reached', async () => {
  const answers: Readonly<Record<string, RequestListener>> = {
    'The authority answered with HTTP status 503.': (_, response) => response.writeHead(503).end('later'),
    'The authority answered with HTTP status 302.': (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    'The answer is longer than 65536 bytes.': (_, response) => response.end(Buffer.alloc(65_537)),
    'The answer is none of a time-stamping authority (RFC 3161).': (_, response) => response.end('<html></html>'),
  };
  for (const [reason, listener] of Object.entries(answers)) {
    await answering(listener, async (url) =>
      assert.equal(await requestStamp({ url, anchors, timeoutMs }, imprint), { outcome: 'unreachable', reason }),
    );
  }
});

test('an authority that is silent is waited for no longer than allowed', () =>
  answering(
    () => undefined,
    async (url) =>
      assert.equal(await requestStamp({ url, anchors, timeoutMs: 50 }, imprint), {
        outcome: 'unreachable',
        reason: 'The authority did not answer (TimeoutError).',
      }),
  ));

test.run();
