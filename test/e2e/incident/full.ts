import type { Schema } from '../../../crds/schema.ts';

/** A short text: the budget of a list is less than its entries could take one by one. */
const text = (schema: Schema, index: number): string => {
  if (schema.pattern?.startsWith('^(0') === true) return '0.25';
  if (schema.pattern?.startsWith('^P') === true) return 'PT6H';
  return `thing ${index}`.slice(0, schema.maxLength);
};

/** Fields of which the rules ask more than their schema says. */
const agreed = (index: number): Readonly<Record<string, unknown>> => ({
  id: `e${index}`,
  at: '2026-10-23T10:15:00+02:00',
  by: `person.${index}`,
  via: 'system:serviceaccount:flux-system:kustomize-controller',
  leader: 'c.peeters',
  amount: '1250.00',
  currency: 'EUR',
  dueAt: '2026-12-20T23:59:59+01:00',
  of: 'e0',
  lesson: 'e0/e0',
  corrects: index === 0 ? undefined : `e${index - 1}`,
  confirms: undefined,
  refer: undefined,
  duplicateOf: undefined,
  noBreach: undefined,
  exemption: undefined,
  risk: 'High',
  on: 'Risk',
});

const value = (name: string, schema: Schema, index: number): unknown => {
  // The DPO's own words, and the decision's reference to them, have the same name.
  if (name === 'advice') return 'e0';
  // Everything is answered, so nothing is not known.
  if (name === 'unknown') return undefined;
  const known = agreed(index);
  if (name in known && schema.type !== 'array') return known[name];
  if (schema.format === 'date-time') return '2026-10-23T10:15:00+02:00';
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'array') return list(schema, schema.maxItems ?? 0);
  if (schema.additionalProperties !== undefined) return { activities: 'High', data: 'High' };
  if (schema.type === 'object') return entry(schema, index);
  if (schema.type === 'string') return text(schema, index);
  return schema.type === 'boolean' ? true : 1;
};

/** Advices are the DPO's; nobody advises on a decision of their own. */
const author = (schema: Schema): object => (schema.properties?.['on'] === undefined ? {} : { by: 'd.maes' });

const entry = (schema: Schema, index: number): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, value(name, field, index)])),
  ...author(schema),
});

const list = (schema: Schema, count: number): readonly unknown[] => {
  const { items = {} } = schema;
  if (items.enum !== undefined) return items.enum.slice(0, count);
  if (items.type === 'string') return Array.from({ length: Math.min(count, 4) }, (_, index) => `thing ${index}`);
  const few =
    schema['x-kubernetes-list-map-keys']?.[0] === 'id' && items.properties?.['corrects'] !== undefined ? count : Math.min(count, 3);
  return Array.from({ length: few }, (_, index) => entry(items, index));
};

/** Whether a list holds entries of facts. */
export const holdsEntries = (schema: Schema): boolean => schema.items?.properties?.['corrects'] !== undefined;

/** Every list of entries below a schema, by its path, with its greatest length. */
export const entryLists = (schema: Schema, path = ''): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(schema.properties ?? {}).flatMap(([name, field]): readonly (readonly [string, number])[] => {
      const at = path === '' ? name : `${path}.${name}`;
      return holdsEntries(field) ? [[at, field.maxItems ?? 0]] : [...entryLists(field, at)];
    }),
  );

/** Fields that would make the full record something else than an open incident. */
const apart = new Set(['closures', 'reopenings', 'source', 'drill']);

/** A spec in which every list of entries is full, but for the places that `spare` leaves free in the lists it names. */
export const fullSpec = (schema: Schema, spare: Readonly<Record<string, number>> = {}): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => !apart.has(name))
      .map(([name, field]) => {
        const free = spare[name] ?? 0;
        return [name, holdsEntries(field) ? list(field, (field.maxItems ?? 0) - free) : value(name, field, 0)];
      }),
  );
