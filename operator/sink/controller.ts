import { setTimeout as delay } from 'node:timers/promises';
import type { IncidentPolicy } from '../api/types.gen.ts';
import type { Cache } from '../kube/cache.ts';
import { KubeError } from '../kube/errors.ts';
import type { Recorded } from '../kube/lean.ts';
import { createDirectory } from './directory.ts';
import { createFeeds, type Feeds, type FeedsOptions } from './feeds.ts';
import type { SinkLag } from './observer.ts';

/** What sinks need besides what feeds do. */
export interface SinkOptions extends FeedsOptions {
  /** The caches of the kinds that have timelines. */
  readonly records: readonly Cache<Recorded>[];
  readonly policies: Cache<IncidentPolicy>;
}

/** Tells the channels of the policy that ask for it every entry of every timeline, while we lead. */
export interface Sinks {
  start(): void;
  /** Resolves once what was under way has ended, and what was told is taken down. */
  stop(): Promise<void>;
  lag(): SinkLag;
}

/** How often progress is taken down (milliseconds): what was told since then is told again after a crash. */
const writeEveryMs = 1_000;

const retryMs = 5_000;

/** The sinks; nothing is told until they are started. */
export const createSinks = (options: SinkOptions): Sinks => {
  const { ledger, records, policies, observer } = options;
  // The directory tells the feeds of what moved, and the feeds ask the directory where it is.
  const feeds: Feeds = createFeeds(
    options,
    createDirectory(records, (uid, namespace) => feeds.add(uid, namespace)),
  );
  let known = false;
  let changed = true;
  policies.subscribe(({ before, after }) => {
    if (before?.metadata.generation !== after?.metadata.generation) changed = true;
  });
  const turn = async (): Promise<number> => {
    try {
      if (!known) await ledger.read();
      known = true;
      if (changed) await feeds.follow();
      changed = false;
      await ledger.write();
      return writeEveryMs;
    } catch (error) {
      const cause = error instanceof KubeError ? error.message : 'a fault of the operator';
      observer.log('warn', 'What sinks were told could not be read or taken down; it is tried again.', { cause });
      return retryMs;
    }
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) await delay(await turn(), undefined, { signal }).catch(() => undefined);
    await feeds.stop();
    // A last line of what was told meanwhile, so that a restart repeats nothing.
    if (known && !changed) await turn();
  };
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | undefined;
  return {
    start: () => {
      const ending = new AbortController();
      known = false;
      changed = true;
      running = { ending, ended: run(ending.signal) };
    },
    stop: async () => {
      running?.ending.abort();
      await running?.ended;
      running = undefined;
    },
    lag: () => ({
      behind: feeds.all().reduce((sum, feed) => sum + feed.behind(), 0),
      stuckSeconds: Math.max(0, ...feeds.all().map((feed) => feed.stuckFor())) / 1_000,
    }),
  };
};
