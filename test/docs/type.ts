// Types a page of the documentation from top to bottom, as its reader would, and says what went otherwise than the page tells.
import { type Block, blocksOf, type Command, commandsOf, isShell, problemsOf } from './page.ts';
import { isAsQuoted, linesOf } from './quote.ts';
import type { Shell, Typed } from './shell.ts';

/** What came of a command of a page. */
export interface Outcome extends Typed {
  readonly command: Command;
  readonly problem: string | undefined;
}

/** What came of a page: the commands that were typed, and the blocks that were not, with their reasons. */
export interface TypedPage {
  readonly outcomes: readonly Outcome[];
  readonly left: readonly { readonly line: number; readonly reason: string }[];
  /** Everything that is wrong, each as `line N: ...`. */
  readonly problems: readonly string[];
}

const problemOf = ({ mark }: Block, { quoted }: Command, { code, output }: Typed): string | undefined => {
  if (mark.kind === 'fails' && code === 0) return `it succeeded, and should fail: ${mark.reason}`;
  if (mark.kind !== 'fails' && code !== 0) return `it failed (${code}):\n${output.trim()}`;
  if (quoted !== undefined && !isAsQuoted(quoted, linesOf(output))) return `it printed something else than is quoted:\n${output.trim()}`;
  return undefined;
};

/**
 * Types the shell blocks of a page in their order. It ends at the first command that fails, since those behind it would fail for no
 * reason of their own; an output that differs ends nothing.
 */
export const typePage = async (page: string, shell: Shell): Promise<TypedPage> => {
  const wrong = problemsOf(page);
  if (wrong.length > 0) return { outcomes: [], left: [], problems: wrong };
  const outcomes: Outcome[] = [];
  const blocks = blocksOf(page).filter(isShell);
  const left = blocks.flatMap(({ line, mark }) => (mark.kind === 'left' ? [{ line, reason: mark.reason }] : []));
  for (const block of blocks.filter(({ mark }) => mark.kind !== 'left')) {
    for (const command of commandsOf(block)) {
      const typed = await shell.type(command.text);
      const problem = problemOf(block, command, typed);
      outcomes.push({ ...typed, command, problem });
      if (problem !== undefined && (typed.code === 0) === (block.mark.kind === 'fails'))
        return { outcomes, left, problems: told(outcomes) };
    }
  }
  return { outcomes, left, problems: told(outcomes) };
};

const told = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.flatMap(({ command: { line, text }, problem }) => (problem === undefined ? [] : [`line ${line}: ${text}\n${problem}`]));
