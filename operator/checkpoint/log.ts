import type { Hash } from '../journal/merkle.ts';
import { leafHash } from '../journal/merkle.ts';
import { emptyFrontier, grow, rootOf } from './frontier.ts';
import type { Line, Snapshot, Standing } from './line.ts';
import { markOf, parseLine } from './line.ts';
import type { Prover } from './prover.ts';
import { createProver } from './prover.ts';

/** The state of a timeline in a snapshot: what stands in its tree, and where it stands. */
interface Mark {
  readonly text: string;
  readonly leaf: Hash;
}

/** Something in the log that no operator of ours writes: an honest log is never continued like this. */
export interface LogFault {
  /** The line, from 0. */
  readonly index: number;
  readonly detail: string;
}

/** The tree of a snapshot: the prover over where every timeline stands, with the marks in its order. */
export interface SnapshotTree {
  readonly marks: readonly string[];
  readonly prover: Prover;
  readonly snapshot: Snapshot;
}

/**
 * The log of all timelines as far as it was read. It grows in place: a copy of 50,000 timelines for every line would cost more than
 * the hashes.
 */
export interface TimelineLog {
  /** The number of lines. */
  size(): number;
  /** The root of the Merkle tree over them. */
  root(): Hash;
  /** Appends a line, whatever it says, and returns what is wrong with it. */
  add(text: string): LogFault | undefined;
  /** The newest line about a timeline. */
  lineOf(uid: string): string | undefined;
  /** The newest line about every timeline, in the order in which these came. */
  standings(): Iterable<string>;
  /** The tree over where every timeline stands now. */
  snapshotTree(): SnapshotTree;
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** The hash of a line as a leaf of the log's tree. */
export const leafOf = (line: string): Hash => leafHash(bytes(line));

const standingIn = (text: string | undefined): Standing | undefined => {
  const line: Line | undefined = text === undefined ? undefined : parseLine(text);
  return line?.says === 'standing' ? line.standing : undefined;
};

/**
 * What keeps a standing from following another one of the same timeline: entries are only ever added, and nothing comes after gone.
 * Undefined if it may follow.
 */
export const contradiction = (before: Standing, after: Standing): string | undefined => {
  const whose = `the timeline of ${after.kind} ${after.namespace}/${after.name}`;
  if (before.state === 'gone') return `${whose} was gone after entry ${before.seq} and is there again`;
  if (after.seq < before.seq) return `${whose} went back from entry ${before.seq} to entry ${after.seq}: its end was cut off`;
  if (after.seq === before.seq && after.hash !== before.hash)
    return `entry ${after.seq} of ${whose} became another one: it was written anew`;
  if (after.seq === before.seq && after.state === before.state) return `${whose} is told twice with entry ${after.seq}`;
  return undefined;
};

/** A log without lines. */
export const createLog = (): TimelineLog => {
  const newest = new Map<string, string>();
  const marks = new Map<string, Mark>();
  let order: string[] = [];
  let sorted = true;
  let frontier = emptyFrontier;

  const take = (standing: Standing, text: string): string | undefined => {
    const before = standingIn(newest.get(standing.uid));
    if (before === undefined) {
      order.push(standing.uid);
      sorted = false;
    }
    newest.set(standing.uid, text);
    const mark = markOf(standing);
    marks.set(standing.uid, { text: mark, leaf: leafOf(mark) });
    return before === undefined ? undefined : contradiction(before, standing);
  };
  return {
    size: () => frontier.size,
    root: () => rootOf(frontier),
    add: (text) => {
      const index = frontier.size;
      frontier = grow(frontier, leafOf(text));
      const line = parseLine(text);
      const detail =
        line.says === 'nothing' ? 'the line is none of this log' : line.says === 'standing' ? take(line.standing, text) : undefined;
      return detail === undefined ? undefined : { index, detail };
    },
    lineOf: (uid) => newest.get(uid),
    standings: () => newest.values(),
    snapshotTree: () => {
      // By code units, as RFC 8785 sorts: any tool gets the same order.
      if (!sorted) order = order.toSorted((a, b) => (a < b ? -1 : 1));
      sorted = true;
      const inOrder = order.flatMap((uid) => marks.get(uid) ?? []);
      const prover = createProver(inOrder.map(({ leaf }) => leaf));
      const snapshot = { timelines: inOrder.length, root: Buffer.from(prover.root).toString('hex') };
      return { marks: inOrder.map(({ text }) => text), prover, snapshot };
    },
  };
};
