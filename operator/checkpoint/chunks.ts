import { linesOf, textOf } from './line.ts';

/**
 * How the log lies in the cluster. Its end, with the signed checkpoint over the whole, is one ConfigMap that is replaced with every
 * checkpoint; whenever so many lines have gathered there, the oldest move into a ConfigMap of their own, which is immutable. Both
 * stay far below the limit of one mebibyte, and a checkpoint costs one write (two, once in 512 lines) however many records there are.
 */

/** The ConfigMap with the newest checkpoint and the end of the log. */
export const tailName = 'meldpunt-checkpoint';

/** How many lines a sealed chunk holds, and how many one checkpoint may add: a line has at most 420 bytes. */
export const chunkLines = 512;

/** The label by which chunks are found. */
export const chunkLabel = 'meldpunt.dev/log';

/** The name of the sealed chunk that begins with a line: names sort as their lines do. */
export const chunkName = (first: number): string => `meldpunt-log-${String(first).padStart(12, '0')}`;

/** The end of the log as it is stored. */
export interface Tail {
  /** The signed note. */
  readonly checkpoint: string;
  /** The key that signed, as others are given it: to compare with the one that was kept, never to trust. */
  readonly verifier: string;
  /** A time stamp over the note (RFC 3161), the token in base64; undefined while there is none. */
  readonly stamp: string | undefined;
  /** The number of the first line that is in no sealed chunk. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** A sealed part of the log. */
export interface Chunk {
  readonly first: number;
  readonly lines: readonly string[];
}

type Data = Readonly<Record<string, unknown>> | undefined;

const isText = (value: unknown): value is string => typeof value === 'string';

const startOf = (text: unknown): number | undefined => (isText(text) && /^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : undefined);

/** The `data` of the ConfigMap of a tail. */
export const formatTail = ({ checkpoint, verifier, stamp, first, lines }: Tail): Readonly<Record<string, string>> => ({
  checkpoint,
  verifier,
  ...(stamp !== undefined && { stamp }),
  first: String(first),
  lines: textOf(lines),
});

/** Reads a tail of which nobody vouches; undefined if it is none. */
export const parseTail = (data: Data): Tail | undefined => {
  const { checkpoint, verifier, stamp, first: start, lines: text } = data ?? {};
  const first = startOf(start);
  const lines = isText(text) ? linesOf(text) : undefined;
  if (!isText(checkpoint) || !isText(verifier) || first === undefined || lines === undefined) return undefined;
  return { checkpoint, verifier, stamp: isText(stamp) ? stamp : undefined, first, lines };
};

/** The `data` of the ConfigMap of a sealed chunk. */
export const formatChunk = ({ first, lines }: Chunk): Readonly<Record<string, string>> => ({ first: String(first), lines: textOf(lines) });

/** Reads a chunk of which nobody vouches; undefined if it is none. */
export const parseChunk = (data: Data): Chunk | undefined => {
  const { first: start, lines: text } = data ?? {};
  const first = startOf(start);
  const lines = isText(text) ? linesOf(text) : undefined;
  return first === undefined || lines === undefined ? undefined : { first, lines };
};

/** What the store does next: seal lines that are stored already, and then store the end that follows. */
export interface Storing {
  readonly seal: Chunk | undefined;
  readonly first: number;
  readonly lines: readonly string[];
}

/**
 * How lines are added to a stored end. Only lines that are stored already are sealed, so that an attempt that was cut off after it
 * wrote a chunk wrote exactly the chunk that the next attempt writes.
 */
export const storing = (tail: Pick<Tail, 'first' | 'lines'> | undefined, added: readonly string[]): Storing => {
  const { first, lines } = tail ?? { first: 0, lines: [] };
  if (lines.length < chunkLines) return { seal: undefined, first, lines: [...lines, ...added] };
  const seal = { first, lines: lines.slice(0, chunkLines) };
  return { seal, first: first + chunkLines, lines: [...lines.slice(chunkLines), ...added] };
};
