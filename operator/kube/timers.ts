import { createHeap, type Waiting } from './heap.ts';
import type { Key } from './object.ts';

/** Wake-ups by key: at most one is pending per key, and none is ever early. */
export interface Timers {
  /** Sets the wake-up of a key, in the clock's milliseconds, replacing the one that was pending. */
  set(key: Key, at: number): void;
  /** Sets it only if none is pending or the pending one is later. */
  advance(key: Key, at: number): void;
  /** Forgets the wake-up of a key. */
  delete(key: Key): void;
  /** When a key is to be woken. */
  at(key: Key): number | undefined;
  size(): number;
  /** Forgets everything. */
  clear(): void;
}

/** What timers need of the world. */
export interface Clock {
  /** Milliseconds: since the epoch for absolute times, of a monotonic clock for waits that no clock step may change. */
  now(): number;
  /** Calls back after some milliseconds, at most a minute; the result cancels. */
  sleep(milliseconds: number, then: () => void): () => void;
}

const sleep: Clock['sleep'] = (milliseconds, then) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

/** The time of day: for deadlines, which are absolute. */
export const wallClock: Clock = { now: () => Date.now(), sleep };

/** Time that only runs forwards, for backoff and leases: an hour's step of the wall clock neither skips nor prolongs a wait. */
export const steadyClock: Clock = { now: () => performance.now(), sleep };

interface Wake extends Waiting {
  readonly key: Key;
}

/**
 * One heap for all wake-ups, one sleeping timer for the heap. `setTimeout` overflows after 24.8 days and knows nothing of clock
 * steps; so the sleep is never longer than `cap` milliseconds and the clock is asked again each time: a step forward is noticed
 * within `cap`, a step back delays a wake-up until the clock really says so, and nothing is forgotten over years.
 * @param fire called once per due key, in order of time; it may set the key again.
 */
export const createTimers = (clock: Clock, fire: (key: Key) => void, cap = 1000): Timers => {
  const heap = createHeap<Wake>();
  const wakes = new Map<Key, Wake>();
  let cancel: (() => void) | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;

  const arm = () => {
    const first = heap.first();
    if (first === undefined || first.at >= wakesAt) return;
    cancel?.();
    wakesAt = first.at;
    // The runtime's timers may come a fraction of a millisecond early; rounding up saves a second round.
    cancel = clock.sleep(Math.min(cap, Math.max(1, Math.ceil(first.at - clock.now()))), wakeUp);
  };
  const wakeUp = () => {
    cancel = undefined;
    wakesAt = Number.POSITIVE_INFINITY;
    const now = clock.now();
    for (let first = heap.first(); first !== undefined && first.at <= now; first = heap.first()) {
      heap.remove(first);
      wakes.delete(first.key);
      fire(first.key);
    }
    arm();
  };
  const set = (key: Key, at: number) => {
    const known = wakes.get(key);
    if (known === undefined) {
      const wake = { key, at, index: 0 };
      wakes.set(key, wake);
      heap.insert(wake);
    } else if (known.at !== at) {
      known.at = at;
      heap.moved(known);
    }
    arm();
  };
  return {
    set,
    advance: (key, at) => {
      const known = wakes.get(key);
      if (known === undefined || at < known.at) set(key, at);
    },
    delete: (key) => {
      const wake = wakes.get(key);
      if (wake === undefined) return;
      wakes.delete(key);
      heap.remove(wake);
    },
    at: (key) => wakes.get(key)?.at,
    size: () => heap.size(),
    clear: () => {
      cancel?.();
      cancel = undefined;
      wakesAt = Number.POSITIVE_INFINITY;
      heap.clear();
      wakes.clear();
    },
  };
};
