import { performance } from 'node:perf_hooks';
import type { Decision } from '../api/decision.ts';
import { utc } from '../api/time.ts';
import { type Backoff, conflictCap } from './backoff.ts';
import type { Cache, Change } from './cache.ts';
import type { CreateChildren } from './children.ts';
import type { Client } from './client.ts';
import type { Commit, CommitOutcome } from './commit.ts';
import type { Erasing, Parted, Parting } from './erase.ts';
import { isTerminal, KubeError } from './errors.ts';
import type { Lean, Recorded } from './lean.ts';
import { compareVersions, type Key, type KubeObject } from './object.ts';
import type { Observer, ReconcileResult } from './observer.ts';
import { quarantine, quarantinePause } from './quarantine.ts';
import { createQueue, type Outcome } from './queue.ts';

/** How a reconcile ended; what is thrown instead is tried again, or sets the object aside (see `Controller`). */
export type Result = { readonly kind: 'done' } | { readonly kind: 'again'; readonly at: string };

/** What the machinery does for one kind. */
export interface ReconcileContext<T extends KubeObject> {
  readonly key: Key;
  /** The object as the cache has it; gone objects are not reconciled. */
  readonly object: Lean<T>;
  /** The time of this reconcile: RFC 3339, UTC. */
  readonly now: string;
}

/** An event on another kind that concerns objects of this one. */
export interface Relation {
  /** Calls back with the keys of the objects concerned, for every change of the other kind. */
  subscribe(enqueue: (keys: Iterable<Key>) => void): void;
}

/** Maps every change of a kind to keys of another one: of what it was before and of what it is now, so that a moved reference reaches both. */
export const relation = <B extends KubeObject>(cache: Cache<B>, keys: (object: Lean<B>) => Iterable<Key>): Relation => ({
  subscribe: (enqueue) =>
    cache.subscribe(({ before, after }) => {
      if (before !== undefined) enqueue(keys(before));
      if (after !== undefined) enqueue(keys(after));
    }),
});

/** A running controller of one kind. */
export interface Controller {
  /** Begins to reconcile, with every object there is: to be called when leading. */
  start(): void;
  /** Forgets what waits, and resolves when nothing is under way. It can be started again. */
  stop(): Promise<void>;
  /** Enqueues a key now, or at an instant (milliseconds since the epoch). */
  enqueue(key: Key, at?: number): void;
  depth(): number;
}

/** What a controller needs. */
export interface ControllerOptions<T extends Recorded> {
  readonly cache: Cache<T>;
  readonly client: Client;
  readonly observer: Observer;
  readonly commit: Commit;
  readonly children: CreateChildren;
  readonly relations?: readonly Relation[];
  /**
   * Pure: everything that follows from the object, from what else is known, and from the time. Undefined leaves the object alone.
   * What it throws is a fault in the operator or a hostile object, never a passing trouble: the object is set aside.
   */
  readonly decide: (context: ReconcileContext<T>) => Decision<object> | undefined;
  /** What is to happen beside the decision, with the object as stored: deliveries, for instance. Throws a KubeError to be tried again. */
  readonly act?: (context: ReconcileContext<T>) => Promise<Result>;
  /** For kinds of which something must remain: what happens to an object that is being deleted, instead of a decision. */
  readonly parting?: Parting<T> & { readonly erasing: Erasing };
  readonly workers?: number;
  /** How long a key waits after a failure. */
  readonly backoff?: Backoff;
}

/** How a run ended, for the queue and for the metrics, and the version up to which everything has been decided upon. */
interface Ran {
  readonly outcome: Outcome;
  readonly result: ReconcileResult;
  readonly stored?: string;
}

const retry = (result: ReconcileResult, when: { readonly after?: number; readonly cap?: number; readonly asked?: boolean } = {}): Ran => ({
  outcome: { kind: 'retry', ...when },
  result,
});

const earlier = (left: string | undefined, right: string | undefined): Outcome => {
  const times = [left, right].flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  return times.length === 0 ? { kind: 'done' } : { kind: 'again', at: Math.min(...times) };
};

/** How a run ended in which an object was let go of. One that is under a hold is decided upon as long as its chain is open. */
const partedRun: Readonly<Record<Parted, Ran | undefined>> = {
  done: { outcome: { kind: 'done' }, result: 'done' },
  held: undefined,
  fenced: retry('fenced', { after: 1000 }),
  conflict: retry('conflict', { cap: conflictCap }),
};

