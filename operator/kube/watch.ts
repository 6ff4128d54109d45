import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kind } from '../api/kinds.ts';
import { type Backoff, watchBackoff } from './backoff.ts';
import type { Cache, Source } from './cache.ts';
import type { Client } from './client.ts';
import { errorFromStatus, hasCode, KubeError } from './errors.ts';
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
}

interface Context<T extends KubeObject> {
  readonly client: Client;
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly source: Source<T>;
  readonly observer: Observer;
  readonly signal: AbortSignal;
  readonly times: WatchTimes;
}

const list = async <T extends KubeObject>({ client, kind, namespace, source, signal, observer }: Context<T>): Promise<WatchInput> => {
  observer.watched(kind, 'list', 1);
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

const stream = async <T extends KubeObject>(
  { client, kind, namespace, source, signal, observer, times }: Context<T>,
  resourceVersion: string,
  step: (input: WatchInput) => void,
): Promise<WatchInput> => {
  step({ kind: 'stream-began', at: performance.now() });
  const end = await client.watch(kind, {
    namespace,
    resourceVersion,
    timeoutSeconds: times.streamSeconds,
    silence: times.silence,
    signal,
    onEvents: (events) => {
      let heard = '';
      for (const event of events) heard = deliver(source, event, kind);
      if (heard === '') return;
      step({ kind: 'heard', resourceVersion: heard });
      observer.watched(kind, 'event', events.length);
    },
  });
  observer.watched(kind, end === 'silent' ? 'silent' : 'resume', 1);
  return { kind: 'stream-ended', at: performance.now() };
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

const run = async <T extends KubeObject>(context: Context<T>): Promise<void> => {
  const { signal, times } = context;
  let state: WatchState = firstWatchState;
  const step = (input: WatchInput) => {
    state = nextWatchState(state, input, Math.random(), times.backoff);
  };
  const act = async (now: WatchState): Promise<WatchInput> => {
    if (now.kind === 'waiting') {
      await delay(now.delay, undefined, { signal });
      return { kind: 'waited' };
    }
    if (now.kind === 'listed') return stream(context, now.resourceVersion, step);
    step({ kind: 'list-began' });
    return list(context);
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
export const keepWatching = async <T extends KubeObject>({ cache, namespaces = [], ...rest }: WatchOptions<T>): Promise<void> => {
  const scopes = namespaces.length === 0 || !cache.kind.namespaced ? [undefined] : namespaces;
  const contexts = scopes.map((namespace) => ({
    ...rest,
    kind: cache.kind,
    namespace,
    source: cache.source(namespace),
    times: rest.times ?? defaultWatchTimes,
  }));
  await Promise.all(contexts.map((context) => run(context)));
};
