import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Notification } from '../api/types.gen.ts';
import { createLines, type Standing, standingOf } from '../delivery/lines.ts';
import { afterAttempt, type Pace, turnOf, used } from '../delivery/pace.ts';
import type { Result, Step } from '../delivery/step.ts';
import type { Cache } from '../kube/cache.ts';
import { type Key, keyOf } from '../kube/object.ts';
import { allClaimed, type Claimed, createGrants, type Grant, type Parcel, parcelOf, stepOf } from './parcels.ts';

/** What whoever sends is made with. */
export interface DispatchOptions {
  readonly cache: Cache<Notification>;
  /** Sends claimed notices once, as one message, within a bounded time; never throws. */
  readonly send: (notices: readonly Claimed[]) => Promise<Result>;
  /** Whether this process may act right now; asked before every sending. */
  readonly fence: () => boolean;
  readonly pace: Pace;
  /** How long a claim may take to be written down before it is asked for no longer (milliseconds). */
  readonly grantMs: number;
  readonly now: () => number;
}

/** Whether a notice still waits for the claim that was asked for. */
const isWaiting = ({ message: { id, key } }: Grant, note: Key, object: Notification | undefined): boolean =>
  object !== undefined && standingOf(note, object).some((one) => one.id === id && one.key === key);

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

/** Turns are given at most so often (milliseconds): a storm of changes is one look at the lines. */
const turnMs = 20;
/** They are given at least so often, whatever the clock does (milliseconds). */
const longestSleepMs = 60_000;

/** Whose turn it is: the lines, what is on its way over each channel, and the one timer that asks again. */
const createTurns = ({ pace, now }: Pick<DispatchOptions, 'pace' | 'now'>, ask: (groups: readonly (readonly Standing[])[]) => void) => {
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
    /** What came of an attempt, where one was made; what may join others waits for them from now on. */
    learn: ({ grants }: Parcel, { line: name }: Standing, { kind }: Result): void => {
      if (kind === 'withdrawn') return;
      const ids = grants.map(({ message }) => message.id);
      const line = lines.line(name);
      Object.assign(line, afterAttempt(line, ids, kind !== 'failed'), { gatherUntil: now() + pace.windowMs });
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
  /** Messages get their turn: claims are asked for, and nothing is sent before they are on record. */
  const turns = createTurns({ pace, now }, (groups) => {
    const late = grants.all().filter(({ state, parcel }) => state.kind === 'claiming' && now() - parcel.since >= grantMs);
    for (const parcel of new Set(late.map((each) => each.parcel))) giveBack(parcel);
    for (const [first, ...others] of groups) {
      if (first === undefined || [first, ...others].some(grants.has)) continue;
      turns.take(first);
      const parcel = parcelOf([first, ...others], now(), () => randomBytes(4).toString('hex'));
      for (const each of parcel.grants) grants.add(each);
      turns.wake(now() + grantMs);
      for (const { message } of parcel.grants) enqueue(message.note);
    }
  });
  const settle = (each: Grant, result: Result): void => {
    const { to, key, note } = each.message;
    each.state = { kind: 'settling', step: { kind: 'result', to, key, claim: each.claim, result } };
    if (cache.get(note) === undefined) grants.remove(each);
    else enqueue(note);
  };
  /**
   * What may not go out after all, or cannot be written down in time, gives its turn back, and the others of its message with it: a
   * receiver that has seen a message takes no other one with the same key.
   */
  const giveBack = ({ grants: all }: Parcel): void => {
    for (const each of all) {
      if (each.state.kind === 'claiming') grants.remove(each);
      else if (each.state.kind === 'claimed') settle(each, { kind: 'withdrawn' });
    }
    const [first] = all;
    if (first !== undefined) turns.free(first.message);
  };
  /** The claims are on record, and they are ours: the one moment at which a message leaves. */
  const leave = async (parcel: Parcel, line: Standing, notices: readonly Claimed[]): Promise<void> => {
    for (const each of parcel.grants) each.state = { kind: 'sending' };
    const result: Result = fence() ? await send(notices) : { kind: 'withdrawn' };
    turns.learn(parcel, line, result);
    turns.free(line);
    for (const each of parcel.grants) settle(each, result);
  };
  /** Its claim is on record; with that of the last one the message leaves. */
  const hold = (each: Grant, claimed: Claimed): void => {
    each.state = { kind: 'claimed', claimed };
    const all = allClaimed(each.parcel);
    if (all !== undefined) void leave(each.parcel, each.message, all);
  };
  const follow = (each: Grant, key: Key, note: Notification | undefined): void => {
    const delivery = note?.status?.deliveries?.find(({ to }) => to === each.message.to);
    const ours = delivery?.outcome === 'Claimed' && delivery.claim === each.claim;
    const { kind } = each.state;
    if (kind === 'settling' && !ours) grants.remove(each);
    if (kind !== 'claiming' && kind !== 'claimed') return;
    if (ours && note !== undefined) hold(each, { note, delivery });
    else if (kind === 'claimed' || !isWaiting(each, key, note)) giveBack(each.parcel);
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
      const begun = grants.all().filter(({ state }) => state.kind === 'claiming');
      for (const parcel of new Set(begun.map((each) => each.parcel))) giveBack(parcel);
      const end = now() + withinMs;
      while (grants.size() > 0 && fence() && now() < end) await delay(20);
      // What is still under way stays known: if this process leads again before the claim runs out, its outcome is written down then.
    },
    stepsFor: (note) => grants.of(keyOf(note)).flatMap(stepOf),
    oldestSeconds: () => Math.max(0, (now() - (turns.lines.oldest() ?? now())) / 1_000),
    deadLetters: turns.lines.dead,
  };
};
