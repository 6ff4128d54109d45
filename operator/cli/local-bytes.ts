import { createHash } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
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

const algorithms = ['sha256', 'sha512', 'sha3-256'] as const;

const fileBytes = async (path: string, progress: Progress): Promise<LocalBytes> => {
  const whole = resolve(path);
  const came = await readDigests({
    source: volumeSource(dirname(whole), basename(whole)),
    algorithms,
    progress: progress.at,
    signal: new AbortController().signal,
  });
  if (came.kind === 'Unreadable') return unreadable(`${path} cannot be read: ${came.why}.`);
  const [sha256 = '', sha512 = '', sha3 = ''] = came.digests;
  return { sha256, sha512, sha3, bytes: came.bytes, files: [{ path, below: '', sha256, bytes: came.bytes }] };
};

/** The plain files below a directory, by their paths from it; a link is not followed, because what it leads to is not below. */
const filesBelow = async (directory: string): Promise<readonly { readonly path: string; readonly bytes: number }[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sized = await Promise.all(files.map(async (path) => ({ path, bytes: (await lstat(path)).size })));
  return sized.toSorted((a, b) => (a.path < b.path ? -1 : 1));
};

const directoryBytes = async (directory: string, progress: Progress): Promise<LocalBytes> => {
  const files = await filesBelow(directory);
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
  return { sha256: of('sha256'), sha512: of('sha512'), sha3: of('sha3-256'), bytes: size, manifest, files: hashed };
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
    return unreadable(`${path} cannot be read: ${code}.`);
  } finally {
    progress.end();
  }
};
