// Programs of this machine, found as a shell finds them.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first executable file with one of the names in the directories; undefined where there is none. */
export const programIn = (directories: readonly string[], names: readonly string[]): string | undefined =>
  directories.flatMap((directory) => names.map((name) => join(directory, name))).find(isExecutable);
