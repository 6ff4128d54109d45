/** A JSON value as it was parsed. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. Read it by `valueAt`, never by a name that somebody else chose. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** What came of reading a body. */
export type ParsedJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: string };

/** Alertmanager nests four levels deep, and what others put into `data` seldom more than ten. */
export const deepest = 32;
/** So many values a body may have: a message of a thousand alerts has less than half of them. */
export const mostValues = 100_000;

const quote = 0x22;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** How deep a JSON text nests, told from its bytes, before anything that would have to follow it down. */
const depthOf = (bytes: Uint8Array): number => {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (inText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (opening.has(byte)) {
      depth += 1;
      most = Math.max(most, depth);
    } else if (closing.has(byte)) depth -= 1;
  }
  return most;
};

/** Names that are no data in any format known here, and that reach a prototype in whatever copies objects by name (T4). */
const hostileNames = new Set(['__proto__', 'constructor', 'prototype']);

const problemIn = (value: Json): string | undefined => {
  const waiting: Json[] = [value];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    seen += 1;
    if (seen > mostValues) return `The body holds more than ${mostValues} values.`;
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next) && Object.keys(next).some((name) => hostileNames.has(name)))
      return `The body holds a field called ${[...hostileNames].join(' or ')}, which is accepted nowhere.`;
    for (const inner of Object.values(next)) waiting.push(inner);
  }
  return undefined;
};

/** The text of a body, or undefined where it is no UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Reads a body of JSON that anybody may have sent: UTF-8 only, bounded in depth and in number of values, and without the names
 * that reach a prototype. The sentence in a refusal never holds a piece of the body (S6).
 */
export const parseJson = (bytes: Uint8Array): ParsedJson => {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, problem: 'The body is not UTF-8.' };
  if (depthOf(bytes) > deepest) return { ok: false, problem: `The body nests more than ${deepest} levels deep.` };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { ok: false, problem: 'The body is not JSON.' };
  }
  const problem = problemIn(value);
  return problem === undefined ? { ok: true, value } : { ok: false, problem };
};

/** Whether a value is an object. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of an object that is its own; undefined if there is none. */
export const valueAt = (object: JsonObject, name: string): Json | undefined => (Object.hasOwn(object, name) ? object[name] : undefined);
