import type { EntryList, Fact } from './catalogue.ts';

/** What a writer changes: an entry that is added to a list, values that are set, or both. */
export interface Change {
  /** The entry is without `id`, `at` and `by`, which every one has. */
  readonly add?: { readonly list: EntryList; readonly entry: object };
  /** By where they are in the spec: `title`, `response.team`. */
  readonly set?: Readonly<Record<string, unknown>>;
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== '';

/** The fields in which something was said. */
export const said = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => isSaid(value)));

/** What may be said in an entry. */
export type FieldsOf<F extends Pick<Fact, 'fields'>> = { readonly [Field in F['fields'][number]]?: unknown };

/** The change that states a fact; fields in which nothing was said are left out. */
export const stated = <F extends Pick<Fact, 'list' | 'fields'>>({ list }: F, fields: FieldsOf<F>, set?: Change['set']): Change => ({
  add: { list, entry: said(fields) },
  ...(set !== undefined && { set }),
});
