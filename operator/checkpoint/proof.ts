import type { Checkpoint } from '../journal/checkpoint.ts';
import type { Hash } from '../journal/merkle.ts';
import { decodeBase64 } from '../journal/note.ts';
import { verifyInclusion } from '../journal/proof.ts';
import type { Standing } from './line.ts';
import { parseLine, parseMark } from './line.ts';
import type { SnapshotTree } from './log.ts';
import { createLog, leafOf } from './log.ts';
import { createProver } from './prover.ts';

/**
 * Proofs that travel with an export: where each of its timelines stood at a checkpoint, or that it was not there yet. They need
 * neither the log nor the cluster, and show of other records only the uids beside the one that is missing. A proof of an earlier
 * standing does not pass: the tree of a snapshot holds one mark for each timeline, the newest.
 */

/** A mark and where it stands in the tree of the snapshot; hashes are base64. */
export interface MarkProof {
  readonly mark: string;
  readonly index: number;
  readonly path: readonly string[];
}

/** Where one timeline stood: its mark, or the neighbours between which it would stand. */
export type TimelineProof =
  | { readonly uid: string; readonly stands: MarkProof }
  | { readonly uid: string; readonly between: readonly MarkProof[] };

/** What one checkpoint says of the timelines of an export. */
export interface CheckpointProof {
  /** The signed note. */
  readonly checkpoint: string;
  /** Its last line, the snapshot, and the path from there to the root. */
  readonly snapshot: { readonly line: string; readonly path: readonly string[] };
  readonly timelines: readonly TimelineProof[];
}

/** Where a timeline stood at a checkpoint. */
export type KnownStanding = Pick<Standing, 'uid' | 'seq' | 'hash' | 'state'>;

/** What a proof shows: of each uid where its timeline stood, or undefined where there was none; or why it shows nothing. */
export type ShownByProof =
  | { readonly outcome: 'shown'; readonly standings: ReadonlyMap<string, KnownStanding | undefined> }
  | { readonly outcome: 'refused'; readonly reason: string };

const encode = (path: readonly Hash[]): readonly string[] => path.map((hash) => Buffer.from(hash).toString('base64'));

const decode = (path: readonly string[]): readonly Hash[] | undefined => {
  const hashes = path.map(decodeBase64);
  return hashes.every((hash) => hash !== undefined) ? hashes : undefined;
};

const markAt = ({ marks, prover }: SnapshotTree, index: number): readonly MarkProof[] => {
  const mark = marks[index];
  return mark === undefined ? [] : [{ mark, index, path: encode(prover.inclusion(index)) }];
};

const proveTimeline = (tree: SnapshotTree, uid: string): TimelineProof => {
  // A mark begins with its uid and a space; uids hold none, so the first mark that is not smaller is the one or its successor.
  const found = tree.marks.findIndex((mark) => mark.slice(0, mark.indexOf(' ')) >= uid);
  const index = found === -1 ? tree.marks.length : found;
  const [stands] = markAt(tree, index);
  if (stands?.mark.startsWith(`${uid} `) === true) return { uid, stands };
  return { uid, between: [...markAt(tree, index - 1), ...markAt(tree, index)] };
};

/**
 * Proves where the timelines with these uids stood at a checkpoint, from the lines that it covers. Undefined if it does not end with
 * a snapshot, as one that was signed while the log was catching up.
 */
export const proveTimelines = (lines: readonly string[], note: string, uids: readonly string[]): CheckpointProof | undefined => {
  const last = lines.at(-1);
  if (last === undefined || parseLine(last).says !== 'snapshot') return undefined;
  const log = createLog();
  for (const line of lines) log.add(line);
  const tree = log.snapshotTree();
  const path = encode(createProver(lines.map(leafOf)).inclusion(lines.length - 1));
  return { checkpoint: note, snapshot: { line: last, path }, timelines: uids.map((uid) => proveTimeline(tree, uid)) };
};

interface Tree {
  readonly size: number;
  readonly root: Hash;
}

const holds = ({ size, root }: Tree, { mark, index, path }: MarkProof): KnownStanding | undefined => {
  const proof = decode(path);
  const standing = parseMark(mark);
  if (proof === undefined || standing === undefined) return undefined;
  return verifyInclusion({ index, size, leaf: leafOf(mark), root, proof }) ? standing : undefined;
};

/** Whether two marks, or one and an end of the tree, leave no room between them for a uid. */
const isAbsent = (tree: Tree, uid: string, neighbours: readonly MarkProof[]): boolean => {
  const standings = neighbours.flatMap((one) => holds(tree, one) ?? []);
  if (standings.length !== neighbours.length) return false;
  const [one, two, three] = standings;
  const at = neighbours[0]?.index;
  if (one === undefined || at === undefined) return tree.size === 0;
  if (two === undefined) return (at === 0 && uid < one.uid) || (at === tree.size - 1 && one.uid < uid);
  return three === undefined && neighbours[1]?.index === at + 1 && one.uid < uid && uid < two.uid;
};

const refused = (reason: string): ShownByProof => ({ outcome: 'refused', reason });

/** Checks a proof, shaped as `CheckpointProof` and otherwise of unknown origin, against a checkpoint whose signature was verified. */
export const checkProof = (proof: CheckpointProof, { size, root }: Checkpoint): ShownByProof => {
  const { line, path } = proof.snapshot;
  const last = parseLine(line);
  const way = decode(path);
  if (last.says !== 'snapshot' || way === undefined) return refused('the snapshot of the proof is none');
  if (!verifyInclusion({ index: size - 1, size, leaf: leafOf(line), root, proof: way })) {
    return refused('the snapshot of the proof is not the last line under the checkpoint');
  }
  const tree: Tree = { size: last.snapshot.timelines, root: Buffer.from(last.snapshot.root, 'hex') };
  const standings = new Map<string, KnownStanding | undefined>();
  for (const timeline of proof.timelines) {
    const { uid } = timeline;
    const standing = 'stands' in timeline ? holds(tree, timeline.stands) : undefined;
    const shown = 'stands' in timeline ? standing?.uid === uid : isAbsent(tree, uid, timeline.between);
    if (!shown) return refused(`the proof for the timeline of uid ${uid} does not hold`);
    standings.set(uid, standing);
  }
  return { outcome: 'shown', standings };
};
