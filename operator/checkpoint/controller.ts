import { setTimeout as delay } from 'node:timers/promises';
import { readCheckpoint, signCheckpoint } from '../journal/checkpoint.ts';
import type { Cache } from '../kube/cache.ts';
import type { Recorded } from '../kube/lean.ts';
import type { Observer } from '../kube/observer.ts';
import { advance } from './advance.ts';
import { chunkLines, storing } from './chunks.ts';
import type { CheckpointKeys } from './keys.ts';
import { formatSnapshot, parseLine } from './line.ts';
import { createLog, type TimelineLog } from './log.ts';
import { createPending } from './pending.ts';
import { createPublisher } from './publisher.ts';
import type { Sink } from './sinks.ts';
import type { Stamper } from './stamping.ts';
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
  /** Has checkpoints stamped with the time; left out, none is. */
  readonly stamper?: Stamper;
  /** The namespaces that are served; all of them when empty. What lies elsewhere is not missed. */
  readonly namespaces: readonly string[];
  /** How long a change waits at the most (milliseconds). */
  readonly intervalMs: number;
  /** Whether this process may write right now. */
  readonly fence: () => boolean;
  readonly observer: Observer;
  /** Hears when signing begins, and whenever everything is signed and lies where it belongs. */
  readonly covered: () => void;
}

/** Signs where all timelines stand, while we lead and something changed. */
export interface Checkpoints {
  start(): void;
  /** Resolves once what was begun has ended. */
  stop(): Promise<void>;
}

/** The log of an administrator who changed it: nothing is signed that does not continue what was signed. */
class BrokenLog extends Error {}

/** The log as it is stored, with its end. */
export interface Reading {
  readonly log: TimelineLog;
  readonly tail: StoredTail | undefined;
}

const retryMs = 15_000;

/** One write adds less than a sealed part holds, with room for the snapshot, so that the end of the log stays short. */
const linesAtOnce = chunkLines - 1;

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

/** Puts lines on the log, signs it and stores it; the last lines of a round end with the snapshot that exports are proven by. */
const write = async (reading: Reading, lines: readonly string[], last: boolean, options: CheckpointOptions): Promise<Reading | Refusal> => {
  const { store, keys, origin, fence } = options;
  const { log, tail } = reading;
  for (const line of lines) log.add(line);
  const closing = last ? [formatSnapshot(await log.snapshotInTurns())] : [];
  for (const line of closing) log.add(line);
  const checkpoint = signCheckpoint({ origin, size: log.size(), root: log.root() }, keys.privateKey);
  if (!fence()) return 'fenced';
  const next = storing(tail, [...lines, ...closing]);
  const stored = await store.write(next, { checkpoint, verifier: keys.verifier }, tail?.resourceVersion);
  return stored === 'conflict' ? stored : { log, tail: stored };
};

/** Somebody else writes, or we do not lead any more: the log is read again before anything else. */
type Refusal = 'conflict' | 'fenced';

/** Puts everything on the log that it does not know, in as many writes as it takes. */
const writeAll = async (reading: Reading, lines: readonly string[], options: CheckpointOptions): Promise<Reading | Refusal> => {
  // A round that was cut off left no snapshot at the end.
  if (lines.length === 0 && (reading.log.size() === 0 || endsWithSnapshot(reading.tail))) return reading;
  let written = reading;
  for (let from = 0; from === 0 || from < lines.length; from += linesAtOnce) {
    const next = await write(written, lines.slice(from, from + linesAtOnce), from + linesAtOnce >= lines.length, options);
    if (typeof next === 'string') return next;
    written = next;
  }
  return written;
};

/** The controller; it does nothing until it is started. */
export const createCheckpoints = (options: CheckpointOptions): Checkpoints => {
  const { caches, namespaces, intervalMs, observer, stamper, covered } = options;
  const publish = createPublisher(options);
  const pending = createPending(caches, (namespace) => namespaces.length === 0 || namespaces.includes(namespace));
  let reading: Reading | undefined;
  /** A checkpoint is published at once, and again with its stamp if that comes later. */
  const finish = async (written: Reading): Promise<'published' | 'again'> => {
    if (stamper === undefined || written.tail === undefined) return publish(written);
    const stamped = await stamper(written.tail);
    if (stamped.outcome === 'lost') {
      reading = undefined;
      return 'again';
    }
    reading = { log: written.log, tail: stamped.tail };
    const published = await publish(reading);
    return stamped.outcome === 'stamped' ? published : 'again';
  };
  const round = async (): Promise<'published' | 'again'> => {
    if (reading === undefined) {
      reading = await readLog(options);
      await pending.lookAtAll(reading.log);
    }
    // Until everything is stored the log in memory is ahead of the cluster: whatever fails, it is read again.
    const before = reading;
    reading = undefined;
    const taken = pending.take();
    const { lines, alarms } = advance(before.log, taken);
    for (const alarm of alarms) observer.log('error', 'A timeline changed as nobody may change it: have the auditor verify it.', { alarm });
    const after = await writeAll(before, lines, options);
    if (typeof after === 'string') return 'again';
    reading = after;
    pending.told(taken);
    return finish(after);
  };
  let alarmed = '';
  const turn = async (): Promise<number> => {
    try {
      const outcome = await round();
      alarmed = '';
      if (outcome === 'published') covered();
      return outcome === 'published' ? intervalMs : Math.min(retryMs, intervalMs);
    } catch (error) {
      const cause = error instanceof Error ? error.message : 'unknown';
      // Said once, not with every attempt: a log that somebody changed stays like that until somebody looks.
      if (cause !== alarmed) observer.log('error', 'No checkpoint is signed until the log of timelines is in order again.', { cause });
      alarmed = cause;
      return Math.min(retryMs, intervalMs);
    }
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) await delay(await turn(), undefined, { signal }).catch(() => undefined);
  };
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | undefined;
  return {
    start: () => {
      const ending = new AbortController();
      reading = undefined;
      covered();
      running = { ending, ended: run(ending.signal) };
    },
    stop: async () => {
      running?.ending.abort();
      await running?.ended;
      running = undefined;
    },
  };
};
