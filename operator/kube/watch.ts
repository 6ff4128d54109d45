import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kind } from '../api/kinds.ts';
import { type Backoff, watchBackoff } from './backoff.ts';
import type { Cache, Source } from './cache.ts';
import type { Client } from './client.ts';
import { errorFromStatus, hasCode, isTerminal, KubeError } from './errors.ts';
import type { KubeObject } from './object.ts';
import type { Observer } from './observer.ts';
import type { WatchEvent } from './stream.ts';
import { firstWatchState, nextWatchState, type WatchInput, type WatchState } from './watch-state.ts';

/** What can be set about watches. */
export interface WatchTimes {
  /** After which a stream without a byte counts as half-open and is opened anew (milliseconds). */
  readonly silence: number;
  /** After which the server ends a stream (seconds); it sends a bookmark just before. Must be less than the silence. */
  readonly streamSeconds: number;
  readonly backoff: Backoff;
}

/**
 * Loss of a stream is noticed within a minute. The server sends bookmarks once a minute only, which is too seldom for that, but also
 * one before it ends a stream: so streams end sooner, and a resumed one costs one request and no list.
 */
export const defaultWatchTimes: WatchTimes = { silence: 55_000, streamSeconds: 48, backoff: watchBackoff };

/** What a watch needs. */
export interface WatchOptions<T extends KubeObject> {
  readonly client: Client;
  readonly cache: Cache<T>;
  /** The namespaces to watch; none means all. Cluster-scoped kinds have no namespace and take none. */
  readonly namespaces?: readonly string[];
  readonly observer: Observer;
  readonly signal: AbortSignal;
  readonly times?: WatchTimes;
  /**
   * How to learn what exists: as a stream, which needs a third less memory because no page is ever whole, or in pages, which ten
   * thousand objects arrive in half a second earlier. A server that does not stream is asked for pages.
   */
  readonly initial?: Initial;
}

/** How a first list is read. */
export type Initial = 'stream' | 'pages';

interface Context<T extends KubeObject> {
  readonly client: Client;
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly source: Source<T>;
  readonly observer: Observer;
  readonly signal: AbortSignal;
  readonly times: WatchTimes;
}

type Step = (input: WatchInput) => void;

const listPages = async <T extends KubeObject>({ client, kind, namespace, source, signal }: Context<T>): Promise<WatchInput> => {
  let version: string | undefined;
  for await (const page of client.listPages<T>(kind, { namespace, signal })) {
    if (version === undefined || page.restarted) source.begin(page.resourceVersion);
    version = page.resourceVersion;
    for (const object of page.items) source.apply(object);
  }
  source.finish(version ?? '');
  return { kind: 'list-ended', resourceVersion: version ?? '' };
};

/** Passes one event on; returns the version heard. Throws the error that an ERROR event stands for. */
const deliver = <T extends KubeObject>(source: Source<T>, event: WatchEvent, kind: Kind): string => {
  if (event.type === 'ERROR') throw errorFromStatus(`watch ${kind.kind}`, event.object.code ?? 500, event.object);
  const version = event.object.metadata.resourceVersion ?? '';
  if (event.type === 'DELETED') source.remove(event.object as T);
  else if (event.type !== 'BOOKMARK') source.apply(event.object as T);
  return version;
};

const open = <T extends KubeObject>(
  { client, kind, namespace, signal, times }: Context<T>,
  from: { readonly resourceVersion?: string },
  onEvents: (events: readonly WatchEvent[]) => void,
) => client.watch(kind, { namespace, ...from, timeoutSeconds: times.streamSeconds, silence: times.silence, signal, onEvents });

const ended = <T extends KubeObject>({ kind, observer }: Context<T>, end: 'closed' | 'silent'): WatchInput => {
  observer.watched(kind, end === 'silent' ? 'silent' : 'resume', 1);
  return { kind: 'stream-ended', at: performance.now() };
};

/** Reads a batch of events of a stream that tells of changes. */
const readChanges = <T extends KubeObject>({ source, kind, observer }: Context<T>, events: readonly WatchEvent[], step: Step) => {
  let heard = '';
  for (const event of events) heard = deliver(source, event, kind);
  if (heard === '') return;
  step({ kind: 'heard', resourceVersion: heard });
  observer.watched(kind, 'event', events.length);
};

