import type { en } from './forms-en.ts';

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What stands in the forms by which records are changed. */
export type FormsWords = Texts<typeof en>;

/** The name of a form. */
export type FormWord = keyof FormsWords['form'];

/** What a field is called. */
export type FieldWord = keyof FormsWords['field'];

/** What helps to fill a field in. */
export type HintWord = keyof FormsWords['hint'];

/** What can be wrong with a field. */
export type ProblemWord = Exclude<keyof FormsWords['problem'], 'title'>;
