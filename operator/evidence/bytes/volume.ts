import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Opened, ReadFailure, type Source } from './source.ts';

/** As much as is read at a time: large enough that a call costs nothing, small enough that two of them are no memory. */
const pieceBytes = 2 ** 20;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

const failureOf = (error: unknown): ReadFailure => {
  if (error instanceof ReadFailure) return error;
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ReadFailure('NotThere', false, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') return new ReadFailure('Denied', false, { cause: error });
  if (code === 'ELOOP' || code === 'ENAMETOOLONG') return new ReadFailure('NotAllowed', false, { cause: error });
  return new ReadFailure('Refused', true, { cause: error });
};

const isBelow = (root: string, path: string): boolean => path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);

/**
 * Opens a file that lies below a directory and nowhere else. The path is resolved with every link in it, opened where it really is, and
 * what was opened is compared with what is there afterwards: a link that somebody exchanges in between leads nowhere. Only plain files are
 * read; a pipe or a device would not end. Throws a ReadFailure.
 */
const openBelow = async (directory: string, path: string): Promise<FileHandle> => {
  if (path.includes('\0')) throw new ReadFailure('NotAllowed');
  const root = await realpath(directory);
  const real = await realpath(join(root, path));
  if (!isBelow(root, real)) throw new ReadFailure('NotAllowed');
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const [opened, there] = [await handle.stat({ bigint: true }), await stat(real, { bigint: true })];
    const same = opened.dev === there.dev && opened.ino === there.ino && (await realpath(real)) === real;
    if (!same || !opened.isFile()) throw new ReadFailure('NotAllowed');
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
};

/** What tells that a file is being written to: the digest of one that is, as of a log that goes on, would stand for nothing. */
const stateOf = async (handle: FileHandle): Promise<string> => {
  const { size, mtimeNs } = await handle.stat({ bigint: true });
  return `${size} ${mtimeNs}`;
};

/** The rest of a file in pieces; the next one is read while the last one is being hashed. */
async function* piecesOf(handle: FileHandle, from: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const before = await stateOf(handle);
  const buffers = [Buffer.allocUnsafeSlow(pieceBytes), Buffer.allocUnsafeSlow(pieceBytes)] as const;
  const read = (turn: number, position: number) => {
    const pending = handle.read(buffers[turn % 2 === 0 ? 0 : 1], 0, pieceBytes, position);
    // It is awaited in its turn; if the reader leaves before that, its failure is nobody's.
    pending.catch(() => undefined);
    return pending;
  };
  try {
    let position = from;
    let pending = read(0, position);
    for (let turn = 1; ; turn += 1) {
      const { bytesRead, buffer } = await pending;
      signal.throwIfAborted();
      if (bytesRead === 0) {
        if ((await stateOf(handle)) !== before) throw new ReadFailure('Changed');
        return;
      }
      position += bytesRead;
      pending = read(turn, position);
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error);
  }
}

/**
 * A file below a directory: a mounted volume with evidence on it. No path leads out of the directory, neither by `..` nor by a link.
 */
export const volumeSource = (directory: string, path: string): Source => ({
  open: async (offset, signal): Promise<Opened> => {
    try {
      const handle = await openBelow(directory, path);
      const { size } = await handle.stat();
      return { total: size, from: offset, pieces: piecesOf(handle, offset, signal), close: () => handle.close() };
    } catch (error) {
      throw failureOf(error);
    }
  },
});
