// Sending a file away, to places that do not behave, and to volumes. A real S3 server is in test/e2e/evidence-add.test.ts.

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Unreadable } from '../../operator/cli/answer.ts';
import { progressOn } from '../../operator/cli/progress.ts';
import { type Store, storeOf, upload, webDestination } from '../../operator/cli/upload.ts';
import { exchange } from '../../operator/cli/upload-exchange.ts';
import type { Destination, Outgoing } from '../../operator/cli/upload-file.ts';
import { type Behaviour, type Hostile, startHostile } from '../evidence/bytes/hostile.ts';

const directory = mkdtempSync(join(tmpdir(), 'meldpunt-upload-'));
test.after(() => rmSync(directory, { recursive: true, force: true }));

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const file = (name: string, bytes: Buffer): Outgoing => {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return { path, bytes: bytes.length, sha256: digestOf(bytes) };
};
const bytes = Buffer.alloc(3_000_000, 'evidence');
const silent = { total: () => undefined, at: () => undefined, end: () => undefined };

/** The sentence with which sending fails, without the path of this machine; '' where it does not fail. */
const outcome = async (sent: Outgoing, destination: Destination): Promise<string> => {
  try {
    await upload([{ file: sent, destination }], silent);
    return '';
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error.message.replaceAll(directory, '');
  }
};

const withStore = async (behaviour: Behaviour, work: (store: Hostile) => Promise<void>): Promise<void> => {
  const store = await startHostile(behaviour);
  try {
    await work(store);
  } finally {
    await store.close();
  }
};

const received = async (request: IncomingMessage): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));

test('a presigned URL gets the bytes, once, and its query is not in the record', () => {
  const got: Buffer[] = [];
  return withStore(
    (request, response) => {
      void received(request).then((all) => {
        got.push(all);
        response.writeHead(request.headers['if-none-match'] === '*' ? 201 : 500).end();
      });
    },
    async ({ url }) => {
      const destination = webDestination(new URL(`${url.href}?X-Amz-Signature=secret`));
      assert.is(await outcome(file('a.raw', bytes), destination), '');
      assert.equal([got.length, digestOf(got[0] ?? Buffer.alloc(0)), destination.uri], [1, digestOf(bytes), url.href]);
    },
  );
});

const answers: readonly (readonly [status: number, body: string, why: string])[] = [
  [307, '', 'it answered 307 (it points elsewhere, and nobody follows: name the place itself, and the region)'],
  [403, '<Error><Code>SignatureDoesNotMatch</Code></Error>', 'it answered 403 SignatureDoesNotMatch (it does not let you in'],
  [412, '', 'it answered 412 (something is there already, and nothing is replaced)'],
  [413, '<Code>EntityTooLarge</Code>', 'it answered 413 EntityTooLarge (the file is larger than it takes in one piece)'],
  [507, '<Code>\u001b[31mred</Code>', 'it answered 507. Nothing'],
];
for (const [status, body, why] of answers) {
  test(`a store that answers ${status} is told with its reason, and gets the bytes only if it takes them`, () =>
    withStore(
      (_request, response) => void response.writeHead(status, { location: 'http://127.0.0.1:9/', connection: 'close' }).end(body),
      async ({ url }) => assert.match(await outcome(file('b.raw', bytes), webDestination(url)), why),
    ));
}

test('a store that takes some and breaks off, and one that is not there', async () => {
  await withStore(
    (request) => void request.once('data', () => request.socket.destroy()),
    async ({ url }) =>
      assert.match(
        await outcome(file('c.raw', bytes), webDestination(url)),
        /^\/c\.raw was not stored at .*: (ECONNRESET|EPIPE)\. Nothing was recorded\.$/,
      ),
  );
  const gone = webDestination(new URL('http://127.0.0.1:9/x'));
  assert.match(await outcome(file('c.raw', bytes), gone), 'was not stored at http://127.0.0.1:9/x: ECONNREFUSED.');
});

test('a store that takes nothing, or never answers, is left', async () => {
  const asking = {
    method: 'PUT',
    headers: {},
    pieces: [bytes],
    bytes: bytes.length,
    signal: new AbortController().signal,
    stall: 200,
  } as const;
  for (const behaviour of [() => undefined, (request) => void request.resume()] satisfies readonly Behaviour[]) {
    await withStore(behaviour, async ({ url }) => {
      const failed = await exchange({ ...asking, url }).catch((error: Error) => error.message);
      assert.is(failed, 'nothing moved for 0.2 s');
    });
  }
});

