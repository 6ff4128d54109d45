import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Definition, readDefinitions, type Schema } from '../../crds/schema.ts';
import { group, kinds, version } from '../../operator/api/kinds.ts';
import { variables } from '../../operator/policy/expression.ts';

/** A schema with its place and with the schemas above it, nearest first. */
interface Place {
  readonly path: string;
  readonly name: string;
  readonly schema: Schema;
  readonly above: readonly Place[];
}

const definitions = readDefinitions();

/** Every schema of a definition, from the root down; `metadata` belongs to Kubernetes. */
const places = (schema: Schema, path: string, name: string, above: readonly Place[]): Place[] => {
  const here: Place = { path, name, schema, above };
  const below = [here, ...above];
  return [
    here,
    ...Object.entries(schema.properties ?? {})
      .filter(([key]) => !(above.length === 0 && key === 'metadata'))
      .flatMap(([key, field]) => places(field, path === '' ? key : `${path}.${key}`, key, below)),
    ...(schema.items === undefined ? [] : places(schema.items, `${path}[]`, '[]', below)),
    ...(schema.additionalProperties === undefined ? [] : places(schema.additionalProperties, `${path}.*`, '*', below)),
  ];
};

const rootOf = (definition: Definition): Schema => definition.version.schema.openAPIV3Schema;

/** The places of all definitions for which a check complains, each with its kind. */
const complaints = (check: (place: Place) => string | false | undefined): string[] =>
  definitions.flatMap((definition) =>
    places(rootOf(definition), '', '', []).flatMap((place) => {
      const complaint = check(place);
      return typeof complaint === 'string' ? [`${definition.crd.spec.names.kind} ${place.path}: ${complaint}`] : [];
    }),
  );

const rulesOf = (schema: Schema) => schema['x-kubernetes-validations'] ?? [];

test('the definitions are those of the catalogue of kinds', () => {
  const defined = definitions.map(({ crd, version: { name } }) => ({
    name: crd.metadata.name,
    kind: crd.spec.names.kind,
    group: crd.spec.group,
    version: name,
    plural: crd.spec.names.plural,
    namespaced: crd.spec.scope === 'Namespaced',
  }));
  const known = Object.values(kinds).map((kind) => ({ name: `${kind.plural}.${group}`, ...kind, version }));
  const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, 'en');
  assert.equal(defined.sort(byName), known.sort(byName));
});

test('every kind is in the category meldpunt and has a short name that no other kind has', () => {
  const names = definitions.map(({ crd }) => crd.spec.names);
  assert.equal(
    names.filter(({ categories }) => !categories.includes('meldpunt')).map(({ kind }) => kind),
    [],
  );
  const shortNames = names.flatMap((each) => each.shortNames);
  assert.is(new Set(shortNames).size, definitions.length);
});

test('every kind but the write-once archive has a status of its own, with conditions and the observed generation', () => {
  const without = definitions.filter(({ version: { subresources, schema } }) => {
    const { status } = schema.openAPIV3Schema.properties ?? {};
    return (
      subresources?.status === undefined ||
      status?.properties?.['conditions'] === undefined ||
      status.properties['observedGeneration'] === undefined
    );
  });
  assert.equal(
    without.map(({ crd }) => crd.spec.names.kind),
    ['TimelineArchive'],
  );
});

test('every field is described in whole sentences', () => {
  const found = complaints(({ schema: { description } }) => {
    if (description === undefined) return 'has no description';
    return !/^['`A-Z][\s\S]*[.)\]"']$/.test(description.trim()) && 'does not begin and end like a sentence';
  });
  assert.equal(found, []);
});

test('the description of a condition of a duty names every variable that it may read', () => {
  const regime = definitions.find(({ crd }) => crd.spec.names.kind === 'ReportingRegime');
  const duties = regime === undefined ? undefined : rootOf(regime).properties?.['spec']?.properties?.['duties'];
  const description = duties?.items?.properties?.['when']?.description ?? '';
  const untold = Object.keys(variables).filter((name) => !description.includes(`\`${name}\``));
  assert.equal(untold, []);
});

test('every string, list and map is bounded', () => {
  const found = complaints(({ schema }) => {
    if (schema.type === 'string' && schema.enum === undefined && schema.maxLength === undefined) return 'has no maxLength';
    if (schema.type === 'array' && schema.maxItems === undefined) return 'has no maxItems';
    return schema.additionalProperties !== undefined && schema.maxProperties === undefined && 'has no maxProperties';
  });
  assert.equal(found, []);
});

