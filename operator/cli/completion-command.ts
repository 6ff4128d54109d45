import { kinds } from '../api/kinds.ts';
import { type Response, said } from './answer.ts';
import { type ClusterValues, clusterOf } from './cluster.ts';
import { complete, completionText, scriptFor } from './completion.ts';
import { grammarOf, type Listed } from './grammar.ts';
import { textIn, valueAt } from './record.ts';

/** The help text of `completion`. */
export const usage = `Usage: kubectl incident completion <bash|zsh|fish>

Prints what completes kubectl-incident in a shell: source <(kubectl incident completion bash). As a plugin it needs none: kubectl's own
completion asks the program kubectl_complete-incident, which stands beside kubectl-incident.
`;

/** Prints the script for a shell (`kubectl incident completion`). Throws a Misunderstood for one that it does not know. */
export const run = (args: string[]): Response => {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return said(usage);
  return said(scriptFor(args.length > 1 ? args.join(' ') : args[0]));
};

const valueAfter = (words: readonly string[], ...names: readonly string[]): string | undefined => {
  const at = words.findIndex((word) => names.includes(word));
  const joined = words.find((word) => names.some((name) => word.startsWith(`${name}=`)));
  return at >= 0 && at + 2 < words.length ? words[at + 1] : joined?.slice(joined.indexOf('=') + 1);
};

/** The names of records, as the user may read them; somebody who waits for a completion wants no message. */
const namesOf = async (plurals: readonly string[], words: readonly string[]): Promise<readonly string[]> => {
  const values: ClusterValues = {
    namespace: valueAfter(words, '-n', '--namespace'),
    context: valueAfter(words, '--context'),
    kubeconfig: valueAfter(words, '--kubeconfig'),
    as: valueAfter(words, '--as'),
  };
  const cluster = clusterOf(values);
  const of = Object.values(kinds).filter(({ plural }) => plurals.includes(plural));
  try {
    const namespace = await cluster.namespace();
    const lists = await Promise.all(of.map((kind) => cluster.list(kind, namespace)));
    return lists.flat().map((record) => textIn(valueAt(record, 'metadata.name')));
  } catch {
    return [];
  }
};

/** Completes a line, of which the last word is begun (`kubectl_complete-incident`). Never throws. */
export const completeLine = async (commands: readonly Listed[], words: readonly string[]): Promise<Response> => {
  const [name = '', ...rest] = words;
  if (rest.length === 0) {
    const found = commands.filter((command) => command.name.startsWith(name)).map((command) => [command.name, command.summary] as const);
    return said(completionText(found, false));
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) return said(completionText([], false));
  const [first = ''] = rest;
  const part = name === 'evidence' && rest.length > 1 && !first.startsWith('-') ? [first] : [];
  const completion = complete(await grammarOf(command, part), rest);
  switch (completion.kind) {
    case 'files':
      return said(completionText(partsOf(name, rest), partsOf(name, rest).length === 0));
    case 'words':
      return said(completionText(completion.words, false));
    case 'names': {
      const word = rest.at(-1) ?? '';
      const names = await namesOf(completion.of, rest);
      return said(
        completionText(
          names.filter((each) => each.startsWith(word)).map((each) => [each, '']),
          false,
        ),
      );
    }
  }
};

/** Words that stand first after a command which has several. */
const partsOf = (name: string, rest: readonly string[]): readonly (readonly [string, string])[] => {
  const parts = { evidence: ['add', 'verify', 'transfer', 'report', 'media'], completion: ['bash', 'zsh', 'fish'] }[name] ?? [];
  return rest.length > 1 ? [] : parts.filter((part) => part.startsWith(rest[0] ?? '')).map((part) => [part, '']);
};
