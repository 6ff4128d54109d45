import { auditLog, type LogAudit } from '../checkpoint/audit.ts';
import type { Standing } from '../checkpoint/line.ts';
import type { KnownHead } from '../journal/shape.ts';
import { unreadable } from './answer.ts';
import type { Cluster } from './cluster.ts';
import { gather, gatherAll, gatherRemains } from './gather.ts';
import { type Erased, type Inspection, inspect, inspectErased } from './inspect.ts';
import { type KeptLog, type OpenedCheckpoint, openCheckpoint } from './kept.ts';
import { objectOf, readRecord, textIn, titleOf, valueAt } from './record.ts';
import { findingOn, type Report, type ReportedFinding, reportOf } from './report.ts';
import { type CheckStamp, stampsOf } from './stamps.ts';

/** What in the cluster is verified, and against what. */
export interface ClusterQuestion {
  readonly cluster: Cluster;
  /** The namespace; all of them when left out. */
  readonly namespace: string | undefined;
  /** One incident with what belongs to it; every record when left out. */
  readonly name: string | undefined;
  readonly key: string | undefined;
  readonly kept: readonly OpenedCheckpoint[];
  /** The log, from the cluster or from where it was kept; undefined if there is none. */
  readonly log: KeptLog | undefined;
  /** The uids of records that were erased as they should be, after their retention. */
  readonly erased: readonly string[];
  /** How time stamps of checkpoints are verified; undefined where nobody said whose count. */
  readonly checkStamp: CheckStamp | undefined;
}

type Verified = Extract<OpenedCheckpoint, { readonly outcome: 'verified' }>;

/** The checkpoints that hold, and a finding for each that does not. */
const openAll = ({
  kept,
  key,
  log,
}: ClusterQuestion): { readonly verified: readonly Verified[]; readonly findings: readonly ReportedFinding[] } => {
  const newest = log?.note === undefined || key === undefined ? [] : [openCheckpoint(log.note, key, log.stamp)];
  const all = [
    ...kept.map((one) => ['the checkpoint that was kept', one] as const),
    ...newest.map((one) => ['the newest checkpoint', one] as const),
  ];
  return {
    verified: all.flatMap(([, one]) => (one.outcome === 'verified' ? [one] : [])),
    findings: all.flatMap(([about, one]) => (one.outcome === 'refused' ? [findingOn(about, 'unproven', 'signature', one.reason)] : [])),
  };
};

/** What the log says of the timelines, as far as a checkpoint vouches for it. */
interface Vouched {
  readonly audit: LogAudit;
  readonly findings: readonly ReportedFinding[];
  readonly checkpoints: Report['checkpoints'];
  readonly notes: readonly string[];
}

const vouch = (question: ClusterQuestion): Vouched => {
  const { verified, findings } = openAll(question);
  const size = Math.max(0, ...verified.map(({ checkpoint }) => checkpoint.size));
  // Lines behind the newest checkpoint that holds are nobody's word.
  const lines = question.log?.lines.slice(0, size) ?? [];
  const audit = auditLog(
    lines,
    verified.map(({ checkpoint }) => checkpoint),
  );
  const problems = audit.problems.map(({ problem, detail }) => findingOn('the log of timelines', problem, 'log', detail));
  const faults = audit.faults.map(({ index, detail }) => findingOn('the log of timelines', 'contradiction', `line ${index + 1}`, detail));
  const told = audit.problems.length === 0 ? audit.told : new Map<string, readonly Standing[]>();
  const stamps = stampsOf(verified, question.checkStamp);
  const checkpoints = verified.map((one) => {
    const stamp = stamps.of.get(one);
    return { origin: one.checkpoint.origin, size: one.checkpoint.size, ...(stamp !== undefined && { stamp }) };
  });
  const all = [...findings, ...stamps.findings, ...problems, ...faults];
  return { audit: { ...audit, told }, findings: all, checkpoints, notes: stamps.notes };
};

/** Records that the log knows and the cluster does not hold any more. */
const removed = (
  told: LogAudit['told'],
  present: ReadonlySet<string>,
  { namespace, name, erased }: ClusterQuestion,
): readonly ReportedFinding[] =>
  [...told].flatMap(([uid, standings]) => {
    const last = standings.at(-1);
    if (last === undefined || present.has(uid) || erased.includes(uid)) return [];
    if (namespace !== undefined && last.namespace !== namespace) return [];
    if (name !== undefined && !(last.kind === 'Incident' && last.name === name)) return [];
    const noted =
      last.state === 'gone' ? '; the log notes that it went. If it was erased after its retention, say so with --erased ' : '; uid ';
    const detail = `the record with its ${last.seq} entries is not there any more${noted}${uid}`;
    return [findingOn(titleOf(last), 'removed', 'record', detail)];
  });

