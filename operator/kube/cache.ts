import type { Kind } from '../api/kinds.ts';
import { createIndex, type IndexFunction } from './index-by.ts';
import type { Lean, Trim } from './lean.ts';
import { compareVersions, type Key, type KubeObject, keyFor, keyOf } from './object.ts';
import type { Observer } from './observer.ts';
import { createShare } from './sharing.ts';

/**
 * How a change became known: announced by a watch, read by somebody, or as the answer to a status write of ours, which whoever
 * decided upon it knows already.
 */
export type Origin = 'watch' | 'read' | 'own';

/** What happened to an object. */
export interface Change<T extends KubeObject> {
  readonly key: Key;
  readonly before: Lean<T> | undefined;
  readonly after: Lean<T> | undefined;
  readonly origin: Origin;
}

/** One list-and-watch that feeds a cache: of all namespaces, or of one. */
export interface Source<T extends KubeObject> {
  /** A list begins, or begins again: what it names from now on is what exists. A streamed list tells its version only at its end. */
  begin(version?: string): void;
  /** An object exists, listed or announced. */
  apply(raw: T): void;
  /** An object is gone. */
  remove(raw: T): void;
  /**
   * The list is complete: what it did not name is gone. `rewound` says that its version, told only now, is an earlier one than was
   * heard before, so that it has to be made anew with its version told at its beginning.
   */
  finish(version: string): 'complete' | 'rewound';
}

/** The objects of a kind as last seen, to be treated as read-only: nothing is copied on the way in or out. */
export interface Cache<T extends KubeObject> {
  readonly kind: Kind;
  get(key: Key): Lean<T> | undefined;
  find(namespace: string | undefined, name: string): Lean<T> | undefined;
  keys(): Iterable<Key>;
  values(): Iterable<Lean<T>>;
  size(): number;
  /** The objects to which an index gives a value. Throws a RangeError for an index that was not declared. */
  by(index: string, value: string): readonly Lean<T>[];
  /** Handlers are called in turn, within the change, and only enqueue and count; one that throws is logged and stops no other. */
  subscribe(handler: (change: Change<T>) => void): void;
  /** Takes in an answer of the API server, so that we read what we wrote. Returns what the cache holds then. */
  put(raw: T, origin: Exclude<Origin, 'watch'>): Lean<T>;
  source(namespace?: string): Source<T>;
  /** Whether every source has completed its first list. */
  synced(): boolean;
}

/** What a cache keeps and how it can be asked. */
export interface CacheOptions<T extends KubeObject> {
  readonly kind: Kind;
  readonly trim: Trim<T>;
  readonly indexes?: Readonly<Record<string, IndexFunction<T>>>;
  readonly observer: Observer;
}

/** So many deletions are remembered that the answer to a write, arriving after the deletion was announced, raises no ghost. */
const graveLimit = 1024;

/** The store behind a cache: the newest version of each object wins, whichever way it came. */
const createStore = <T extends KubeObject>(trim: Trim<T>, changed: (change: Change<T>) => void) => {
  const objects = new Map<Key, Lean<T>>();
  const share = createShare();
  const graves = new Map<Key, string>();
  const bury = (key: Key, version: string) => {
    graves.delete(key);
    graves.set(key, version);
    if (graves.size <= graveLimit) return;
    for (const oldest of graves.keys()) {
      graves.delete(oldest);
      return;
    }
  };
  const isOld = (key: Key, version: string | undefined): boolean => {
    const known = objects.get(key)?.metadata.resourceVersion ?? graves.get(key);
    return known !== undefined && compareVersions(version, known) <= 0;
  };
  return {
    objects,
    graves,
    isOld,
    accept: (key: Key, raw: T, origin: Origin): Lean<T> => {
      const before = objects.get(key);
      const after = share(trim(raw));
      objects.set(key, after);
      changed({ key, before, after, origin });
      return after;
    },
    drop: (key: Key, version: string) => {
      bury(key, version);
      const before = objects.get(key);
      if (!objects.delete(key)) return;
      changed({ key, before, after: undefined, origin: 'watch' });
    },
  };
};