test('every list has a list type, and map lists their keys', () => {
  const found = complaints(({ schema }) => {
    if (schema.type !== 'array') return false;
    const listType = schema['x-kubernetes-list-type'];
    if (listType === undefined) return 'has no x-kubernetes-list-type';
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    const known = keys.filter((key) => schema.items?.required?.includes(key) === true);
    return listType === 'map' && (keys.length === 0 || known.length < keys.length) && 'has keys that its items need not have';
  });
  assert.equal(found, []);
});

test('every schema has exactly one type, and none below anyOf, oneOf, allOf or not', () => {
  const found = complaints(({ schema }) => {
    if (schema.type === undefined) return 'has no type';
    const alternatives = Object.keys(schema).filter((key) => ['anyOf', 'oneOf', 'allOf', 'not', '$ref'].includes(key));
    return alternatives.length > 0 && `uses ${alternatives.join(', ')}`;
  });
  assert.equal(found, []);
});

test('no name and no choice reads as a boolean in YAML 1.1', () => {
  const booleanLike = /^(y|n|yes|no|on|off|true|false)$/i;
  const found = complaints(({ name, path, schema }) => {
    // The one exception is a fixed name; unquoted, it makes kubectl refuse the entry, because the required field is then missing.
    if (path === 'spec.personalData.advices[].on') return false;
    if (booleanLike.test(name)) return 'its name reads as a boolean';
    const choices = (schema.enum ?? []).filter((value) => typeof value === 'string' && booleanLike.test(value));
    // Kubernetes itself fixed the three values of a condition.
    return choices.length > 0 && !path.endsWith('conditions[].status') && `its choices ${choices.join(', ')} read as booleans`;
  });
  assert.equal(found, []);
});

test('every rule says what is wrong and what would be right, and gives a reason', () => {
  const reasons = ['FieldValueInvalid', 'FieldValueForbidden', 'FieldValueRequired', 'FieldValueDuplicate'];
  const found = complaints(({ schema }) => {
    const bad = rulesOf(schema).find(
      ({ message = '', messageExpression, reason = '' }) =>
        (message.length < 20 && messageExpression === undefined) || !reasons.includes(reason),
    );
    return bad !== undefined && `the rule ${bad.rule} has no useful message or no reason`;
  });
  assert.equal(found, []);
});

/**
 * Whether a field cannot be taken away: it is required, its default comes back, or a rule of its parent refuses the removal.
 */
const isKept = ({ name, schema, above: [parent] }: Place): boolean => {
  if (parent === undefined || name === '[]' || name === '*' || schema.default !== undefined) return true;
  if (parent.schema.required?.includes(name) === true) return true;
  const guard = `!has(oldSelf.${name}) || has(self.${name})`;
  return rulesOf(parent.schema).some(({ rule }) => rule.replaceAll(/\s+/g, ' ').includes(guard));
};

test('whatever may not change cannot be removed either, nor anything above it', () => {
  const found = complaints((place) => {
    const isTransition = rulesOf(place.schema).some(({ rule }) => rule.includes('oldSelf') && !/^!has\(oldSelf\.\w+\) \|\|/.test(rule));
    // A status without a phase or timeline yet has nothing to lose; its guards are checked where they stand.
    const loose = isTransition ? [place, ...place.above].filter((each) => !isKept(each)) : [];
    return loose.length > 0 && `${loose.map(({ path }) => path).join(', ')} can be removed, and the rule with it`;
  });
  assert.equal(found, []);
});

test('entries of facts are keyed by id, immutable and append-only', () => {
  const found = complaints(({ path, schema }) => {
    if (!path.startsWith('spec.') || schema.type !== 'array' || schema['x-kubernetes-list-map-keys']?.[0] !== 'id') return false;
    // Lessons are part of one review, which is immutable as a whole.
    if (path.includes('[]')) return false;
    const immutable = rulesOf(schema.items ?? {}).some(({ rule }) => rule.trim() === 'self == oldSelf');
    // The sum of two lists with keys holds each key once, so that nothing is missing if it is no longer than the new list alone.
    const appendOnly = rulesOf(schema).some(
      ({ rule }) => (rule.includes('oldSelf.all(') && rule.includes('.id == ')) || rule === 'size(self + oldSelf) == size(self)',
    );
    const fields = ['id', 'at', 'by', 'via', 'corrects'].filter((name) => schema.items?.properties?.[name] === undefined);
    if (fields.length > 0) return `its entries have no ${fields.join(', ')}`;
    return !(immutable && appendOnly) && 'is not immutable and append-only';
  });
  assert.equal(found, []);
});

