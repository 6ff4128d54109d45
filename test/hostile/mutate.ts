// One hostile change to a value that was a valid one.
import type { Schema } from '../../crds/schema.ts';
import type { Chance } from './chance.ts';
import type { Json } from './valid.ts';

/** A place in a value: the keys that lead to it, and what its schema says. */
interface Place {
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  readonly required: boolean;
}

/** What was done to a value, for whoever reads of it, and what came of it. */
export interface Mutation {
  readonly what: string;
  readonly value: Json;
}

const isMap = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const placesOf = (schema: Schema, value: Json, path: Place['path'] = [], required = true): readonly Place[] => {
  const here: Place = { path, schema, required };
  if (Array.isArray(value)) return [here, ...value.flatMap((item: Json, index) => placesOf(schema.items ?? {}, item, [...path, index]))];
  if (!isMap(value)) return [here];
  const parts = Object.entries(value).flatMap(([name, part]) =>
    placesOf(
      schema.properties?.[name] ?? schema.additionalProperties ?? {},
      part,
      [...path, name],
      schema.required?.includes(name) ?? false,
    ),
  );
  return [here, ...parts];
};

/** Sets an own field whatever it is called: assigning `__proto__` would not. */
const withField = (value: object, name: string | number, part: Json | undefined): Json => {
  const copy = Array.isArray(value) ? ([...(value as unknown[])] as unknown as object) : Object.fromEntries(Object.entries(value));
  if (part === undefined) Reflect.deleteProperty(copy, name);
  else Object.defineProperty(copy, name, { value: part, enumerable: true, configurable: true, writable: true });
  return copy as Json;
};

const replaced = (value: Json, [first, ...rest]: Place['path'], part: Json | undefined): Json => {
  if (first === undefined) return part ?? null;
  if (typeof value !== 'object' || value === null) return value;
  const held = (value as Readonly<Record<string | number, Json>>)[first] ?? null;
  return withField(value, first, rest.length === 0 ? part : replaced(held, rest, part));
};

const at = (value: Json, path: Place['path']): Json =>
  path.reduce<Json>(
    (part, key) => (typeof part === 'object' && part !== null ? ((part as Readonly<Record<string | number, Json>>)[key] ?? null) : null),
    value,
  );

/** Names that mean something to JavaScript, or nothing to anybody. */
export const wickedNames: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'toJSON',
  '',
  ' ',
  '../../etc',
  'a/b',
  'a.b',
  '$ref',
  '%00',
];

/** Texts that software stumbles over. */
export const wickedTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\u202Eevil',
  'e\u0301\u0300\u0302'.repeat(20),
  '👩‍👩‍👧‍👦'.repeat(16),
  '\uFFFE\uFFFF',
  '\uD83D',
  'ﷺ'.repeat(30),
  '\r\nInjected: header',
  '\u001b[31mred',
  '{{constructor.constructor("return process")()}}',
  `\${jndi:ldap://x}`,
  "'; DROP TABLE incidents;--",
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  'NaN',
  'Infinity',
  '1e999',
  '-0',
  '0x10',
  'ＮＯ',
  '𝟘𝟙',
  'İ',
  'ß',
  'ﬁ',
  '\u2028\u2029',
];

const wickedInstants: readonly string[] = [
  '2026-02-30T10:00:00Z',
  '2026-10-23T24:00:00Z',
  '2026-10-23T23:59:60Z',
  '2026-10-23 10:00',
  '2026-10-23',
  '2026-10-23T10:00:00',
  '0000-01-01T00:00:00Z',
  '10000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2026-10-23T10:00:00+99:99',
  '2026-10-23T10:00:00-00:00',
  '2026-13-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '2026-10-23T10:00:00.1234567890123Z',
  '2026-10-23t10:00:00z',
  'yesterday',
  '1761206400',
  '2026-10-23T10:00:00+14:00',
  '2262-04-12T00:00:00Z',
  '275761-01-01T00:00:00Z',
];
const wickedDates: readonly string[] = ['2026-02-30', '2026-00-00', '23-10-2026', '2026-1-1', '99999-01-01', '0000-00-00', 'today'];
const wickedDurations: readonly string[] = [
  'P99999Y',
  'PT999999H',
  'P0D',
  'PT0S',
  'P1DT1H',
  'P1Y1D',
  'P',
  'PT',
  '-PT1H',
  'PT1.5H',
  'P1W1D',
  'P99999M',
  'PT999999H999999M',
  'P00000D',
  '72h',
];
const wickedNumbers: readonly Json[] = [-1, -0.5, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, -(2 ** 63) - 1025, 0.1 + 0.2];
const otherTypes: readonly Json[] = ['text', 7, true, [], {}, [[]], [null], { a: { b: { c: {} } } }, null];

