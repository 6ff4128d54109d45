import type { ChildDraft } from '../api/decision.ts';
import type { Cache } from './cache.ts';
import type { Client } from './client.ts';
import { hasCode } from './errors.ts';
import type { KubeObject } from './object.ts';

/** What creating children needs. */
export interface ChildrenOptions {
  readonly client: Client;
  readonly fence: () => boolean;
  /** The caches of the kinds that can be children. */
  readonly caches: readonly Cache<KubeObject>[];
}

/** Creates whatever of the drafts does not exist. Throws a KubeError as soon as one cannot be created. */
export type CreateChildren = (drafts: readonly ChildDraft[]) => Promise<'created' | 'fenced'>;

/**
 * Children have names that follow from what they are for, so that creating one twice is creating it once: after a crash, after an
 * answer that was lost, by two leaders. One that exists is never changed, whoever made it.
 */
export const createChildrenBy = ({ client, fence, caches }: ChildrenOptions): CreateChildren => {
  const byKind = new Map(caches.map((cache) => [cache.kind.kind, cache]));
  const create = async (draft: ChildDraft) => {
    const cache = byKind.get(draft.kind);
    if (cache === undefined) throw new RangeError(`A decision asks for a ${draft.kind}, which no cache of this operator holds.`);
    if (cache.find(draft.metadata.namespace, draft.metadata.name) !== undefined) return;
    try {
      cache.put(await client.create<KubeObject>(cache.kind, draft), 'read');
    } catch (error) {
      if (!hasCode(error, 'AlreadyExists')) throw error;
    }
  };
  return async (drafts) => {
    if (drafts.length === 0) return 'created';
    if (!fence()) return 'fenced';
    await Promise.all(drafts.map(create));
    return 'created';
  };
};
