import { createHash, randomBytes } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Read, readDigests } from '../../../operator/evidence/bytes/hash.ts';
import type { Patience } from '../../../operator/evidence/bytes/web.ts';
import { webSource } from '../../../operator/evidence/bytes/web.ts';
import { reachOf } from '../../../operator/outbound/address.ts';
import { type Behaviour, breakAfter, type Hostile, serve, startHostile } from './hostile.ts';

const bytes = randomBytes(300_000);
const sha = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const whole: Read = { kind: 'Read', digests: [sha(bytes)], bytes: bytes.length };

const patience: Patience = { stall: 400, span: 400, leastBytes: 1_000 };
const loopback = ['127.0.0.0/8'];

interface Asked {
  readonly expectedBytes?: number;
  readonly ranges?: readonly string[];
  readonly patience?: Patience;
  readonly mostBytes?: number;
}

const read = async (server: Hostile, asked: Asked = {}): Promise<Read> => {
  const source = webSource({
    url: server.url,
    headers: (range) => Promise.resolve(range),
    reach: reachOf(asked.ranges ?? loopback),
    patience: asked.patience ?? patience,
  });
  return readDigests({
    source,
    algorithms: ['sha256'],
    expectedBytes: asked.expectedBytes,
    bounds: { mostBytes: asked.mostBytes ?? 2 ** 30, mostResumptions: 3 },
    signal: AbortSignal.timeout(30_000),
  });
};

const against = async (behaviour: Behaviour, asked?: Asked): Promise<{ readonly came: Read; readonly ranges: Hostile['ranges'] }> => {
  const server = await startHostile(behaviour);
  try {
    return { came: await read(server, asked), ranges: server.ranges };
  } finally {
    await server.close();
  }
};

test('a good server is read in one go, with its length or without', async () => {
  assert.equal(await against(serve(bytes)), { came: whole, ranges: [undefined] });
  assert.equal((await against((_request, response) => void response.writeHead(200).end(bytes))).came, whole);
});

test('what breaks off goes on from the same byte, and only of the same bytes', async () => {
  const resumed = await against((request, response, nth) =>
    (nth === 0 ? breakAfter(bytes, 100_000) : serve(bytes))(request, response, nth),
  );
  assert.equal(resumed.came, whole);
  assert.match(resumed.ranges[1] ?? '', /^bytes=\d+-$/);
  const others = randomBytes(bytes.length);
  const exchanged = await against((request, response, nth) =>
    (nth === 0 ? breakAfter(bytes, 100_000) : serve(others, '"v2"'))(request, response, nth),
  );
  assert.equal(exchanged.came, { kind: 'Read', digests: [sha(others)], bytes: others.length });
});

test('a server that cannot begin in the middle is read again from the start', async () => {
  const { came } = await against((request, response, nth) =>
    nth === 0
      ? breakAfter(bytes, 100_000)(request, response, nth)
      : void response.writeHead(200, { 'content-length': bytes.length }).end(bytes),
  );
  assert.equal(came, whole);
});

const unreadable: readonly (readonly [string, Behaviour, string, Asked?])[] = [
  ['answers nothing', () => undefined, 'Stalled'],
  [
    'stalls in the middle',
    (_request, response) => {
      response.writeHead(200, { 'content-length': 1_000_000 });
      response.write(bytes);
    },
    'Stalled',
  ],
  ['announces more than it sends', breakAfter(bytes, 1_000), 'Truncated'],
  [
    'drips',
    (_request, response) => {
      response.writeHead(200, { 'content-length': 1_000_000 });
      const drip = setInterval(() => response.write('x'), 50);
      response.once('close', () => clearInterval(drip));
    },
    'TooSlow',
  ],
  [
    'never ends',
    (_request, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write(bytes));
      };
      response.on('drain', pour);
      pour();
    },
    'Endless',
    { mostBytes: 20_000_000, patience: { stall: 5_000, span: 60_000, leastBytes: 1 } },
  ],
  [
    'announces more than any item has',
    (_request, response) => void response.writeHead(200, { 'content-length': 2 ** 50 }).write(bytes),
    'Endless',
  ],
  ['redirects', (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(), 'Redirected'],
  ['has no such thing', (_request, response) => void response.writeHead(404).end(), 'NotThere'],
  ['lets nobody in', (_request, response) => void response.writeHead(403).end(), 'Denied'],
  ['fails', (_request, response) => void response.writeHead(500).end(), 'Refused'],
  ['compresses', (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes), 'Refused'],
  [
    'begins elsewhere than asked',
    (request, response, nth) =>
      nth === 0
        ? breakAfter(bytes, 1_000)(request, response, nth)
        : void response.writeHead(206, { 'content-range': `bytes 0-9/${bytes.length}` }).end('0123456789'),
    'Refused',
  ],
  ['speaks no HTTP', (request) => void request.socket.end('hello\r\n\r\n'), 'Refused'],
];

for (const [what, behaviour, why, asked] of unreadable) {
  test(`a server that ${what} is unreadable: ${why}`, async () => {
    assert.equal((await against(behaviour, asked)).came, { kind: 'Unreadable', why });
  });
}

test('an internal address is read only where its range is allowed', async () => {
  assert.equal((await against(serve(bytes), { ranges: [] })).came, { kind: 'Unreadable', why: 'NotAllowed' });
  assert.equal((await against(serve(bytes), { ranges: ['10.0.0.0/8'] })).ranges, []);
});

test('more than was expected is read to its end, because then the bytes are others', async () => {
  const { came } = await against((_request, response) => void response.writeHead(200).end(bytes), { expectedBytes: 1_000 });
  assert.equal(came, whole);
});

test.run();
