import type { LookupAddress } from 'node:dns';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reachOf } from '../../operator/outbound/address.ts';
import { NotReachable, pinned, refuseLiteral } from '../../operator/outbound/pinned.ts';

/** What a name server answers, one answer after the other. */
const answering = (...answers: readonly (readonly string[])[]) => {
  const asked: string[] = [];
  const resolve = (host: string): Promise<readonly LookupAddress[]> => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(host);
    return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return { asked, resolve };
};

const lookedUp = (ranges: readonly string[], ...answers: readonly (readonly string[])[]) => {
  const { resolve } = answering(...answers);
  return new Promise<unknown>((done) => {
    pinned(reachOf(ranges), resolve)('evidence.example', { all: true }, (error, addresses) => done(error ?? addresses));
  });
};

test('a host is connected to at the addresses that were judged', async () => {
  assert.equal(await lookedUp([], ['9.9.9.9', '2620:fe::fe']), [
    { address: '9.9.9.9', family: 4 },
    { address: '2620:fe::fe', family: 6 },
  ]);
});

test('one address where we must not go is enough to refuse a host, and so is no address', async () => {
  for (const answer of [['9.9.9.9', '127.0.0.1'], ['169.254.169.254'], []]) {
    const error = await lookedUp([], answer);
    assert.instance(error, NotReachable);
    assert.not.match((error as Error).message, /127|169/);
  }
});

test('a host that is written as an address is refused before anything is connected', () => {
  const reach = reachOf(['10.0.0.0/8']);
  for (const host of ['127.0.0.1', '[::1]', '169.254.169.254']) assert.throws(() => refuseLiteral(host, reach), /leads to an address/);
  for (const host of ['10.1.2.3', '9.9.9.9', 'localhost']) assert.not.throws(() => refuseLiteral(host, reach));
});

test('a name that answers differently the second time is asked once for each connection, and judged by what is connected to', async () => {
  const server = createServer((_request, response) => response.end('bytes')).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as AddressInfo;
  const { asked, resolve } = answering(['127.0.0.1'], ['169.254.169.254']);
  const lookup = pinned(reachOf(['127.0.0.0/8']), resolve);
  const fetched = (): Promise<string> =>
    new Promise((done) => {
      get({ host: 'evidence.example', port, lookup, agent: false }, (response) => {
        response.resume();
        done(String(response.statusCode));
      }).once('error', (error) => done(error.name));
    });
  assert.equal([await fetched(), await fetched(), asked.length], ['200', 'NotReachable', 2]);
  server.close();
});

test.run();
