import { isDeepStrictEqual } from 'node:util';
import { at, type Document, isObjectFile, readYamlBelow } from './yaml.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const identity = ({ value }: Document): string =>
  [['apiVersion'], ['kind'], ['metadata', 'namespace'], ['metadata', 'name']]
    .map((path) => text(at(value, ...path)))
    .filter((part) => part !== '')
    .join(' ');

/** What is wrong with a set of objects that are to be installed together: each must be whole, and there must be one of each. Pure. */
export const objectProblems = (documents: readonly Document[]): string[] => {
  const seen = new Map<string, string>();
  return documents.flatMap((document) => {
    const missing = [['apiVersion'], ['kind'], ['metadata', 'name']].filter((path) => text(at(document.value, ...path)) === '');
    if (missing.length > 0) return missing.map((path) => `${document.file}: an object without ${path.join('.')}.`);
    const name = identity(document);
    const first = seen.get(name);
    seen.set(name, document.file);
    return first === undefined ? [] : [`${document.file}: ${name} is already in ${first}; the one applied last would win.`];
  });
};

/** What differs between the CRDs and the chart's copies of them. Pure. */
export const copyProblems = (sources: readonly Document[], copies: readonly Document[]): string[] => {
  const copied = new Map(copies.map((copy) => [identity(copy), copy]));
  const originals = new Set(sources.map(identity));
  return [
    ...sources.flatMap((source) => {
      const copy = copied.get(identity(source));
      if (copy === undefined) return [`${source.file} has no copy in the chart: run \`npm run generate\`.`];
      return isDeepStrictEqual(copy.value, source.value) ? [] : [`${copy.file} is not what ${source.file} says: run \`npm run generate\`.`];
    }),
    ...copies
      .filter((copy) => !originals.has(identity(copy)))
      .map((copy) => `${copy.file} has no original in crds/, so nothing keeps it up to date.`),
  ];
};

/** What is wrong with what the chart installs. Its templates are no YAML before Helm has filled them, so only `files/` is read. */
export const chartProblems = async (): Promise<readonly string[]> => {
  const sources = readYamlBelow('crds');
  const files = readYamlBelow('charts/meldpunt/files');
  const copies = files.documents.filter(({ file }) => file.startsWith('charts/meldpunt/files/crds/'));
  if (files.documents.length === 0) return ['charts/meldpunt/files holds no object at all.'];
  return [
    ...sources.problems,
    ...files.problems,
    ...objectProblems(files.documents.filter(isObjectFile)),
    ...copyProblems(sources.documents, copies),
  ];
};
