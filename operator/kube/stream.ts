import { KubeError } from './errors.ts';
import type { KubeObject } from './object.ts';

/** The content of an ERROR event. */
export interface StatusObject {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly retryAfterSeconds?: number; readonly causes?: readonly { readonly reason?: string }[] };
}

/** What a watch says. */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: KubeObject }
  | { readonly type: 'ERROR'; readonly object: StatusObject };

/** One event holds one object, and the API server refuses objects beyond 3 MiB; what is longer is no event. */
const lineLimit = 16 * 1024 * 1024;

const newline = 0x0a;

/**
 * Cuts a stream of bytes into events, one JSON object per line. Pieces of a line are kept as they came and joined once, since an
 * object may arrive in many of them. Throws a KubeError for a line that is no JSON, without quoting it.
 */
export const createDecoder = (name: string): ((chunk: Buffer) => WatchEvent[]) => {
  let pieces: Buffer[] = [];
  let size = 0;
  const parse = (line: Buffer): WatchEvent => {
    try {
      return JSON.parse(line.toString('utf8')) as WatchEvent;
    } catch {
      throw new KubeError('Unavailable', `${name}: a line that is no event`, { status: 0 });
    }
  };
  const keep = (piece: Buffer) => {
    if (piece.length === 0) return;
    size += piece.length;
    if (size > lineLimit) throw new KubeError('TooLarge', `${name}: an event`, { status: 0 });
    pieces.push(piece);
  };
  return (chunk) => {
    const events: WatchEvent[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const last = chunk.subarray(start, end);
      const line = pieces.length === 0 ? last : Buffer.concat([...pieces, last]);
      if (line.length > 0) events.push(parse(line));
      pieces = [];
      size = 0;
      start = end + 1;
    }
    keep(chunk.subarray(start));
    return events;
  };
};
