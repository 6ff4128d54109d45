// The table of docs/reference/faults.md: what each fault last came to. A run replaces the rows of the faults that it played, and no others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Fault } from './matrix/fault.ts';
import type { Outcome } from './report.ts';

const words = { held: 'held', broken: '**broken**', 'not here': 'not here' } as const;

const cell = (text: string): string => text.replaceAll('|', '/').replace(/\s+/g, ' ').trim();

const rowOf = ({ fault, finding, seconds }: Outcome, day: string): string => {
  const told =
    finding.kind === 'not here' ? finding.why : finding.kind === 'held' ? finding.figures.join(', ') : (finding.problems[0] ?? '');
  return `| ${fault.id} | ${cell(fault.title)} | ${words[finding.kind]} | ${cell(told)} | ${seconds.toFixed(0)} s | ${day} |`;
};

const [begin, end] = ['<!-- results: begin -->', '<!-- results: end -->'];

/** The page with the rows of these outcomes; a fault that was never played says so. */
export const withResults = (page: string, all: readonly Fault[], outcomes: readonly Outcome[], day: string): string => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no place for results: ${begin} and ${end}.`);
  const known = new Map<string, string>();
  for (const row of page.slice(from, to).split('\n')) {
    const [, id] = /^\| (\S+) \| /.exec(row) ?? [];
    if (id !== undefined) known.set(id, row);
  }
  for (const outcome of outcomes) known.set(outcome.fault.id, rowOf(outcome, day));
  const rows = all.map(({ id, title }) => known.get(id) ?? `| ${id} | ${cell(title)} | not played yet | | | |`);
  const head = ['| # | fault | result | what was counted | took | on |', '|---|---|---|---|---|---|'];
  return `${page.slice(0, from + begin.length)}\n${[...head, ...rows].join('\n')}\n${page.slice(to)}`;
};

/** Writes the rows into a page that is there. */
export const writeResults = (file: string, all: readonly Fault[], outcomes: readonly Outcome[]): void => {
  if (!existsSync(file)) throw new Error(`${file} is not there.`);
  writeFileSync(file, withResults(readFileSync(file, 'utf8'), all, outcomes, Temporal.Now.plainDateISO().toString()));
};
