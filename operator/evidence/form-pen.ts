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

const isSaid = (part: string | undefined): part is string => part !== undefined && part !== '';

/** The parts that there are, with commas between them; a full stop stays at the end only. */
export const joined = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter(isSaid)
    .map((part, index, all) => (index === all.length - 1 ? part : part.replace(/\.$/, '')))
    .join(', ');

/** A line of a form that every item has to have: what is not stated is a gap. */
export const fact = ({ words }: Pen, term: string, ...values: readonly (string | undefined)[]): Fact => ({
  term,
  values: values.filter(isSaid),
  gap: words.notStated,
});

/** A line that only some media need: where nothing is stated and nothing was asked for, that is told and is no gap. */
export const factIf = (asked: boolean, pen: Pen, term: string, ...values: readonly (string | undefined)[]): Fact =>
  asked || values.some(isSaid) ? fact(pen, term, ...values) : { term, values: [pen.words.notStated] };
