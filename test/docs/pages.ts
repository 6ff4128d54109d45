// node test/docs/pages.ts [--requote] [PAGE]: types pages from top to bottom and says what came of each command. A page goes with those
// before it at the same desk. With --requote pages quote afterwards what was printed now, but where dots leave something out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/process.ts';
import { beforeNothing, beforeOpenCase, type Desk } from './desk.ts';
import { linesOf, requoted } from './quote.ts';
import { type TypedPage, typePage } from './type.ts';

/** Pages that are typed one after the other at one desk: a control plane is dear, and a case goes from one role to the next. */
export interface Sitting {
  readonly name: string;
  readonly sitDown: () => Promise<Desk>;
  readonly pages: readonly string[];
}

const roles = ['employee', 'contact-point', 'ciso', 'manager', 'responder', 'dpo', 'director', 'auditor', 'platform-engineer'];

/** All sittings; `node test/docs/pages.ts` goes through them. */
export const sittings: readonly Sitting[] = [
  {
    name: 'what npm start leaves',
    sitDown: beforeOpenCase,
    pages: [
      'README.md',
      ...['first-incident', 'data-breach', 'alerts'].map((page) => `docs/tutorials/${page}.md`),
      ...roles.map((role) => `docs/how-to/${role}.md`),
      'docs/how-to/documents.md',
      ...['breach-register', 'configuration', 'evidence', 'events', 'laws', 'report'].map((page) => `docs/reference/${page}.md`),
      'docs/explanation/verification.md',
    ],
  },
  { name: 'an empty cluster', sitDown: beforeNothing, pages: ['docs/tutorials/install.md'] },
];

/** The paths of all pages that are typed. */
export const pages: readonly string[] = sittings.flatMap((sitting) => sitting.pages);

/** Types the pages of a sitting in their order, up to one of them if that is named. */
export const typedInASitting = async (
  { sitDown, pages: all }: Sitting,
  last = all.at(-1),
): Promise<ReadonlyMap<string, TypedPage & { readonly diagnosis: string }>> => {
  const desk = await sitDown();
  try {
    const typed = new Map<string, TypedPage & { readonly diagnosis: string }>();
    for (const page of all.slice(0, all.indexOf(last ?? '') + 1)) {
      const outcome = await typePage(readFileSync(join(root, page), 'utf8'), desk.shell());
      typed.set(page, { ...outcome, diagnosis: desk.diagnosis() });
    }
    return typed;
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

/** Lets a page quote what its commands printed, but where dots leave something out. */
const requote = (page: string, { outcomes }: TypedPage): void => {
  const exact = outcomes.filter(({ command: { quoted } }) => quoted !== undefined && !quoted.includes('...'));
  const file = join(root, page);
  const outputs = exact.map(({ command, output }) => ({ command, printed: linesOf(output) }));
  writeFileSync(file, requoted(readFileSync(file, 'utf8'), outputs));
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { requote: { type: 'boolean' } }, allowPositionals: true });
  const [asked] = positionals;
  const chosen = sittings.filter((sitting) => asked === undefined || sitting.pages.includes(asked));
  if (chosen.length === 0) throw new Error(`Where would ${asked} be typed? Say it in test/docs/pages.ts.`);
  for (const sitting of chosen) {
    for (const [page, typed] of await typedInASitting(sitting, asked)) {
      process.stdout.write(`${page}\n${summaryOf(typed)}\n`);
      if (values.requote === true) requote(page, typed);
      if (typed.problems.length === 0) continue;
      process.stdout.write(`${typed.problems.join('\n\n')}\n${typed.diagnosis}\n`);
      process.exitCode = 1;
    }
  }
};

if (import.meta.main) await main();
