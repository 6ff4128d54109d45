import { stripVTControlCharacters } from 'node:util';
import { complaint, type Ran } from './process.ts';

/** What a test file came to. `problem` is a sentence for the reader when something failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly problem?: string;
}

const figure = (text: string, name: string): number | undefined => {
  const found = [...text.matchAll(new RegExp(`^ {2}${name}: +(\\d+)$`, 'gm'))].at(-1);
  return found === undefined ? undefined : Number(found[1]);
};

/**
 * Counts a file from uvu's own summary. It does not believe the exit code alone: uvu exits with 0 when a `before` hook throws and
 * no test runs at all, and a file that forgot `test.run()` exits with 0 without a word. A crash is never less than one failure.
 */
export const tallyOf = ({ output, ending }: Ran): Tally => {
  const text = stripVTControlCharacters(output);
  const total = figure(text, 'Total');
  const passed = figure(text, 'Passed');
  const wrong = complaint(ending);
  if (total === undefined || passed === undefined) {
    const why = wrong ?? 'It ended as if all were well, but ran no test: does it end with test.run()?';
    return { passed: 0, failed: 1, problem: `No summary was printed. ${why}` };
  }
  if (total === 0) return { passed, failed: 1, problem: 'It ran no test.' };
  if (passed < total) return { passed, failed: total - passed, problem: `${total - passed} of ${total} tests did not pass.` };
  if (wrong !== undefined) return { passed, failed: 1, problem: `All tests passed, but ${wrong.charAt(0).toLowerCase()}${wrong.slice(1)}` };
  return { passed, failed: 0 };
};

/** The sum of tallies. */
export const sumOf = (tallies: readonly Tally[]): { passed: number; failed: number } => ({
  passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
  failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
});

/** The last line of every run; other programs read it. */
export const lastLine = ({ passed, failed }: { passed: number; failed: number }): string => `${passed} passed, ${failed} failed`;
