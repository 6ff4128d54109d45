import type { Bar, Block, Column, Figure, Table } from '../../document/model.ts';
import type { Voice } from '../voice.ts';

/** A heading of a section. */
export const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

/** Names and values, one a line. */
export const factsOf = (rows: readonly (readonly [term: string, value: string])[]): Block => ({
  kind: 'facts',
  facts: rows.map(([term, value]) => ({ term, values: [value] })),
});

/** A table of which the first column names the rows and the others are figures. */
export const tableOf = (caption: string, headings: readonly string[], rows: readonly (readonly string[])[]): Table => ({
  kind: 'table',
  caption,
  columns: headings.map((text, index): Column => (index === 0 ? { heading: text } : { heading: text, align: 'end' })),
  rows,
  rowHeadings: true,
});

/** A table of texts. */
export const textTable = (caption: string, headings: readonly string[], rows: readonly (readonly string[])[]): Table => ({
  kind: 'table',
  caption,
  columns: headings.map((text) => ({ heading: text })),
  rows,
  rowHeadings: true,
});

/** A picture beside its table; a picture of one bar says nothing, so then the table stands alone. `shows` says what the bars are. */
export const figureOf = ({ words }: Voice, shows: string, bars: readonly Bar[], table: Table): Figure | Table => {
  if (bars.length < 2) return table;
  const { caption } = table;
  return { kind: 'figure', caption, alt: `${caption}. ${shows}`, bars, table: { ...table, caption: words.inFigures(caption) } };
};

/** How many rows of a list are printed; the JSON form has them all. */
export const mostRows = 40;

/** A list that is printed up to a length, with how many more there are. */
export const shortened = <T>({ words, number }: Voice, items: readonly T[], table: (shown: readonly T[]) => Block): readonly Block[] => [
  table(items.slice(0, mostRows)),
  ...(items.length > mostRows ? [{ kind: 'paragraph' as const, text: words.more(number(items.length - mostRows)) }] : []),
];

/** The text of a code by a table of terms; a code that the table does not know is shown as it is. */
export const termOf = (terms: Readonly<Record<string, string>>, of: string | null, unknown: string): string =>
  of === null ? unknown : Object.hasOwn(terms, of) ? (terms[of] ?? of) : of;
