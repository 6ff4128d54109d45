import { setTimeout as delay } from 'node:timers/promises';
import { readCheckpoint, signCheckpoint } from '../journal/checkpoint.ts';
import type { Cache } from '../kube/cache.ts';
import { KubeError } from '../kube/errors.ts';
import type { Recorded } from '../kube/lean.ts';
import type { Observer } from '../kube/observer.ts';
import { advance } from './advance.ts';
import { chunkLines, storing } from './chunks.ts';
import type { CheckpointKeys } from './keys.ts';
import type { Standing } from './line.ts';
import { formatSnapshot, parseLine } from './line.ts';
import { createLog, type TimelineLog } from './log.ts';
import type { Sink } from './sinks.ts';
import type { LogStore, StoredTail } from './store.ts';

/** What publishing checkpoints needs. */
export interface CheckpointOptions {
  readonly store: LogStore;
  /** The caches of the kinds that have timelines. */
  readonly caches: readonly Cache<Recorded>[];
  readonly keys: CheckpointKeys;
  /** Who keeps the log: a URL without its scheme. */
  readonly origin: string;
  readonly sinks: readonly Sink[];
  /** The namespaces that are served; all of them when empty. What lies elsewhere is not missed. */
  readonly namespaces: readonly string[];
  /** How long a change waits at the most (milliseconds). */
  readonly intervalMs: number;
  /** Whether this process may write right now. */
  readonly fence: () => boolean;
  readonly observer: Observer;
}

/** Signs where all timelines stand, while we lead and something changed. */
export interface Checkpoints {
  start(): void;
  /** Resolves once what was begun has ended. */
  stop(): Promise<void>;
}

/** The log of an administrator who changed it: nothing is signed that does not continue what was signed. */
class BrokenLog extends Error {}

interface Reading {
  readonly log: TimelineLog;
  readonly tail: StoredTail | undefined;
}

const retryMs = 15_000;

/** Where every timeline stands by the caches. */
function* standingsOf(caches: readonly Cache<Recorded>[]): Generator<Standing> {
  for (const { kind, values } of caches) {
    for (const { metadata, window } of values()) {
      if (window === undefined || metadata.uid === undefined) continue;
      const { seq, hash } = window;
      const { uid, namespace = '', name } = metadata;
      yield { uid, seq, hash, kind: kind.kind, namespace, name, state: 'present' };
    }
  }
}

/** Reads the whole log, and makes sure that it is the one that was signed. */
const readLog = async ({ store, keys, origin }: CheckpointOptions): Promise<Reading> => {
  const log = createLog();
  const tail = await store.tail();
  if (tail === undefined) return { log, tail };
  for await (const { lines } of store.chunks(0, tail.first)) for (const line of lines) log.add(line);
  for (const line of tail.lines) log.add(line);
  const read = readCheckpoint(tail.checkpoint, origin, keys.accepted);
  if (read.outcome === 'refused') throw new BrokenLog(read.reason);
  const { size, root } = read.checkpoint;
  if (size === log.size() && Buffer.compare(root, log.root()) === 0) return { log, tail };
  throw new BrokenLog('Its lines are not those over which it was signed.');
};

const endsWithSnapshot = (tail: StoredTail | undefined): boolean => {
  const last = tail?.lines.at(-1);
  return last !== undefined && parseLine(last).says === 'snapshot';
};

/** One step: what is new goes on the log, is signed and stored. `done` once there is nothing more to tell. */
const step = async (reading: Reading, options: CheckpointOptions): Promise<Reading | 'done' | 'conflict' | 'fenced'> => {
  const { store, caches, keys, origin, namespaces, fence, observer } = options;
  const { log, tail } = reading;
  const serves = (namespace: string): boolean => namespaces.length === 0 || namespaces.includes(namespace);
  const { lines, more, alarms } = advance(log, standingsOf(caches), serves, chunkLines - 1);
  for (const alarm of alarms) observer.log('error', 'A timeline changed as nobody may change it: have the auditor verify it.', { alarm });
  if (lines.length === 0 && (log.size() === 0 || endsWithSnapshot(tail))) return 'done';
  for (const line of lines) log.add(line);
  const closing = more ? [] : [formatSnapshot(log.snapshotTree().snapshot)];
  for (const line of closing) log.add(line);
  const checkpoint = signCheckpoint({ origin, size: log.size(), root: log.root() }, keys.privateKey);
  if (!fence()) return 'fenced';
  const next = storing(tail, [...lines, ...closing]);
  const stored = await store.write(next, { checkpoint, verifier: keys.verifier }, tail?.resourceVersion);
  return stored === 'conflict' ? stored : { log, tail: stored };
};

