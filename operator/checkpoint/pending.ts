import { setImmediate } from 'node:timers/promises';
import type { Cache } from '../kube/cache.ts';
import type { Lean, Recorded } from '../kube/lean.ts';
import { missing } from './advance.ts';
import type { Standing } from './line.ts';
import type { TimelineLog } from './log.ts';

/** The timelines of which the log may not know yet where they stand, by uid. */
export interface Pending {
  /** A copy: what arrives meanwhile is for the next time. */
  take(): readonly Standing[];
  /** What was taken is on the log now; a timeline that moved again since stays. */
  told(taken: readonly Standing[]): void;
  /** Looks at everything: what the log does not know, and what it knows that is gone. */
  lookAtAll(log: TimelineLog): Promise<void>;
}

/** Objects looked at in one turn: a few milliseconds. */
const objectsInTurn = 5_000;

const standingOf = (kind: string, { metadata, window }: Lean<Recorded>, state: Standing['state']): Standing | undefined => {
  if (window === undefined || metadata.uid === undefined) return undefined;
  const { uid, namespace = '', name } = metadata;
  return { uid, seq: window.seq, hash: window.hash, kind, namespace, name, state };
};

/**
 * Follows the caches of the kinds that have timelines: a checkpoint then looks at what moved since the last one, and not at the whole
 * register. `serves` says in which namespaces an object that is not there is missed.
 */
export const createPending = (caches: readonly Cache<Recorded>[], serves: (namespace: string) => boolean): Pending => {
  const pending = new Map<string, Standing>();
  const note = (standing: Standing | undefined): void => {
    if (standing !== undefined) pending.set(standing.uid, standing);
  };
  for (const cache of caches) {
    const { kind } = cache.kind;
    cache.subscribe(({ before, after }) => {
      if (before?.metadata.uid === after?.metadata.uid && before?.window?.hash === after?.window?.hash) return;
      // An object that lost its whole timeline is no better than one that is gone; both may be followed by a new beginning.
      const lost = before !== undefined && (before.metadata.uid !== after?.metadata.uid || after?.window === undefined);
      if (lost) note(standingOf(kind, before, 'gone'));
      if (after !== undefined) note(standingOf(kind, after, 'present'));
    });
  }
  return {
    take: () => [...pending.values()],
    told: (taken) => {
      for (const standing of taken) if (pending.get(standing.uid) === standing) pending.delete(standing.uid);
    },
    lookAtAll: async (log) => {
      const present = new Set<string>();
      for (const cache of caches) {
        for (const object of cache.values()) {
          const standing = standingOf(cache.kind.kind, object, 'present');
          if (standing === undefined) continue;
          present.add(standing.uid);
          note(standing);
          if (present.size % objectsInTurn === 0) await setImmediate();
        }
      }
      for (const standing of missing(log, present, serves)) note(standing);
    },
  };
};
