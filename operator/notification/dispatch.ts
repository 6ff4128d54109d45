import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Notification, NotificationStatusDelivery } from '../api/types.gen.ts';
import { createLines, type Standing, standingOf } from '../delivery/lines.ts';
import { afterAttempt, type Pace, turnOf, used } from '../delivery/pace.ts';
import type { Result, Step } from '../delivery/step.ts';
import type { Cache } from '../kube/cache.ts';
import { type Key, keyOf } from '../kube/object.ts';

/** What whoever sends is made with. */
export interface DispatchOptions {
  readonly cache: Cache<Notification>;
  /** Sends a claimed message once, within a bounded time; never throws. */
  readonly send: (note: Notification, delivery: NotificationStatusDelivery) => Promise<Result>;
  /** Whether this process may act right now; asked before every sending. */
  readonly fence: () => boolean;
  readonly pace: Pace;
  /** How long a claim may take to be written down before it is asked for no longer (milliseconds). */
  readonly grantMs: number;
  readonly now: () => number;
}

/** Takes messages one by one through claim, sending and outcome. It remembers nothing that is not on record (decision 6). */
export interface Dispatch {
  /** Whoever decides on notifications is told of those on which something is to be written down. */
  subscribe(enqueue: (keys: Iterable<Key>) => void): void;
  start(): void;
  /** Claims nothing more; resolves when what is under way has its outcome on record, or after `withinMs`. */
  stop(withinMs: number): Promise<void>;
  /** What is to be written down on a notification. */
  stepsFor(note: Notification): readonly Step[];
  /** How long the oldest message has been tried that is not delivered, in seconds; 0 where there is none. */
  oldestSeconds(): number;
  /** Notifications with a message that was given up. */
  deadLetters(): number;
}

/** A message that has its turn: asked to be claimed, on its way, or waiting for its outcome to be written down. */
interface Grant {
  readonly message: Standing;
  readonly claim: string;
  readonly since: number;
  state: 'claiming' | 'sending' | 'settling';
  step: Step;
}

/** What is under way, by notification and recipient. */
const createGrants = () => {
  const byNote = new Map<Key, Map<string, Grant>>();
  return {
    of: (note: Key): readonly Grant[] => [...(byNote.get(note)?.values() ?? [])],
    all: (): readonly Grant[] => [...byNote.values()].flatMap((each) => [...each.values()]),
    has: ({ note, to }: Standing): boolean => byNote.get(note)?.has(to) ?? false,
    add: (grant: Grant): void => {
      const { note, to } = grant.message;
      byNote.set(note, (byNote.get(note) ?? new Map<string, Grant>()).set(to, grant));
    },
    remove: ({ message: { note, to } }: Grant): void => {
      const own = byNote.get(note);
      own?.delete(to);
      if (own?.size === 0) byNote.delete(note);
    },
    size: (): number => byNote.size,
  };
};

/** Turns are given at most so often (milliseconds): a storm of changes is one look at the lines. */
const turnMs = 20;
/** They are given at least so often, whatever the clock does (milliseconds). */
const longestSleepMs = 60_000;

/** Whose turn it is: the lines, what is on its way over each channel, and the one timer that asks again. */
const createTurns = ({ pace, now }: Pick<DispatchOptions, 'pace' | 'now'>, ask: (messages: readonly Standing[]) => void) => {
  const lines = createLines();
  const underWay = new Map<string, number>();
  let timer: { readonly handle: NodeJS.Timeout; readonly at: number } | undefined;
  let active = false;
  const wake = (at: number): void => {
    const soon = Math.min(Math.max(at, now() + turnMs), now() + longestSleepMs);
    if (!active || (timer !== undefined && timer.at <= soon)) return;
    clearTimeout(timer?.handle);
    timer = { at: soon, handle: setTimeout(give, soon - now()) };
  };
  const give = (): void => {
    timer = undefined;
    const { start, askAt } = turnOf(lines.all(), underWay, pace, now());
    ask(start);
    wake(askAt ?? Number.POSITIVE_INFINITY);
  };
  return {
    lines,
    wake,
    /** A message has its turn: its line is busy, and its pace used up by one. */
    take: ({ line: name, channel }: Standing): void => {
      const line = lines.line(name);
      line.busy = true;
      line.spentUntil = used(line.spentUntil, pace, now());
      underWay.set(channel, (underWay.get(channel) ?? 0) + 1);
    },
    /** What came of an attempt, where one was made. */
    learn: ({ id, line: name }: Standing, { kind }: Result): void => {
      if (kind !== 'withdrawn') Object.assign(lines.line(name), afterAttempt(lines.line(name), id, kind !== 'failed'));
    },
    free: ({ line, channel }: Standing): void => {
      lines.line(line).busy = false;
      underWay.set(channel, Math.max(0, (underWay.get(channel) ?? 1) - 1));
      wake(now());
    },
    start: (): void => {
      active = true;
      wake(now());
    },
    stop: (): void => {
      active = false;
      clearTimeout(timer?.handle);
      timer = undefined;
    },
  };
};

