import { setImmediate } from 'node:timers/promises';
import type { Hash } from '../journal/merkle.ts';
import { leafHash } from '../journal/merkle.ts';
import { emptyFrontier, type Frontier, grow, rootOf } from './frontier.ts';
import type { Line, Snapshot, Standing } from './line.ts';
import { markOf, parseLine } from './line.ts';
import type { Prover } from './prover.ts';
import { createProver } from './prover.ts';

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
  /** The line's worth of where every timeline stands now: to be appended, or to compare a line with. */
  snapshot(): Snapshot;
  /** The same, computed in turns between which others run: over 50,000 timelines it takes a tenth of a second. */
  snapshotInTurns(): Promise<Snapshot>;
  /** The tree of the snapshot, to prove from. */
  snapshotTree(): SnapshotTree;
}

const hashLength = 32;

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

/** Hashes side by side, 32 bytes each: an object of its own for each would take several times as much. */
const createPool = () => {
  let pool = new Uint8Array(32 * 1024);
  return {
    set: (slot: number, hash: Hash): void => {
      if (pool.length < (slot + 1) * hashLength) {
        const larger = new Uint8Array(pool.length * 2);
        larger.set(pool);
        pool = larger;
      }
      pool.set(hash, slot * hashLength);
    },
    get: (slot: number): Hash => pool.subarray(slot * hashLength, (slot + 1) * hashLength),
  };
};

/** How many leaves are hashed in one turn: some ten milliseconds. */
const leavesInTurn = 4096;

/** The newest line of every timeline, and the hash of its mark, in the order of the uids. */
const createStandings = () => {
  const newest = new Map<string, { line: string; readonly slot: number }>();
  const pool = createPool();
  let order: string[] = [];
  let sorted = true;
  /** By code units, as RFC 8785 sorts: any tool gets the same order. */
  const inOrder = (): readonly string[] => {
    if (!sorted) order = order.sort((a, b) => (a < b ? -1 : 1));
    sorted = true;
    return order;
  };
  const leaf = (uid: string | undefined): Hash => pool.get(newest.get(uid ?? '')?.slot ?? 0);
  function* edges(): Generator<Frontier, void, undefined> {
    const uids = inOrder();
    let frontier = emptyFrontier;
    for (const [i, uid] of uids.entries()) {
      if (i % leavesInTurn === 0) yield frontier;
      frontier = grow(frontier, leaf(uid));
    }
    yield frontier;
  }
  return {
    newest,
    edges,
    leaves: (): readonly Hash[] => inOrder().map(leaf),
    lines: (): readonly string[] => inOrder().flatMap((uid) => newest.get(uid)?.line ?? []),
    put: (standing: Standing, line: string): string | undefined => {
      const { uid } = standing;
      const known = newest.get(uid);
      const slot = known?.slot ?? newest.size;
      pool.set(slot, leafOf(markOf(standing)));
      const before = known?.line;
      if (known === undefined) {
        newest.set(uid, { line, slot });
        order.push(uid);
        sorted = false;
      } else known.line = line;
      return before;
    },
  };
};

const snapshotOf = (frontier: Frontier): Snapshot => ({
  timelines: frontier.size,
  root: Buffer.from(rootOf(frontier)).toString('hex'),
});

/** A log without lines. */
export const createLog = (): TimelineLog => {
  const standings = createStandings();
  let frontier = emptyFrontier;
  const take = (standing: Standing, text: string): string | undefined => {
    const before = standingIn(standings.put(standing, text));
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
    lineOf: (uid) => standings.newest.get(uid)?.line,
    standings: () => standings.newest.values().map(({ line }) => line),
    snapshot: () => snapshotOf([...standings.edges()].at(-1) ?? emptyFrontier),
    snapshotInTurns: async () => {
      let edge = emptyFrontier;
      for (const next of standings.edges()) {
        edge = next;
        await setImmediate();
      }
      return snapshotOf(edge);
    },
    snapshotTree: () => ({
      marks: standings
        .lines()
        .flatMap((line) => standingIn(line) ?? [])
        .map(markOf),
      prover: createProver(standings.leaves()),
    }),
  };
};
