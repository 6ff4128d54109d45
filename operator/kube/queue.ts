import { type Backoff, backoffDelay, retryBackoff } from './backoff.ts';
import type { Key } from './object.ts';
import { createRing } from './ring.ts';
import { type Clock, createTimers, steadyClock, wallClock } from './timers.ts';

/**
 * How a run ended: nothing to wait for, to be woken at an instant (milliseconds since the epoch), or to be tried again: not before
 * `after` milliseconds, and at the latest after `cap` where waiting long serves nobody. What is added meanwhile hurries it, unless the server
 * `asked` for the wait.
 */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly at: number }
  | { readonly kind: 'retry'; readonly after?: number; readonly cap?: number; readonly asked?: boolean };

/** A queue of keys. It never holds an object, so that whatever is run reads the newest one. */
export interface Queue {
  /** Runs a key as soon as its turn comes, or at an instant (milliseconds since the epoch); adding it again changes nothing. */
  add(key: Key, at?: number): void;
  /** Whether a key is being run right now. */
  running(key: Key): boolean;
  /** Keys that wait for their turn. */
  depth(): number;
  /** Keys that wait for an instant or for their next attempt. */
  waiting(): number;
  start(): void;
  /** Forgets what waits, and resolves when nothing runs any more. The queue can be started again. */
  stop(): Promise<void>;
}

/** What a queue needs: `run` must not throw; how it ended is its result. */
export interface QueueOptions {
  readonly workers: number;
  readonly run: (key: Key) => Promise<Outcome>;
  readonly backoff?: Backoff;
  readonly wall?: Clock;
  readonly steady?: Clock;
  readonly random?: () => number;
}

/** How long runs may follow each other before everything else gets a turn (milliseconds). */
const turnLimit = 10;

type Running = 'running' | 'rerun';

const bounded = (backoff: Backoff, { cap = backoff.cap }: { readonly cap?: number }): Backoff => ({
  ...backoff,
  cap: Math.min(backoff.cap, cap),
});

/**
 * Coalesced: a key waits once, however often it is added. One worker per key: added while it runs, it runs once more afterwards.
 * Fair between namespaces. Failures of a key delay that key only, and what is added meanwhile waits as long as the server asked.
 */
export const createQueue = ({ workers, run, backoff = retryBackoff, ...world }: QueueOptions): Queue => {
  const random = world.random ?? Math.random;
  const steady = world.steady ?? steadyClock;
  const ring = createRing();
  const active = new Map<Key, Running>();
  const failures = new Map<Key, number>();
  /** Keys for which the server asked to wait: coming earlier, whatever happens meanwhile, only earns another refusal. */
  const asked = new Set<Key>();
  let state: 'stopped' | 'started' = 'stopped';
  let idle: (() => void) | undefined;

  const enqueue = (key: Key) => {
    if (state === 'stopped' || asked.has(key)) return;
    if (active.has(key)) active.set(key, 'rerun');
    else ring.push(key);
    if (active.size === 0 && turn.kind === 'mine') turn = { kind: 'mine', since: performance.now() };
    pump();
  };
  // Deadlines follow the wall clock; retries must not, or a step back would hold them up for as long as the step.
  const deadlines = createTimers(world.wall ?? wallClock, enqueue);
  const retries = createTimers(steady, (key) => {
    asked.delete(key);
    enqueue(key);
  });

  const settle = (key: Key, outcome: Outcome) => {
    if (outcome.kind !== 'again') deadlines.delete(key);
    else deadlines.set(key, outcome.at);
    if (outcome.kind !== 'retry') return void failures.delete(key);
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    if (outcome.asked === true) asked.add(key);
    retries.set(key, steady.now() + backoffDelay(bounded(backoff, outcome), count, random(), outcome.after));
  };
  const work = async (key: Key) => {
    active.set(key, 'running');
    retries.delete(key);
    const outcome = await run(key);
    const again = active.get(key) === 'rerun';
    active.delete(key);
    if (state === 'started') {
      settle(key, outcome);
      if (again && !asked.has(key)) ring.push(key);
      pump();
    } else if (active.size === 0) idle?.();
  };
  // Runs that find nothing to write end without ever waiting, so that a whole register could pass in one turn of the event loop;
  // the Lease, the watches and the health checks have to get their turns in between.
  let turn: { readonly kind: 'mine'; readonly since: number } | { readonly kind: 'others' } = { kind: 'mine', since: performance.now() };
  const pump = () => {
    while (turn.kind === 'mine' && active.size < workers) {
      if (performance.now() - turn.since > turnLimit) {
        turn = { kind: 'others' };
        setImmediate(() => {
          turn = { kind: 'mine', since: performance.now() };
          pump();
        });
        return;
      }
      const key = ring.shift();
      if (key === undefined) return;
      void work(key);
    }
  };
  return {
    add: (key, at) => {
      if (at === undefined) enqueue(key);
      else if (state === 'started') deadlines.advance(key, at);
    },
    running: (key) => active.has(key),
    depth: () => ring.size(),
    waiting: () => deadlines.size() + retries.size(),
    start: () => {
      state = 'started';
    },
    stop: async () => {
      state = 'stopped';
      ring.clear();
      deadlines.clear();
      retries.clear();
      asked.clear();
      failures.clear();
      if (active.size > 0) await new Promise<void>((resolve) => (idle = resolve));
    },
  };
};
