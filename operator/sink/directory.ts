import { setImmediate } from 'node:timers/promises';
import type { Cache } from '../kube/cache.ts';
import type { Recorded } from '../kube/lean.ts';
import { type Key, keyOf, partsOf } from '../kube/object.ts';
import type { Whereabouts } from './story.ts';

/** Where records are, and how far their timelines go; kept only while somebody is told of them. */
export interface Directory {
  /** Begins to follow the caches; does nothing while it follows them. */
  open(): Promise<void>;
  /** Forgets everything. */
  close(): void;
  whereabouts(uid: string): Whereabouts;
  /** The record as the cache has it; undefined for one that is gone. */
  record(uid: string): Recorded | undefined;
  /** Every record that has a timeline, with the number of its newest entry. */
  all(): Iterable<{ readonly uid: string; readonly namespace: string; readonly seq: number }>;
  has(uid: string): boolean;
}

/** Records looked at in one turn of the event loop: a few milliseconds. */
const recordsInTurn = 5_000;

/** A directory over the caches of the kinds that have timelines; `moved` is told of every record that went on, or is gone. */
export const createDirectory = (caches: readonly Cache<Recorded>[], moved: (uid: string, namespace: string) => void): Directory => {
  // A key and the cache it belongs to are shared with the cache; nothing of the record is copied.
  const places = new Map<string, { readonly cache: Cache<Recorded>; readonly key: Key }>();
  let following = false;
  const note = (cache: Cache<Recorded>, object: Recorded): void => {
    if (object.metadata.uid !== undefined) places.set(object.metadata.uid, { cache, key: keyOf(object) });
  };
  const follow = (cache: Cache<Recorded>, before: Recorded | undefined, after: Recorded | undefined): void => {
    const isSame = before?.metadata.uid === after?.metadata.uid;
    if (after !== undefined && !isSame) note(cache, after);
    if (before !== undefined && !isSame) {
      // What was archived with the last of it is still to be told; the archives are found by its uid.
      places.delete(before.metadata.uid ?? '');
      tell(before);
    }
    if (after !== undefined) tell(after);
  };
  const tell = ({ metadata: { uid = '', namespace = '' } }: Recorded): void => moved(uid, namespace);
  for (const cache of caches) {
    cache.subscribe(({ before, after }) => {
      const stands = before?.metadata.uid === after?.metadata.uid && before?.window?.hash === after?.window?.hash;
      if (following && !stands) follow(cache, before, after);
    });
  }
  const find = (uid: string) => {
    const place = places.get(uid);
    const object = place?.cache.get(place.key);
    return place === undefined || object?.metadata.uid !== uid ? undefined : { ...place, object };
  };
  return {
    open: async () => {
      if (following) return;
      following = true;
      for (const cache of caches) {
        let looked = 0;
        for (const object of cache.values()) {
          note(cache, object);
          looked += 1;
          if (looked % recordsInTurn === 0) await setImmediate();
        }
      }
    },
    close: () => {
      following = false;
      places.clear();
    },
    whereabouts: (uid) => {
      const found = find(uid);
      return found === undefined ? { uid } : { uid, place: { kind: found.cache.kind, ...partsOf(found.key) } };
    },
    record: (uid) => find(uid)?.object,
    *all() {
      for (const [uid, { cache, key }] of places) {
        const { window } = cache.get(key) ?? {};
        if (window !== undefined) yield { uid, namespace: partsOf(key).namespace, seq: window.seq };
      }
    },
    has: (uid) => places.has(uid),
  };
};