/** A schema that a budget's rule reaches, and how often it can stand in one entry. */
type Reached = { readonly schema: Schema | undefined; readonly times: number };

const stepInto = ({ schema, times }: Reached, name: string): Reached => ({ schema: schema?.properties?.[name.replace('?', '')], times });

const insideOf = ({ schema, times }: Reached): Reached => ({
  schema: schema?.items ?? schema?.additionalProperties,
  times: times * (schema?.maxItems ?? schema?.maxProperties ?? 1),
});

/**
 * A list of texts with a common budget: `self.map(e, size(e.id) + …).sum() <= 24576`, also over lists inside an entry. Gives the
 * budget, and how many bytes the texts it holds down could take in one entry without it.
 */
const budgetOf = (schema: Schema): { readonly bytes: number; readonly held: number } => {
  const rule = rulesOf(schema).find(({ rule: text }) => /\.sum\(\) <= \d+/.test(text))?.rule ?? '';
  const scopes = new Map<string, Reached>([['self', { schema, times: 1 / (schema.maxItems ?? 1) }]]);
  const reach = (path: string): Reached => {
    const [variable = '', ...names] = path.split('.');
    return names.reduce(stepInto, scopes.get(variable) ?? { schema: undefined, times: 0 });
  };
  for (const [, path = '', variable = ''] of rule.matchAll(/([\w.?]+)\.map\((\w+), /g)) scopes.set(variable, insideOf(reach(path)));
  const texts = [...rule.matchAll(/size\(([\w.?]+?)(?:\.orValue\(''\))?\)/g)].map(([, path = '']) => reach(path));
  const held = texts.reduce((sum, { schema: text, times }) => sum + times * (text?.type === 'string' ? (text.maxLength ?? 0) : 0), 0);
  return { bytes: Number(/<= (\d+)/.exec(rule)?.[1] ?? 0), held };
};

const largestList = (schema: Schema): number => {
  const { bytes, held } = budgetOf(schema);
  return 2 + (schema.maxItems ?? 0) * (largest(schema.items ?? {}) + 1 - held) + bytes;
};

/** A map of lists may bound how many items they have together: `self.map(k, size(self[k])).sum() <= 1400`. */
const largestMap = (schema: Schema, values: Schema): number => {
  const together = rulesOf(schema).flatMap(({ rule }) => /size\(self\[k\]\)\)\.sum\(\) <= (\d+)/.exec(rule)?.[1] ?? [])[0];
  const keys = 2 + (schema.maxProperties ?? 0) * 68;
  return together === undefined
    ? keys + (schema.maxProperties ?? 0) * largest(values)
    : keys + Number(together) * (largest(values.items ?? {}) + 1);
};

/** The size in bytes of the largest JSON that a schema allows, when texts are ASCII. */
const largest = (schema: Schema): number => {
  if (schema.type === 'array') return largestList(schema);
  if (schema.additionalProperties !== undefined) return largestMap(schema, schema.additionalProperties);
  if (schema.type === 'object') {
    return Object.entries(schema.properties ?? {}).reduce((sum, [name, field]) => sum + name.length + 4 + largest(field), 2);
  }
  if (schema.enum !== undefined) return 2 + Math.max(...schema.enum.map((value) => String(value).length));
  if (schema.maximum !== undefined && (schema.minimum ?? -1) >= 0) return String(schema.maximum).length;
  return schema.type === 'string' ? 2 + (schema.maxLength ?? 0) : 20;
};

test('an object with everything at its maximum fits well below the limit of etcd', () => {
  const mebibyte = 1024 * 1024;
  const tooLarge = definitions
    .map((definition) => ({ kind: definition.crd.spec.names.kind, bytes: largest(rootOf(definition)) }))
    .filter(({ bytes }) => bytes > mebibyte);
  assert.equal(tooLarge, []);
});

test.run();
