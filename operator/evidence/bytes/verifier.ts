import type { EvidenceItem, IncidentPolicy } from '../../api/types.gen.ts';
import { type Key, keyOf } from '../../kube/object.ts';
import { placeOf } from '../stores.ts';
import type { Check } from '../verification.ts';
import { checkBytes } from './check.ts';
import type { Openers } from './open.ts';
import { createPace } from './pace.ts';

/** What a verifier reports of itself; no names. */
export interface VerifierObserver {
  checked(result: Check['result'], bytes: number): void;
  log(level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, string | number>>): void;
}

/** What a verifier needs of the world. */
export interface VerifierOptions {
  readonly openers: Openers;
  readonly policy: () => IncidentPolicy | undefined;
  readonly observer: VerifierObserver;
  /** The time of day: RFC 3339, UTC. */
  readonly now: () => string;
  /** Told that a reading ended, so that the item is decided upon with what it came to. */
  readonly done: (key: Key) => void;
  /** How many items are read at a time. */
  readonly atATime?: number;
}

/** Reads the bytes of items and holds what it found until that is stored (V8). What is under way is lost with the process, and read again. */
export interface Verifier {
  /** Has an item read in its turn, unless it waits already. Returns at once. */
  offer(item: EvidenceItem): void;
  /** What the last reading of exactly this item came to, as long as its status does not hold it. */
  checkOf(item: EvidenceItem): Check | undefined;
  start(): void;
  /** Breaks off what is under way and forgets what waits. */
  stop(): Promise<void>;
}

/** The same object with the same digest and place: a reading of anything else says nothing about it. */
const identityOf = ({ metadata, spec }: EvidenceItem): string => `${metadata.uid} ${spec.digest?.value} ${spec.location?.uri}`;

interface Found {
  readonly of: string;
  readonly check: Check;
}

/** A verifier that has not begun to read. */
export const createVerifier = ({ openers, policy, observer, now, done, atATime = 2 }: VerifierOptions): Verifier => {
  const waiting = new Map<Key, EvidenceItem>();
  const running = new Map<Key, Promise<void>>();
  const found = new Map<Key, Found>();
  const pace = createPace(() => policy()?.spec.evidence?.bytesPerSecond);
  let stopping = new AbortController();
  let begun = false;

  const one = async (key: Key, item: EvidenceItem, signal: AbortSignal): Promise<void> => {
    try {
      const place = placeOf(item, policy());
      const check = place === undefined ? undefined : await checkBytes({ item, place, openers, pace, now, signal });
      if (check === undefined || signal.aborted) return;
      observer.checked(check.result, check.result === 'Unreadable' ? 0 : check.bytes);
      found.set(key, { of: identityOf(item), check });
    } catch (error) {
      if (signal.aborted) return;
      observer.log('error', 'The bytes of an item could not be verified for a reason of our own.', {
        key,
        cause: error instanceof Error ? error.name : 'unknown',
      });
      found.set(key, { of: identityOf(item), check: { at: now(), result: 'Unreadable', detail: 'Refused' } });
    }
  };

  const next = (): void => {
    while (begun && running.size < atATime) {
      const [first] = waiting;
      if (first === undefined) return;
      const [key, item] = first;
      waiting.delete(key);
      const { signal } = stopping;
      running.set(
        key,
        one(key, item, signal).then(() => {
          running.delete(key);
          if (signal.aborted) return;
          done(key);
          next();
        }),
      );
    }
  };

  return {
    offer: (item) => {
      const key = keyOf(item);
      if (!begun || running.has(key) || found.get(key)?.of === identityOf(item)) return;
      waiting.set(key, item);
      next();
    },
    checkOf: (item) => {
      const key = keyOf(item);
      const held = found.get(key);
      if (held === undefined) return undefined;
      const stored = item.status?.checked?.at;
      const known = stored !== undefined && Date.parse(stored) >= Date.parse(held.check.at);
      if (!known && held.of === identityOf(item)) return held.check;
      found.delete(key);
      return undefined;
    },
    start: () => {
      begun = true;
      stopping = new AbortController();
    },
    stop: async () => {
      begun = false;
      waiting.clear();
      stopping.abort();
      await Promise.all(running.values());
      found.clear();
    },
  };
};
