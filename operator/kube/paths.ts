import type { Kind } from '../api/kinds.ts';

const groupPath = ({ group, version }: Kind): string => (group === '' ? `/api/${version}` : `/apis/${group}/${version}`);

/** The path of a kind's objects, in one namespace or in all. */
export const collectionPath = (kind: Kind, namespace?: string): string =>
  kind.namespaced && namespace !== undefined && namespace !== ''
    ? `${groupPath(kind)}/namespaces/${encodeURIComponent(namespace)}/${kind.plural}`
    : `${groupPath(kind)}/${kind.plural}`;

/** The path of one object, or of a subresource of it. */
export const objectPath = (kind: Kind, namespace: string | undefined, name: string, subresource?: string): string => {
  const path = `${collectionPath(kind, namespace)}/${encodeURIComponent(name)}`;
  return subresource === undefined ? path : `${path}/${subresource}`;
};

/** A query string, with its question mark; what is undefined or empty is left out. */
export const query = (parameters: Readonly<Record<string, string | number | undefined>>): string => {
  const stated = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return stated.length === 0 ? '' : `?${stated.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
};
