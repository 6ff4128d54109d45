import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textOf } from './line.ts';

/**
 * Where checkpoints go besides the cluster. What is kept outside is what makes a rewriting inside visible, so a sink is told again
 * and again until it took the newest one; it may hear the same checkpoint twice.
 */

/** A checkpoint to be published. */
export interface Publication {
  /** The signed note. */
  readonly note: string;
  /** The token of its time stamp (RFC 3161), once there is one. */
  readonly stamp: Uint8Array | undefined;
  /** The number of lines that it covers. */
  readonly size: number;
  /** The lines of the log from a number on, up to `size`. */
  readonly linesFrom: (first: number) => Promise<readonly string[]>;
}

/** One place to which checkpoints go. */
export interface Sink {
  /** What kind of place it is, for the log. */
  readonly name: string;
  /** Resolves once the place has it; throws otherwise. */
  readonly publish: (publication: Publication) => Promise<void>;
}

const padded = (n: number): string => String(n).padStart(12, '0');

/** The file of a checkpoint, those of its time stamp and of the lines it adds; all are written once and never again, so that a WORM store will do. */
export const fileNames = {
  checkpoint: (size: number): string => `${padded(size)}.checkpoint`,
  stamp: (size: number): string => `${padded(size)}.checkpoint.tst`,
  lines: (first: number, size: number): string => `${padded(first)}-${padded(size)}.lines`,
} as const;

const linesForm = /^(\d{12,})-(\d{12,})\.lines$/;

/** The files of lines in a directory, in the order of the log, each with the numbers of its first line and of the one behind its last. */
export const lineFiles = (names: readonly string[]): readonly { readonly name: string; readonly first: number; readonly end: number }[] =>
  names
    .flatMap((name) => {
      const [, first, end] = linesForm.exec(name) ?? [];
      return first === undefined || end === undefined ? [] : [{ name, first: Number(first), end: Number(end) }];
    })
    .toSorted((a, b) => a.first - b.first || a.end - b.end);

/** Writes a file that never existed, whole or not at all; one that is there was written by an earlier attempt, and is never changed. */
const writeOnce = async (path: string, text: string | Uint8Array): Promise<void> => {
  if (existsSync(path)) return;
  const partial = `${path}.partial`;
  await writeFile(partial, text);
  await rename(partial, path);
};

/** A directory that receives every checkpoint and all lines of the log: a mounted share, or a WORM store. */
export const directorySink = (directory: string): Sink => ({
  name: 'directory',
  publish: async ({ note, stamp, size, linesFrom }) => {
    await mkdir(directory, { recursive: true });
    const first = lineFiles(await readdir(directory)).reduce((end, file) => Math.max(end, file.end), 0);
    // The lines first: a checkpoint in the directory promises that everything it covers is there too.
    if (first < size) await writeOnce(join(directory, fileNames.lines(first, size)), textOf(await linesFrom(first)));
    await writeOnce(join(directory, fileNames.checkpoint(size)), note);
    if (stamp !== undefined) await writeOnce(join(directory, fileNames.stamp(size)), stamp);
  },
});

const webhookTimeoutMs = 10_000;

const post = async (url: URL, body: string | Uint8Array, contentType: string): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    body: Buffer.from(body),
    headers: { 'content-type': contentType },
    redirect: 'error',
    signal: AbortSignal.timeout(webhookTimeoutMs),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The webhook answered ${answer.status}.`);
};

/**
 * A URL that receives the signed note as it is (`POST`, text/plain), and its time stamp in a request of its own, which names the note
 * by its digest. Redirects are not followed, and the answer is not read: any status of 200 to 299 says that it was kept.
 */
export const webhookSink = (url: URL): Sink => ({
  name: 'webhook',
  publish: async ({ note, stamp }) => {
    await post(url, note, 'text/plain; charset=utf-8');
    if (stamp !== undefined) await post(url, stamp, 'application/vnd.etsi.timestamp-token');
  },
});
