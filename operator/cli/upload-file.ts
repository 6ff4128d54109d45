import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Source } from '../evidence/bytes/source.ts';

/** A file of this machine as it was hashed. */
export interface Outgoing {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** A place for one file. */
export interface Destination {
  /** By which it is found there afterwards. */
  readonly uri: string;
  /** Reads what is there; undefined where nobody but the holder of other credentials may read. */
  readonly source: Source | undefined;
  /** Puts the file there; nothing is replaced. Throws a NotStored, and a FileChanged if the file is no longer what was hashed. */
  readonly put: (file: Outgoing, told: (bytes: number) => void, signal: AbortSignal) => Promise<void>;
}

/** Thrown where a store does not take a file, with the reason as part of a sentence. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
}

/** Thrown where a file became another one between hashing and sending it: what would be stored is not what is recorded. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

const pieceBytes = 2 ** 20;

/**
 * The bytes of a file, hashed as they go. The last piece is kept back until the digest is known to be the one that was recorded, so that a store
 * never gets the whole of a file that has changed. Throws a FileChanged.
 */
export async function* piecesOf({ path, bytes, sha256 }: Outgoing, told: (bytes: number) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let last: Buffer | undefined;
  let sent = 0;
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    if (last !== undefined) {
      yield last;
      told(sent);
    }
    sent += piece.length;
    last = piece;
    if (sent > bytes) throw new FileChanged(path);
  }
  if (sent !== bytes || hash.digest('hex') !== sha256) throw new FileChanged(path);
  if (last !== undefined) yield last;
  told(sent);
}
