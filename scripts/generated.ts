// Files that follow from others: written where they differ, or told to be stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './process.ts';

/** The paths, from the root, of those whose text is not what the repository holds. */
export const staleFiles = (files: ReadonlyMap<string, string>): readonly string[] =>
  [...files]
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);

/** Writes what is stale and names it; with `--check` on the command line it is only named, and the command fails. */
export const keepCurrent = (files: ReadonlyMap<string, string>): void => {
  for (const path of staleFiles(files)) {
    if (process.argv.includes('--check')) {
      process.stderr.write(`${path} is stale: run \`npm run generate\` and commit what it writes.\n`);
      process.exitCode = 1;
      continue;
    }
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path) ?? '');
    process.stdout.write(`${path}\n`);
  }
};
