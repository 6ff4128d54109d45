import type { TimelineEntry } from '../journal/chain.ts';
import type { PatchOperation } from './client.ts';

type Fields = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two JSON values are the same; a field that is undefined is a field that is absent. */
export const sameJson = (left: unknown, right: unknown): boolean => {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  }
  if (!isPlain(left) || !isPlain(right)) return false;
  for (const key in left) if (!sameJson(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && left[key] === undefined) return false;
  return true;
};

const pointer = (field: string): string => `/status/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** What a status write is to achieve. */
export interface StatusChange {
  /** The version that was decided upon. */
  readonly resourceVersion: string;
  /** Status as stored, without its timeline; undefined if there is none yet. */
  readonly before: object | undefined;
  /** Status as decided, without its timeline. */
  readonly after: object;
  readonly timeline:
    | { readonly kind: 'keep' }
    /** To be appended to a window that exists. */
    | { readonly kind: 'append'; readonly entries: readonly TimelineEntry[] }
    /** The whole window: the first entries of all, or what is kept after older ones were archived. */
    | { readonly kind: 'replace'; readonly entries: readonly TimelineEntry[] };
}

const timelineOperations = ({ timeline }: StatusChange): PatchOperation[] => {
  if (timeline.kind === 'keep') return [];
  if (timeline.kind === 'replace') return [{ op: 'add', path: '/status/timeline', value: timeline.entries }];
  return timeline.entries.map((value) => ({ op: 'add', path: '/status/timeline/-', value }));
};

const fieldOperations = (before: Fields, after: Fields): PatchOperation[] => {
  const operations: PatchOperation[] = [];
  for (const field of Object.keys(after)) {
    const value = after[field];
    if (value !== undefined && !sameJson(before[field], value)) operations.push({ op: 'add', path: pointer(field), value });
  }
  for (const field of Object.keys(before)) {
    if (before[field] !== undefined && after[field] === undefined) operations.push({ op: 'remove', path: pointer(field) });
  }
  return operations;
};

/**
 * The smallest JSON patch of whole status fields that achieves a change; empty when nothing differs. It replaces the resource version
 * by the one that was decided upon: the API server answers 409 if the object is no longer that one, while a `test` operation would
 * answer 422, which cannot be told from an invalid object.
 */
export const statusPatch = (change: StatusChange): PatchOperation[] => {
  const guard: PatchOperation = { op: 'replace', path: '/metadata/resourceVersion', value: change.resourceVersion };
  if (change.before === undefined) {
    const timeline = change.timeline.kind === 'keep' ? {} : { timeline: change.timeline.entries };
    return [guard, { op: 'add', path: '/status', value: { ...change.after, ...timeline } }];
  }
  const operations = [...fieldOperations(change.before as Fields, change.after as Fields), ...timelineOperations(change)];
  return operations.length === 0 ? [] : [guard, ...operations];
};
