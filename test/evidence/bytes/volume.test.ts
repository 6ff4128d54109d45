import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Read, readDigests } from '../../../operator/evidence/bytes/hash.ts';
import { volumeSource } from '../../../operator/evidence/bytes/volume.ts';

const root = mkdtempSync(join(tmpdir(), 'volume-'));
const volume = join(root, 'nas');
mkdirSync(join(volume, 'cases/4711'), { recursive: true });
mkdirSync(join(root, 'nas-of-others'));
writeFileSync(join(root, 'secret'), 'not evidence');
writeFileSync(join(root, 'nas-of-others/disk.raw'), 'not ours');
writeFileSync(join(volume, 'cases/4711/disk.raw'), 'evidence');
symlinkSync('disk.raw', join(volume, 'cases/4711/link'));
symlinkSync(join(root, 'secret'), join(volume, 'cases/escape'));
symlinkSync(root, join(volume, 'cases/out'));
symlinkSync('round', join(volume, 'cases/round'));
execFileSync('mkfifo', [join(volume, 'cases/pipe')]);
test.after(() => rmSync(root, { recursive: true }));

const sha = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
const read = (path: string, directory = volume): Promise<Read> =>
  readDigests({ source: volumeSource(directory, path), algorithms: ['sha256', 'sha512'], signal: AbortSignal.timeout(10_000) });
const unreadable = (why: string) => ({ kind: 'Unreadable', why });

test('a file of the volume is read, also by a link inside of it', async () => {
  const expected = { kind: 'Read', digests: [sha('evidence'), createHash('sha512').update('evidence').digest('hex')], bytes: 8 };
  for (const path of ['cases/4711/disk.raw', 'cases/4711/link', 'cases/../cases/4711/disk.raw']) assert.equal(await read(path), expected);
});

const nowhere: readonly (readonly [string, string, string])[] = [
  ['a path that climbs out', '../secret', 'NotAllowed'],
  ['a path that climbs out deep below', 'cases/4711/../../../secret', 'NotAllowed'],
  ['a directory whose name begins the same', '../nas-of-others/disk.raw', 'NotAllowed'],
  ['a link to a file outside', 'cases/escape', 'NotAllowed'],
  ['a link to a directory outside', 'cases/out/secret', 'NotAllowed'],
  ['a link that leads round', 'cases/round', 'NotAllowed'],
  ['the volume itself', '.', 'NotAllowed'],
  ['a directory', 'cases', 'NotAllowed'],
  ['a pipe, which would not end', 'cases/pipe', 'NotAllowed'],
  ['a name with a zero', 'cases/4711/disk.raw\0.txt', 'NotAllowed'],
  ['what is not there', 'cases/4712/disk.raw', 'NotThere'],
];

for (const [what, path, why] of nowhere) test(`not read: ${what}`, async () => assert.equal(await read(path), unreadable(why)));

test('a volume that is not mounted is not there', async () => assert.equal(await read('x', join(root, 'gone')), unreadable('NotThere')));

test('whatever the size, every byte counts: one flipped bit gives another digest', async () => {
  const path = join(volume, 'flipped');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 * 2 ** 20 + 17 }), fc.nat(), fc.nat(7), async (size, where, bit) => {
      const content = Buffer.alloc(size, 0xa5);
      writeFileSync(path, content);
      const before = await read('flipped');
      assert.equal(before, { kind: 'Read', digests: [sha(content), createHash('sha512').update(content).digest('hex')], bytes: size });
      content[where % size] = (content[where % size] ?? 0) ^ (1 << bit);
      writeFileSync(path, content);
      const after = await read('flipped');
      assert.is(after.kind === 'Read' && after.digests[0], sha(readFileSync(path)));
      assert.is.not(after.kind === 'Read' && after.digests[0], before.kind === 'Read' && before.digests[0]);
    }),
    { numRuns: 10 },
  );
});

/** Reads a file of three pieces, and does something to it after the first. */
const readWhile = (path: string, meddle: () => void): Promise<Read> => {
  let once = meddle;
  const progress = (): void => {
    once();
    once = () => undefined;
  };
  return readDigests({ source: volumeSource(volume, path), algorithms: ['sha256'], progress, signal: AbortSignal.timeout(10_000) });
};

const meddling: readonly (readonly [string, (path: string) => void])[] = [
  ['grows, as a log does', (path) => appendFileSync(path, 'one more line')],
  ['is cut off', (path) => truncateSync(path, 2 ** 20)],
  ['is written over with as many bytes', (path) => writeFileSync(path, Buffer.alloc(3 * 2 ** 20, 'b'), { flag: 'r+' })],
];
for (const [what, meddle] of meddling) {
  test(`a file that ${what} while it is read has no digest that stands for it`, async () => {
    const path = join(volume, 'live');
    writeFileSync(path, Buffer.alloc(3 * 2 ** 20, 'a'));
    // A file system may know time no finer than a tick of its clock.
    utimesSync(path, new Date(0), new Date(0));
    assert.equal(await readWhile('live', () => meddle(path)), unreadable('Changed'));
  });
}

test.run();
