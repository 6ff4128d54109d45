// What this version installs: the files of the chart, with the namespace that they are installed in.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

/** An object of Kubernetes, as far as it is looked into here. */
export interface Installed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly managedFields?: readonly { readonly time?: string; readonly operation?: string }[];
  };
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly [field: string]: unknown;
}

const files = join(import.meta.dirname, '../../charts/meldpunt/files');

/** The objects below a folder of the chart's files, for an operator in `namespace`. Throws when the files are not there. */
export const shippedIn = (folder: string, namespace: string): readonly Installed[] => {
  const paths = globSync(`${folder}/*.yaml`, { cwd: files }).toSorted();
  if (paths.length === 0) throw new Error(`The files of the chart are missing: ${folder}.`);
  return paths.flatMap((path) => {
    const text = readFileSync(join(files, path), 'utf8').replaceAll('meldpunt-system', namespace);
    return (loadAll(text) as (Installed | null)[]).filter((object): object is Installed => object !== null);
  });
};

/**
 * Whether something says all that `wanted` says: servers add defaults, so what is there may say more, but lists are compared whole.
 * Pure.
 */
export const covers = (there: unknown, wanted: unknown): boolean => {
  if (Array.isArray(wanted)) {
    return Array.isArray(there) && there.length === wanted.length && wanted.every((item, index) => covers(there[index], item));
  }
  if (typeof wanted !== 'object' || wanted === null) return there === wanted;
  if (typeof there !== 'object' || there === null) return Object.keys(wanted).length === 0;
  return Object.entries(wanted).every(([key, value]) => covers((there as Record<string, unknown>)[key], value));
};