/** Creates what sends. It listens to the register from now on, and acts between start and stop. */
export const createDispatch = ({ cache, send, fence, pace, grantMs, now }: DispatchOptions): Dispatch => {
  const grants = createGrants();
  const listeners: ((keys: Iterable<Key>) => void)[] = [];
  const enqueue = (key: Key): void => {
    for (const tell of listeners) tell([key]);
  };
  /** Messages get their turn: claims are asked for, and nothing is sent before its claim is on record. */
  const turns = createTurns({ pace, now }, (messages) => {
    for (const each of grants.all()) if (each.state === 'claiming' && now() - each.since >= grantMs) giveBack(each);
    for (const message of messages.filter((each) => !grants.has(each))) {
      const claim = randomBytes(4).toString('hex');
      turns.take(message);
      const step: Step = { kind: 'claim', to: message.to, key: message.key, claim };
      grants.add({ message, claim, since: now(), state: 'claiming', step });
      turns.wake(now() + grantMs);
      enqueue(message.note);
    }
  });
  /** What may not go out after all, or cannot be written down in time, gives its turn back. */
  const giveBack = (each: Grant): void => {
    grants.remove(each);
    turns.free(each.message);
  };
  /** The claim is on record, and it is ours: the one moment at which a message leaves. */
  const leave = async (each: Grant, note: Notification, delivery: NotificationStatusDelivery): Promise<void> => {
    each.state = 'sending';
    const result: Result = fence() ? await send(note, delivery) : { kind: 'withdrawn' };
    turns.learn(each.message, result);
    turns.free(each.message);
    each.step = { kind: 'result', to: delivery.to, key: delivery.key, claim: each.claim, result };
    each.state = 'settling';
    enqueue(each.message.note);
  };
  const follow = (each: Grant, key: Key, note: Notification | undefined): void => {
    const delivery = note?.status?.deliveries?.find(({ to }) => to === each.message.to);
    const ours = delivery?.outcome === 'Claimed' && delivery.claim === each.claim;
    if (each.state === 'settling' && !ours) grants.remove(each);
    if (each.state !== 'claiming') return;
    const stands = note !== undefined && standingOf(key, note).some((one) => one.id === each.message.id && one.key === each.message.key);
    if (ours && note !== undefined && delivery !== undefined) void leave(each, note, delivery);
    else if (!stands) giveBack(each);
  };
  cache.subscribe(({ key, after }) => {
    turns.lines.replace(key, after);
    for (const each of grants.of(key)) follow(each, key, after);
    turns.wake(now());
  });
  return {
    subscribe: (tell) => void listeners.push(tell),
    start: turns.start,
    stop: async (withinMs) => {
      turns.stop();
      for (const each of grants.all()) if (each.state === 'claiming') giveBack(each);
      const end = now() + withinMs;
      while (grants.size() > 0 && fence() && now() < end) await delay(20);
      // What is still under way stays known: if this process leads again before the claim runs out, its outcome is written down then.
    },
    stepsFor: (note) => grants.of(keyOf(note)).flatMap(({ state, step }) => (state === 'sending' ? [] : [step])),
    oldestSeconds: () => Math.max(0, (now() - (turns.lines.oldest() ?? now())) / 1_000),
    deadLetters: turns.lines.dead,
  };
};
