import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { parseInstant } from '../../deadline/instant.ts';
import { stop, unreadable } from '../answer.ts';
import { objectOf } from '../record.ts';
import type { Option } from './option.ts';

/** The value of an option as it was typed. */
export type Value = string | boolean | readonly string[];

/** What somebody said to a verb, on the command line or when asked. */
export interface Said {
  readonly has: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean | undefined;
  readonly list: (name: string) => readonly string[] | undefined;
  /** A moment as RFC 3339, with the offset that was given. */
  readonly moment: (name: string) => string | undefined;
}

const parts = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const momentIn = (name: string, text: string, now: string): string => {
  if (text === 'now') return now;
  const read = parseInstant(text);
  if (!read.ok) return stop(`--${name}: ${read.message}`);
  // Seconds may be left out by people, and not by the schema.
  return /T\d{2}:\d{2}(?=Z|[+-])/.test(text) ? text.replace(/(T\d{2}:\d{2})/, '$1:00') : text;
};

/** Reads what was typed. Throws a Misunderstood where a value is none of those that an option may have. */
export const saidOf = (options: readonly Option[], values: Readonly<Record<string, Value | undefined>>, now: string): Said => {
  for (const { name, choices, many } of options) {
    const value = values[name];
    if (choices === undefined || typeof value !== 'string') continue;
    for (const each of many === true ? parts(value) : [value]) {
      if (!choices.includes(each)) stop(`--${name} ${each} is unknown: ${choices.join(', ')}.`);
    }
  }
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    has: (name) => values[name] !== undefined && values[name] !== '' && values[name] !== false,
    text,
    flag: (name) => (values[name] === true || values[name] === false ? values[name] : undefined),
    list: (name) => {
      const value = values[name];
      if (value === undefined || typeof value === 'boolean') return undefined;
      return typeof value === 'string' ? parts(value) : value;
    },
    moment: (name) => {
      const value = text(name);
      return value === undefined ? undefined : momentIn(name, value, now);
    },
  };
};

/** `activities=High,data=Low` as an object. Throws a Misunderstood that says what would be right. */
export const pairsIn = (name: string, list: readonly string[] | undefined): Readonly<Record<string, string>> | undefined =>
  list &&
  Object.fromEntries(
    list.map((pair) => {
      const [, key = '', value = ''] =
        /^([^=\s]+)\s*=\s*(.+)$/.exec(pair) ?? stop(`--${name} ${pair} is no pair: write --${name} activities=High,data=Low.`);
      return [key, value];
    }),
  );

/** A whole number, such as of minutes. Throws a Misunderstood. */
export const numberIn = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : stop(`--${name} ${text} is no whole number.`);
};

/**
 * The fields in a file of YAML or JSON; `-` is standard input. Throws an Unreadable where it cannot be read, and a Misunderstood where it
 * holds other fields than those that are meant.
 */
export const fieldsIn = (file: string | undefined, allowed: readonly string[]): Readonly<Record<string, unknown>> => {
  if (file === undefined) return {};
  let read: unknown;
  try {
    read = load(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    return unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const fields = objectOf(read) ?? stop(`${file} holds no fields: write them as "${allowed[0]}: ...", one below the other.`);
  const foreign = Object.keys(fields).filter((name) => !allowed.includes(name));
  return foreign.length === 0 ? fields : stop(`${file} holds ${foreign.join(', ')}; what can be said here: ${allowed.join(', ')}.`);
};
