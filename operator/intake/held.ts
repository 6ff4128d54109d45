import type { Alert, System } from './alert.ts';
import type { Ruling } from './rules.ts';

/** An alert that waits for the hold time of its rule: all that its incident will be made of. */
export interface Held {
  readonly namespace: string;
  readonly caller: string;
  readonly system: System;
  readonly fingerprint: string;
  readonly ruling: Ruling;
  /** The first firing, without its labels: they decided on the rule, and have done their part. */
  readonly alert: Omit<Alert, 'labels'>;
  /** The digest of the message that brought it. */
  readonly payload: string;
  readonly count: number;
  /** UTC. */
  readonly firstSeen: string;
  /** UTC: from when on it is an incident, unless the source resolved it. */
  readonly dueAt: string;
}

/** What is held, by digests of what it is about. */
export type HeldItems = ReadonlyMap<string, Held>;

/** A change of what is held. */
export type HeldChange =
  | { readonly kind: 'begin'; readonly key: string; readonly held: Held }
  | { readonly kind: 'repeat'; readonly key: string; readonly count: number }
  | { readonly kind: 'end'; readonly key: string };

/** The most characters that are held: half of what one Secret may have. What does not fit any more becomes an incident at once. */
export const heldRoom = 512_000;

/** Writes one item. */
export const writeHeld = (held: Held): string => JSON.stringify(held);

const isInstant = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Reads one item; undefined for what is none, so that somebody's edit of the object loses one item and not the store. */
export const readHeld = (text: string): Held | undefined => {
  try {
    const held = JSON.parse(text) as Held;
    const texts = [held.namespace, held.caller, held.system, held.fingerprint, held.payload, held.alert.what];
    const sound = texts.every((one) => typeof one === 'string') && isInstant(held.dueAt) && isInstant(held.firstSeen);
    return sound && Number.isSafeInteger(held.count) && typeof held.ruling.threshold === 'number' ? held : undefined;
  } catch {
    return undefined;
  }
};

const sizeOf = (items: HeldItems): number => [...items].reduce((sum, [key, held]) => sum + key.length + writeHeld(held).length, 0);

/** What is held after some changes, in their order. Repeating what is not held changes nothing; what finds no room is left out. */
export const heldAfter = (before: HeldItems, changes: readonly HeldChange[]): HeldItems => {
  const after = new Map(before);
  let size = sizeOf(before);
  for (const change of changes) {
    const known = after.get(change.key);
    if (change.kind === 'end') {
      after.delete(change.key);
      continue;
    }
    if (known !== undefined) {
      const more = change.kind === 'begin' ? change.held.count : change.count;
      after.set(change.key, { ...known, count: known.count + more });
    } else if (change.kind === 'begin') {
      size += change.key.length + writeHeld(change.held).length;
      if (size <= heldRoom) after.set(change.key, change.held);
    }
  }
  return after;
};
