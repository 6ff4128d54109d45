import { posix } from 'node:path';
import { group, type KindName, kinds } from '../../operator/api/kinds.ts';
import { validate } from '../../operator/api/validate.ts';
import { at, type Document, isObjectFile, readYamlBelow } from './yaml.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isOurs = (name: string): name is KindName => Object.hasOwn(kinds, name);

/** What one document is: an object of ours, an object of somebody else's, or nothing that could be applied. */
type Reading =
  | { readonly is: 'ours'; readonly kind: KindName; readonly key: string }
  | { readonly is: 'foreign' }
  | { readonly is: 'wrong'; readonly problem: string };

const reading = ({ file, value }: Document): Reading => {
  const version = text(at(value, 'apiVersion'));
  const kind = text(at(value, 'kind'));
  const name = text(at(value, 'metadata', 'name'));
  if (version === '' || kind === '' || name === '') return { is: 'wrong', problem: `${file}: an object without apiVersion, kind or name.` };
  if (!version.startsWith(`${group}/`)) return { is: 'foreign' };
  if (!isOurs(kind)) return { is: 'wrong', problem: `${file}: ${version} has no kind ${kind}.` };
  return { is: 'ours', kind, key: [posix.dirname(file), kind, name].join(' ') };
};

/** What a step takes from the cluster when it is played, such as the digest of a text that somebody approves. */
const placeholder = /^\{\{[a-z0-9.-]+\}\}$/;

const filledIn = (value: unknown): unknown => {
  if (typeof value === 'string') return placeholder.test(value) ? '0'.repeat(64) : value;
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filledIn(inner)]));
};

/**
 * What is wrong with objects that are applied one after the other. Server-side apply merges a step into what is there: what the
 * earlier steps of the same directory have made, and the Notifications that the operator opens. Such a step holds only
 * what it adds, so nothing counts as missing from it. Pure but for the definitions, which it reads.
 */
export const invalidObjects = (documents: readonly Document[]): string[] => {
  const made = new Set<string>();
  return documents.flatMap((document) => {
    const read = reading(document);
    if (read.is === 'wrong') return [read.problem];
    if (read.is === 'foreign') return [];
    const checked = validate(read.kind, filledIn(document.value));
    const isAddition = made.has(read.key) || read.kind === 'Notification';
    made.add(read.key);
    if (checked.ok) return [];
    return checked.problems
      .filter(({ message }) => !(isAddition && message.startsWith('is missing')))
      .map(({ path, message }) => `${document.file}: ${path} ${message}.`);
  });
};

/** What is wrong with the samples, and with the objects of ours that the chart brings. */
export const sampleProblems = async (): Promise<readonly string[]> => {
  const samples = readYamlBelow('samples');
  const { documents } = readYamlBelow('charts/meldpunt/files');
  return [...samples.problems, ...invalidObjects([...samples.documents, ...documents].filter(isObjectFile))];
};
