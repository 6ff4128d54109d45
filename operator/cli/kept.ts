import { createPublicKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../api/kinds.ts';
import { chunkLines, chunkName, parseChunk, parseTail, tailName } from '../checkpoint/chunks.ts';
import { linesOf } from '../checkpoint/line.ts';
import { fileNames, lineFiles } from '../checkpoint/sinks.ts';
import type { Checkpoint } from '../journal/checkpoint.ts';
import { readCheckpoint } from '../journal/checkpoint.ts';
import { type NoteVerifier, parseVerifier, rawPublicKey } from '../journal/note.ts';
import { stop, unreadable } from './answer.ts';
import type { Cluster } from './cluster.ts';
import { objectOf, valueAt } from './record.ts';

/** What was kept outside the record that is verified: keys, checkpoints, and the log. */

/** A file as text. Throws an Unreadable that says why not. */
export const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return unreadable(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** The token beside the file of a checkpoint (`<file>.tst`), as the operator keeps it in a directory; undefined if there is none. */
export const stampBeside = (path: string): Uint8Array | undefined => {
  const file = `${path}.tst`;
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    return unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const originOf = (note: string): string => note.split('\n', 1)[0] ?? '';

/** The key that signed, given as its text, as a file with that, or as a public key in PEM, which then counts for the log it is asked about. */
export const verifierOf = (key: string, note: string): NoteVerifier => {
  const verifier = parseVerifier(key.trim());
  if (verifier !== undefined) return verifier;
  const text = readText(key).trim();
  const inFile = parseVerifier(text);
  if (inFile !== undefined) return inFile;
  try {
    const publicKey = createPublicKey(text);
    rawPublicKey(publicKey);
    return { name: originOf(note), publicKey };
  } catch {
    return stop(
      `--key ${key} is no key of checkpoints: give the text <origin>+<id>+<key>, a file with it, or an Ed25519 public key in PEM.`,
    );
  }
};

/** A checkpoint of which the signature was verified, with its note; or why it counts for nothing. */
export type OpenedCheckpoint =
  | {
      readonly outcome: 'verified';
      readonly note: string;
      readonly checkpoint: Checkpoint;
      /** The time stamp that was found beside it; not verified. */
      readonly stamp: Uint8Array | undefined;
    }
  | { readonly outcome: 'refused'; readonly note: string; readonly reason: string };

/** Opens a note with the key that was given. */
export const openCheckpoint = (note: string, key: string, stamp?: Uint8Array): OpenedCheckpoint => {
  const verifier = verifierOf(key, note);
  const read = readCheckpoint(note, verifier.name, [verifier]);
  return read.outcome === 'verified' ? { outcome: 'verified', note, checkpoint: read.checkpoint, stamp } : { ...read, note };
};

/** The log as it lies somewhere: its lines, and the newest note over them if there is one. */
export interface KeptLog {
  readonly lines: readonly string[];
  readonly note: string | undefined;
  /** The time stamp beside that note, if there is one. */
  readonly stamp: Uint8Array | undefined;
}

/** The log in a directory that received it. Throws an Unreadable if lines of it are missing; whether they are the right ones its checkpoint tells. */
export const logInDirectory = (directory: string): KeptLog => {
  let names: readonly string[];
  try {
    names = readdirSync(directory);
  } catch (error) {
    return unreadable(`${directory} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const lines: string[] = [];
  for (const { name, first, end } of lineFiles(names)) {
    const text = linesOf(readText(join(directory, name)));
    if (text === undefined || text.length !== end - first)
      return unreadable(`${join(directory, name)} does not hold the lines that its name says.`);
    if (first > lines.length) return unreadable(`${directory} lacks the lines ${lines.length} to ${first - 1} of the log.`);
    for (const line of text.slice(lines.length - first)) lines.push(line);
  }
  const newest = names
    .filter((name) => name.endsWith('.checkpoint'))
    .toSorted()
    .at(-1);
  if (newest === undefined || fileNames.checkpoint(Number.parseInt(newest, 10)) !== newest) {
    return { lines, note: undefined, stamp: undefined };
  }
  const path = join(directory, newest);
  return { lines, note: readText(path), stamp: stampBeside(path) };
};

const configMaps: Kind = { kind: 'ConfigMap', group: '', version: 'v1', plural: 'configmaps', namespaced: true };

const dataOf = (configMap: unknown) => objectOf(valueAt(configMap, 'data'));

/** The log in the cluster; undefined if there is none. What is missing of it is left out, and then its checkpoint does not fit. */
export const logInCluster = async (cluster: Cluster, namespace: string): Promise<KeptLog | undefined> => {
  const tail = parseTail(dataOf(await cluster.get(configMaps, namespace, tailName)));
  if (tail === undefined) return undefined;
  const lines: string[] = [];
  for (let first = 0; first < tail.first; first += chunkLines) {
    lines.push(...(parseChunk(dataOf(await cluster.get(configMaps, namespace, chunkName(first))))?.lines ?? []));
  }
  const stamp = tail.stamp === undefined ? undefined : Buffer.from(tail.stamp, 'base64');
  return { lines: [...lines, ...tail.lines], note: tail.checkpoint, stamp };
};
