// Where requirements are cited. Pure: whoever reads the files gives their texts.
import { requirementIds } from './requirements.ts';

/** `R-j to R-q` and `A5 to A10` stand for all between them. */
const spanOf = (from: string, to: string): readonly string[] => {
  const first = requirementIds.indexOf(from);
  const last = requirementIds.indexOf(to);
  return first < 0 || last < first ? [] : requirementIds.slice(first, last + 1);
};

const span = /(?<![\w-])([A-Z]\d+|R-[a-z]+)(?: to |–)([A-Z]\d+|R-[a-z]+)(?![\w-])/g;
const single = /(?<![\w-])(?:[A-Z]\d+|R-[a-z]+)(?![\w-])/g;

/** The ids in a list as people write it (`A6, art. 33(1)`, `R-j to R-q`), in the order of the policy. What is no id is passed over. */
export const idsIn = (list: string): readonly string[] => {
  const named = new Set([
    ...[...list.matchAll(span)].flatMap(([, from = '', to = '']) => spanOf(from, to)),
    ...[...list.matchAll(single)].map(([id]) => id),
  ]);
  return requirementIds.filter((id) => named.has(id));
};

/** Severities of the scale go by S1 to S4 too, so that an id counts where rules cite them: in brackets, or as the clause of a duty. */
const inBrackets = /\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g;
const clause = /^\s*clause: (.*)$/gm;
const isCitation = (text: string): boolean => /^\s*(?:[A-Z]\d+|R-[a-z]+|art\.)/.test(text) || /[,;]\s*(?:[A-Z]\d+|R-[a-z]+)\s*$/.test(text);

/** The ids that a source cites: in brackets in its comments, texts and descriptions, or as the clause of a duty. */
export const citedIn = (source: string): readonly string[] => {
  const lists = [
    ...[...source.matchAll(inBrackets)].map(([, list = '']) => list).filter(isCitation),
    ...[...source.matchAll(clause)].map(([, list = '']) => list),
  ];
  return [...new Set(lists.flatMap(idsIn))];
};

const shows = /^\/\/ Shows: (.*)\.$/gm;

/** The ids that a test says it shows: a line `// Shows: A6, N1.` above its tests. */
export const shownBy = (test: string): readonly string[] => [...new Set([...test.matchAll(shows)].flatMap(([, list = '']) => idsIn(list)))];

/** What a line `// Shows:` names that is no requirement: a slip of the pen, which would show nothing. */
export const unknownIn = (test: string): readonly string[] =>
  [...test.matchAll(shows)].flatMap(([, list = '']) => list.split(',').map((id) => id.trim())).filter((id) => idsIn(id).length === 0);
