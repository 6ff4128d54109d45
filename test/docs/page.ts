// What a page of the documentation tells its reader to type: the shell blocks, their commands, and the output that it quotes. Pure.

/** What becomes of a block: typed, typed and expected to fail, or left out with the reason. */
export type Mark =
  | { readonly kind: 'typed' }
  | { readonly kind: 'fails'; readonly reason: string }
  | { readonly kind: 'left'; readonly reason: string };

/** One command, with all its lines, and the output that the page shows under it; none if the page shows none. */
export interface Command {
  readonly line: number;
  readonly text: string;
  readonly quoted: readonly string[] | undefined;
}

/** A fenced block. Lines count from one; `line` is that of the opening fence. */
export interface Block {
  readonly line: number;
  readonly language: string;
  readonly lines: readonly string[];
  readonly mark: Mark;
}

/** Commands alone (`sh`), or a session with prompts and output (`console`). */
export const isShell = ({ language }: Block): boolean => language === 'sh' || language === 'console';

const directive = /^\s*<!-- (not run|fails): (.*\S) -->\s*$/;
const fence = /^(\s*)(`{3,}|~{3,})\s*(\S*)/;

const markOf = (above: string | undefined): Mark => {
  const [, word, reason = ''] = directive.exec(above ?? '') ?? [];
  if (word === undefined) return { kind: 'typed' };
  return word === 'fails' ? { kind: 'fails', reason } : { kind: 'left', reason };
};

/**
 * The fenced blocks of a page in Markdown. A comment straight above a fence says what is not the rule: `<!-- not run: REASON -->` or
 * `<!-- fails: REASON -->`, which a reader of the page does not see. Throws for a fence that is never closed.
 */
export const blocksOf = (page: string): readonly Block[] => {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = '', opening, language = ''] = fence.exec(lines[at] ?? '') ?? [];
    if (opening === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && line.trim() === opening);
    if (end < 0) throw new Error(`The block that begins on line ${at + 1} is never closed.`);
    const body = lines.slice(at + 1, end).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    blocks.push({ line: at + 1, language, lines: body, mark: markOf(lines[at - 1]) });
    at = end;
  }
  return blocks;
};

/** The index behind the last line of the command that begins at `from`: continued by a backslash, or by a here-document. */
const endOf = (lines: readonly string[], from: number): number => {
  let at = from;
  while (/\\$/.test(lines[at] ?? '')) at += 1;
  const word = /<<-?\s*(['"]?)(\w+)\1/.exec(lines[at] ?? '')?.[2];
  if (word === undefined) return at + 1;
  const end = lines.indexOf(word, at + 1);
  if (end < 0) throw new Error(`The here-document ${word} is never closed.`);
  return end + 1;
};

const prompt = /^\$ /;

/** A comment, or an empty line: nothing to type. */
const isSilent = (line: string): boolean => /^\s*(#.*)?$/.test(line);

const sessionOf = ({ line, lines }: Block): readonly Command[] => {
  const starts = lines.flatMap((text, at) => (prompt.test(text) ? [at] : []));
  return starts.map((from, index) => {
    const behind = endOf(lines, from);
    const quoted = lines.slice(behind, starts[index + 1] ?? lines.length);
    const text = lines.slice(from, behind).join('\n').replace(prompt, '');
    return { line: line + 1 + from, text, quoted: quoted.length === 0 ? undefined : quoted };
  });
};

/** The commands of a shell block, in their order. Throws for a here-document that is never closed. */
export const commandsOf = (block: Block): readonly Command[] => {
  if (block.language === 'console') return sessionOf(block);
  const commands: Command[] = [];
  for (let at = 0; at < block.lines.length; ) {
    const behind = endOf(block.lines, at);
    const text = block.lines.slice(at, behind).join('\n');
    if (!isSilent(text)) commands.push({ line: block.line + 1 + at, text, quoted: undefined });
    at = behind;
  }
  return commands;
};

/** What is wrong with the blocks themselves, before anything is typed: each as `line N: ...`. */
export const problemsOf = (page: string): readonly string[] =>
  blocksOf(page).flatMap((block): readonly string[] => {
    const { line, language, lines, mark } = block;
    if (language === '') return [`line ${line}: the block does not say what it is: sh, console, text, yaml ...`];
    if (!isShell(block)) return mark.kind === 'typed' ? [] : [`line ${line}: only a block of sh or console can be marked.`];
    if (language === 'console' && !prompt.test(lines[0] ?? '')) return [`line ${line}: a console begins with a prompt ($ ).`];
    return commandsOf(block).length === 0 ? [`line ${line}: there is nothing to type.`] : [];
  });