const createReconcile = <T extends Recorded>(options: ControllerOptions<T>) => {
  const { cache, client, observer, commit, children, decide, act, parting } = options;

  /** What was decided upon or stored: whatever is announced with a later version than that has not been decided upon yet. */
  interface Settled {
    readonly object: Lean<T>;
    readonly version: string | undefined;
  }
  const settled = (outcome: CommitOutcome<T>, { object }: ReconcileContext<T>): Ran | Settled => {
    switch (outcome.kind) {
      case 'conflict':
        return retry('conflict', { cap: conflictCap });
      case 'fenced':
        return retry('fenced', { after: 1000 });
      case 'gone':
        return { outcome: { kind: 'done' }, result: 'done' };
      case 'rejected':
        throw outcome.error;
      case 'unchanged':
        return { object, version: object.metadata.resourceVersion };
      case 'stored':
        return outcome;
    }
  };
  /** Lets go of an object that is being deleted; undefined if it goes on being decided upon. */
  const released = async ({ object }: ReconcileContext<T>): Promise<Ran | undefined> => {
    if (parting === undefined || object.metadata.deletionTimestamp === undefined) return undefined;
    return partedRun[await parting.erasing.release(cache, object, parting)];
  };
  /** The version of an object that is held back from vanishing unrecorded. */
  const heldBack = async (object: Lean<T>, version: string | undefined): Promise<string | undefined> => {
    if (parting === undefined || object.metadata.deletionTimestamp !== undefined) return version;
    const held = await parting.erasing.hold(cache, object);
    return typeof held === 'string' || held === object ? version : held.metadata.resourceVersion;
  };
  const reconcile = async (context: ReconcileContext<T>): Promise<Ran> => {
    const gone = await released(context);
    if (gone !== undefined) return gone;
    const decision = decide(context);
    if (decision === undefined) return { outcome: { kind: 'done' }, result: 'done' };
    // Children first: when the status says that a duty was opened, it can be read.
    if ((await children(decision.children)) === 'fenced') return retry('fenced', { after: 1000 });
    const after = settled(await commit(cache, context.object, decision, context.now), context);
    if ('outcome' in after) return after;
    const { object } = after;
    const acted = act === undefined ? undefined : await act({ ...context, object });
    const version = await heldBack(object, after.version);
    const outcome = earlier(decision.wakeAt, acted?.kind === 'again' ? acted.at : undefined);
    return { outcome, result: outcome.kind === 'again' ? 'again' : 'done', ...(version !== undefined && { stored: version }) };
  };
  const setAside = async (context: ReconcileContext<T>, error: unknown): Promise<Ran> => {
    const { key, object, now } = context;
    const cause = error instanceof Error ? error.name : 'unknown';
    observer.log('error', 'An object cannot be processed and was set aside.', { kind: cache.kind.kind, key, cause });
    let stored: string | undefined;
    try {
      stored = await quarantine(client, cache, object, error, now);
    } catch (writing) {
      const why = writing instanceof KubeError ? writing.message : 'a fault of the operator';
      observer.log('error', 'An object that was set aside could not be marked.', { kind: cache.kind.kind, key, cause: why });
      // A passing trouble: the mark is still owed. Otherwise the object takes no mark, and the log and the metric have to do.
      if (!isTerminal(writing)) return retry('retry');
    }
    // On the steady clock: a step of the wall clock neither hurries it nor holds it up.
    const outcome = { kind: 'retry', after: quarantinePause } as const;
    return { outcome, result: 'quarantined', ...(stored !== undefined && { stored }) };
  };
  return async (context: ReconcileContext<T>): Promise<Ran> => {
    try {
      return await reconcile(context);
    } catch (error) {
      if (error instanceof KubeError && !isTerminal(error)) {
        observer.log('warn', 'A write did not succeed and is tried again.', {
          kind: cache.kind.kind,
          key: context.key,
          cause: error.message,
        });
        return retry('retry', { after: error.retryAfter, asked: error.retryAfter > 0 });
      }
      return setAside(context, error);
    }
  };
};

/**
 * Wires a cache to a queue to decisions. An object that cannot be processed (a decision that throws, a write that the API server
 * will never take) is set aside with a condition and stops nothing else; any other trouble is retried with growing waits.
 */
export const createController = <T extends Recorded>(options: ControllerOptions<T>): Controller => {
  const { cache, observer, relations = [], workers = 32 } = options;
  const reconcile = createReconcile(options);
  // Versions announced while their key is being run. If it is the one that the run stored, there is nothing new to decide upon; that
  // is told by the write's own answer, never by the cache, which may hold a later one by then.
  const announced = new Map<Key, string>();
  let leading = false;

  const run = async (key: Key): Promise<Outcome> => {
    // What has its turn waits no longer; told only as keys come in, the depth would stay where the last of them left it.
    observer.queueDepth(cache.kind, queue.depth());
    const object = cache.get(key);
    if (object === undefined) return { kind: 'done' };
    const started = performance.now();
    const { outcome, result, stored } = await reconcile({ key, object, now: utc(Date.now()) });
    observer.reconciled(cache.kind, result, (performance.now() - started) / 1000);
    const late = announced.get(key);
    announced.delete(key);
    if (late !== undefined && compareVersions(late, stored) > 0) queue.add(key);
    return outcome;
  };
  const queue = createQueue({ workers, run, ...(options.backoff && { backoff: options.backoff }) });

  const enqueue = (key: Key, at?: number) => {
    queue.add(key, at);
    observer.queueDepth(cache.kind, queue.depth());
  };
  const onChange = ({ key, after, origin }: Change<T>) => {
    if (!leading || origin === 'own') return;
    const version = after?.metadata.resourceVersion;
    if (version !== undefined && queue.running(key)) announced.set(key, version);
    else enqueue(key);
  };
  cache.subscribe(onChange);
  for (const each of relations) {
    each.subscribe((keys) => {
      if (leading) for (const key of keys) enqueue(key);
    });
  }
  return {
    start: () => {
      leading = true;
      queue.start();
      for (const key of cache.keys()) queue.add(key);
      observer.queueDepth(cache.kind, queue.depth());
    },
    stop: async () => {
      leading = false;
      announced.clear();
      await queue.stop();
    },
    enqueue,
    depth: () => queue.depth(),
  };
};
