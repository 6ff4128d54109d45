import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { clean } from '../document/text.ts';
import { readDigests } from '../evidence/bytes/hash.ts';
import { volumeSource } from '../evidence/bytes/volume.ts';
import { digestLine } from '../evidence/manifest.ts';
import { unreadable } from './answer.ts';
import type { Progress } from './progress.ts';

/** What a file or a directory of this machine amounts to. */
export interface LocalBytes {
  readonly sha256: string;
  readonly sha512: string;
  readonly sha3: string;
  readonly bytes: number;
  /** What lies in a directory and is no plain file, by its path: links are not followed, because what they lead to is not below. */
  readonly passedOver: readonly string[];
  /** Of a directory: the digests of all its files, as `sha256sum -c` reads them; its own digests are those of this text. */
  readonly manifest?: string;
  readonly files: readonly LocalFile[];
}

/** One file of them, as it was hashed. */
export interface LocalFile {
  readonly path: string;
  /** Its path from the directory, with slashes; '' for a file that was named itself. */
  readonly below: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a person can do about the words that come up on their own machine. */
const advice: Readonly<Record<string, string>> = {
  Changed: 'it is being written to. Take a copy of it, or stop what writes to it, and add that',
  Denied: 'you may not read it',
  NotAllowed: 'it is no plain file. Name the target of a link itself, and copy a device with an imaging tool first',
};

const algorithms = ['sha256', 'sha512', 'sha3-256'] as const;

const fileBytes = async (path: string, progress: Progress): Promise<LocalBytes> => {
  const whole = resolve(path);
  const came = await readDigests({
    source: volumeSource(dirname(whole), basename(whole)),
    algorithms,
    progress: progress.at,
    signal: new AbortController().signal,
  });
  if (came.kind === 'Unreadable') return unreadable(`${clean(path)} cannot be read: ${advice[came.why] ?? came.why}.`);
  const [sha256 = '', sha512 = '', sha3 = ''] = came.digests;
  return { sha256, sha512, sha3, bytes: came.bytes, files: [{ path, below: '', sha256, bytes: came.bytes }], passedOver: [] };
};

/** What is below a directory: its plain files in the order of their paths, and what is neither that nor a directory. */
const contentsOf = async (directory: string) => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const pathOf = (entry: Dirent): string => join(entry.parentPath, entry.name);
  const files = entries.filter((entry) => entry.isFile()).map(pathOf);
  const sized = await Promise.all(files.map(async (path) => ({ path, bytes: (await lstat(path)).size })));
  return {
    files: sized.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    passedOver: entries.filter((entry) => !entry.isFile() && !entry.isDirectory()).map(pathOf),
  };
};

const directoryBytes = async (directory: string, progress: Progress): Promise<LocalBytes> => {
  const { files, passedOver } = await contentsOf(directory);
  progress.total(files.reduce((sum, { bytes }) => sum + bytes, 0));
  let before = 0;
  const hashed: LocalFile[] = [];
  for (const { path } of files) {
    const { sha256, bytes } = await fileBytes(path, { ...progress, at: (done) => progress.at(before + done) });
    before += bytes;
    hashed.push({ path, below: relative(directory, path).split(sep).join('/'), sha256, bytes });
  }
  const manifest = hashed.map(({ sha256, below }) => digestLine(sha256, below)).join('');
  const of = (algorithm: string): string => createHash(algorithm).update(manifest).digest('hex');
  const size = Buffer.byteLength(manifest);
  return { sha256: of('sha256'), sha512: of('sha512'), sha3: of('sha3-256'), bytes: size, manifest, files: hashed, passedOver };
};

/** Reads and hashes a file, or every file of a directory, in bounded memory. Throws an Unreadable. */
export const localBytes = async (path: string, progress: Progress): Promise<LocalBytes> => {
  try {
    const found = await lstat(path);
    if (found.isDirectory()) return await directoryBytes(path, progress);
    progress.total(found.size);
    return await fileBytes(path, progress);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return unreadable(`${clean(path)} cannot be read: ${code}.`);
  } finally {
    progress.end();
  }
};
