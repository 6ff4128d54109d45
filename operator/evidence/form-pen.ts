import type { Fact } from '../document/model.ts';
import type { EvidenceWords } from './words/catalogue.ts';
import type { FormWords } from './words/form.ts';

/** How a form is written: the words, and the times and figures of its language. */
export interface Pen {
  readonly words: FormWords;
  readonly codes: EvidenceWords['codes'];
  readonly moment: (at: string | undefined) => string;
  readonly number: (value: number) => string;
}

/** The parts that there are, with commas between them. */
export const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(', ');

/** A line of a form; what is not stated says so. */
export const fact = ({ words }: Pen, term: string, ...values: readonly (string | undefined)[]): Fact => ({
  term,
  values: values.filter((value): value is string => value !== undefined && value !== ''),
  gap: words.notStated,
});
