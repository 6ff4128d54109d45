import { setTimeout as delay } from 'node:timers/promises';
import type { Kind } from '../api/kinds.ts';
import type { TimelineEntry } from '../journal/chain.ts';
import { type Backoff, backoffDelay, watchBackoff } from './backoff.ts';
import type { Cache } from './cache.ts';
import type { Client } from './client.ts';
import { hasCode, isTerminal, KubeError } from './errors.ts';
import { eventOf } from './event.ts';
import { createFifo } from './fifo.ts';
import type { Recorded } from './lean.ts';
import { builtins, type KubeObject, type ObjectMeta } from './object.ts';
import type { Observer } from './observer.ts';
import { owedEvents } from './owed.ts';
import { createTimers, steadyClock } from './timers.ts';

/** Turns stored timeline entries into Events: beside the commits, in order per object, until the API server has them. */
export interface Announcer {
  /** Takes entries that were just stored. Neither waits nor throws. */
  announce(kind: Kind, object: KubeObject, entries: readonly TimelineEntry[]): void;
  /** Reads an object from some entry on and posts what has no Event yet: of a write whose answer was lost. Neither waits nor throws. */
  recall(kind: Kind, object: KubeObject, from: number): void;
  /**
   * Finds entries of the last hour whose Event is missing, and posts them: for a new leader, whose predecessor may have died between a
   * commit and its Event. It may run beside new commits. Never throws; resolves when what is missing is known.
   */
  catchUp(caches: readonly Cache<Recorded>[], namespaces: readonly string[], now: number): Promise<void>;
  /** Objects whose Events are not all stored yet. */
  pending(): number;
  /** Resolves when everything is stored, or after some milliseconds. */
  drain(milliseconds: number): Promise<void>;
}

/** What posting Events needs. */
export interface AnnouncerOptions {
  readonly client: Client;
  readonly observer: Observer;
  /** Who posts: the pod's name. */
  readonly instance: string;
  /** Posts under way at once. */
  readonly parallel?: number;
  /** Whether decisions wait for their turn: then Events keep out of their way, for a deadline is kept by its status and only told by its Event. */
  readonly busy?: () => boolean;
  /** Entries kept in memory; what comes beyond is read from the objects again when its turn comes. */
  readonly limit?: number;
  readonly backoff?: Backoff;
}

/** The entries of one object that wait for their Events. */
interface Lane {
  readonly kind: Kind;
  readonly metadata: ObjectMeta;
  entries: TimelineEntry[];
  /** The first entry that is not kept here and has to be read from the object. */
  missingFrom: number | undefined;
  failures: number;
}

/** Events live for an hour by default; an older one that is missing has expired and is not to come back. */
const eventLifetime = 3_600_000;

/** Enough to outlast a restart of the API server; after that the Events of the last hour are not worth a list any more. */
const catchUpAttempts = 10;

/** How long Events wait for decisions before they look again (milliseconds). */
const yieldPause = 100;

/** A missing right is none of these: an API server that has just started has not read the roles yet, and refuses everybody. */
const isLost = (error: unknown): boolean => isTerminal(error) || hasCode(error, 'NamespaceTerminating', 'NotFound');

/** Nobody looks for the Event of an entry any more. */
const isPast = ({ at }: TimelineEntry): boolean => Date.now() - Date.parse(at) > eventLifetime;

/** The two requests of an announcer. */
const createPoster = ({ client, observer, instance }: AnnouncerOptions) => ({
  /** Posts the Event of an entry. Throws what may be tried again. */
  post: async ({ kind, metadata }: Lane, entry: TimelineEntry): Promise<void> => {
    try {
      await client.create(builtins.Event, eventOf(kind, metadata, entry, instance));
      observer.event('posted', 1);
    } catch (error) {
      if (hasCode(error, 'AlreadyExists')) observer.event('existed', 1);
      else if (isLost(error) || isPast(entry)) observer.event('dropped', 1);
      else throw error;
    }
  },
  /** Reads entries that were not kept. Those that moved into an archive meanwhile are more than a window behind. */
  read: async ({ kind, metadata }: Lane, from: number): Promise<readonly TimelineEntry[]> => {
    const object = await client.get<Recorded>(kind, metadata);
    if (object.metadata.uid !== metadata.uid) return [];
    const since = Date.now() - eventLifetime;
    return (object.status?.timeline ?? []).filter(({ seq, at }) => seq >= from && Date.parse(at) >= since);
  },
});

/**
 * How many lanes may be served at once. While decisions wait it is one now and then, after which `pump` is called again: Events keep out
 * of the way of a storm, and yet none waits for ever, however long it lasts.
 */
const createYielding = ({ parallel = 16, busy = () => false }: AnnouncerOptions, pump: () => void): (() => number) => {
  let pause: NodeJS.Timeout | undefined;
  return () => {
    if (!busy()) return parallel;
    if (pause !== undefined) return 0;
    pause = setTimeout(() => {
      pause = undefined;
      pump();
    }, yieldPause);
    return 1;
  };
};

