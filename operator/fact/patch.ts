import type { Change } from './change.ts';

/** One operation of a JSON patch (RFC 6902), as far as facts need it. */
export interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** A record as it was read: its version, and what is written in it. */
export interface Read {
  readonly metadata: { readonly resourceVersion?: string };
  readonly spec?: unknown;
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((found, part) => (found as Readonly<Record<string, unknown>> | null | undefined)?.[part], value);

const pointer = (path: readonly string[]): string =>
  `/spec/${path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;

interface WithId {
  readonly id?: string;
}

/** The entries of a list as the record holds them. */
export const entriesIn = ({ spec }: Read, list: readonly string[]): readonly WithId[] => (at(spec, list) ?? []) as readonly WithId[];

/** Whether the entry of a change is there already: what was written before is not written again. */
export const isRecorded = (object: Read, { add }: Change, id: string): boolean =>
  add !== undefined && entriesIn(object, add.list).some((entry) => entry.id === id);

/** An entry with its id, in its list. */
export interface Addition {
  readonly list: readonly string[];
  readonly entry: object;
}

/** The objects on the way to a place that are not there yet, outermost first; `made` collects what earlier operations of the patch make. */
const parents = ({ spec }: Read, path: readonly string[], made: Set<string>): readonly Operation[] =>
  path.slice(0, -1).flatMap((_, index): readonly Operation[] => {
    const parent = path.slice(0, index + 1);
    if (at(spec, parent) !== undefined || made.has(pointer(parent))) return [];
    made.add(pointer(parent));
    return [{ op: 'add', path: pointer(parent), value: {} }];
  });

const addition = (object: Read, { list, entry }: Addition, made: Set<string>): readonly Operation[] => {
  const before = parents(object, list, made);
  const isThere = at(object.spec, list) !== undefined || made.has(pointer(list));
  made.add(pointer(list));
  return [
    ...before,
    isThere ? { op: 'add', path: `${pointer(list)}/-`, value: entry } : { op: 'add', path: pointer(list), value: [entry] },
  ];
};

/**
 * The patch that sets values and adds entries: on the version that was read, so that nothing is written over; lists and objects that are
 * not there yet come first. A value that is undefined is taken away.
 */
export const patchFor = (object: Read, set: NonNullable<Change['set']>, additions: readonly Addition[]): readonly Operation[] => {
  const made = new Set<string>();
  const settings = Object.entries(set).flatMap(([place, value]): readonly Operation[] => {
    const path = place.split('.');
    if (value === undefined) return at(object.spec, path) === undefined ? [] : [{ op: 'remove', path: pointer(path) }];
    const before = parents(object, path, made);
    made.add(pointer(path));
    return [...before, { op: 'add', path: pointer(path), value }];
  });
  return [
    { op: 'replace', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
    ...settings,
    ...additions.flatMap((each) => addition(object, each, made)),
  ];
};

const numberOf = (id: string, prefix: string): number => {
  const digits = id.startsWith(prefix) ? id.slice(prefix.length) : '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
};

/**
 * A free id of a list, by number: `a3` after `a1` and `a2`, or `a4` where `more` is 1. The version that the patch names keeps two writers
 * from both taking it.
 */
export const nextId = (object: Read, { list, prefix }: { readonly list: readonly string[]; readonly prefix: string }, more = 0): string =>
  `${prefix}${more + 1 + Math.max(0, ...entriesIn(object, list).map(({ id = '' }) => numberOf(id, prefix)))}`;