const followFrom = async <T extends KubeObject>(context: Context<T>, resourceVersion: string, step: Step): Promise<WatchInput> => {
  step({ kind: 'stream-began', at: performance.now() });
  return ended(context, await open(context, { resourceVersion }, (events) => readChanges(context, events, step)));
};

const isEndOfList = (event: WatchEvent): boolean =>
  event.type === 'BOOKMARK' && event.object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true';

/** Reads everything that exists as a stream, and goes on with its changes. Throws if the server does not know how. */
const listAndFollow = async <T extends KubeObject>(context: Context<T>, step: Step): Promise<WatchInput> => {
  const { source, kind } = context;
  let phase: 'listing' | 'following' = 'listing';
  const complete = (resourceVersion: string) => {
    // etcd was put back to an earlier state; in pages, the version is told before the objects.
    if (source.finish(resourceVersion) === 'rewound') throw new KubeError('VersionAhead', `watch ${kind.kind}`, { status: 0 });
    phase = 'following';
    step({ kind: 'list-ended', resourceVersion });
    step({ kind: 'stream-began', at: performance.now() });
  };
  source.begin();
  const end = await open(context, {}, (events) => {
    let next = 0;
    for (; phase === 'listing' && next < events.length; next += 1) {
      const event = events[next] as WatchEvent;
      const version = deliver(source, event, kind);
      if (isEndOfList(event)) complete(version);
    }
    if (next < events.length) readChanges(context, events.slice(next), step);
  });
  if (phase === 'listing') throw new KubeError('BadRequest', `watch ${kind.kind}: the list had no end`, { status: 0 });
  return ended(context, end);
};

/** What follows from an error: only a version that is of no use any more is a reason to list again. */
const inputOf = (error: unknown): WatchInput => {
  const at = performance.now();
  if (hasCode(error, 'Gone', 'VersionAhead')) return { kind: 'void', at };
  return { kind: 'failed', at, retryAfter: error instanceof KubeError ? error.retryAfter : 0 };
};

const report = <T extends KubeObject>({ kind, observer }: Context<T>, input: WatchInput, error: unknown) => {
  observer.watched(kind, input.kind === 'void' ? 'gone' : 'error', 1);
  const cause = error instanceof KubeError ? error.message : `a fault of the operator: ${error instanceof Error ? error.name : 'unknown'}`;
  observer.log('warn', `The watch of ${kind.plural} was interrupted and goes on by itself.`, { kind: kind.kind, cause });
};

const run = async <T extends KubeObject>(context: Context<T>, initial: Initial): Promise<void> => {
  const { signal, times, kind, observer } = context;
  let state: WatchState = firstWatchState;
  let way = initial;
  const step = (input: WatchInput) => {
    state = nextWatchState(state, input, Math.random(), times.backoff);
  };
  const list = async (): Promise<WatchInput> => {
    observer.watched(kind, 'list', 1);
    step({ kind: 'list-began' });
    if (way === 'pages') return listPages(context);
    try {
      return await listAndFollow(context, step);
    } catch (error) {
      if (hasCode(error, 'VersionAhead') || isTerminal(error)) way = 'pages';
      if (!isTerminal(error)) throw error;
      return listPages(context);
    }
  };
  const act = async (now: WatchState): Promise<WatchInput> => {
    if (now.kind === 'waiting') {
      await delay(now.delay, undefined, { signal });
      return { kind: 'waited' };
    }
    return now.kind === 'listed' ? followFrom(context, now.resourceVersion, step) : list();
  };
  while (!signal.aborted) {
    try {
      step(await act(state));
    } catch (error) {
      if (signal.aborted) return;
      const input = inputOf(error);
      report(context, input, error);
      step(input);
    }
  }
};

/**
 * Keeps a cache equal to the cluster until the signal aborts, through whatever happens to the server or the way to it. It never gives
 * up and never throws; `cache.synced()` says when the first list is complete.
 */
export const keepWatching = async <T extends KubeObject>({
  cache,
  namespaces = [],
  initial = 'stream',
  ...rest
}: WatchOptions<T>): Promise<void> => {
  const scopes = namespaces.length === 0 || !cache.kind.namespaced ? [undefined] : namespaces;
  const contexts = scopes.map((namespace) => ({
    ...rest,
    kind: cache.kind,
    namespace,
    source: cache.source(namespace),
    times: rest.times ?? defaultWatchTimes,
  }));
  await Promise.all(contexts.map((context) => run(context, initial)));
};
