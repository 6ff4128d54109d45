import { stop } from './answer.ts';

/** An option as far as a shell completes it. */
export interface Completable {
  readonly name: string;
  readonly short?: string;
  /** Left out, it is a flag. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly many?: boolean;
  readonly text?: string;
}

/** What may stand at the end of a line: words, names of records of some kinds, or files. */
export type Completion =
  | { readonly kind: 'words'; readonly words: readonly (readonly [word: string, told: string])[] }
  | { readonly kind: 'names'; readonly of: readonly string[] }
  | { readonly kind: 'files' };

/** What is known of a command: its options, and of which kinds the name is that it takes; none, where it takes a file. */
export interface Grammar {
  readonly options: readonly Completable[];
  readonly names: readonly string[];
}

/** The options in a help text, for commands that have theirs nowhere else: `--name <value>` at the beginning of a line or after a comma. */
export const optionsIn = (usage: string): readonly Completable[] => {
  const found = [...usage.matchAll(/(?:^ {2}|, |^ {2}-\w, | {2})(?:-(\w), )?--([a-z][-a-z]*)( \[?<([^>]+)>)?/gm)];
  const byName = new Map(found.map(([, short, name = '', , value]) => [name, { name, ...(short && { short }), ...(value && { value }) }]));
  return [...byName.values()];
};

const choicesOf = ({ choices = [], many }: Completable, word: string): readonly (readonly [string, string])[] => {
  // Of a list with commas, the last part is completed, and what stands before it is kept.
  const kept = many === true && word.includes(',') ? word.slice(0, word.lastIndexOf(',') + 1) : '';
  return choices.map((choice) => [`${kept}${choice}`, '']);
};

const starting = (words: readonly (readonly [string, string])[], word: string): Completion => ({
  kind: 'words',
  words: words.filter(([each]) => each.startsWith(word)),
});

const optionBefore = (options: readonly Completable[], before: string): Completable | undefined =>
  options.find(
    ({ name, short, value }) => value !== undefined && (before === `--${name}` || (short !== undefined && before === `-${short}`)),
  );

const completionOf = (option: Completable, word: string): Completion =>
  option.choices === undefined ? { kind: 'files' } : starting(choicesOf(option, word), word);

/** What may stand in the place of the last word of a command's arguments. */
export const complete = ({ options, names }: Grammar, words: readonly string[]): Completion => {
  const word = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const asked = optionBefore(options, before);
  if (asked !== undefined) return completionOf(asked, word);
  const [, name, value] = /^--([a-z-]+)=(.*)$/.exec(word) ?? [];
  if (name !== undefined && value !== undefined) {
    const option = options.find((each) => each.name === name);
    return starting(
      (option === undefined ? [] : choicesOf(option, value)).map(([choice, told]) => [`--${name}=${choice}`, told]),
      word,
    );
  }
  if (word.startsWith('-'))
    return starting(
      options.map((option) => [`--${option.name}`, option.text?.split('\n')[0] ?? '']),
      word,
    );
  return names.length === 0 ? { kind: 'files' } : { kind: 'names', of: names };
};

/** What a completion is on paper, as kubectl and cobra read it: a word a line, what it means behind a tab, and a directive at the end. */
export const completionText = (words: readonly (readonly [string, string])[], files: boolean): string =>
  `${words.map(([word, told]) => `${word}${told === '' ? '' : `\t${told}`}\n`).join('')}:${files ? 0 : 4}\n`;

const bash = `# bash completion of kubectl-incident: source <(kubectl incident completion bash)
# As a plugin, kubectl completes it by kubectl_complete-incident, which stands beside it on the path.
_kubectl_incident() {
  local line word directive=0
  local cur="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :*) directive="\${line#:}" ;;
      *) word="\${line%%$'\\t'*}"; [[ "$word" == "$cur"* ]] && COMPREPLY+=("$word") ;;
    esac
  done < <(kubectl-incident __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 0 && "$directive" == 0 ]]; then
    compopt -o default
  fi
}
complete -F _kubectl_incident kubectl-incident
`;

const zsh = `#compdef kubectl-incident
# zsh completion of kubectl-incident: source <(kubectl incident completion zsh)
_kubectl_incident() {
  local -a found
  local line directive=0
  while IFS= read -r line; do
    case "$line" in
      :*) directive="\${line#:}" ;;
      *) found+=("\${\${line//:/\\\\:}/$'\\t'/:}") ;;
    esac
  done < <(kubectl-incident __complete "\${(@)words[2,$CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then
    _describe 'incident' found
  elif [[ "$directive" == 0 ]]; then
    _files
  fi
}
compdef _kubectl_incident kubectl-incident
`;

const fish = `# fish completion of kubectl-incident: kubectl incident completion fish | source
function __kubectl_incident_complete
  set -l words (commandline -opc) (commandline -ct)
  kubectl-incident __complete $words[2..-1] 2>/dev/null | string match -v -r '^:'
end
complete -c kubectl-incident -f -a '(__kubectl_incident_complete)'
`;

/** The script that a shell reads. Throws a Misunderstood for another shell. */
export const scriptFor = (shell: string | undefined): string => {
  switch (shell) {
    case 'bash':
      return bash;
    case 'zsh':
      return zsh;
    case 'fish':
      return fish;
    default:
      return stop(`${shell === undefined ? 'Say for which shell' : `There is none for ${shell}`}: bash, zsh or fish.`);
  }
};
