import type { Unreadable } from '../unreadable.ts';

/** What keeps bytes from being read. `passing` says that going on from where it stopped may help. */
export class ReadFailure extends Error {
  override readonly name = 'ReadFailure';
  readonly why: Unreadable;
  readonly passing: boolean;
  constructor(why: Unreadable, passing = false, options?: ErrorOptions) {
    super(`The bytes could not be read: ${why}.`, options);
    this.why = why;
    this.passing = passing;
  }
}

/** Bytes that are being read, from an offset on. */
export interface Opened {
  /** How many bytes there are in all, as the place announces it; undefined where it does not. */
  readonly total: number | undefined;
  /** From which offset the bytes come: the one that was asked for, or 0 where the place cannot begin in the middle. */
  readonly from: number;
  /** The bytes, in pieces that are only good until the next one is asked for. Throws a ReadFailure. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Lets go of it, read to its end or not. */
  readonly close: () => Promise<void>;
}

/** A place where bytes are. */
export interface Source {
  /** Begins to read at an offset. Throws a ReadFailure. */
  readonly open: (offset: number, signal: AbortSignal) => Promise<Opened>;
}
