// What can be said of pages that tests type, without typing them; and that links within the documentation lead somewhere.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { pages } from '../../test/docs/pages.ts';
import { root } from '../process.ts';
import { anchorOf } from './anchors.ts';
import { blockProblems } from './blocks.ts';
import { plainProblems } from './plain.ts';

const link = /\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?\)/g;

const anchorsIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => anchorOf(heading)));

const linkProblems = (page: string): readonly string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(link)].flatMap(([, path = '', anchor = '']): readonly string[] => {
    const target = join(root, dirname(page), path);
    if (!existsSync(target)) return [`${page}: ${path} does not exist.`];
    if (anchor === '' || !path.endsWith('.md')) return [];
    return anchorsIn(readFileSync(target, 'utf8')).has(anchor.slice(1)) ? [] : [`${page}: ${path} has no heading for ${anchor}.`];
  });

const shownBy = /\| shown by \|\n(?:\|.*\n)*/g;

/**
 * The tests that a page names in the column `shown by` of its tables, and that are not there. Pure.
 */
export const missingTests = (text: string, tests: readonly string[]): readonly string[] => {
  const rows = [...text.matchAll(shownBy)].flatMap(([table]) => table.split('\n').slice(2, -1));
  const named = rows.flatMap((row) => [...(row.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  const isThere = (name: string): boolean => tests.some((test) => test.endsWith(`/${name.replace(/^test\//, '')}.test.ts`));
  return [...new Set(named)].filter((name) => !name.startsWith('npm run ') && !isThere(name));
};

const testProblems = (page: string): readonly string[] =>
  missingTests(readFileSync(join(root, page), 'utf8'), globSync('test/**/*.test.ts', { cwd: root })).map(
    (name) => `${page}: there is no test ${name}.`,
  );

const inCode =
  /(?<![\w./-])docs\/(?:tutorials|how-to|reference|explanation|runbooks|decisions|api)\/[\w/-]+\.md|(?<![\w./-])docs\/[\w-]+\.md/g;

/** The pages that a text names by their path from the root, and that are not there. Pure. */
export const missingPages = (text: string, pages: ReadonlySet<string>): readonly string[] => [
  ...new Set([...text.matchAll(inCode)].map(([path]) => path).filter((path) => !pages.has(path))),
];

/** Programs, charts and settings send their readers to pages too. */
const codeProblems = (): readonly string[] => {
  const there = new Set(globSync('docs/**/*.md', { cwd: root }));
  return globSync(['{operator,crds,scripts}/**/*.ts', 'test/{bench,e2e}/**/*.ts', 'charts/**/*.{yaml,tpl}', 'crds/*.yaml', 'Dockerfile'], {
    cwd: root,
  })
    .toSorted()
    .flatMap((file) => missingPages(readFileSync(join(root, file), 'utf8'), there).map((page) => `${file}: there is no page ${page}.`));
};

/** The targets of the links of a page that are pages themselves, by their paths from the root. Pure. */
export const pagesLinkedFrom = (page: string, text: string): readonly string[] =>
  [...text.matchAll(link)].flatMap(([, path = '']) => {
    const target = posix.join(posix.dirname(page), path).replace(/\/$/, '');
    return target.endsWith('.md') ? [target] : [target, `${target}/README.md`];
  });

const index = 'docs/README.md';

/** Each reader finds their answer in two clicks: the index leads to every page, itself or through one page or folder that it names. */
const lostProblems = (): readonly string[] => {
  const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');
  const there = globSync('docs/**/*.md', { cwd: root }).toSorted();
  const first = new Set(pagesLinkedFrom(index, textOf(index)));
  const second = new Set(there.filter((page) => first.has(page)).flatMap((page) => pagesLinkedFrom(page, textOf(page))));
  return there
    .filter((page) => page !== index && !first.has(page) && !second.has(page) && !first.has(posix.dirname(page)))
    .map((page) => `${index} leads to ${page} in no two clicks.`);
};

const documentation = ['*.md', 'docs/**/*.md', 'samples/**/*.md', 'charts/**/*.md'];

/** Pages that people write for readers who learn or do something: these have to be plain. What is made from code is as plain as the code. */
const written = [
  'README.md',
  'docs/README.md',
  'docs/{tutorials,how-to}/*.md',
  'docs/runbooks/*.md',
  'docs/explanation/{architecture,guarantees}.md',
];

/** The problems of all pages: links, named tests, blocks, and the language of those that people write. */
export const pageProblems = async (): Promise<readonly string[]> => [
  ...globSync('docs/**/*.md', { cwd: root }).toSorted().flatMap(testProblems),
  ...codeProblems(),
  ...lostProblems(),
  ...globSync(documentation, { cwd: root })
    .toSorted()
    .flatMap((page) => blockProblems(readFileSync(join(root, page), 'utf8'), pages.includes(page)).map((problem) => `${page}: ${problem}`)),
  ...globSync(written, { cwd: root })
    .toSorted()
    .flatMap((page) => plainProblems(readFileSync(join(root, page), 'utf8')).map((problem) => `${page}: ${problem}`)),
  ...globSync(documentation, { cwd: root }).toSorted().flatMap(linkProblems),
];
