import { createHash } from 'node:crypto';

/**
 * Canonical JSON after RFC 8785 (JCS). Two programs that agree on a value agree on its bytes, so that a hash taken by the operator
 * today can be taken again by an auditor in ten years, from any copy, with any tool that knows the RFC.
 */

/** A digest as it stands in the API: algorithm and lower-case hexadecimal. */
export type Digest = `sha256:${string}`;

/** Deeper values are refused with a sentence, where recursion would end in a stack overflow (a cycle, or a hostile file). */
const deepest = 200;

const refuse = (path: string, what: string): never => {
  throw new TypeError(`${path} cannot be written as canonical JSON (RFC 8785): ${what}`);
};

const writeText = (value: string, path: string): string =>
  // JSON.stringify would write a lone surrogate as an escape, which other implementations read as U+FFFD or refuse (RFC 8785, 3.2.2.2).
  value.isWellFormed() ? JSON.stringify(value) : refuse(path, 'the text holds half a surrogate pair; write the whole character');

const writeNumber = (value: number, path: string): string =>
  // The RFC takes its number format from ECMAScript, so String() is right by definition; it also writes -0 as 0.
  Number.isFinite(value) ? String(value) : refuse(path, `${value} is no number of JSON; leave the field out or write a text`);

const writeObject = (value: object, path: string, depth: number): string => {
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) {
    return refuse(path, 'only plain objects have a JSON form of their own; convert dates, maps and class instances first');
  }
  // The default sort of ECMAScript compares UTF-16 code units, which is the order that the RFC asks for (3.2.3).
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeText(key, `a name in ${path}`)}:${write(member, `${path}.${key}`, depth + 1)}`);
  return `{${members.join(',')}}`;
};

const write = (value: unknown, path: string, depth: number): string => {
  if (depth > deepest) return refuse(path, `it is nested more than ${deepest} deep, or contains itself`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value, path);
  if (typeof value === 'number') return writeNumber(value, path);
  // Array.from also visits the holes of a sparse array, which then are refused as undefined instead of vanishing.
  if (Array.isArray(value)) return `[${Array.from(value, (item, i) => write(item, `${path}[${i}]`, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return writeObject(value, path, depth);
  return refuse(path, `JSON knows no ${typeof value}; leave the field out or convert it`);
};

/**
 * The canonical JSON text of a value (RFC 8785): names sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them.
 * Throws a TypeError that names the place for undefined, NaN, Infinity, bigint, functions, lone surrogates, instances and cycles:
 * what cannot be written exactly must not be hashed.
 */
export const canonicalText = (value: unknown): string => write(value, 'the value', 0);

/** The canonical JSON of a value as UTF-8 bytes (RFC 8785, 3.2.4). Throws as `canonicalText` does. */
export const canonicalBytes = (value: unknown): Uint8Array => Buffer.from(canonicalText(value), 'utf8');

/** `sha256:<hex>` over the canonical bytes of a value: how texts and forms stand on a timeline without being there. Throws as `canonicalText`. */
export const digest = (value: unknown): Digest => `sha256:${createHash('sha256').update(canonicalText(value), 'utf8').digest('hex')}`;
