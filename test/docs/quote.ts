// Whether a command printed what the page quotes. Pure.
import type { Command } from './page.ts';

/** What differs from one run to the next, and what stands for it in the comparison. */
const changing: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/g, 'TIME'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'UID'],
  [/\b[0-9a-f]{40,}\b/g, 'DIGEST'],
  [/\b(?:\d+[dhms])+\b/g, 'AGE'],
  // How many policies or rights there are is no promise of a page; --requote brings it up to date.
  [/(?<![\w.:/-])\d+(?![\w.:/-])/g, 'COUNT'],
  // Columns are as wide as what stands in them.
  [/[ \t]+/g, ' '],
];

const still = (line: string): string => changing.reduce((text, [what, word]) => text.replaceAll(what, word), line).trim();

const elision = '...';

/** Whether lines are as quoted; a line of three dots stands for any number of lines. Times, ages, uids, counts and widths may differ. */
export const isAsQuoted = (quoted: readonly string[], printed: readonly string[]): boolean => {
  const [first, ...rest] = quoted;
  if (first === undefined) return printed.every((line) => line.trim() === '');
  if (first.trim() === elision) return printed.some((_, at) => isAsQuoted(rest, printed.slice(at))) || isAsQuoted(rest, []);
  const [line, ...others] = printed;
  return line !== undefined && still(first) === still(line) && isAsQuoted(rest, others);
};

/** The lines of a text, without what ends it. */
export const linesOf = (text: string): readonly string[] => {
  const trimmed = text.trimEnd();
  return trimmed === '' ? [] : trimmed.split('\n').map((line) => line.trimEnd());
};

/** The page with what was printed in the place of what it quoted. */
export const requoted = (page: string, outputs: readonly { readonly command: Command; readonly printed: readonly string[] }[]): string => {
  const lines = page.split('\n');
  const last = [...outputs].toSorted((left, right) => right.command.line - left.command.line);
  for (const { command, printed } of last) {
    const indent = /^\s*/.exec(lines[command.line - 1] ?? '')?.[0] ?? '';
    const behind = command.line - 1 + command.text.split('\n').length;
    lines.splice(behind, command.quoted?.length ?? 0, ...printed.map((line) => (line === '' ? '' : indent + line)));
  }
  return lines.join('\n');
};
