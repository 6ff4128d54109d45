// A seeded bug: what it is in words, and the exact text that it puts in the place of the right one.

/** One replacement in one file. */
export interface Edit {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/** A bug that exists nowhere but in the process that is told to have it. */
export interface Mutant {
  readonly number: number;
  /** What somebody might really have written, in words. */
  readonly bug: string;
  readonly edits: readonly Edit[];
  /** The test files that are expected to notice, the quickest first. */
  readonly tests: readonly string[];
}

/** A mutant that no longer fits the source: the source moved on, and the mutant has to follow. */
export class Unfitting extends Error {
  override readonly name = 'Unfitting';
}

/** How often a text stands in another one. */
const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** The text of a file with the edits that concern it. Throws an Unfitting where one of them does not fit exactly once. Pure. */
export const edited = (mutant: Mutant, file: string, text: string): string => {
  let result = text;
  for (const edit of mutant.edits.filter((each) => each.file === file)) {
    const found = occurrences(result, edit.from);
    if (found !== 1) {
      const first = edit.from.trim().split('\n', 1)[0] ?? '';
      throw new Unfitting(`Mutant ${mutant.number} (${mutant.bug}) expects once in ${file}, and finds ${found} times: ${first}`);
    }
    // By a function, so that a dollar sign in the new text means itself.
    result = result.replace(edit.from, () => edit.to);
  }
  return result;
};