/** The lines from one on, from the sealed chunks and the end of the log. */
const linesOf = async (store: LogStore, { first: begin, lines }: StoredTail, from: number): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const chunk of store.chunks(from, begin)) all.push(...chunk.lines.slice(Math.max(0, from - chunk.first)));
  return [...all, ...lines.slice(Math.max(0, from - begin))];
};

/** Tells every sink that does not have the newest checkpoint yet; one that fails is told again, and keeps nobody else waiting. */
const createPublisher = ({ store, sinks, observer }: CheckpointOptions) => {
  const published = new Map<Sink, number>();
  return async ({ log, tail }: Reading): Promise<'published' | 'again'> => {
    if (tail === undefined) return 'published';
    const size = log.size();
    const waiting = sinks.filter((sink) => published.get(sink) !== size);
    const publication = { note: tail.checkpoint, size, linesFrom: (first: number) => linesOf(store, tail, first) };
    const outcomes = await Promise.allSettled(waiting.map((sink) => sink.publish(publication)));
    for (const [i, outcome] of outcomes.entries()) {
      const sink = waiting[i];
      if (sink === undefined) continue;
      if (outcome.status === 'fulfilled') published.set(sink, size);
      // The reason may hold a URL or a path of the organisation; the kind of sink and of fault are enough to find it.
      else
        observer.log('warn', 'A checkpoint did not reach a sink; it is tried again.', { sink: sink.name, cause: causeOf(outcome.reason) });
    }
    return outcomes.some(({ status }) => status === 'rejected') ? 'again' : 'published';
  };
};

const causeOf = (error: unknown): string => {
  if (error instanceof KubeError) return error.message;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code ?? (error instanceof Error ? error.name : 'unknown');
};

/** The controller; it does nothing until it is started. */
export const createCheckpoints = (options: CheckpointOptions): Checkpoints => {
  const { caches, intervalMs, observer } = options;
  const publish = createPublisher(options);
  let reading: Reading | undefined;
  let changed = true;
  let alarmed = '';
  for (const cache of caches) {
    cache.subscribe(({ before, after }) => {
      if (before?.window?.hash !== after?.window?.hash || after === undefined) changed = true;
    });
  }
  const round = async (signal: AbortSignal): Promise<'published' | 'again'> => {
    reading ??= await readLog(options);
    while (changed && !signal.aborted) {
      changed = false;
      // Until the step is stored the log is ahead of the cluster: whatever fails, it is read again.
      const before: Reading = reading;
      reading = undefined;
      const next = await step(before, options);
      if (next === 'conflict' || next === 'fenced') {
        changed = true;
        return 'again';
      }
      reading = next === 'done' ? before : next;
      if (next !== 'done') changed = true;
    }
    return publish(reading);
  };
  const turn = async (signal: AbortSignal): Promise<number> => {
    try {
      const outcome = await round(signal);
      alarmed = '';
      return outcome === 'published' ? intervalMs : Math.min(retryMs, intervalMs);
    } catch (error) {
      changed = true;
      const cause = error instanceof BrokenLog || error instanceof KubeError || error instanceof RangeError ? error.message : String(error);
      // Said once, not with every attempt: a log that somebody changed stays like that until somebody looks.
      if (cause !== alarmed) observer.log('error', 'No checkpoint is signed until the log of timelines is in order again.', { cause });
      alarmed = cause;
      return Math.min(retryMs, intervalMs);
    }
  };
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | undefined;
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const pause = await turn(signal);
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  };
  return {
    start: () => {
      const ending = new AbortController();
      reading = undefined;
      changed = true;
      running = { ending, ended: run(ending.signal) };
    },
    stop: async () => {
      running?.ending.abort();
      await running?.ended;
      running = undefined;
    },
  };
};
