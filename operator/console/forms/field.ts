import type { Option } from '../fields.ts';
import type { FieldWord, HintWord, ProblemWord } from '../words/forms.ts';

/** What a field of a form holds, and what bounds it. Bounds are those of the schema; a test holds them to it. */
export type Holds =
  | { readonly kind: 'line'; readonly most: number; readonly pattern?: { readonly of: RegExp; readonly otherwise: ProblemWord } }
  | { readonly kind: 'text'; readonly most: number }
  /** Several texts, one a line. */
  | { readonly kind: 'lines'; readonly most: number; readonly each: number }
  | { readonly kind: 'number'; readonly most: number; readonly least?: number }
  /** A decimal amount, never negative, with a comma or a point. */
  | { readonly kind: 'amount' }
  /** A date with a time, on the clocks of the organisation; `Past` and `Future` include the present. */
  | { readonly kind: 'moment'; readonly when?: 'Past' | 'Future' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'several'; readonly options: readonly Option[] }
  /** Yes, no, or not said. */
  | { readonly kind: 'yesNo' }
  /** True, or not said. */
  | { readonly kind: 'tick' }
  /** What the form is about; sent back otherwise, the record has changed since the form was read. */
  | { readonly kind: 'hidden' }
  /** So many rows of the same fields; one in which nothing was typed is left out. */
  | { readonly kind: 'rows'; readonly rows: number; readonly columns: readonly Field[] }
  /** Fields that are asked less often, behind one more click. */
  | { readonly kind: 'fold'; readonly fields: readonly Field[] };

/** A field of a form: where its value goes, what it is called, and what stands in it at first. */
export type Field = Holds & {
  /** The path of the value within what the form makes, such as `subjects.approximate`. */
  readonly name: string;
  readonly label: FieldWord | { readonly text: string };
  readonly hint?: HintWord | { readonly text: string } | undefined;
  readonly required?: boolean;
  /** As it is stored: a moment in RFC 3339, a number, a list. */
  readonly value?: unknown;
};

/** What is wrong with a field. */
export interface Problem {
  /** The id of the field on the page. */
  readonly field: string;
  readonly problem: ProblemWord;
}

type Extra = Partial<Pick<Field, 'label' | 'hint' | 'required' | 'value'>>;

/** How a field is called unless it says otherwise: as the last part of its path. */
const labelOf = (name: string): FieldWord => (name.split('.').at(-1) ?? name) as FieldWord;

const field = (name: string, holds: Holds, extra: Extra): Field => ({ name, label: labelOf(name), ...extra, ...holds });

/** One line of text. */
export const line = (name: string, most: number, extra: Extra = {}): Field => field(name, { kind: 'line', most }, extra);

/** One line of a certain form; `otherwise` says what is wrong with another one. */
export const shaped = (name: string, most: number, of: RegExp, otherwise: ProblemWord, extra: Extra = {}): Field =>
  field(name, { kind: 'line', most, pattern: { of, otherwise } }, extra);

/** Several lines of text. */
export const text = (name: string, most: number, extra: Extra = {}): Field => field(name, { kind: 'text', most }, extra);

/** A list of texts, one a line. */
export const lines = (name: string, most: number, each: number, extra: Extra = {}): Field =>
  field(name, { kind: 'lines', most, each }, extra);

/** A whole number, 0 or more unless `least` says otherwise. */
export const number = (name: string, most: number, extra: Extra & { readonly least?: number } = {}): Field => {
  const { least, ...rest } = extra;
  return field(name, { kind: 'number', most, ...(least !== undefined && { least }) }, rest);
};

/** An amount of money. */
export const amount = (name: string, extra: Extra = {}): Field => field(name, { kind: 'amount' }, extra);

/** A date with a time. */
export const moment = (name: string, when: 'Past' | 'Future' | undefined, extra: Extra = {}): Field =>
  field(name, { kind: 'moment', ...(when !== undefined && { when }) }, extra);

/** One of several answers. */
export const choice = (name: string, options: readonly Option[], extra: Extra = {}): Field =>
  field(name, { kind: 'choice', options }, extra);

/** Any number of several answers. */
export const several = (name: string, options: readonly Option[], extra: Extra = {}): Field =>
  field(name, { kind: 'several', options }, extra);

/** Yes or no, or neither. */
export const yesNo = (name: string, extra: Extra = {}): Field => field(name, { kind: 'yesNo' }, extra);

/** A box to tick. */
export const tick = (name: string, extra: Extra = {}): Field => field(name, { kind: 'tick' }, extra);

/** What the form is about, as it was read. */
export const hidden = (name: string, value: string): Field => field(name, { kind: 'hidden' }, { value });

/** Rows of the same fields. */
export const rows = (name: string, count: number, columns: readonly Field[], extra: Extra = {}): Field =>
  field(name, { kind: 'rows', rows: count, columns }, extra);

/** Fields behind one more click. */
export const fold = (label: FieldWord, fields: readonly Field[]): Field => field(label, { kind: 'fold', fields }, {});

/** All fields, those that are folded away too. */
export const flat = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((each) => (each.kind === 'fold' ? flat(each.fields) : [each]));

const keysOf = <Code extends string>(terms: Readonly<Record<Code, string>>): readonly Code[] => Object.keys(terms) as Code[];

/** The answers of a choice: every code with what people call it. */
export const coded = <Code extends string>(
  terms: Readonly<Record<Code, string>>,
  codes: readonly Code[] = keysOf(terms),
): readonly Option[] => codes.map((value) => ({ value, text: terms[value] }));

/** Answers that are their own names. */
export const plain = (values: readonly string[]): readonly Option[] => values.map((value) => ({ value, text: value }));

/** The id of a field on the page, which is also the name by which it is sent. */
export const idOf = (name: string): string => name.replaceAll('.', '-');

/** The columns of one row, as fields of their own: `lessons.0.text`. */
export const rowFields = (field: Field & { readonly kind: 'rows' }, row: number): readonly Field[] =>
  field.columns.map((column) => ({ ...column, name: `${field.name}.${row}.${column.name}` }));
