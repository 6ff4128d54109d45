// npm run site [-- DIRECTORY] [-- --source URL] [-- --pictures DIRECTORY]: writes the documentation as a site of plain files, to read, search and
// print without a server of ours. With the pictures that `node test/console/pictures.ts DIRECTORY` took, it shows every page of the console.
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './process.ts';
import { build, deadLinks, type Sources } from './site/build.ts';
import { gallery, pictureAddress } from './site/gallery.ts';

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

/** The sources with a page that shows the pictures of a directory, each by its path in the site. */
const withPictures = (sources: Sources, pictures: readonly string[]): Sources => {
  const page = gallery(pictures.map((picture) => basename(picture)));
  return {
    ...sources,
    pages: new Map([...sources.pages, [page.source, page.text]]),
    pictures: new Set([...sources.pictures, ...page.pictures]),
  };
};

/** What the command line asked for. */
interface Asked {
  readonly directory: string;
  readonly project?: string;
  /** Where pictures of the console are. */
  readonly taken?: string;
}

const main = ({ directory, project, taken }: Asked): void => {
  const pictures = taken === undefined ? [] : globSync('*.png', { cwd: taken }).toSorted();
  if (taken !== undefined && pictures.length === 0) {
    throw new Error(`There are no pictures in ${taken}. Take them with: node test/console/pictures.ts ${taken}`);
  }
  const plain = { ...siteSources(), ...(project !== undefined && { project }) };
  const sources = pictures.length === 0 ? plain : withPictures(plain, pictures);
  const files = build(sources);
  const dead = deadLinks(files, otherFiles(sources));
  if (dead.length > 0) throw new Error(`These links lead nowhere:\n${dead.join('\n')}`);
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  for (const picture of plain.pictures) cpSync(join(root, picture), join(directory, picture));
  for (const picture of pictures) cpSync(join(taken ?? '', picture), join(directory, pictureAddress(picture)));
  cpSync(engine, join(directory, 'minisearch.js'));
  process.stdout.write(
    `${files.size} files in ${directory}. The search needs a server of files, such as: python3 -m http.server -d ${directory}\n`,
  );
};

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { source: { type: 'string' }, pictures: { type: 'string' } },
    allowPositionals: true,
  });
  main({
    directory: resolve(positionals[0] ?? join(root, 'site')),
    ...(values.source !== undefined && { project: values.source }),
    ...(values.pictures !== undefined && { taken: resolve(values.pictures) }),
  });
}
