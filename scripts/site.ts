// npm run site [-- DIRECTORY] [-- --source URL]: writes the documentation as a site of plain files, to read, search and print without a server of ours.
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './process.ts';
import { build, deadLinks, type Sources } from './site/build.ts';

/** The pages and pictures of the repository. */
export const siteSources = (): Sources => {
  const pages = globSync(['*.md', 'docs/**/*.md', 'samples/**/*.md', 'charts/meldpunt/*.md'], { cwd: root }).toSorted();
  return {
    pages: new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')])),
    pictures: new Set(globSync('docs/**/*.{svg,png}', { cwd: root })),
    exists: (path) => existsSync(join(root, path)),
  };
};

/** The search engine, as it is loaded by a browser. */
const engine = join(root, 'node_modules/minisearch/dist/es/index.js');

/** What the site has beside the files that are built. */
export const otherFiles = ({ pictures }: Sources): ReadonlySet<string> => new Set([...pictures, 'minisearch.js']);

const main = (directory: string, project: string | undefined): void => {
  const sources = { ...siteSources(), ...(project !== undefined && { project }) };
  const files = build(sources);
  const dead = deadLinks(files, otherFiles(sources));
  if (dead.length > 0) throw new Error(`These links lead nowhere:\n${dead.join('\n')}`);
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  for (const picture of sources.pictures) cpSync(join(root, picture), join(directory, picture));
  cpSync(engine, join(directory, 'minisearch.js'));
  process.stdout.write(
    `${files.size} files in ${directory}. The search needs a server of files, such as: python3 -m http.server -d ${directory}\n`,
  );
};

if (import.meta.main) {
  const { values, positionals } = parseArgs({ options: { source: { type: 'string' } }, allowPositionals: true });
  main(resolve(positionals[0] ?? join(root, 'site')), values.source);
}