/** Serves lanes in turn, so many at once; a lane that fails comes back after a wait, and no other waits for it. */
const createLanes = (options: AnnouncerOptions) => {
  const { observer, backoff = watchBackoff } = options;
  const allowed = createYielding(options, () => pump());
  const poster = createPoster(options);
  const lanes = new Map<string, Lane>();
  const ready = createFifo<Lane>();
  const counts = { kept: 0, active: 0 };
  let emptied: () => void = () => undefined;

  const keep = (lane: Lane, entries: TimelineEntry[]) => {
    counts.kept += entries.length - lane.entries.length;
    lane.entries = entries;
  };
  const drop = (lane: Lane) => {
    keep(lane, []);
    lanes.delete(lane.metadata.uid ?? '');
  };
  const refill = async (lane: Lane, from: number) => {
    // From here on entries are kept again: those that are stored while we read may or may not be in what we read.
    lane.missingFrom = undefined;
    try {
      const found = await poster.read(lane, from);
      const next = lane.entries[0]?.seq ?? Number.POSITIVE_INFINITY;
      keep(lane, [...found.filter(({ seq }) => seq < next), ...lane.entries]);
    } catch (error) {
      keep(lane, []);
      lane.missingFrom = from;
      throw error;
    }
  };
  const serve = async (lane: Lane) => {
    for (let entry = lane.entries[0]; entry !== undefined; entry = lane.entries[0]) {
      await poster.post(lane, entry);
      lane.entries.shift();
      counts.kept -= 1;
      lane.failures = 0;
    }
    if (lane.missingFrom === undefined) return drop(lane);
    await refill(lane, lane.missingFrom);
    ready.push(lane);
  };
  const failed = (lane: Lane, error: unknown) => {
    observer.event(isLost(error) ? 'dropped' : 'retried', 1);
    if (isLost(error)) return drop(lane);
    lane.failures += 1;
    const atLeast = error instanceof KubeError ? error.retryAfter : 0;
    retries.set(lane.metadata.uid ?? '', steadyClock.now() + backoffDelay(backoff, lane.failures, Math.random(), atLeast));
  };
  const pump = () => {
    const most = allowed();
    while (counts.active < most) {
      const lane = ready.shift();
      if (lane === undefined) break;
      counts.active += 1;
      void serve(lane)
        .catch((error: unknown) => failed(lane, error))
        .finally(() => {
          counts.active -= 1;
          pump();
        });
    }
    if (lanes.size === 0) emptied();
  };
  const retries = createTimers(steadyClock, (uid) => {
    const lane = lanes.get(uid);
    if (lane !== undefined) ready.push(lane);
    pump();
  });
  const laneOf = (kind: Kind, { name, namespace, uid = '' }: ObjectMeta): Lane => {
    const known = lanes.get(uid);
    if (known !== undefined) return known;
    const metadata = { name, uid, ...(namespace !== undefined && { namespace }) };
    const lane: Lane = { kind, metadata, entries: [], missingFrom: undefined, failures: 0 };
    lanes.set(uid, lane);
    ready.push(lane);
    return lane;
  };
  const onEmpty = (then: () => void) => {
    emptied = then;
  };
  return { laneOf, pump, counts, size: () => lanes.size, onEmpty, halt: () => retries.clear() };
};

/** An announcer with nothing to announce yet. */
export const createAnnouncer = (options: AnnouncerOptions): Announcer => {
  const { client, observer, limit = 20_000, backoff = watchBackoff } = options;
  const lanes = createLanes(options);
  return {
    announce: (kind, { metadata }, entries) => {
      const lane = lanes.laneOf(kind, metadata);
      // What is read from the object later will hold these entries too.
      if (lane.missingFrom !== undefined) return;
      if (lanes.counts.kept + entries.length > limit) lane.missingFrom = entries[0]?.seq;
      else {
        lane.entries.push(...entries);
        lanes.counts.kept += entries.length;
      }
      lanes.pump();
    },
    recall: (kind, { metadata }, from) => {
      const lane = lanes.laneOf(kind, metadata);
      // What is kept of it comes after what is looked for, and is read again with it.
      lane.missingFrom = Math.min(from, lane.missingFrom ?? from, lane.entries[0]?.seq ?? from);
      lanes.pump();
    },
    catchUp: async (caches, namespaces, now) => {
      for (let failures = 1; failures <= catchUpAttempts; failures += 1) {
        try {
          const owed = await owedEvents(client, caches, namespaces, now - eventLifetime);
          for (const { kind, object, from } of owed) lanes.laneOf(kind, object.metadata).missingFrom = from;
          return lanes.pump();
        } catch (error) {
          const cause = error instanceof KubeError ? error.message : 'a fault of the operator';
          observer.log('warn', 'It could not be found out which Events are missing.', { cause });
          await delay(backoffDelay(backoff, failures, Math.random()));
        }
      }
    },
    pending: lanes.size,
    drain: async (milliseconds) => {
      if (lanes.size() === 0) return;
      await new Promise<void>((resolve) => {
        const patience = setTimeout(resolve, milliseconds);
        lanes.onEmpty(() => {
          clearTimeout(patience);
          resolve();
        });
      });
      lanes.halt();
    },
  };
};
