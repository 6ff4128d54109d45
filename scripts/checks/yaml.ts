import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll, YAML11_SCHEMA } from 'js-yaml';
import { root } from '../process.ts';

/** One document of a YAML file. */
export interface Document {
  readonly file: string;
  readonly value: unknown;
}

/** What a set of YAML files holds, and what could not be read. */
export interface Documents {
  readonly documents: readonly Document[];
  readonly problems: readonly string[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The field of an object at a path of names; undefined where there is none. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);

/**
 * The paths at which YAML 1.1 reads a truth value and YAML 1.2 a text. kubectl reads YAML 1.1: an unquoted key `on` or value `no`
 * becomes another one there, without a word (k8s-facts: a property `n` vanished).
 */
export const truthsOfYaml11 = (now: unknown, old: unknown, path = ''): string[] => {
  if (typeof now === 'string' && typeof old === 'boolean') return [`${path || '.'} is ${now}`];
  if (!isObject(now) || !isObject(old)) return [];
  const oldKeys = new Set(Object.keys(old));
  return Object.keys(now).flatMap((key) =>
    oldKeys.has(key) ? truthsOfYaml11(now[key], old[key], `${path}.${key}`) : [`${path}.${key} is a key`],
  );
};

/** The documents of one file, with a sentence for each thing that does not read the same everywhere. Pure. */
export const readYaml = (file: string, text: string): Documents => {
  try {
    const documents = loadAll(text);
    const old = loadAll(text, { schema: YAML11_SCHEMA });
    const truths = documents.flatMap((value, index) => truthsOfYaml11(value, old[index]));
    return {
      documents: documents.filter((value) => value !== undefined && value !== null).map((value) => ({ file, value })),
      problems: truths.map((where) => `${file}: ${where}, which kubectl reads as true or false; put it in quotes.`),
    };
  } catch (error) {
    return { documents: [], problems: [`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`] };
  }
};

/**
 * Rules and settings of monitoring systems are files of theirs, not objects of a cluster; the chart wraps what it installs of them. The
 * channels are a patch of a policy and values of the chart, and a kustomization is read by kustomize alone.
 */
export const isObjectFile = ({ file }: Document): boolean => !/\/(?:monitoring|channels)\/|\/kustomization\.yaml$/.test(file);

/** All documents below a directory of the repository. */
export const readYamlBelow = (directory: string): Documents => {
  const read = globSync(`${directory}/**/*.{yaml,yml}`, { cwd: root })
    .toSorted()
    .map((file) => readYaml(file, readFileSync(join(root, file), 'utf8')));
  return { documents: read.flatMap((one) => one.documents), problems: read.flatMap((one) => one.problems) };
};