type Change = readonly [string, Json | undefined];

/** A long text; etcd takes a megabyte and a half, and a request three. */
const huge = (schema: Schema, chance: Chance): string =>
  chance.pick(['x', 'é', '\\', '"']).repeat(chance.pick([(schema.maxLength ?? 1_000) + 1, 70_000, 300_000]));

const textChange = (schema: Schema, chance: Chance): Change => {
  if (schema.format === 'date-time') return ['an impossible instant', chance.pick(wickedInstants)];
  if (schema.format === 'date') return ['an impossible date', chance.pick(wickedDates)];
  if (schema.pattern?.startsWith('^P') === true) return ['a strange duration', chance.pick(wickedDurations)];
  if (schema.enum !== undefined)
    return [
      'an unknown value',
      chance.pick(['Nonsense', '__proto__', 'constructor', ...schema.enum.map((value) => String(value).toLowerCase())]),
    ];
  if (chance.next() < 0.25) return ['a huge text', huge(schema, chance)];
  if (chance.next() < 0.3 && schema.maxLength !== undefined) return ['a text that just fits', '𝒙'.repeat(Math.floor(schema.maxLength / 2))];
  return ['a wicked text', chance.pick(wickedTexts)];
};

const listChange = (schema: Schema, value: readonly Json[], chance: Chance): Change => {
  const first = value[0] ?? {};
  const most = schema.maxItems ?? 64;
  return chance.pick<Change>([
    ['an item twice', [...value, first, first]],
    ['too many items', Array.from({ length: most + 1 }, (_, index) => (isMap(first) ? { ...first, id: `m${index}` } : first))],
    ['as many items as fit', Array.from({ length: most }, (_, index) => (isMap(first) ? { ...first, id: `m${index}` } : first))],
    ['null among the items', [...value, null]],
    ['a list in the list', [value]],
    ['wicked ids', wickedNames.slice(0, 8).map((id) => (isMap(first) ? { ...first, id } : first))],
  ]);
};

const mapChange = (schema: Schema, value: { readonly [name: string]: Json }, chance: Chance): Change => {
  const name = chance.pick(wickedNames);
  const part = chance.pick(Object.values(value).concat('x', 1, {}));
  const missing = (schema.required ?? []).find(() => chance.next() < 0.5);
  if (missing !== undefined && chance.next() < 0.5) return [`${missing} missing`, withField(value, missing, undefined)];
  return [`a field called ${JSON.stringify(name)}`, withField(value, name, part)];
};

const changeOf = ({ schema }: Place, value: Json, chance: Chance): Change => {
  const kind = chance.next();
  if (kind < 0.2) return ['another type', chance.pick(otherTypes)];
  if (kind < 0.27) return ['null', null];
  if (Array.isArray(value)) return listChange(schema, value as readonly Json[], chance);
  if (isMap(value)) return mapChange(schema, value, chance);
  if (typeof value === 'number')
    return ['a number out of bounds', chance.pick([...wickedNumbers, (schema.maximum ?? 1e9) + 1, (schema.minimum ?? 0) - 1])];
  if (typeof value === 'boolean') return ['no boolean', chance.pick<Json>(['true', 1, 'no'])];
  return textChange(schema, chance);
};

const shown = (path: Place['path']): string => path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');

/** Changes one place of a value, chosen by chance, in a way that its schema does not expect, or only just. */
export const mutate = (schema: Schema, value: Json, chance: Chance): Mutation => {
  const place = chance.pick(placesOf(schema, value));
  const [what, part] = changeOf(place, at(value, place.path), chance);
  return { what: `${what} at spec${shown(place.path)}`, value: replaced(value, place.path, part) };
};
