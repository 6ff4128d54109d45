/**
 * Why bytes could not be read, in one word for the status (V8). None of them says anything about the bytes.
 * - `NotThere`: nothing is at that place; `Denied`: the store lets nobody in, or not with these credentials;
 * - `NotAllowed`: the place lies outside what an administrator opened: another address, another directory, no file;
 * - `Redirected`: the store points elsewhere, and nobody follows; `Refused`: it answered with an error, or not at all;
 * - `Stalled`: nothing came for too long; `TooSlow`: too little came; `Truncated`: less came than was announced, again and again;
 * - `Endless`: more came than any such item can have; `Changed`: the bytes became others while they were read;
 * - `Misconfigured`: the store is not set up well enough to be read.
 */
export type Unreadable =
  | 'NotThere'
  | 'Denied'
  | 'NotAllowed'
  | 'Redirected'
  | 'Refused'
  | 'Stalled'
  | 'TooSlow'
  | 'Truncated'
  | 'Endless'
  | 'Changed'
  | 'Misconfigured';

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
