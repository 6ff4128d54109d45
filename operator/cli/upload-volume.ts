import { link, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { volumeSource } from '../evidence/bytes/volume.ts';
import { type Destination, FileChanged, NotStored, type Outgoing, piecesOf } from './upload-file.ts';
import { refusal } from './upload-refusal.ts';

/** The directory of a file to be, made where it is missing; no link below the volume leads out of it. Throws a NotStored. */
const placeBelow = async (volume: string, path: string): Promise<string> => {
  const root = await realpath(volume).catch((error: unknown) => {
    throw new NotStored(`no volume is mounted at ${volume}`, { cause: error });
  });
  const wanted = join(root, path);
  // Each part is looked at before the next one is made: nothing is created where a link leads.
  let directory = root;
  for (const part of dirname(path)
    .split('/')
    .filter((one) => one !== '.' && one !== '')) {
    await mkdir(join(directory, part)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    directory = await realpath(join(directory, part));
    if (directory !== root && !directory.startsWith(root + sep)) throw new NotStored('a link leads out of the volume');
  }
  return join(directory, basename(wanted));
};

/** Where the file system knows no hard links, a rename has to do; it was looked at before that nothing is there. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

const settle = async (part: string, target: string): Promise<void> => {
  try {
    await link(part, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new NotStored('something is there already, and nothing is replaced');
    if (!withoutLinks.has(code ?? '')) throw error;
    await rename(part, target);
  }
};

/** Copies under another name, has it written to the disk, and gives it its name only then: a file by that name is whole. */
const copy = async (file: Outgoing, target: string, told: (bytes: number) => void, signal: AbortSignal): Promise<void> => {
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  const handle = await open(part, 'wx', 0o444);
  try {
    for await (const piece of piecesOf(file, told)) {
      signal.throwIfAborted();
      await handle.appendFile(piece);
    }
    await handle.sync();
    await handle.close();
    await settle(part, target);
  } finally {
    await handle.close();
    await rm(part, { force: true });
  }
};

/** A file on a volume that is mounted on this machine as the operator has it mounted: a directory by the name of its store. */
export const volumeDestination = (volumes: string, store: string, path: string): Destination => {
  const volume = join(volumes, store);
  return {
    uri: `volume://${store}/${path.split('/').map(encodeURIComponent).join('/')}`,
    source: volumeSource(volume, path),
    put: async (file, told, signal) => {
      try {
        await copy(file, await placeBelow(volume, path), told, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof FileChanged || error instanceof NotStored) throw error;
        throw new NotStored(refusal(error), { cause: error });
      }
    },
  };
};
