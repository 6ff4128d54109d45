// What can be said of pages that tests type, without typing them; and that links within the documentation lead somewhere.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problemsOf } from '../../test/docs/page.ts';
import { pages } from '../../test/docs/pages.ts';
import { root } from '../process.ts';

const link = /\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?\)/g;

/** The anchor that a heading gets, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

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

/** The problems of all pages: links and named tests everywhere, blocks where tests type them. */
export const pageProblems = async (): Promise<readonly string[]> => [
  ...globSync('docs/*.md', { cwd: root }).toSorted().flatMap(testProblems),
  ...pages.flatMap((page) => problemsOf(readFileSync(join(root, page), 'utf8')).map((problem) => `${page}: ${problem}`)),
  ...globSync(['*.md', 'docs/**/*.md', 'samples/**/*.md', 'charts/**/*.md'], { cwd: root }).toSorted().flatMap(linkProblems),
];
