import { type Backoff, backoffDelay, watchBackoff } from './backoff.ts';

/** What went wrong since the last time a stream held: attempts that failed, and lists that had to be made anew. */
export interface Trouble {
  readonly failures: number;
  readonly relists: number;
}

/**
 * Where a list-then-watch stands. Nothing else is remembered, so that every way through outages is a walk over these five:
 * - `empty`: nothing is known, or what is known is void; list.
 * - `listing`: pages are arriving.
 * - `listed`: the list is complete; open the watch.
 * - `watching`: the stream is open; `resourceVersion` is the last one heard.
 * - `waiting`: something failed; after `delay` milliseconds go on as `next`.
 */
export type WatchState =
  | { readonly kind: 'empty'; readonly trouble: Trouble }
  | { readonly kind: 'listing'; readonly trouble: Trouble }
  | { readonly kind: 'listed'; readonly trouble: Trouble; readonly resourceVersion: string }
  | {
      readonly kind: 'watching';
      readonly trouble: Trouble;
      readonly resourceVersion: string;
      readonly since: number;
      readonly heard: boolean;
    }
  | { readonly kind: 'waiting'; readonly trouble: Trouble; readonly delay: number; readonly next: Resting };

/** The states from which work begins. */
export type Resting = Extract<WatchState, { kind: 'empty' | 'listed' }>;

/** What can happen; times are milliseconds of a monotonic clock. */
export type WatchInput =
  | { readonly kind: 'list-began' }
  | { readonly kind: 'list-ended'; readonly resourceVersion: string }
  | { readonly kind: 'stream-began'; readonly at: number }
  | { readonly kind: 'heard'; readonly resourceVersion: string }
  | { readonly kind: 'stream-ended'; readonly at: number }
  | { readonly kind: 'void'; readonly at: number }
  | { readonly kind: 'failed'; readonly at: number; readonly retryAfter: number }
  | { readonly kind: 'waited' };

const none: Trouble = { failures: 0, relists: 0 };

/** Before anything happened. */
export const firstWatchState: WatchState = { kind: 'empty', trouble: none };

/** A stream that held so long proves that the server is well again (milliseconds). */
const provenAfter = 30_000;

/** A stream that the server ends sooner than this, without a word, is a failure: resuming at once would spin (milliseconds). */
const tooShort = 1000;

const troubleAt = (state: WatchState, at: number): Trouble =>
  state.kind === 'watching' && at - state.since >= provenAfter ? none : state.trouble;

// What the state goes back to when its work is cut off: a known version is kept, for resuming costs the server nothing and a list much.
const resting = (state: WatchState, trouble: Trouble): Resting => {
  if (state.kind === 'waiting') return { ...state.next, trouble };
  if (state.kind === 'listed' || state.kind === 'watching') return { kind: 'listed', trouble, resourceVersion: state.resourceVersion };
  return { kind: 'empty', trouble };
};

const failed = (state: WatchState, at: number, random: number, backoff: Backoff, retryAfter: number): WatchState => {
  const before = troubleAt(state, at);
  const trouble = { ...before, failures: before.failures + 1 };
  return { kind: 'waiting', trouble, delay: backoffDelay(backoff, trouble.failures, random, retryAfter), next: resting(state, trouble) };
};

// The first new list after a stream that held is made at once, however hard it was to reach the server again; the next ones wait.
const voided = (state: WatchState, at: number, random: number, backoff: Backoff): WatchState => {
  const before = troubleAt(state, at);
  const trouble = { failures: 0, relists: before.relists + 1 };
  const next: Resting = { kind: 'empty', trouble };
  return before.relists === 0 ? next : { kind: 'waiting', trouble, delay: backoffDelay(backoff, trouble.relists, random), next };
};

/**
 * The one step function. A clean end resumes from the last version and never lists again; a version that the server has forgotten
 * (410, by status or as an event under HTTP 200) lists again, with growing waits while it keeps happening.
 */
export const nextWatchState = (state: WatchState, input: WatchInput, random: number, backoff = watchBackoff): WatchState => {
  switch (input.kind) {
    case 'list-began':
      return { kind: 'listing', trouble: state.trouble };
    case 'list-ended':
      return { kind: 'listed', trouble: state.trouble, resourceVersion: input.resourceVersion };
    case 'stream-began':
      return state.kind === 'listed' ? { ...state, kind: 'watching', since: input.at, heard: false } : state;
    case 'heard':
      return state.kind === 'watching' ? { ...state, resourceVersion: input.resourceVersion, heard: true } : state;
    case 'stream-ended': {
      const spins = state.kind === 'watching' && !state.heard && input.at - state.since < tooShort;
      return spins ? failed(state, input.at, random, backoff, 0) : resting(state, troubleAt(state, input.at));
    }
    case 'void':
      return voided(state, input.at, random, backoff);
    case 'failed':
      return failed(state, input.at, random, backoff, input.retryAfter);
    case 'waited':
      return state.kind === 'waiting' ? state.next : state;
  }
};
