import { type ParseArgsConfig, parseArgs } from 'node:util';
import { understood } from './answer.ts';

/** The arguments of a command by its options, or a sentence with its help text. Throws a Misunderstood. */
export const parsed = <const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O, usage: string) =>
  understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

/** What was given of some fields. */
export type Given<T extends object> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out of an object what was not given. */
export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
