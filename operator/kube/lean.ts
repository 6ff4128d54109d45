import type { Kind } from '../api/kinds.ts';
import type { TimelineEntry, TimelineHead } from '../journal/chain.ts';
import { apiVersionOf, type KubeObject, type ObjectMeta } from './object.ts';

/** What the cache keeps of a timeline: where it ends, which entry of the window is the first, and how many there are. */
export interface TimelineWindow extends TimelineHead {
  readonly first: number;
  readonly count: number;
}

/** An object as the cache keeps it: `status.timeline` is absent, and `window` tells of it if there is one. */
export type Lean<T extends KubeObject> = T & { readonly window?: TimelineWindow };

/** What is kept of an object, decided per kind; it must not change the object that it is given. */
export type Trim<T extends KubeObject> = (raw: T) => Lean<T>;

/** An object with a status of ours; those of namespaced kinds have a timeline in it. */
export interface Recorded extends KubeObject {
  readonly status?: { readonly conditions?: readonly object[]; readonly timeline?: readonly TimelineEntry[] };
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

const leanMeta = ({ managedFields: _, annotations, ...metadata }: ObjectMeta): ObjectMeta => {
  if (annotations === undefined) return metadata;
  if (!(lastApplied in annotations)) return { ...metadata, annotations };
  const { [lastApplied]: __, ...kept } = annotations;
  return { ...metadata, annotations: kept };
};

/**
 * Keeps an object without what only writers need: who manages which field, and the copy of itself that kubectl puts into an annotation.
 * The rest is shared with the parsed answer, not copied.
 */
export const leanObject = <T extends KubeObject>(kind: Kind): Trim<T> => {
  // One string for all objects of the kind instead of one per object.
  const type = { apiVersion: apiVersionOf(kind), kind: kind.kind };
  return (raw) => ({ ...raw, ...type, metadata: leanMeta(raw.metadata) });
};

/** What a window tells of its entries; undefined while there are none. */
export const windowOf = (timeline: readonly TimelineEntry[] | undefined): TimelineWindow | undefined => {
  const [first, last] = [timeline?.at(0), timeline?.at(-1)];
  if (timeline === undefined || first === undefined || last === undefined) return undefined;
  return { seq: last.seq, hash: last.hash, at: last.at, first: first.seq, count: timeline.length };
};

/** As `leanObject`, and the timeline's body gives way to what is needed to continue it: most of a record's bytes. */
export const leanRecord = <T extends Recorded>(kind: Kind): Trim<T> => {
  const lean = leanObject<T>(kind);
  return (raw) => {
    if (raw.status?.timeline === undefined) return lean(raw);
    const { timeline, ...status } = raw.status;
    const window = windowOf(timeline);
    return { ...lean(raw), status, ...(window && { window }) };
  };
};
