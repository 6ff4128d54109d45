import { createHash } from 'node:crypto';
import type { Observer } from '../kube/observer.ts';
import type { Stamping } from '../timestamp/client.ts';
import type { Imprint } from '../timestamp/stamp.ts';
import type { LogStore, StoredTail } from './store.ts';

/** What stamping checkpoints needs. */
export interface StamperOptions {
  /** Asks the time-stamping authority. */
  readonly ask: (imprint: Imprint) => Promise<Stamping>;
  readonly store: Pick<LogStore, 'stamp'>;
  /** Whether this process may write right now. */
  readonly fence: () => boolean;
  readonly observer: Observer;
}

/** The end of the log with its stamp; or as it was, without one for now; or that it is not ours to write any more. */
export type Stamped =
  | { readonly outcome: 'stamped'; readonly tail: StoredTail }
  | { readonly outcome: 'unstamped'; readonly tail: StoredTail }
  | { readonly outcome: 'lost' };

/** Has the note of a stored end stamped, unless it is already. */
export type Stamper = (tail: StoredTail) => Promise<Stamped>;

/** What of a checkpoint is stamped: the SHA-256 of the whole signed note. */
export const imprintOfNote = (note: string): Imprint => ({
  algorithm: 'sha256',
  digest: createHash('sha256').update(note, 'utf8').digest(),
});

/** The stamper. That no stamp comes is said once, and once more when the cause is another one. */
export const createStamper = ({ ask, store, fence, observer }: StamperOptions): Stamper => {
  let said = '';
  return async (tail) => {
    if (tail.stamp !== undefined) return { outcome: 'stamped', tail };
    const stamping = await ask(imprintOfNote(tail.checkpoint));
    if (stamping.outcome !== 'stamped') {
      if (said !== stamping.reason) {
        observer.log('warn', 'A checkpoint has no time stamp yet; it is asked for again.', { cause: stamping.reason });
      }
      said = stamping.reason;
      return { outcome: 'unstamped', tail };
    }
    said = '';
    if (!fence()) return { outcome: 'lost' };
    const stored = await store.stamp(tail, stamping.token);
    return stored === 'conflict' ? { outcome: 'lost' } : { outcome: 'stamped', tail: stored };
  };
};
