import type { Response } from './answer.ts';
import type { Finding, Inspection } from './inspect.ts';
import { titleOf } from './record.ts';

/** A finding with what it is about: a record, the log, a checkpoint or the file. */
export interface ReportedFinding extends Finding {
  readonly about: string;
}

/** Everything that a verification has to say. */
export interface Report {
  readonly verdict: 'intact' | 'broken';
  /** The checkpoints of which the signature holds, by their sizes, with their time stamps that hold. */
  readonly checkpoints: readonly {
    readonly origin: string;
    readonly size: number;
    readonly stamp?: { readonly time: string; readonly authority: string };
  }[];
  readonly records: readonly Inspection[];
  readonly findings: readonly ReportedFinding[];
  /** What the reader should know and nobody did wrong. */
  readonly notes: readonly string[];
}

/** A finding on a record as a whole, or on something that is no record. */
export const findingOn = (about: string, problem: string, place: string, detail: string): ReportedFinding => ({
  about,
  problem,
  seq: 0,
  place,
  detail,
  lastGood: null,
});

/** The report of inspections, with findings on other things. */
export const reportOf = (
  records: readonly Inspection[],
  others: readonly ReportedFinding[],
  checkpoints: Report['checkpoints'],
  notes: readonly string[],
): Report => {
  const own = records.flatMap((record) => record.findings.map((finding) => ({ about: titleOf(record), ...finding })));
  const findings = [...others, ...own];
  return { verdict: findings.length === 0 ? 'intact' : 'broken', checkpoints, records, findings, notes };
};

/** What comes from a record is shown to a terminal: control characters could hide or forge a line. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\u{fffd}');

const goodUpTo = ({ lastGood }: Finding): string =>
  lastGood === null
    ? 'nothing before it is known to be good'
    : `good up to entry ${lastGood.seq}${lastGood.at === null ? '' : ` of ${lastGood.at}`}`;

const findingText = (finding: ReportedFinding): string => {
  const where = finding.seq === 0 ? '' : ` at entry ${finding.seq}`;
  const good = finding.lastGood === null && finding.seq === 0 ? '' : `; ${goodUpTo(finding)}`;
  return plain(`BROKEN  ${finding.about}: ${finding.problem}${where} (${finding.place}): ${finding.detail}${good}`);
};

const recordText = (record: Inspection): string => {
  const vouched = record.confirmed === 0 ? '' : `, vouched for up to entry ${record.confirmed}`;
  return plain(`intact  ${titleOf(record)}: ${record.entries} entries${vouched}`);
};

/** So many intact records are named one by one; of more, only the number is told. */
const namedRecords = 40;

const textOf = ({ verdict, checkpoints, records, findings, notes }: Report): string => {
  const intact = records.filter((record) => record.findings.length === 0);
  const named = intact.length > namedRecords ? [] : intact.map(recordText);
  const over = checkpoints.flatMap(({ origin, size, stamp }) => [
    `signed  checkpoint of ${size} lines by ${origin}`,
    ...(stamp === undefined ? [] : [plain(`stamped checkpoint of ${size} lines: it existed at ${stamp.time}, says ${stamp.authority}`)]),
  ]);
  const entries = records.reduce((sum, record) => sum + record.entries, 0);
  const last =
    verdict === 'intact'
      ? `Intact: ${records.length} records with ${entries} entries.`
      : `Broken: ${findings.length} findings; ${intact.length} of ${records.length} records are intact.`;
  return `${[...over, ...named, ...findings.map(findingText), ...notes.map((note) => plain(`note    ${note}`)), last].join('\n')}\n`;
};

/** The answer of a verification: exit code 0 if everything holds, 1 if not. */
export const answerOf = (report: Report, output: string): Response => ({
  code: report.verdict === 'intact' ? 0 : 1,
  out: output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : textOf(report),
  err: '',
});
