// Whether the Dockerfile gets what it copies: everything is ignored by .dockerignore but what it names, and nothing here can build to find out.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { root } from '../process.ts';

/** What the stages of a Dockerfile copy from the repository. Pure. */
export const copiedFrom = (dockerfile: string): readonly string[] =>
  dockerfile
    .split('\n')
    .filter((line) => /^COPY (?!--from)/.test(line))
    .flatMap((line) => line.split(/\s+/).slice(1, -1))
    .filter((word) => !word.startsWith('--'));

/** Whether a path is let through by a .dockerignore: the last pattern that matches it, or a folder that it is in, decides. Pure. */
export const isLetThrough = (ignore: string, path: string): boolean => {
  const folders = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  let through = true;
  for (const line of ignore.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
    const pattern = line.replace(/^!/, '');
    if (folders.some((folder) => matchesGlob(folder, pattern))) through = line.startsWith('!');
  }
  return through;
};

/** The files of the repository that a script imports, itself included, by their paths from the root. */
const importedBy = (file: string): readonly string[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [file, ...[...text.matchAll(/from '\.\/([^']+)'/g)].flatMap(([, name = '']) => importedBy(`${folder}${name}`))];
};

/** The problems of the build of the image, as far as they are seen without an engine. */
export const contextProblems = async (): Promise<readonly string[]> => {
  const ignore = readFileSync(join(root, '.dockerignore'), 'utf8');
  const copied = copiedFrom(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  const isCopied = (file: string): boolean => copied.some((path) => file === path || file.startsWith(`${path}/`));
  const needed = [...importedBy('scripts/image.ts'), 'operator/main.ts', ...globSync('crds/*.yaml', { cwd: root })];
  return [
    ...copied.filter((path) => !existsSync(join(root, path))).map((path) => `Dockerfile copies ${path}, which does not exist.`),
    ...needed.filter((file) => !isCopied(file)).map((file) => `The image needs ${file}, and the Dockerfile does not copy it.`),
    ...needed.filter((file) => !isLetThrough(ignore, file)).map((file) => `The image needs ${file}, and .dockerignore keeps it out.`),
  ];
};