interface Found {
  readonly records: readonly unknown[];
  readonly archives: readonly unknown[];
  readonly notes: readonly string[];
}

/** What is to be verified, in parts of which each can be judged by itself. */
async function* gathered({ cluster, namespace, name }: ClusterQuestion): AsyncGenerator<Found> {
  if (name === undefined) {
    for await (const part of gatherAll(cluster, namespace)) yield { ...part, notes: [] };
    return;
  }
  const found = await gather(cluster, namespace ?? '', name);
  if (found === undefined) yield { records: [], archives: await gatherRemains(cluster, namespace ?? '', name), notes: [] };
  else yield { records: found.records, archives: found.archives, notes: found.missing };
}

const headsOf = (standings: readonly Standing[] | undefined): readonly KnownHead[] =>
  (standings ?? []).map(({ seq, hash }) => ({ seq, hash }));

const noKey = 'No key was given (--key): the end of a timeline could have been cut off, or a timeline written anew as a whole, unseen.';

/** Who asks for the word of a key and finds no log was told of one that is gone, or of none that ever was: both have to be looked into. */
const missingLog = ({ key, log }: ClusterQuestion): readonly ReportedFinding[] =>
  key !== undefined && log === undefined
    ? [findingOn('the log of timelines', 'removed', 'log', 'it is not there, or not readable as one; does the operator sign checkpoints?')]
    : [];

type Archives = ReadonlyMap<string, readonly unknown[]>;

const specsOf = (archives: readonly unknown[] | undefined): readonly unknown[] =>
  (archives ?? []).map((archive) => objectOf(archive)?.['spec']);

/** What remains of records that were erased as they should be: they are not missed, and their timelines are verified like any other. */
const erasedOf = (byOwner: Archives, present: ReadonlySet<string>, told: LogAudit['told']): readonly Erased[] =>
  [...byOwner].flatMap(([uid, archives]) => {
    if (present.has(uid)) return [];
    const namespace = textIn(valueAt(archives[0], 'metadata.namespace'));
    return inspectErased(namespace, specsOf(archives), headsOf(told.get(uid))) ?? [];
  });

/** What was found on a part, of which nothing else is kept. */
interface Judged {
  readonly inspections: readonly Inspection[];
  readonly erased: readonly Erased[];
  readonly notes: readonly string[];
}

const judge = ({ records: values, archives, notes }: Found, told: LogAudit['told']): Judged => {
  const byOwner = Map.groupBy(archives, (archive) => textIn(valueAt(archive, 'spec.of.uid')));
  const records = values.flatMap((value) => readRecord(value) ?? []);
  const inspections = records.map((record) => inspect(record, specsOf(byOwner.get(record.uid)), headsOf(told.get(record.uid))));
  return { inspections, erased: erasedOf(byOwner, new Set(records.map(({ uid }) => uid)), told), notes };
};

/** Verifies records where they lie. Throws an Unreadable if they, or the one that was asked for, cannot be read. */
export const verifyCluster = async (question: ClusterQuestion): Promise<Report> => {
  const { audit, findings, checkpoints, notes: ofStamps } = vouch(question);
  const parts: Judged[] = [];
  for await (const part of gathered(question)) parts.push(judge(part, audit.told));
  const inspections = parts.flatMap((part) => part.inspections);
  const erased = parts.flatMap((part) => part.erased);
  const accounted = new Set([...inspections, ...erased].map(({ uid }) => uid));
  const gone = removed(audit.told, accounted, question);
  if (question.name !== undefined && accounted.size === 0 && gone.length === 0) {
    return unreadable(`There is no incident ${question.name} in the namespace ${question.namespace}.`);
  }
  const others = [...missingLog(question), ...findings, ...gone];
  const told = erased.map((one) => `${titleOf(one)} was erased at ${one.erasedAt}; its timeline remains.`);
  return reportOf([...inspections, ...erased], others, checkpoints, [
    ...parts.flatMap(({ notes }) => notes),
    ...told,
    ...ofStamps,
    ...(question.key === undefined ? [noKey] : []),
  ]);
};
