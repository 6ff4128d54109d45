/**
 * A document before it is put on paper: what it says, in which order, and nothing about how it looks. Every document of the product is
 * one of these, so that Markdown, HTML and PDF say the same and a digest of the model stands for all three.
 */

/** The languages of documents (N7): those of the country's authorities, and English. */
export const languages = ['nl', 'fr', 'de', 'en'] as const;

/** One of them, as a BCP 47 tag. */
export type Language = (typeof languages)[number];

/**
 * Why a notice stands out: `note` explains, `warning` asks for attention, `gap` says that something is missing and who fills it in,
 * `success` says that something was established.
 */
export type Tone = 'note' | 'warning' | 'gap' | 'success';

/** Where the texts of a column stand: figures go to the `end`. */
export type Align = 'start' | 'end';

/** A column of a table. `width` is its share of the room beside the others; left out, it follows from the texts. */
export interface Column {
  readonly heading: string;
  readonly align?: Align;
  readonly width?: number;
}

/** A table. Each row has as many cells as there are columns; a cell without a text is shown as a dash. */
export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the first cell of each row names the row. */
  readonly rowHeadings?: boolean;
}

/** One bar: its name, how long it is, and the value as it is read. Values are never below zero. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** A picture of figures, always beside the table of the same figures: whoever cannot see it loses nothing. */
export interface Figure {
  readonly kind: 'figure';
  readonly caption: string;
  /** What the picture shows, in a sentence. */
  readonly alt: string;
  readonly bars: readonly Bar[];
  readonly table: Table;
}

/** A name and what stands for it; several values are lines of their own. Without values the fact is a gap, and `gap` says so. */
export interface Fact {
  readonly term: string;
  readonly values: readonly string[];
  readonly gap?: string;
}

/** One part of a document. Texts are plain: no markup is read in them, and lines are broken by whoever renders them. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered?: boolean; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'notice'; readonly tone: Tone; readonly title: string; readonly text: string }
  | Table
  | Figure;

/** A whole document. */
export interface Document {
  /** The version of this model; a later one says so, since authorities are agreeing on a template of their own. */
  readonly schema: 'meldpunt.dev/document/v1';
  readonly language: Language;
  readonly title: string;
  /** Who it comes from. */
  readonly issuer: string;
  /** What it is filed under. */
  readonly reference: string;
  /** When it was made: an instant in UTC, passed in, so that the same facts make the same bytes. */
  readonly generatedAt: string;
  /** The zone in which its times are read. */
  readonly zone: string;
  /** How widely it may be shared (Traffic Light Protocol 2.0), as on the record; absent on what is meant for everybody. */
  readonly tlp?: string;
  readonly blocks: readonly Block[];
}

/** The rows as they are shown: a table without any has one of dashes, so that nobody takes it for cut off. */
export const rowsOf = ({ columns, rows }: Table): Table['rows'] => (rows.length === 0 ? [columns.map(() => '')] : rows);

/** Every text of a block that a reader reads, in reading order. */
export const textsOfBlock = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'list':
      return block.items;
    case 'facts':
      return block.facts.flatMap(({ term, values, gap }) => [term, ...(values.length === 0 ? [gap ?? ''] : values)]);
    case 'notice':
      return [block.title, block.text];
    case 'table':
      return [block.caption, ...block.columns.map(({ heading }) => heading), ...block.rows.flat()];
    case 'figure':
      return [block.caption, ...textsOfBlock(block.table)];
  }
};

/** Every text of a document that a reader reads, in reading order, without the empty ones. */
export const textsOf = (document: Document): readonly string[] =>
  [document.title, document.issuer, document.reference, document.tlp ?? '', ...document.blocks.flatMap(textsOfBlock)].filter(
    (text) => text !== '',
  );
