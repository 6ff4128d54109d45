import { citedIn, shownBy } from './citations.ts';
import { chapters, type Requirement } from './requirements.ts';

/** Texts by path from the root. */
export type Texts = ReadonlyMap<string, string>;

/** From each id to the files that name it, in their order. */
const filesById = (texts: Texts, ids: (text: string) => readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [path, text] of texts) for (const id of ids(text)) found.set(id, [...(found.get(id) ?? []), path]);
  return found;
};

/** As many files as a cell names. How many more there are changes with every commit, and helps nobody. */
const shown = 4;

const fileCell = (paths: readonly string[], nothing: string): string => {
  if (paths.length === 0) return `**${nothing}**`;
  const links = paths
    .slice(0, shown)
    .map((path) => `[${path.replace(/^operator\/|^test\/|^charts\/meldpunt\/files\/|\.ts$|\.test\.ts$/g, '')}](../../${path})`);
  return paths.length > shown ? `${links.join(', ')} and others` : links.join(', ');
};

/** A rule comes before the schema that holds its facts, and both before what people read. */
const order = (path: string): number =>
  [
    /^operator\/(?:incident|notification|evidence|weakness|policy|intake|breach|deadline|journal)\//,
    /^charts\//,
    /^operator\//,
    /./,
  ].findIndex((part) => part.test(path));

/** End-to-end tests, which play on a real API server, come first. */
const testOrder = (path: string): number => (path.includes('/e2e/') ? 0 : 1);

const by =
  (rank: (path: string) => number) =>
  (a: string, b: string): number =>
    rank(a) - rank(b) || (a < b ? -1 : 1);

/** The page of the law mapping: every requirement, where the code cites it, and which tests say that they show it. Pure. */
export const lawMappingPage = (sources: Texts, tests: Texts): string => {
  const code = filesById(sources, citedIn);
  const proof = filesById(tests, shownBy);
  const line = ({ id, asks, does }: Requirement): string => {
    const where = fileCell((code.get(id) ?? []).toSorted(by(order)), 'nothing cites it');
    const test = fileCell((proof.get(id) ?? []).toSorted(by(testOrder)), 'no test says so');
    return `| <a id="${id.toLowerCase()}"></a>${id} | ${asks} | ${does} | ${where} | ${test} |`;
  };
  const rows = chapters.flatMap((chapter) => chapter.rows);
  const bare = rows.filter(({ id }) => !code.has(id)).map(({ id }) => id);
  const unproven = rows.filter(({ id }) => !proof.has(id)).map(({ id }) => id);
  return [
    '<!-- Generated from scripts/pages/requirements.ts, the code and the tests by `npm run generate`: do not edit. -->',
    '# What the law and the policy ask, and where it is done',
    '',
    'The rows follow the incident policy of a Belgian social security institution (2007, revised 2017 for the GDPR). Their ids are cited',
    'all over the code. A file is named here when it cites the id as the reason of a rule, a field or a duty. A test is named when it',
    'says in a line `// Shows: ID` that it shows the row; the tests of `e2e/` do so on a real API server.',
    '',
    `${rows.length} rows. Cited by no code: ${bare.length === 0 ? 'none' : bare.join(', ')}. Shown by no test: ${unproven.length === 0 ? 'none' : unproven.join(', ')}.`,
    ...chapters.flatMap(({ title, rows: own }) => [
      '',
      `## ${title}`,
      '',
      '| id | what is asked | what is done | in the code | shown by the test |',
      '|---|---|---|---|---|',
      ...own.map(line),
    ]),
    '',
  ].join('\n');
};
