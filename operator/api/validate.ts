import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { load } from 'js-yaml';
import type { KindName } from './kinds.ts';
import type { ObjectOfKind } from './types.gen.ts';

/** One thing that is wrong with an object: where, as a person would write the path, and a sentence without the value itself. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What came of a validation: the object with its type, or everything that is wrong with it. */
export type Validation<K extends KindName> =
  | { readonly ok: true; readonly object: ObjectOfKind[K] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface Crd {
  readonly spec: { readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: object } }[] };
}

/** The most problems that one answer names: enough to mend an object by, too few for a hostile one to fill a condition or a log. */
const problemLimit = 20;

/** The definitions that the API server has too; in the image they lie beside the operator, as in the repository. */
const crdDirectory = join(import.meta.dirname, '..', '..', 'crds');

const sameKeys = (keys: readonly string[], items: readonly Readonly<Record<string, unknown>>[]): boolean =>
  new Set(items.map((item) => JSON.stringify(keys.map((key) => item?.[key])))).size === items.length;

const isInt32 = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= 2 ** 31;

/**
 * A validator that knows what Kubernetes adds to OpenAPI. It stays strict, so that a keyword or format of the definitions that
 * it does not know stops the operator at once instead of going unchecked. Rules in CEL are the API server's alone.
 */
const newAjv = (): Ajv => {
  const ajv = new Ajv({ strict: true, allErrors: true });
  // The package is CommonJS with a default export, which Node and TypeScript see differently.
  const addFormats = addFormatsModule as unknown as (to: Ajv, names: string[]) => void;
  addFormats(ajv, ['date-time', 'date']);
  ajv.addFormat('int32', { type: 'number', validate: isInt32 });
  ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-map-keys',
    type: 'array',
    schemaType: 'array',
    error: { message: 'has two items with the same key' },
    validate: sameKeys,
  });
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-type',
    type: 'array',
    schemaType: 'string',
    error: { message: 'has the same item twice' },
    validate: (listType: string, items: readonly unknown[]) => listType !== 'set' || new Set(items).size === items.length,
  });
  for (const keyword of ['x-kubernetes-validations', 'x-kubernetes-map-type', 'example']) ajv.addKeyword({ keyword });
  return ajv;
};

let ajv: Ajv | undefined;
const validators = new Map<KindName, ValidateFunction>();

const validatorOf = (kind: KindName): ValidateFunction => {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  const file = join(crdDirectory, `${kind.toLowerCase()}.yaml`);
  const schema = (load(readFileSync(file, 'utf8')) as Crd).spec.versions[0]?.schema.openAPIV3Schema;
  if (schema === undefined) throw new Error(`${file} defines no version: the installation is damaged, install it anew.`);
  ajv ??= newAjv();
  const validator = ajv.compile(schema);
  validators.set(kind, validator);
  return validator;
};

/** `/spec/custody/0/from` → `spec.custody[0].from` */
const pathOf = ({ instancePath, keyword, params }: ErrorObject): string => {
  const steps = instancePath.split('/').slice(1).map(unescapeStep);
  if (keyword === 'required') steps.push(String(params['missingProperty']));
  return steps.reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`), '');
};

const unescapeStep = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

const formats: Readonly<Record<string, string>> = {
  'date-time': 'a time with its offset from UTC, such as 2026-10-23T09:12:00+02:00',
  date: 'a day, such as 2026-10-23',
  int32: 'a whole number of at most 32 bits',
  int64: 'a whole number of at most 53 bits',
};

const sentenceOfFormat = (format: string): string => `has to be ${formats[format] ?? format}`;

/** How the pattern of every time begins: it refuses what one reader takes for a time and another does not, such as a small t. */
const timePattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T';

const sentences: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  required: () => 'is missing and has to be given',
  type: ({ type }) => `has to be of type ${String(type)}`,
  enum: ({ allowedValues }) => `has to be one of ${(allowedValues as readonly unknown[]).join(', ')}`,
  pattern: ({ pattern }) => (String(pattern).startsWith(timePattern) ? sentenceOfFormat('date-time') : `has to match ${String(pattern)}`),
  format: ({ format }) => sentenceOfFormat(String(format)),
  minLength: ({ limit }) => `has to have at least ${String(limit)} characters`,
  maxLength: ({ limit }) => `may have at most ${String(limit)} characters`,
  minimum: ({ limit }) => `has to be at least ${String(limit)}`,
  maximum: ({ limit }) => `may be at most ${String(limit)}`,
  minItems: ({ limit }) => `has to have at least ${String(limit)} items`,
  maxItems: ({ limit }) => `may have at most ${String(limit)} items`,
  maxProperties: ({ limit }) => `may have at most ${String(limit)} entries`,
};

/** The value itself is never part of the sentence: it may be personal data, and the sentence goes into conditions and logs (S6). */
const problemOf = (error: ErrorObject): Problem => ({
  path: pathOf(error),
  message: sentences[error.keyword]?.(error.params) ?? error.message ?? `breaks the rule ${error.keyword}`,
});

/**
 * Checks an object against the schema of its kind, as far as a schema goes: types, bounds, patterns, required fields, unique
 * keys. The API server checks the same and more; this catches what an earlier schema let in, and guards what comes in by other
 * ways. Throws only when the definitions themselves cannot be read.
 */
export const validate = <K extends KindName>(kind: K, object: unknown): Validation<K> => {
  const validator = validatorOf(kind);
  if (validator(object)) return { ok: true, object: object as ObjectOfKind[K] };
  const problems = new Map((validator.errors ?? []).map(problemOf).map((problem) => [`${problem.path}: ${problem.message}`, problem]));
  return { ok: false, problems: [...problems.values()].slice(0, problemLimit) };
};
