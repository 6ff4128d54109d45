import { utc } from '../api/time.ts';
import type { Problem } from '../api/validate.ts';
import { isObject, type Json, type JsonObject, valueAt } from './json.ts';

/** So many problems one answer names at most. */
const problemLimit = 20;

/** Reads fields of one object, and notes what is wrong with them, by their paths and never with their values (S6). */
export interface Fields {
  /** A string; absent, null and empty are the same. */
  text(name: string): string | undefined;
  /** A string that has to be there. */
  required(name: string): string;
  /** A string that is one of several. */
  oneOf<const T extends string>(name: string, ...values: readonly T[]): T | undefined;
  /** A time with its offset, as UTC. The zero time of Go and whatever is before 1970 counts as absent. */
  time(name: string): string | undefined;
  /** A whole number that is not negative; 0 where absent. */
  count(name: string): number;
  /** An object of strings; numbers and booleans are taken as text, anything else is passed over when `lenient`. */
  texts(name: string, lenient?: boolean): ReadonlyMap<string, string>;
  /** A list of objects. */
  objects(name: string): readonly { readonly fields: Fields; readonly object: JsonObject }[];
}

/** The zero value of Go's time is how Alertmanager says "not yet". */
const epoch = '1970-01-01T00:00:00Z';

/** A time as UTC, `epoch` and earlier as undefined, and null for what is no time with an offset. */
export const instantOf = (text: string): string | undefined | null => {
  try {
    const { epochMilliseconds } = Temporal.Instant.from(text);
    return epochMilliseconds <= Date.parse(epoch) ? undefined : utc(epochMilliseconds);
  } catch {
    return null;
  }
};

const scalar = (value: Json): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** Reads the fields of an object; what is wrong is added to `problems`, under `path`. */
export const fieldsOf = (object: JsonObject, problems: Problem[], path = ''): Fields => {
  const pathOf = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const wrong = (name: string, message: string): undefined => {
    if (problems.length < problemLimit) problems.push({ path: pathOf(name), message });
    return undefined;
  };
  const text = (name: string): string | undefined => {
    const value = valueAt(object, name) ?? undefined;
    if (value === undefined || value === '') return undefined;
    return typeof value === 'string' ? value : wrong(name, 'has to be of type string');
  };
  return {
    text,
    required: (name) => {
      const before = problems.length;
      const value = text(name);
      if (value === undefined && problems.length === before) wrong(name, 'is missing and has to be given');
      return value ?? '';
    },
    oneOf: (name, ...values) => {
      const value = text(name);
      if (value === undefined) return undefined;
      return values.find((one) => one === value) ?? wrong(name, `has to be one of ${values.join(', ')}`);
    },
    time: (name) => {
      const value = text(name);
      const instant = value === undefined ? undefined : instantOf(value);
      return instant === null ? wrong(name, 'has to be a time with its offset from UTC, such as 2026-10-23T09:12:00+02:00') : instant;
    },
    count: (name) => {
      const value = valueAt(object, name) ?? 0;
      if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
      wrong(name, 'has to be a whole number that is not negative');
      return 0;
    },
    texts: (name, lenient = false) => {
      const value = valueAt(object, name) ?? undefined;
      const found = new Map<string, string>();
      if (value === undefined) return found;
      if (!isObject(value)) {
        if (!lenient) wrong(name, 'has to be of type object');
        return found;
      }
      for (const [key, inner] of Object.entries(value)) {
        const one = scalar(inner);
        if (one !== undefined) found.set(key, one);
        else if (!lenient) wrong(name, 'has to hold strings only');
      }
      return found;
    },
    objects: (name) => {
      const value = valueAt(object, name);
      if (!Array.isArray(value)) {
        wrong(name, value === undefined ? 'is missing and has to be given' : 'has to be of type array');
        return [];
      }
      return (value as readonly Json[]).flatMap((item, index) => {
        const at = `${name}[${index}]`;
        if (!isObject(item)) {
          wrong(at, 'has to be of type object');
          return [];
        }
        return [{ object: item, fields: fieldsOf(item, problems, pathOf(at)) }];
      });
    },
  };
};

/** A link that a person may follow: http or https and of bounded length, since `javascript:` links are how consoles are taken over (I5). */
export const linkOf = (text: string | undefined): string | undefined => {
  if (text === undefined || text.length > 2048) return undefined;
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? text : undefined;
};

/** At most `limit` characters of a text, never half of a surrogate pair; a longer one ends in an ellipsis. */
export const bounded = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};
