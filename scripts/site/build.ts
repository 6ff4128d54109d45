// The whole site as files by their paths, made from the pages of the repository. Pure.
import { posix } from 'node:path';
import MiniSearch from 'minisearch';
import { addressOf, type Rendered, type Resolve, render } from './markdown.ts';
import { type Part, search, shell, style } from './shell.ts';

/** Pages and pictures by their paths from the root of the repository. */
export interface Sources {
  readonly pages: ReadonlyMap<string, string>;
  /** Pictures that pages show. */
  readonly pictures: ReadonlySet<string>;
  /** Whether the repository has a file or folder. */
  readonly exists: (path: string) => boolean;
  /** Where people read the sources of the project, with a slash at the end; left out, sources are named and not linked. */
  readonly project?: string;
}

const parts: readonly (readonly [title: string, holds: (source: string) => boolean])[] = [
  ['Start', (source) => source === 'README.md' || source === 'docs/README.md'],
  ['Tutorials', (source) => source.startsWith('docs/tutorials/')],
  ['How-to guides', (source) => source.startsWith('docs/how-to/')],
  ['Kinds and fields', (source) => source.startsWith('docs/api/')],
  ['Reference', (source) => source.startsWith('docs/reference/') || source.startsWith('charts/')],
  ['Explanation', (source) => source.startsWith('docs/explanation/')],
  ['Runbooks', (source) => source.startsWith('docs/runbooks/')],
  ['Decisions', (source) => source.startsWith('docs/decisions/')],
  ['Samples', (source) => source.startsWith('samples/')],
  ['The project', () => true],
];

const partOf = (source: string): string => parts.find(([, holds]) => holds(source))?.[0] ?? '';

/** A folder without a page of its own gets one that lists its pages. */
const listings = (pages: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const folders = [...new Set([...pages.keys()].map((source) => posix.dirname(source)))].filter((folder) => folder.startsWith('docs/'));
  return new Map(
    folders
      .filter((folder) => !pages.has(`${folder}/README.md`))
      .map((folder): [string, string] => {
        const own = [...pages].filter(([source]) => posix.dirname(source) === folder);
        const lines = own.map(([source, text]) => `- [${/^# (.*)$/m.exec(text)?.[1] ?? source}](${posix.basename(source)})`);
        return [`${folder}/README.md`, `# ${partOf(own[0]?.[0] ?? '')}\n\n${lines.join('\n')}\n`];
      }),
  );
};

const resolverOf = ({ pictures, exists, project }: Sources, all: ReadonlyMap<string, string>): Resolve => {
  return (target) => {
    if (all.has(target)) return addressOf(target);
    if (all.has(posix.join(target, 'README.md'))) return addressOf(posix.join(target, 'README.md'));
    if (pictures.has(target)) return target;
    if (!exists(target)) return undefined;
    return project === undefined ? 'source' : `${project}${target}`;
  };
};

const indexOf = (rendered: ReadonlyMap<string, Rendered>): string => {
  const index = new MiniSearch({ fields: ['title', 'text'], storeFields: ['title', 'address', 'part'] });
  index.addAll(
    [...rendered].map(([source, { title, text }], id) => ({ id, title, text, address: addressOf(source), part: partOf(source) })),
  );
  return JSON.stringify(index);
};

/** Every file of the site but pictures and the search engine itself, by its path in the site. */
export const build = (sources: Sources): ReadonlyMap<string, string> => {
  const all = new Map([...sources.pages, ...listings(sources.pages)].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const resolve = resolverOf(sources, all);
  const rendered = new Map([...all].map(([source, text]) => [source, render(source, text, resolve)]));
  const ways = parts.map(
    ([title]): Part => ({
      title,
      ways: [...rendered]
        .filter(([source]) => partOf(source) === title)
        .map(([source, page]) => ({ title: page.title, address: addressOf(source) })),
    }),
  );
  return new Map([
    ...[...rendered].map(([source, { title, html }]): [string, string] => {
      const address = addressOf(source);
      return [address, shell({ title, html, address }, ways)];
    }),
    ['style.css', style],
    ['search.js', search],
    ['search.json', indexOf(rendered)],
  ]);
};

/** The links of a site that lead nowhere in it, each as `page: link`. Pure. */
export const deadLinks = (files: ReadonlyMap<string, string>, others: ReadonlySet<string>): readonly string[] => {
  const anchors = new Map([...files].map(([path, html]) => [path, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]));
  return [...files]
    .filter(([path]) => path.endsWith('.html'))
    .flatMap(([path, html]) =>
      [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, link = '']): readonly string[] => {
        if (/^(?:https?:|mailto:|data:)/.test(link)) return [];
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path : posix.join(posix.dirname(path), file);
        if (!files.has(target) && !others.has(target)) return [`${path}: ${link}`];
        const has = anchor === undefined || anchors.get(target)?.has(decodeURIComponent(anchor)) !== false;
        return has ? [] : [`${path}: ${link}`];
      }),
    );
};
