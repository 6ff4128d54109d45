// node test/docs/pages.ts [--requote] [PAGE ...]: types pages from top to bottom and says what came of each command. With --requote the
// pages quote afterwards what was printed now, but where dots leave something out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/process.ts';
import { beforeNothing, beforeOpenCase, type Desk } from './desk.ts';
import { linesOf, requoted } from './quote.ts';
import { type TypedPage, typePage } from './type.ts';

/** The pages that are typed, and where: all of them by `node test/docs/pages.ts`. */
const desks: Readonly<Record<string, () => Promise<Desk>>> = {
  'README.md': beforeOpenCase,
  'docs/tutorials/install.md': beforeNothing,
};

/** Their paths. */
export const pages: readonly string[] = Object.keys(desks);

/** Types a page at a desk of its own. Throws for a page that nobody has said a desk for. */
export const typedAtADesk = async (page: string): Promise<TypedPage & { readonly diagnosis: string }> => {
  const sitDown = desks[page];
  if (sitDown === undefined) throw new Error(`Where would ${page} be typed? Say it in test/docs/pages.ts.`);
  const desk = await sitDown();
  try {
    const typed = await typePage(readFileSync(join(root, page), 'utf8'), desk.shell);
    return { ...typed, diagnosis: desk.diagnosis() };
  } finally {
    await desk.stop();
  }
};

/** What came of a page, one line a command: how long it took, and its first line. */
export const summaryOf = ({ outcomes, left }: TypedPage): string => {
  const typed = outcomes.map(({ command: { line, text }, seconds }): [number, string] => [
    line,
    `${seconds.toFixed(1).padStart(6)} s  ${text.split('\n')[0]}`,
  ]);
  const notTyped = left.map(({ line, reason }): [number, string] => [line, `   not run  ${reason}`]);
  const lines = [...typed, ...notTyped].toSorted(([a], [b]) => a - b).map(([line, what]) => `${String(line).padStart(5)} ${what}`);
  const sum = outcomes.reduce((total, { seconds }) => total + seconds, 0);
  return [...lines, `${sum.toFixed(1).padStart(12)} s  in all`].join('\n');
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { requote: { type: 'boolean' } }, allowPositionals: true });
  for (const page of positionals.length === 0 ? pages : positionals) {
    const typed = await typedAtADesk(page);
    process.stdout.write(`${page}\n${summaryOf(typed)}\n`);
    if (values.requote === true) {
      const exact = typed.outcomes.filter(({ command: { quoted } }) => quoted !== undefined && !quoted.includes('...'));
      const file = join(root, page);
      const outputs = exact.map(({ command, output }) => ({ command, printed: linesOf(output) }));
      writeFileSync(file, requoted(readFileSync(file, 'utf8'), outputs));
    }
    if (typed.problems.length === 0) continue;
    process.stdout.write(`${typed.problems.join('\n\n')}\n${typed.diagnosis}\n`);
    process.exitCode = 1;
  }
};

if (import.meta.main) await main();
