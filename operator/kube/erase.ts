import { type Kind, kinds } from '../api/kinds.ts';
import type { TimelineArchive, TimelineArchiveOf, TimelineArchiveRegister, TimelineArchiveSpec } from '../api/types.gen.ts';
import { isEntombed, tombstone } from '../journal/tombstone.ts';
import type { Cache } from './cache.ts';
import type { Client, PatchOperation } from './client.ts';
import { hasCode } from './errors.ts';
import type { Lean, Recorded } from './lean.ts';
import { apiVersionOf } from './object.ts';

/**
 * What holds a record back until its register is written: the API server keeps it as "being deleted" for as long as this stands, also
 * while no operator runs. Admission puts it there, and lets nobody but the operator take it away.
 */
export const registerFinalizer = 'meldpunt.dev/register';

/** What is to be said of a record that is being deleted. Both are pure. */
export interface Parting<T> {
  /** Whether it must stay, although its deletion was asked for: a legal hold was laid since. */
  readonly held: (object: Lean<T & Recorded>) => boolean;
  readonly register: (object: Lean<T & Recorded>) => TimelineArchiveRegister;
}

/** What erasing needs of the world. */
export interface ErasingOptions {
  readonly client: Client;
  readonly fence: () => boolean;
}

/** What became of it. A record that is held and not entombed yet goes on being decided upon; one that is, waits. */
export type Parted = 'done' | 'held' | 'fenced' | 'conflict';

/** Lets go of records that are being deleted, and takes hold of those that admission did not. Throws a KubeError to be tried again. */
export interface Erasing {
  readonly release: <T extends Recorded>(cache: Cache<T>, object: Lean<T>, parting: Parting<T>) => Promise<Parted>;
  /** The object as it is then; a server without mutating policies, or one that was upgraded, has objects without the finalizer. */
  readonly hold: <T extends Recorded>(cache: Cache<T>, object: Lean<T>) => Promise<Lean<T> | 'fenced' | 'conflict'>;
}

const isHeldBack = ({ metadata }: Recorded): boolean => metadata.finalizers?.includes(registerFinalizer) ?? false;

/** The change of the finalizers, and nothing else; it fails on an object that somebody changed since. */
const finalizersOf = ({ metadata }: Recorded, finalizers: readonly string[]): readonly PatchOperation[] => [
  { op: 'test', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
  { op: 'add', path: '/metadata/finalizers', value: finalizers },
];

const createArchives = ({ client, fence }: ErasingOptions) => {
  const archives = kinds.TimelineArchive;
  const standing = async (namespace: string | undefined, uid: string): Promise<readonly TimelineArchiveSpec[]> => {
    const found: TimelineArchiveSpec[] = [];
    for await (const page of client.listPages<TimelineArchive>(archives, { namespace, fieldSelector: `spec.of.uid=${uid}` })) {
      if (page.restarted) found.length = 0;
      found.push(...page.items.map(({ spec }) => spec));
    }
    return found;
  };
  return {
    standing,
    /** Each answers only once: one that exists already was written by an attempt that was cut off, so all is looked at anew. */
    write: async (namespace: string | undefined, name: string, spec: TimelineArchiveSpec): Promise<'written' | 'fenced' | 'conflict'> => {
      if (!fence()) return 'fenced';
      const metadata = { name, ...(namespace !== undefined && { namespace }) };
      try {
        await client.create(archives, { apiVersion: apiVersionOf(archives), kind: archives.kind, metadata, spec });
        return 'written';
      } catch (error) {
        if (hasCode(error, 'AlreadyExists')) return 'conflict';
        throw error;
      }
    },
  };
};

const ownerOf = (kind: Kind, { metadata }: Recorded): TimelineArchiveOf => ({
  kind: kind.kind as TimelineArchiveOf['kind'],
  name: metadata.name,
  uid: metadata.uid ?? '',
});

/** The eraser. Every step can be cut off and is found done or done anew by the next attempt. */
export const createErasing = (options: ErasingOptions): Erasing => {
  const { client, fence } = options;
  const archives = createArchives(options);

  /** The archives first: when the record is gone, they are all that is left. */
  const entomb = async <T extends Recorded>(kind: Kind, full: T, parting: Parting<T>): Promise<Parted> => {
    const { namespace, uid = '' } = full.metadata;
    const archived = await archives.standing(namespace, uid);
    if (parting.held(full)) return isEntombed(archived) ? 'done' : 'held';
    if (isEntombed(archived)) return 'done';
    const register = parting.register(full);
    for (const { name, spec } of tombstone({ of: ownerOf(kind, full), window: full.status?.timeline ?? [], archived, register })) {
      const written = await archives.write(namespace, name, spec);
      if (written !== 'written') return written;
    }
    return 'done';
  };
  const change = async <T extends Recorded>(kind: Kind, object: T, finalizers: readonly string[]): Promise<T | 'fenced' | 'conflict'> => {
    if (!fence()) return 'fenced';
    try {
      return await client.jsonPatch<T>(kind, object.metadata, finalizersOf(object, finalizers));
    } catch (error) {
      if (hasCode(error, 'Conflict') || hasCode(error, 'NotFound')) return 'conflict';
      // A JSON patch whose test fails is an invalid one to the API server: somebody was faster.
      if (hasCode(error, 'Invalid')) return 'conflict';
      throw error;
    }
  };
  return {
    release: async (cache, object, parting) => {
      if (!isHeldBack(object)) return 'done';
      try {
        const full = await client.get<typeof object>(cache.kind, object.metadata);
        if (full.metadata.resourceVersion !== object.metadata.resourceVersion) {
          cache.put(full, 'read');
          return 'conflict';
        }
        const entombed = await entomb(cache.kind, full, parting);
        if (entombed !== 'done' || parting.held(full)) return entombed;
        const rest = (full.metadata.finalizers ?? []).filter((name) => name !== registerFinalizer);
        const changed = await change(cache.kind, full, rest);
        return typeof changed === 'string' ? changed : 'done';
      } catch (error) {
        if (hasCode(error, 'NotFound')) return 'done';
        throw error;
      }
    },
    hold: async (cache, object) => {
      if (isHeldBack(object)) return object;
      const changed = await change(cache.kind, object, [...(object.metadata.finalizers ?? []), registerFinalizer]);
      if (typeof changed === 'string') return changed;
      return cache.put(changed as Parameters<typeof cache.put>[0], 'own');
    },
  };
};
