import type { KnownStanding } from '../checkpoint/proof.ts';
import { checkProof } from '../checkpoint/proof.ts';
import type { KnownHead } from '../journal/shape.ts';
import { type Bundle, readBundle } from './bundle.ts';
import { type Inspection, inspect } from './inspect.ts';
import { type OpenedCheckpoint, openCheckpoint } from './kept.ts';
import { objectOf, type RecordObject, readRecord, textIn, titleOf, valueAt } from './record.ts';
import { findingOn, type Report, type ReportedFinding, reportOf } from './report.ts';
import { type CheckStamp, type Stamps, stampsOf } from './stamps.ts';

/** What an export is verified against. */
export interface FileQuestion {
  readonly bytes: Uint8Array;
  /** How the file is named to people. */
  readonly name: string;
  /** The key of the checkpoints; without one the proofs in the file count for nothing. */
  readonly key: string | undefined;
  /** Checkpoints that were kept elsewhere, opened. */
  readonly kept: readonly OpenedCheckpoint[];
  /** How time stamps of checkpoints are verified; undefined where nobody said whose count. */
  readonly checkStamp: CheckStamp | undefined;
}

type Standings = ReadonlyMap<string, KnownStanding | undefined>;

/** A checkpoint against which a file proved itself; its root in base64. */
interface ProvenSize {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** What the proofs of a file that hold say, and what is wrong with the others. */
interface Proven {
  readonly standings: readonly Standings[];
  readonly sizes: readonly ProvenSize[];
  readonly findings: readonly ReportedFinding[];
}

const proven = ({ proofs }: Bundle, key: string, name: string): Proven => {
  const standings: Standings[] = [];
  const sizes: ProvenSize[] = [];
  const findings: ReportedFinding[] = [];
  for (const proof of proofs) {
    const opened = openCheckpoint(proof.checkpoint, key);
    const shown = opened.outcome === 'verified' ? checkProof(proof, opened.checkpoint) : opened;
    if (opened.outcome === 'refused' || shown.outcome !== 'shown') {
      findings.push(findingOn(name, 'unproven', 'proofs', shown.outcome === 'refused' ? shown.reason : 'the checkpoint does not hold'));
      continue;
    }
    const { origin, size, root } = opened.checkpoint;
    standings.push(shown.standings);
    sizes.push({ origin, size, root: Buffer.from(root).toString('base64') });
  }
  return { standings, sizes, findings };
};

/** Every checkpoint that was kept must be one that the file proves itself against; the same size with another root is a fork of the log. */
const keptFindings = (kept: readonly OpenedCheckpoint[], { proofs }: Bundle, key: string | undefined): readonly ReportedFinding[] =>
  kept.flatMap((one) => {
    if (one.outcome === 'refused') return [findingOn('the checkpoint that was kept', 'unproven', 'signature', one.reason)];
    const { size, root } = one.checkpoint;
    const about = `the checkpoint of ${size} lines that was kept`;
    const same = proofs
      .map((proof) => openCheckpoint(proof.checkpoint, key ?? ''))
      .flatMap((opened) => (opened.outcome === 'verified' && opened.checkpoint.size === size ? [opened.checkpoint] : []));
    if (same.length === 0) {
      const detail = 'the export does not prove itself against this checkpoint; export again with --checkpoint and this file';
      return [findingOn(about, 'unproven', 'proofs', detail)];
    }
    const forked = same.some((checkpoint) => Buffer.compare(checkpoint.root, root) !== 0);
    return forked
      ? [findingOn(about, 'forked', 'proofs', 'the export holds another checkpoint of the same size: two logs were signed')]
      : [];
  });

/** What the proofs know of one timeline; a finding for each proof that is silent about it. */
const knownOf = (
  record: RecordObject,
  standings: readonly Standings[],
): { known: readonly KnownHead[]; findings: readonly ReportedFinding[] } => {
  const silent = standings.filter((shown) => !shown.has(record.uid));
  const known = standings.flatMap((shown) => shown.get(record.uid) ?? []).map(({ seq, hash }) => ({ seq, hash }));
  const detail = 'the export does not prove where this timeline stood, nor that it was not there yet';
  return { known, findings: silent.map(() => findingOn(titleOf(record), 'unproven', 'proofs', detail)) };
};

const belongs = (archive: unknown, record: RecordObject): boolean => textIn(valueAt(archive, 'spec.of.uid')) === record.uid;

/** Archives of records that are not in the file would be verified by nobody. */
const strays = (bundle: Bundle, records: readonly RecordObject[], name: string): readonly ReportedFinding[] =>
  bundle.archives
    .filter((archive) => !records.some((record) => belongs(archive, record)))
    .map((archive) =>
      findingOn(name, 'foreign', 'archives', `the archive ${textIn(valueAt(archive, 'metadata.name'))} is of no record in the file`),
    );

const inspectAll = (
  bundle: Bundle,
  standings: readonly Standings[],
): { inspections: readonly Inspection[]; findings: readonly ReportedFinding[] } => {
  const records = bundle.records.flatMap((value) => readRecord(value) ?? []);
  const findings: ReportedFinding[] = [];
  const inspections = records.map((record) => {
    const { known, findings: silent } = knownOf(record, standings);
    findings.push(...silent);
    const archives = bundle.archives.filter((archive) => belongs(archive, record)).map((archive) => objectOf(archive)?.['spec']);
    return inspect(record, archives, known);
  });
  return { inspections, findings };
};

const identity = (bundle: Bundle, name: string): readonly ReportedFinding[] => {
  const records = bundle.records.map(readRecord);
  const [first] = records;
  const { uid } = bundle.incident;
  const unreadable = records.some((record) => record === undefined);
  const wrong =
    unreadable || first?.kind !== 'Incident' || first.uid !== uid || new Set(records.map((record) => record?.uid)).size !== records.length;
  return wrong ? [findingOn(name, 'malformed', 'records', 'the records of the file are not one incident with what belongs to it')] : [];
};

const noKey =
  'No key was given: the end of a timeline could have been cut off, or a timeline written anew as a whole, without this verification seeing it.';
const noProof =
  'the export holds no proof by a checkpoint, so that the key cannot vouch for anything; export again where the log can be read';

/** A proven checkpoint as the report lists it, with the time stamp of the copy that was kept. */
const listed = ({ origin, size, root }: ProvenSize, { of }: Stamps): Report['checkpoints'][number] => {
  const [stamp] = [...of].flatMap(([opened, told]) =>
    opened.outcome === 'verified' && opened.checkpoint.size === size && Buffer.from(opened.checkpoint.root).toString('base64') === root
      ? [told]
      : [],
  );
  return { origin, size, ...(stamp !== undefined && { stamp }) };
};

/** Verifies an export. It needs no cluster. */
export const verifyFile = ({ bytes, name, key, kept, checkStamp }: FileQuestion): Report => {
  const read = readBundle(bytes);
  if (read.outcome === 'broken') return reportOf([], [findingOn(name, 'malformed', 'file', read.reason)], [], []);
  const { bundle } = read;
  const { standings, sizes, findings } = key === undefined ? { standings: [], sizes: [], findings: [] } : proven(bundle, key, name);
  const { inspections, findings: silent } = inspectAll(bundle, standings);
  const records = bundle.records.flatMap((value) => readRecord(value) ?? []);
  const stamps = stampsOf(kept, checkStamp);
  const all = [
    ...identity(bundle, name),
    ...strays(bundle, records, name),
    ...findings,
    ...(key !== undefined && bundle.proofs.length === 0 ? [findingOn(name, 'unproven', 'proofs', noProof)] : []),
    ...keptFindings(kept, bundle, key),
    ...stamps.findings,
    ...silent,
  ];
  const notes = [...bundle.missing, ...stamps.notes, ...(key === undefined ? [noKey] : [])];
  return reportOf(
    inspections,
    all,
    sizes.map((one) => listed(one, stamps)),
    notes,
  );
};