test('whoever interrupts it is told that nothing was recorded, and of what was begun in a bucket nothing is left', async () => {
  const asked: string[] = [];
  await withStore(
    (request, response) => {
      asked.push(`${request.method} ${new URL(request.url ?? '', 'http://store').search}`);
      if (request.method === 'PUT') return void process.emit('SIGINT');
      request.resume();
      if (request.method === 'GET') response.writeHead(404).end();
      else response.writeHead(200).end('<UploadId>u1</UploadId>');
    },
    async ({ url }) => {
      const environment = { AWS_ENDPOINT_URL: url.origin, AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
      const destination = storeOf('s3://evidence/disk.raw', 'disk.raw', undefined, environment)('');
      assert.is(await outcome(file('h.raw', Buffer.alloc(17 * 2 ** 20)), destination), 'Interrupted: nothing was recorded.');
    },
  );
  assert.equal(asked, ['GET ', 'POST ?uploads=', 'PUT ?partNumber=1&uploadId=u1', 'DELETE ?uploadId=u1']);
  assert.is(process.listenerCount('SIGINT'), 0, 'the next interruption ends the program again');
});

test('an answer without an end is cut off', () =>
  withStore(
    (request, response) => {
      request.resume();
      response.writeHead(200);
      const more = (): void => void response.write(Buffer.alloc(65_536, 'x'), (error) => error == null && more());
      more();
    },
    async ({ url }) => {
      const asking = { method: 'PUT', url, headers: {}, pieces: [], bytes: 0, signal: new AbortController().signal } as const;
      assert.is((await exchange(asking)).text.length, 65_536);
    },
  ));

test('a file that changes after it was hashed never arrives whole', async () => {
  const arrived: number[] = [];
  await withStore(
    (request, response) => {
      let size = 0;
      request.on('data', (piece: Buffer) => {
        size += piece.length;
        arrived.push(size);
      });
      request.on('end', () => void response.writeHead(201).end());
      request.on('error', () => undefined);
    },
    async ({ url }) => {
      const sent = file('d.raw', bytes);
      for (const other of [Buffer.alloc(bytes.length, 'evidencf'), bytes.subarray(1), Buffer.concat([bytes, bytes])]) {
        writeFileSync(sent.path, other);
        const told = '/d.raw changed while it was sent: it is no longer what was hashed. Nothing was recorded.';
        assert.is(await outcome(sent, webDestination(url)), told);
      }
    },
  );
  assert.ok(Math.max(...arrived) < bytes.length, 'the last piece stays here');
});

const volumes = join(directory, 'volumes');
mkdirSync(join(volumes, 'nas'), { recursive: true });
const inVolume = (address: string): Destination => storeOf(address, 'disk.raw', volumes, {})('');

test('on a volume a file gets its name when it is whole, is read-only, and is never replaced', async () => {
  const sent = file('e.raw', bytes);
  const destination = inVolume('volume://nas/case 4711/');
  assert.is(destination.uri, 'volume://nas/case%204711/disk.raw');
  assert.is(await outcome(sent, destination), '');
  const path = join(volumes, 'nas/case 4711/disk.raw');
  assert.equal([digestOf(readFileSync(path)), statSync(path).mode & 0o222], [sent.sha256, 0]);
  assert.is(await outcome(sent, destination), '', 'the same bytes are recognised');
  const other = file('f.raw', Buffer.from('other'));
  assert.match(
    await outcome(other, destination),
    'disk.raw: other bytes are there already, and nothing is replaced. Nothing was recorded.',
  );
  assert.equal(readdirSync(join(volumes, 'nas/case 4711')), ['disk.raw'], 'nothing half done is left');
});

test('nothing leads out of a volume, and a volume that is not mounted is none', async () => {
  const outside = join(directory, 'outside');
  mkdirSync(outside);
  symlinkSync(outside, join(volumes, 'nas/away'));
  const sent = file('g.raw', bytes);
  assert.match(await outcome(sent, inVolume('volume://nas/away/below/disk.raw')), 'a link leads out of the volume');
  assert.equal(readdirSync(outside), []);
  assert.match(await outcome(sent, inVolume('volume://gone/disk.raw')), 'no volume is mounted at /volumes/gone');
});

const refused: readonly (readonly [address: string, why: RegExp])[] = [
  ['volume://nas/../disk.raw', /has a part \. or \.\./],
  ['s3://evidence/4711/../../other/disk.raw', /has a part \. or \.\./],
  ['volume://../disk.raw', /is no name of a store/],
  ['s3://evidence/disk.raw', /set AWS_ENDPOINT_URL in the environment/],
  ['http://evidence.example/disk.raw', /--upload takes https:/],
  ['disk.raw', /--upload takes https:/],
];
for (const [address, why] of refused) test(`no place to upload to: ${address}`, () => assert.throws(() => inVolume(address), why));

test('a directory goes to a store with room for many files, not to a presigned URL', () => {
  const store: Store = storeOf('https://evidence.example/disk.raw?X-Amz-Signature=s', 'case', undefined, {});
  assert.throws(() => store('/a.log'), /A presigned URL takes one file/);
});

test('the bar tells the share, the bytes and the speed of a terminal, is wiped at its end, and is nowhere else', () => {
  const lines: string[] = [];
  const write = (text: string): boolean => lines.push(text) > 0;
  const bar = progressOn({ write, isTTY: true }, 'sending disk.raw');
  bar.total(4_000_000);
  bar.at(1_000_000);
  bar.end();
  const [shown = ''] = lines;
  const wipe = '\r\u001b[K';
  assert.is(shown.slice(0, wipe.length), wipe);
  assert.match(shown.slice(wipe.length), /^sending disk\.raw \[#{8}\.{22}\] 25% {2}1\.0 MB {2}[\d.]+ [kMGT]?B\/s$/);
  assert.equal(lines.slice(1), [wipe]);
  const nowhere = progressOn({ write: () => assert.unreachable('nothing is written') === undefined, isTTY: false }, 'x');
  nowhere.total(1);
  nowhere.at(1);
  nowhere.end();
});

test.run();
