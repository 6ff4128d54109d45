import { type Definition, firstSentence, type Schema, singular } from './schema.ts';

/** Shapes that every kind shares: one interface for all of them, found by the path below `spec` or `status`. */
const shared: Readonly<Record<string, string>> = {
  'status.conditions': 'Condition',
  'status.timeline': 'TimelineEntry',
  'spec.entries': 'TimelineEntry',
};

const preamble = `// Generated from crds/*.yaml by \`npm run generate\`: do not edit.
import type { Condition } from './conditions.ts';

/** The metadata of an object as the API server returns it, as far as the operator reads it. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The metadata of an object in a namespace. */
export interface NamespacedMeta extends ObjectMeta {
  readonly namespace: string;
}

/** One link of the hash-chained timeline of a record. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly note: string;
  readonly prev: string;
  readonly hash: string;
}
`;

const pascal = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const comment = (schema: Schema, indent: string): string =>
  schema.description === undefined ? '' : `${indent}/** ${firstSentence(schema.description).replaceAll('*/', '* /')} */\n`;

const propertyKey = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** Collects the declarations of one kind; nested objects and choices become named types of their own. */
interface Printer {
  readonly kind: string;
  readonly declarations: Map<string, string>;
}

const declare = (printer: Printer, name: string, text: string): string => {
  if (printer.declarations.has(name)) throw new Error(`${printer.kind}: two fields would both be called ${name}`);
  printer.declarations.set(name, text);
  return name;
};

/** `status.deadlines` → `IncidentStatusDeadline`; `spec.` is left out, because most names are in it. */
const typeName = (kind: string, path: readonly string[]): string =>
  kind + (path.length > 1 && path[0] === 'spec' ? path.slice(1) : path).map(pascal).join('');

/** The TypeScript type of a schema; a list or map names its elements in the singular. */
const typeOf = (printer: Printer, schema: Schema, path: readonly string[]): string => {
  const last = path.at(-1) ?? '';
  const element = [...path.slice(0, -1), singular(last)];
  if (schema.type === 'array' && schema.items !== undefined) {
    return `readonly ${shared[path.join('.')] ?? parenthesised(typeOf(printer, schema.items, element))}[]`;
  }
  if (schema.additionalProperties !== undefined) {
    return `Readonly<Record<string, ${typeOf(printer, schema.additionalProperties, element)}>>`;
  }
  if (schema.properties !== undefined) return declareInterface(printer, schema, path);
  if (schema.type === 'boolean') return schema.enum?.join(' | ') ?? 'boolean';
  if (schema.enum !== undefined) {
    const literals = schema.enum.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(' | ');
    return declare(
      printer,
      typeName(printer.kind, path),
      `${comment(schema, '')}export type ${typeName(printer.kind, path)} = ${literals};\n`,
    );
  }
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'string') return 'string';
  throw new Error(`${printer.kind}: ${path.join('.')} has no type that can be printed`);
};

const parenthesised = (type: string): string => (type.includes('|') || type.startsWith('readonly ') ? `(${type})` : type);

const declareInterface = (printer: Printer, schema: Schema, path: readonly string[]): string => {
  const name = typeName(printer.kind, path);
  const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => {
    const optional = schema.required?.includes(key) === true ? '' : '?';
    return `${comment(field, '  ')}  readonly ${propertyKey(key)}${optional}: ${typeOf(printer, field, [...path, key])};\n`;
  });
  return declare(printer, name, `${comment(schema, '')}export interface ${name} {\n${fields.join('')}}\n`);
};

const kindTypes = ({ crd, version }: Definition): string => {
  const { kind } = crd.spec.names;
  const schema = version.schema.openAPIV3Schema;
  const printer: Printer = { kind, declarations: new Map() };
  const body = ['spec', 'status'].flatMap((part) => {
    const field = schema.properties?.[part];
    if (field === undefined) return [];
    return [`  readonly ${part}${part === 'spec' ? '' : '?'}: ${typeOf(printer, field, [part])};\n`];
  });
  const meta = crd.spec.scope === 'Namespaced' ? 'NamespacedMeta' : 'ObjectMeta';
  const head = `  readonly apiVersion: '${crd.spec.group}/${version.name}';\n  readonly kind: '${kind}';\n  readonly metadata: ${meta};\n`;
  return [`${comment(schema, '')}export interface ${kind} {\n${head}${body.join('')}}\n`, ...printer.declarations.values()].join('\n');
};

const objectMap = (definitions: readonly Definition[]): string => {
  const lines = definitions.map(({ crd }) => `  readonly ${crd.spec.names.kind}: ${crd.spec.names.kind};\n`);
  return `/** The type of every kind, by its name. */\nexport interface ObjectOfKind {\n${lines.join('')}}\n`;
};

/**
 * The text of `operator/api/types.gen.ts`: one interface per kind, with named types for what is nested in it. Throws when a
 * schema uses what a structural schema may not, or when two fields would give one name.
 */
export const printTypes = (definitions: readonly Definition[]): string =>
  [preamble, objectMap(definitions), ...definitions.map(kindTypes)].join('\n');
