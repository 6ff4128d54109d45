/**
 * The lines of the log of all timelines. Each line is one leaf of the Merkle tree, its bytes without the line feed, so that anybody's
 * tool for transparency logs can follow it. A line says how far one timeline has come: because the hash of an entry binds every entry
 * before it, one line vouches for all entries up to there, and the log grows with the timelines that move, not with their entries.
 */

/** Where a timeline stands: its newest entry, and whose it is. */
export interface Standing {
  readonly uid: string;
  /** The number of the newest entry. */
  readonly seq: number;
  /** Its hash, 64 hexadecimal digits. */
  readonly hash: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** `gone`: the object was no longer there, and this is where its timeline had come to. */
  readonly state: 'present' | 'gone';
}

/**
 * The line that closes a checkpoint: how many timelines there are, and the root of the Merkle tree over where each of them stands,
 * sorted by uid. It lets one record be shown to be at its newest known entry without showing anybody the other records.
 */
export interface Snapshot {
  readonly timelines: number;
  /** 64 hexadecimal digits. */
  readonly root: string;
}

/** What a line says. */
export type Line =
  | { readonly says: 'standing'; readonly standing: Standing }
  | { readonly says: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly says: 'nothing' };

const standingForm = /^([^\s]+) ([1-9][0-9]{0,15}) ([0-9a-f]{64})( gone)? ([A-Za-z]+) ([^\s/]+)\/([^\s/]+)$/;
const snapshotForm = /^snapshot (0|[1-9][0-9]{0,15}) ([0-9a-f]{64})$/;

/**
 * What stands in the tree of a snapshot: where a timeline stands, without the name of its object, because a proof that one record is
 * absent shows its two neighbours.
 */
export const markOf = ({ uid, seq, hash, state }: Standing): string => `${uid} ${seq} ${hash}${state === 'gone' ? ' gone' : ''}`;

/** The text of a standing, not checked: to compare it with a line. */
export const standingText = (standing: Standing): string => `${markOf(standing)} ${standing.kind} ${standing.namespace}/${standing.name}`;

/** The line of a standing. Throws a RangeError for an object that no API server stores: an empty uid or name, or one with white space. */
export const formatStanding = (standing: Standing): string => {
  const line = standingText(standing);
  if (standingForm.test(line)) return line;
  throw new RangeError(`The timeline of a ${standing.kind} cannot be put on the log: uid, kind, namespace and name must be plain words.`);
};

/** The line of a snapshot. */
export const formatSnapshot = ({ timelines, root }: Snapshot): string => `snapshot ${timelines} ${root}`;

/** Reads a line of which nobody vouches. */
export const parseLine = (text: string): Line => {
  const [, timelines, root] = snapshotForm.exec(text) ?? [];
  if (timelines !== undefined && root !== undefined) return { says: 'snapshot', snapshot: { timelines: Number(timelines), root } };
  const [, uid, seq, hash, gone, kind, namespace, name] = standingForm.exec(text) ?? [];
  if (uid === undefined || hash === undefined || kind === undefined || namespace === undefined || name === undefined) {
    return { says: 'nothing' };
  }
  const state = gone === undefined ? 'present' : 'gone';
  return { says: 'standing', standing: { uid, seq: Number(seq), hash, kind, namespace, name, state } };
};

/** Reads what stands in the tree of a snapshot; undefined if it is not that. */
export const parseMark = (text: string): Pick<Standing, 'uid' | 'seq' | 'hash' | 'state'> | undefined => {
  const line = parseLine(`${text} X x/x`);
  return line.says === 'standing' ? line.standing : undefined;
};

/** The lines of a text that ends each with a line feed; undefined if the last one does not. */
export const linesOf = (text: string): readonly string[] | undefined => {
  if (text === '') return [];
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : undefined;
};

/** The text of lines. */
export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
