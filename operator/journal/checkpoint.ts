import type { KeyObject } from 'node:crypto';
import type { Hash } from './merkle.ts';
import type { NoteVerifier } from './note.ts';
import { decodeBase64, openNote, signNote } from './note.ts';

/**
 * Checkpoints after C2SP tlog-checkpoint: how many entries there are, and the root of the Merkle tree over them, signed. A copy that
 * is kept outside the cluster is what makes a later truncation or rewriting visible.
 */

/** What a checkpoint states. */
export interface Checkpoint {
  /** Who keeps the log: a URL without its scheme, such as `incidents.example.org/cluster-1`. */
  readonly origin: string;
  /** The number of entries. */
  readonly size: number;
  /** The root of the tree over them, 32 bytes. */
  readonly root: Hash;
}

/** What reading a signed checkpoint gave. */
export type ReadCheckpoint =
  | { readonly outcome: 'verified'; readonly checkpoint: Checkpoint; readonly signedBy: readonly string[] }
  | { readonly outcome: 'refused'; readonly reason: string };

const rootLength = 32;

/**
 * The text of a checkpoint, to be signed. Throws a RangeError for an origin that is empty or longer than a line, a size that is no
 * whole number, or a root that is no SHA-256 hash.
 */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => {
  if (origin === '' || origin.includes('\n')) throw new RangeError('The origin of a checkpoint is one line that is not empty.');
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`A checkpoint cannot count ${size} entries.`);
  if (root.length !== rootLength) throw new RangeError(`The root of a checkpoint has ${rootLength} bytes, this one has ${root.length}.`);
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
};

/**
 * Reads the text of a checkpoint; undefined if it is none. Extension lines are accepted and left out, because nobody can verify what
 * they say. A size beyond 2^53 - 1 is refused rather than rounded.
 */
export const parseCheckpoint = (text: string): Checkpoint | undefined => {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : [];
  const [origin, count, encoded] = lines;
  if (origin === undefined || count === undefined || encoded === undefined || lines.includes('')) return undefined;
  const [size, root] = [Number(count), decodeBase64(encoded)];
  if (!/^(0|[1-9][0-9]*)$/.test(count) || !Number.isSafeInteger(size) || root?.length !== rootLength) return undefined;
  return { origin, size, root };
};

/**
 * A signed checkpoint. The name of the key is the origin, as the specification advises, so the origin must be fit for one: no white
 * space, no "+". Throws as `formatCheckpoint` and `signNote` do.
 */
export const signCheckpoint = (checkpoint: Checkpoint, privateKey: KeyObject): string =>
  signNote(formatCheckpoint(checkpoint), { name: checkpoint.origin, privateKey });

/**
 * Reads a signed checkpoint of one log. Refused, with a sentence, if no known key signed it or if it is of another log: a checkpoint
 * that is valid elsewhere says nothing here. Never throws for what the note holds.
 */
export const readCheckpoint = (note: string, origin: string, verifiers: readonly NoteVerifier[]): ReadCheckpoint => {
  const opened = openNote(note, verifiers);
  if (opened.outcome === 'refused') return opened;
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === undefined) return { outcome: 'refused', reason: 'The note is signed, but its text is no checkpoint.' };
  if (checkpoint.origin === origin) return { outcome: 'verified', checkpoint, signedBy: opened.signedBy };
  return { outcome: 'refused', reason: `The checkpoint is of the log ${checkpoint.origin}, not of ${origin}.` };
};
