// Plain language, as far as it can be counted: short sentences, no words that say nothing, and no abbreviation that nobody explains.
// retext, write-good and alex were weighed: forty packages and more for rules about English prose in general, most of which these pages
// break on purpose (the passive voice of a law). Three rules of our own say what is meant, and name the cure. Pure.
import { abbreviations } from '../pages/glossary.ts';

/** As many words as a sentence may have. Plain-language guides ask for 20 on average; this is where one has to be cut. */
const longest = 32;

/** Words that say nothing, and what to write. */
const empty: readonly (readonly [RegExp, string])[] = [
  [/\b(?:simply|obviously|of course|basically|easily|trivially)\b/i, 'leave it out: what is easy for you may not be for your reader'],
  [/\b(?:utili[sz]e[sd]?|leverag(?:e[sd]?|ing))\b/i, 'write: use'],
  [/\b(?:in order to)\b/i, 'write: to'],
  [/\b(?:robust|seamless(?:ly)?|cutting-edge|state-of-the-art|world-class|powerful|blazing(?:ly)?)\b/i, 'say what was measured instead'],
  [/\band\/or\b/i, 'write: or'],
  [/\b(?:please note|note that|it should be noted)\b/i, 'leave it out'],
  [/\b(?:etc\.|and so forth)/i, 'name what you mean'],
];

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The prose of a page: without blocks, tables, comments, inline code and the targets of links. */
const proseOf = (page: string): readonly Line[] => {
  let inBlock = false;
  return page
    .replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .split('\n')
    .flatMap((line, index): readonly Line[] => {
      if (/^\s*(?:```|~~~)/.test(line)) inBlock = !inBlock;
      if (inBlock || /^\s*(?:```|~~~|\|)/.test(line)) return [{ number: index + 1, text: '' }];
      const text = line
        .replaceAll(/`[^`]*`/g, 'code')
        .replaceAll(/\]\([^)]*\)/g, ']')
        .replaceAll(/<[^>]+>/g, '');
      return [{ number: index + 1, text }];
    });
};

/** Paragraphs and items, each with the line on which it begins. A heading, an empty line and a bullet begin another one. */
const paragraphsOf = (lines: readonly Line[]): readonly Line[] => {
  const paragraphs: Line[] = [];
  let open = false;
  for (const { number, text } of lines) {
    const begins = /^\s*(?:[-*#>]|\d+\.)\s/.test(text);
    const last = paragraphs.at(-1);
    if (text.trim() === '') open = false;
    else if (open && !begins && last !== undefined)
      paragraphs[paragraphs.length - 1] = { number: last.number, text: `${last.text} ${text.trim()}` };
    else paragraphs.push({ number, text: text.trim() });
    if (text.trim() !== '') open = !/^\s*#/.test(text);
  }
  return paragraphs;
};

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?:;])\s+/);
const wordsIn = (sentence: string): number => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Whether a page explains an abbreviation itself: `the data protection officer (DPO)`. */
const isExplained = (page: string, short: string): boolean => page.includes(`(${short})`) || page.includes(`(${short},`);

/** What is hard to read in a page, each as `line N: ...` with what would be right. */
export const plainProblems = (page: string): readonly string[] => {
  const prose = proseOf(page);
  const long = paragraphsOf(prose).flatMap(({ number, text }) =>
    sentencesOf(text)
      .filter((sentence) => wordsIn(sentence) > longest)
      .map((sentence) => `line ${number}: a sentence of ${wordsIn(sentence)} words (${longest} at most): ${sentence.slice(0, 60)} ...`),
  );
  const nothing = prose.flatMap(({ number, text }) =>
    empty.flatMap(([word, cure]) => {
      const found = word.exec(text);
      return found === null ? [] : [`line ${number}: "${found[0]}": ${cure}.`];
    }),
  );
  const short = new Map(
    prose.flatMap(({ number, text }) =>
      [...text.matchAll(/(?<![\w-])[A-Z]{2,6}\d?(?![\w-])/g)].map(([word]): [string, number] => [word, number]),
    ),
  );
  const unknown = [...short]
    .filter(([word]) => !Object.hasOwn(abbreviations, word) && !isExplained(page, word) && !/^(?:[A-Z]\d|SOURCE)$/.test(word))
    .map(([word, number]) => `line ${number}: ${word} is explained nowhere: spell it out, or add it to scripts/pages/glossary.ts.`);
  return [...long, ...nothing, ...unknown];
};
