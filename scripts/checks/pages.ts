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

/** The problems of all pages: links everywhere, blocks where tests type them. */
export const pageProblems = async (): Promise<readonly string[]> => [
  ...pages.flatMap((page) => problemsOf(readFileSync(join(root, page), 'utf8')).map((problem) => `${page}: ${problem}`)),
  ...globSync(['*.md', 'docs/**/*.md', 'samples/**/*.md', 'charts/**/*.md'], { cwd: root }).toSorted().flatMap(linkProblems),
];
