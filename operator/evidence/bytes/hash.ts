import { createHash, type Hash } from 'node:crypto';
import type { Unreadable } from '../unreadable.ts';
import { type Opened, ReadFailure, type Source } from './source.ts';

/** The bounds within which bytes are read: whatever a place does, reading it ends. */
export interface Bounds {
  /** The most bytes that any item has. */
  readonly mostBytes: number;
  /** How often reading goes on after it broke off. */
  readonly mostResumptions: number;
}

/** More than any medium that is kept in one piece; reading that much at 100 MB/s takes three hours. */
export const usualBounds: Bounds = { mostBytes: 2 ** 40, mostResumptions: 8 };

/** How far beyond what is expected a place may go that does not announce how much it has. */
const slackBytes = 64 * 2 ** 20;

/** What is to be read. */
export interface Reading {
  readonly source: Source;
  /** The names of the algorithms, as node:crypto has them; the digests come in the same order. */
  readonly algorithms: readonly string[];
  /** How many bytes there should be, where that is known. */
  readonly expectedBytes?: number | undefined;
  readonly bounds?: Bounds;
  /** Waits until so many bytes more may be read; without it nothing waits. */
  readonly pace?: (bytes: number, signal: AbortSignal) => Promise<void>;
  readonly progress?: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** What came of it. */
export type Read =
  | { readonly kind: 'Read'; readonly digests: readonly string[]; readonly bytes: number }
  | { readonly kind: 'Unreadable'; readonly why: Unreadable };

/** Where the reading stands; it goes on from here when it broke off. */
interface Standing {
  hashes: readonly Hash[];
  offset: number;
  total: number | undefined;
}

const begin = (algorithms: readonly string[]): Standing => ({
  hashes: algorithms.map((name) => createHash(name)),
  offset: 0,
  total: undefined,
});

/** Hashes what comes, as far as it comes. Throws a ReadFailure. */
const drain = async (reading: Reading, standing: Standing, opened: Opened): Promise<void> => {
  const { algorithms, expectedBytes, bounds = usualBounds, pace, progress, signal } = reading;
  if (opened.from !== standing.offset || (standing.total !== undefined && opened.total !== standing.total)) {
    // It cannot begin in the middle, or it is no longer the same: what was read counts for nothing.
    if (opened.from !== 0) throw new ReadFailure('Changed', true);
    Object.assign(standing, begin(algorithms));
  }
  standing.total = opened.total;
  const most = opened.total === undefined && expectedBytes !== undefined ? expectedBytes + slackBytes : bounds.mostBytes;
  if (opened.total !== undefined && opened.total > most) throw new ReadFailure('Endless');
  for await (const piece of opened.pieces) {
    standing.offset += piece.length;
    if (standing.offset > most) throw new ReadFailure('Endless');
    for (const hash of standing.hashes) hash.update(piece);
    progress?.(standing.offset);
    await pace?.(piece.length, signal);
  }
  if (standing.total !== undefined && standing.offset < standing.total) throw new ReadFailure('Truncated', true);
};

/** Reads until the end or until it breaks off. Throws a ReadFailure. */
const readOn = async (reading: Reading, standing: Standing): Promise<void> => {
  const opened = await reading.source.open(standing.offset, reading.signal);
  try {
    await drain(reading, standing, opened);
  } finally {
    await opened.close();
  }
};

/**
 * Hashes what a place holds, piece by piece: the memory it takes does not depend on how much there is. Where reading breaks off it goes on
 * from the same byte, a bounded number of times, and a place that stalls, lies about its length or never ends is told as unreadable.
 */
export const readDigests = async (reading: Reading): Promise<Read> => {
  const { algorithms, bounds = usualBounds, signal } = reading;
  const standing = begin(algorithms);
  for (let resumed = 0; ; resumed += 1) {
    try {
      await readOn(reading, standing);
      return { kind: 'Read', digests: standing.hashes.map((hash) => hash.digest('hex')), bytes: standing.offset };
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error;
      signal.throwIfAborted();
      if (!error.passing || resumed >= bounds.mostResumptions) return { kind: 'Unreadable', why: error.why };
    }
  }
};
