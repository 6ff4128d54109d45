import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { directorySink, fileNames, lineFiles, webhookSink } from '../../operator/checkpoint/sinks.ts';

const all = Array.from({ length: 10 }, (_, i) => `line ${i}`);
const publication = (size: number, stamp?: Uint8Array) => ({
  note: `note ${size}\n`,
  stamp,
  size,
  linesFrom: async (first: number) => all.slice(first, size),
});

const inDirectory = async (run: (directory: string) => Promise<void>): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'meldpunt-sink-'));
  try {
    await run(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const contents = (directory: string): Record<string, string> =>
  Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]));

test('a directory receives each checkpoint with the lines it adds, also those it missed', () =>
  inDirectory(async (parent) => {
    const directory = join(parent, 'new');
    const sink = directorySink(directory);
    await sink.publish(publication(3));
    await sink.publish(publication(3));
    await sink.publish(publication(8));
    assert.equal(contents(directory), {
      [fileNames.lines(0, 3)]: 'line 0\nline 1\nline 2\n',
      [fileNames.checkpoint(3)]: 'note 3\n',
      [fileNames.lines(3, 8)]: 'line 3\nline 4\nline 5\nline 6\nline 7\n',
      [fileNames.checkpoint(8)]: 'note 8\n',
    });
  }));

test('a time stamp that comes later lies beside its checkpoint', () =>
  inDirectory(async (directory) => {
    const sink = directorySink(directory);
    await sink.publish(publication(3));
    await sink.publish(publication(3, Buffer.from('token')));
    assert.equal(contents(directory), {
      [fileNames.lines(0, 3)]: 'line 0\nline 1\nline 2\n',
      [fileNames.checkpoint(3)]: 'note 3\n',
      [fileNames.stamp(3)]: 'token',
    });
  }));

test('a file that is in the directory is never changed', () =>
  inDirectory(async (directory) => {
    writeFileSync(join(directory, fileNames.checkpoint(3)), 'earlier');
    await directorySink(directory).publish(publication(3));
    assert.is(contents(directory)[fileNames.checkpoint(3)], 'earlier');
  }));

test('lines whose writing was cut off are written whole the next time', () =>
  inDirectory(async (directory) => {
    writeFileSync(join(directory, `${fileNames.lines(0, 3)}.partial`), 'line 0\nli');
    await directorySink(directory).publish(publication(3));
    assert.is(contents(directory)[fileNames.lines(0, 3)], 'line 0\nline 1\nline 2\n');
  }));

test('only files of lines are read as such, in the order of the log', () => {
  const names = [fileNames.lines(3, 8), fileNames.lines(0, 3), fileNames.checkpoint(3), 'README', '3-8.lines'];
  assert.equal(lineFiles(names), [
    { name: fileNames.lines(0, 3), first: 0, end: 3 },
    { name: fileNames.lines(3, 8), first: 3, end: 8 },
  ]);
});

const withServer = async (status: number, run: (url: URL, bodies: string[]) => Promise<void>): Promise<void> => {
  const bodies: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('kept');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    await run(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/checkpoints`), bodies);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
};

const failure = async (attempt: Promise<void>): Promise<string> => {
  try {
    await attempt;
    return 'nothing failed';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('a webhook receives the signed note as it is, and its time stamp behind it', () =>
  withServer(204, async (url, bodies) => {
    await webhookSink(url).publish(publication(3));
    assert.equal(bodies, ['POST text/plain; charset=utf-8 note 3\n']);
    await webhookSink(url).publish(publication(3, Buffer.from('token')));
    assert.equal(bodies.slice(1), ['POST text/plain; charset=utf-8 note 3\n', 'POST application/vnd.etsi.timestamp-token token']);
  }));

test('an answer that is no success, or sends us elsewhere, is a failure', async () => {
  await withServer(500, async (url) => assert.is(await failure(webhookSink(url).publish(publication(3))), 'The webhook answered 500.'));
  await withServer(302, async (url, bodies) => {
    assert.is(await failure(webhookSink(url).publish(publication(3))), 'fetch failed');
    assert.is(bodies.length, 1);
  });
});

test.run();
