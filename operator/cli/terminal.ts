import { createInterface } from 'node:readline';
import { styleText } from 'node:util';

/** Where a command is typed: whether a person can be asked there, and whether colours are seen. */
export interface Terminal {
  /** Asks a question and resolves to the answer, or to undefined where there is no more of them; left out where nobody can answer. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  readonly colour: boolean;
}

/** Somewhere in a pipe. */
export const pipe: Terminal = { colour: false };

/** Text in a colour, where colours are seen. */
export const painted = ({ colour }: Terminal, style: 'bold' | 'red' | 'yellow' | 'green' | 'dim', text: string): string =>
  colour ? styleText(style, text, { validateStream: false }) : text;

interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The terminal of a process. Questions go to standard error, so that what is printed can go into a file; they are asked only where a person
 * types. `NO_COLOR` switches colours off, whatever it holds (no-color.org). `end` gives the keyboard back.
 */
export const terminalOf = ({ stdin, stdout, stderr, env }: Streams): Terminal & { readonly end: () => void } => {
  const colour = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  if (stdin.isTTY !== true || stderr.isTTY !== true) return { colour, end: () => undefined };
  let lines: { readonly reader: ReturnType<typeof createInterface>; readonly next: AsyncIterator<string> } | undefined;
  const open = () => {
    const reader = createInterface({ input: stdin });
    return { reader, next: reader[Symbol.asyncIterator]() };
  };
  return {
    colour,
    ask: async (question) => {
      lines ??= open();
      stderr.write(question);
      const { value, done } = await lines.next.next();
      return done === true ? undefined : value;
    },
    end: () => lines?.reader.close(),
  };
};