type Store<T extends KubeObject> = ReturnType<typeof createStore<T>>;

/** A source of a store: `synced` is called at the end of each list. */
const createSource = <T extends KubeObject>(store: Store<T>, namespace: string | undefined, synced: () => void): Source<T> => {
  let seen: Set<Key> | undefined;
  let latest = '';
  // etcd was put back to an earlier state: versions run again from there, and what we have is no newer, only void.
  let rewound = false;
  const mine = (key: Key) => namespace === undefined || namespace === '' || key.startsWith(`${namespace}/`);
  const heard = (version: string) => {
    if (compareVersions(version, latest) > 0) latest = version;
  };
  return {
    begin: (version) => {
      seen = new Set();
      rewound = version !== undefined && compareVersions(version, latest) < 0;
      if (rewound) {
        store.graves.clear();
        latest = '';
      }
    },
    apply: (raw) => {
      const key = keyOf(raw);
      const version = raw.metadata.resourceVersion;
      seen?.add(key);
      heard(version ?? '');
      const stale = rewound ? store.objects.get(key)?.metadata.resourceVersion === version : store.isOld(key, version);
      if (!stale) store.accept(key, raw, 'watch');
    },
    remove: (raw) => {
      const version = raw.metadata.resourceVersion ?? '';
      heard(version);
      const key = keyOf(raw);
      // A deletion has a version of its own; an object that was made anew since then stays.
      if (!store.isOld(key, version) || !store.objects.has(key)) store.drop(key, version);
    },
    finish: (version) => {
      if (!rewound && compareVersions(version, latest) < 0) return 'rewound';
      for (const [key, object] of store.objects) {
        // What we wrote after the list was taken is not in it, and exists.
        const older = rewound || compareVersions(object.metadata.resourceVersion, version) <= 0;
        if (mine(key) && seen?.has(key) === false && older) store.drop(key, version);
      }
      heard(version);
      seen = undefined;
      rewound = false;
      synced();
      return 'complete';
    },
  };
};

/** An empty cache; its sources fill it. */
export const createCache = <T extends KubeObject>({ kind, trim, indexes = {}, observer }: CacheOptions<T>): Cache<T> => {
  const handlers: ((change: Change<T>) => void)[] = [];
  const byName = new Map(Object.entries(indexes).map(([name, values]) => [name, createIndex(values)]));
  // One hostile object must not keep the cache from learning about all others.
  const guarded = (key: Key, run: () => void) => {
    try {
      run();
    } catch (error) {
      const cause = error instanceof Error ? error.name : 'unknown';
      observer.log('error', 'An object could not be taken in by all who wait for it.', { kind: kind.kind, key, cause });
    }
  };
  const store = createStore<T>(trim, (change) => {
    const { key, before, after } = change;
    for (const index of byName.values()) guarded(key, () => index.update(key, before, after));
    for (const handler of handlers) guarded(key, () => handler(change));
  });
  const unsynced = new Set<symbol>();
  let sources = 0;
  return {
    kind,
    get: (key) => store.objects.get(key),
    find: (namespace, name) => store.objects.get(keyFor(namespace, name)),
    keys: () => store.objects.keys(),
    values: () => store.objects.values(),
    size: () => store.objects.size,
    by: (index, value) => {
      const found = byName.get(index);
      if (found === undefined)
        throw new RangeError(`The cache of ${kind.plural} has no index "${index}"; declare it where the cache is created.`);
      return found.keys(value).flatMap((key) => store.objects.get(key) ?? []);
    },
    subscribe: (handler) => {
      handlers.push(handler);
    },
    put: (raw, origin) => {
      const key = keyOf(raw);
      const known = store.objects.get(key);
      if (store.isOld(key, raw.metadata.resourceVersion)) return known ?? trim(raw);
      return store.accept(key, raw, origin);
    },
    source: (namespace) => {
      const id = Symbol();
      sources += 1;
      unsynced.add(id);
      return createSource(store, namespace, () => unsynced.delete(id));
    },
    synced: () => sources > 0 && unsynced.size === 0,
  };
};
