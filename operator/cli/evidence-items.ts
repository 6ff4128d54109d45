import { kinds } from '../api/kinds.ts';
import type { EvidenceItem } from '../api/types.gen.ts';
import { validate } from '../api/validate.ts';
import { unreadable } from './answer.ts';
import type { Cluster } from './cluster.ts';
import { objectOf } from './record.ts';

/** An item as it is stored. Throws an Unreadable if there is none, or if it is not what the API says. */
export const itemNamed = async (cluster: Cluster, namespace: string, name: string): Promise<EvidenceItem> => {
  const found = await cluster.get(kinds.EvidenceItem, namespace, name);
  if (found === undefined) return unreadable(`There is no evidence item ${name} in the namespace ${namespace}.`);
  return typed(found);
};

const typed = (value: unknown): EvidenceItem => {
  const read = validate('EvidenceItem', { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'EvidenceItem', ...objectOf(value) });
  return read.ok
    ? read.object
    : unreadable(`An evidence item is not what the API says: ${read.problems.map(({ path }) => path).join(', ')}.`);
};

/** The items of an incident, by name. Throws an Unreadable. */
export const itemsOf = async (cluster: Cluster, namespace: string, incident: string): Promise<readonly EvidenceItem[]> =>
  (await cluster.list(kinds.EvidenceItem, namespace, `spec.incidentRef.name=${incident}`))
    .map(typed)
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

/** An id that no entry of a list has yet: `v1`, `v2` and so on. */
export const freeId = (prefix: string, entries: readonly { readonly id: string }[] | undefined): string => {
  const taken = new Set((entries ?? []).map(({ id }) => id));
  let n = taken.size + 1;
  while (taken.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
};

/** One more entry in a list of a spec, as a JSON patch; it fails if the list was made or emptied in between. */
export const entryPatch = (list: string, entries: readonly unknown[] | undefined, entry: object): readonly object[] =>
  entries === undefined ? [{ op: 'add', path: `/spec/${list}`, value: [entry] }] : [{ op: 'add', path: `/spec/${list}/-`, value: entry }];
