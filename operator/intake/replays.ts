import { createExpiring } from '../inbound/expiring.ts';
import { type Signed, toleranceSeconds } from '../outbound/signature.ts';

/** Whether a signed message was here before. */
export type Seen =
  /** Never; or an earlier attempt failed, so that this one is as good as the first. */
  | 'fresh'
  /** The very same message, time included: a copy that somebody caught (S1). */
  | 'replayed'
  /** Sent again by its sender, at a new time, because the first answer was lost: it was stored then. */
  | 'delivered'
  /** The first attempt has not ended. */
  | 'under way';

/** Remembers signed messages for as long as their time is believed. */
export interface Replays {
  /** Asks, and takes the message as under way when it is fresh. Only for messages whose signature is right. */
  begin(source: string, signed: Signed): Seen;
  /** Says how it ended: what was not stored may come again. */
  end(source: string, signed: Signed, stored: boolean): void;
}

interface Attempt {
  readonly state: 'under way' | 'delivered';
  readonly timestamps: ReadonlySet<string>;
}

/** Only senders that know a secret fill this memory. */
const most = 50_000;
const lifetime = 2 * toleranceSeconds * 1000;

/** An empty memory of one replica; `now` in milliseconds. */
export const createReplays = (now: () => number): Replays => {
  const attempts = createExpiring<Attempt>(most, now);
  const keyOf = (source: string, { id }: Signed): string => JSON.stringify([source, id]);
  return {
    begin: (source, signed) => {
      const key = keyOf(source, signed);
      const before = attempts.get(key);
      if (before?.timestamps.has(signed.timestamp)) return before.state === 'delivered' ? 'replayed' : 'under way';
      const timestamps = new Set([...(before?.timestamps ?? []), signed.timestamp]);
      attempts.set(key, { state: before?.state ?? 'under way', timestamps }, lifetime);
      return before?.state ?? 'fresh';
    },
    end: (source, signed, stored) => {
      const key = keyOf(source, signed);
      const attempt = attempts.get(key);
      if (attempt === undefined || attempt.state === 'delivered') return;
      if (stored) attempts.set(key, { ...attempt, state: 'delivered' }, lifetime);
      else attempts.delete(key);
    },
  };
};
