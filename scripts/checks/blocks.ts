// What every fenced block of the documentation has to be: a language, commands that a test types or a reason why not, and YAML that the
// definitions accept. Pure, but for the definitions.
import { load } from 'js-yaml';
import { type KindName, kinds } from '../../operator/api/kinds.ts';
import { validate } from '../../operator/api/validate.ts';
import { type Block, blocksOf, isShell, problemsOf } from '../../test/docs/page.ts';
import { invalidObjects } from './samples.ts';
import { at, readYaml } from './yaml.ts';

/** The first line of a fragment may say what it is of: `# IncidentPolicy`. */
const namedKind = (text: string): string | undefined => /^# (\w+)\n/.exec(text)?.[1];

const isKind = (name: string | undefined): name is KindName => name !== undefined && Object.hasOwn(kinds, name);

/** What a kind says of a fragment of it; what is missing is elsewhere in the object. */
const refusals = (kind: KindName, fragment: object): readonly string[] => {
  const whole = { apiVersion: 'meldpunt.dev/v1alpha1', kind, metadata: { name: 'a', namespace: 'a' }, ...fragment };
  const checked = validate(kind, whole);
  return checked.ok
    ? []
    : checked.problems.filter(({ message }) => !message.startsWith('is missing')).map(({ path, message }) => `${path} ${message}`);
};

const hasFields = (value: unknown): value is { readonly spec?: object; readonly status?: object } =>
  at(value, 'spec') !== undefined || at(value, 'status') !== undefined;

/** What is wrong with a fragment: it has to fit the kind that it names, or else any. */
const fragmentProblems = (text: string, value: object): readonly string[] => {
  const named = namedKind(text);
  if (isKind(named)) return refusals(named, value);
  const said = (Object.keys(kinds) as KindName[]).map((kind) => refusals(kind, value));
  return said.some(({ length }) => length === 0) ? [] : [...(said.toSorted((a, b) => a.length - b.length)[0] ?? [])];
};

const yamlProblems = ({ line, lines }: Block): readonly string[] => {
  const text = lines.join('\n');
  const { documents, problems } = readYaml(`line ${line}`, text);
  if (problems.length > 0) return problems;
  const objects = documents.filter(({ value }) => at(value, 'apiVersion') !== undefined);
  if (objects.length > 0) return invalidObjects(objects);
  const value = load(text) as unknown;
  return hasFields(value) ? fragmentProblems(text, value).map((problem) => `line ${line}: ${problem}.`) : [];
};

/** What is wrong with the blocks of a page, each as `line N: ...`; `typed` says whether a test types its commands. */
export const blockProblems = (page: string, typed: boolean): readonly string[] => {
  if (typed)
    return [
      ...problemsOf(page),
      ...blocksOf(page)
        .filter(({ language }) => language === 'yaml')
        .flatMap(yamlProblems),
    ];
  return blocksOf(page).flatMap((block): readonly string[] => {
    const { line, language, mark } = block;
    if (language === '') return [`line ${line}: the block does not say what it is: sh, console, text, yaml ...`];
    if (language === 'yaml') return yamlProblems(block);
    return isShell(block) && mark.kind === 'typed'
      ? [`line ${line}: no test types this page (test/docs/pages.ts): say why, <!-- not run: ... -->.`]
      : [];
  });
};
