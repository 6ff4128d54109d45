import type { EvidenceItem, IncidentPolicy, IncidentPolicyEvidenceStore } from '../api/types.gen.ts';

/** A place that the policy opens for reading, as a record names it. */
export type Store = IncidentPolicyEvidenceStore;

/** Where the bytes of an item are: in which store, and where in it. The path is decoded, and judged by whoever opens it. */
export interface Place {
  readonly store: Store;
  readonly path: string;
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** What comes before the path of an item in the URI of its location. */
const prefixOf = (store: Store): string => {
  switch (store.type) {
    case 'HTTPS':
      return store.url ?? '';
    case 'S3':
      return `s3://${store.bucket ?? ''}/`;
    case 'Volume':
      return `volume://${store.name}/`;
  }
};

/** The rest of a URI behind a store's prefix. A URL counts as the parser reads it, so that no `..` leads out of what was opened. */
const pathIn = (store: Store, uri: string): string | undefined => {
  const prefix = prefixOf(store);
  if (store.type !== 'HTTPS') return uri.startsWith(prefix) ? decoded(uri.slice(prefix.length)) : undefined;
  const [url, root] = [URL.parse(uri), URL.parse(prefix)];
  if (url === null || root === null || url.origin !== root.origin || url.username !== '' || url.password !== '') return undefined;
  return url.pathname.startsWith(root.pathname) && !/%2e|%2f|%5c/i.test(url.pathname) ? url.href.slice(root.href.length) : undefined;
};

/**
 * Where the bytes of an item can be read, if its location lies in a store that the policy opens to its namespace (V8). Of several stores the
 * one with the longest prefix counts. Undefined where the operator reads nothing: that is no finding, people verify it. Pure.
 */
export const placeOf = ({ metadata, spec }: EvidenceItem, policy: IncidentPolicy | undefined): Place | undefined => {
  const uri = spec.location?.uri;
  if (uri === undefined) return undefined;
  const found = (policy?.spec.evidence?.stores ?? []).flatMap((store): readonly Place[] => {
    if (store.namespaces !== undefined && !store.namespaces.includes(metadata.namespace)) return [];
    const path = pathIn(store, uri);
    return path === undefined || path === '' ? [] : [{ store, path }];
  });
  return found.toSorted((a, b) => prefixOf(b.store).length - prefixOf(a.store).length)[0];
};
