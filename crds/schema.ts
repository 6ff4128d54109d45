import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** The part of an OpenAPI v3 schema that a structural CRD schema may use. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly (string | boolean)[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly Rule[];
}

/** A rule in CEL with the message that a refused writer reads. */
export interface Rule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** A column of `kubectl get`. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly priority?: number;
}

/** The one served version of a kind. */
export interface CrdVersion {
  readonly name: string;
  readonly subresources?: { readonly status?: object };
  readonly selectableFields?: readonly { readonly jsonPath: string }[];
  readonly additionalPrinterColumns?: readonly Column[];
  readonly schema: { readonly openAPIV3Schema: Schema };
}

/** A CustomResourceDefinition as it stands in `crds/*.yaml`. */
export interface Crd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly names: {
      readonly kind: string;
      readonly plural: string;
      readonly singular: string;
      readonly shortNames: readonly string[];
      readonly categories: readonly string[];
    };
    readonly versions: readonly CrdVersion[];
  };
}

/** A definition together with the file that it was read from. */
export interface Definition {
  readonly file: string;
  readonly text: string;
  readonly crd: Crd;
  readonly version: CrdVersion;
}

/** Where the definitions are kept: this directory, wherever the repository or the image has it. */
export const crdDirectory = import.meta.dirname;

/**
 * One definition from the text of its file. Throws when the file does not hold exactly one served version, because
 * everything that is generated from it assumes so.
 */
export const parseDefinition = (file: string, text: string): Definition => {
  const crd = load(text) as Crd;
  const [version, ...others] = crd.spec.versions;
  if (version === undefined || others.length > 0)
    throw new Error(`${file}: expected exactly one version, found ${crd.spec.versions.length}`);
  return { file, text, crd, version };
};

/** Every definition in a directory, ordered by kind. Throws when a file cannot be read or parsed. */
export const readDefinitions = (directory: string = crdDirectory): Definition[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parseDefinition(file, readFileSync(join(directory, file), 'utf8')))
    .sort((a, b) => a.crd.spec.names.kind.localeCompare(b.crd.spec.names.kind, 'en'));

/** The name of one of the things that a list or map holds: `categories` → `category`, `actions` → `action`. */
export const singular = (plural: string): string => {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  if (/(ss|x|ch)es$/.test(plural)) return plural.slice(0, -2);
  return plural.endsWith('s') && !plural.endsWith('ss') ? plural.slice(0, -1) : plural;
};

/** The meaning and the example of a description; by our convention the example closes it: `… Example: GREEN.` */
export const splitDescription = (description: string): { meaning: string; example: string } => {
  const [meaning = '', example = ''] = description.trim().split(/\s*\bExample:? /);
  return { meaning: meaning.trim(), example: example.trim().replace(/\.$/, '') };
};

/** The first sentence of a description; abbreviations such as `art. 33` do not end one. */
export const firstSentence = (description: string): string => {
  const { meaning } = splitDescription(description);
  const end = /(?<!\b(?:art|arts|e\.g|i\.e|no))[.](?=\s+[A-Z`'])/.exec(meaning);
  return end === null ? meaning : meaning.slice(0, end.index + 1);
};
