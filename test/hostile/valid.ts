// Values that a schema takes, made by chance: what a hostile change is made to, so that it is the change that is refused and not the rest.
import type { Schema } from '../../crds/schema.ts';
import type { Chance } from './chance.ts';

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What people write into fields of all kinds; a pattern takes from it what it likes. */
const vocabulary: readonly string[] = [
  'lost-laptop',
  'a',
  'pensions',
  'laptop-fleet',
  'x1',
  'gdpr',
  'Abc',
  'Low',
  'High',
  'Lessons',
  'PhaseChanged',
  'S2',
  'EUR',
  'nl',
  'fr',
  'sha256',
  '1250.00',
  '0',
  '75.00',
  '-12.50',
  '3.25',
  '0.5',
  '1',
  'PT1H',
  'PT72H',
  'P3D',
  'P1M',
  'PT0S',
  'P90D',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'https://example.org/portal',
  's3://evidence/item',
  'dpo@example.org',
  '+32 2 555 01 12',
  'r1/l1',
  '2026.1',
  'Europe/Brussels',
  'A laptop was left on the train.',
  'm.janssens',
  'true',
  'false',
  'null',
  'awareAt',
  'facts.reportedAt',
  'v1',
  'AMBER',
  '12345678-1234-1234-1234-123456789012',
  'responder',
  'Incident',
  'nis2',
];

const instants = [
  '2026-10-23T08:10:00+02:00',
  '2026-10-23T09:12:00Z',
  '2024-02-29T23:59:59Z',
  '1970-01-01T00:00:00Z',
  '2026-03-29T02:30:00.123456789+01:00',
];
const dates = ['2026-12-25', '2024-02-29', '0001-01-01', '9999-12-31'];

const fits = ({ minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern }: Schema, text: string): boolean =>
  text.length >= minLength && text.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(text));

const textOf = (schema: Schema, chance: Chance): string => {
  if (schema.format === 'date-time') return chance.pick(instants);
  if (schema.format === 'date') return chance.pick(dates);
  const fitting = vocabulary.filter((text) => fits(schema, text));
  return fitting.length === 0 ? 'x'.repeat(schema.minLength ?? 1) : chance.pick(fitting);
};

const numberOf = ({ minimum = 0, maximum = 1_000 }: Schema, chance: Chance): number =>
  Math.floor(minimum + chance.next() * (Math.min(maximum, minimum + 1_000) - minimum));

/** Who and when are left out: the API server fills them in, and refuses whoever claims to be somebody else. */
const filledIn: ReadonlySet<string> = new Set(['by', 'at', 'via']);

/** How many fields beside the required ones, and items, there are. */
const fullness = 0.3;

const objectOf = (schema: Schema, chance: Chance, depth: number): Json => {
  const required = new Set(schema.required);
  const entries = Object.entries(schema.properties ?? {}).filter(
    ([name]) => required.has(name) || (!filledIn.has(name) && chance.next() < fullness / (depth + 1)),
  );
  const free = schema.additionalProperties;
  const extra =
    free === undefined ? [] : [[chance.pick(['responder', 'activities', 'data', 'assess']), validOf(free, chance, depth + 1)] as const];
  return Object.fromEntries([...entries.map(([name, part]) => [name, validOf(part, chance, depth + 1)] as const), ...extra]);
};

const listOf = (schema: Schema, chance: Chance, depth: number): Json => {
  const least = schema.minItems ?? 0;
  const count = Math.max(least, chance.next() < 0.2 ? 0 : 1 + Math.floor(chance.next() * 2));
  const items = Array.from({ length: Math.min(count, schema.maxItems ?? count) }, () => validOf(schema.items ?? {}, chance, depth + 1));
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const ids = items.map((item, index) => ({ ...(item as object), ...Object.fromEntries(keys.map((key) => [key, `k${index}`])) }) as Json);
  if (keys.length > 0) return ids;
  return schema['x-kubernetes-list-type'] === 'set'
    ? [...new Set(items.map((item) => JSON.stringify(item)))].map((item) => JSON.parse(item) as Json)
    : items;
};

/** A value that the schema takes. Its rules in CEL may still refuse it: these know more than one field. */
export const validOf = (schema: Schema, chance: Chance, depth = 0): Json => {
  if (schema.enum !== undefined) return chance.pick(schema.enum);
  switch (schema.type) {
    case 'string':
      return textOf(schema, chance);
    case 'integer':
    case 'number':
      return numberOf(schema, chance);
    case 'boolean':
      return chance.next() < 0.5;
    case 'array':
      return listOf(schema, chance, depth);
    default:
      return objectOf(schema, chance, depth);
  }
};
