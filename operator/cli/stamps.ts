import { imprintOfNote } from '../checkpoint/stamping.ts';
import type { StampCheck } from '../timestamp/stamp.ts';
import { stop } from './answer.ts';
import type { OpenedCheckpoint } from './kept.ts';
import { readText } from './kept.ts';
import { findingOn, type ReportedFinding } from './report.ts';

/** Checks the token of a note; undefined where nobody said whose time stamps count. */
export type CheckStamp = (note: string, token: Uint8Array) => StampCheck;

/** When a checkpoint existed, in the word of a time-stamping authority. */
export interface StampedCheckpoint {
  readonly time: string;
  readonly authority: string;
}

/** What the time stamps of checkpoints tell. */
export interface Stamps {
  readonly of: ReadonlyMap<OpenedCheckpoint, StampedCheckpoint>;
  readonly findings: readonly ReportedFinding[];
  readonly notes: readonly string[];
}

/** A check against the certificates of a file (PEM). What reads ASN.1 is loaded only when it is needed, so that the command starts at once. */
export const stampCheckOf = async (file: string): Promise<CheckStamp> => {
  const pem = readText(file);
  const [{ readAnchors }, { verifyToken }] = await Promise.all([import('../timestamp/certificates.ts'), import('../timestamp/verify.ts')]);
  try {
    const anchors = readAnchors(pem);
    return (note, token) => verifyToken(token, { imprint: imprintOfNote(note), anchors });
  } catch (error) {
    return stop(`--tsa-anchors ${file} is of no use. ${error instanceof Error ? error.message : ''}`);
  }
};

/** What the stamps of checkpoints tell: each is over its own note, or is a finding. A checkpoint without one is no fault. */
export const stampsOf = (checkpoints: readonly OpenedCheckpoint[], check: CheckStamp | undefined): Stamps => {
  const found = new Map<OpenedCheckpoint, StampedCheckpoint>();
  const findings: ReportedFinding[] = [];
  const notes = new Set<string>();
  for (const opened of checkpoints) {
    if (opened.outcome === 'refused') continue;
    const about = `the checkpoint of ${opened.checkpoint.size} lines`;
    if (opened.stamp === undefined) {
      if (check !== undefined) notes.add(`No time stamp is beside ${about}.`);
      continue;
    }
    if (check === undefined) {
      notes.add(`A time stamp is beside ${about}: say whom you believe with --tsa-anchors to have it verified.`);
      continue;
    }
    const result = check(opened.note, opened.stamp);
    if (result.outcome === 'verified') found.set(opened, { time: result.stamp.time, authority: result.stamp.authority });
    else findings.push(findingOn(about, 'unproven', `time stamp: ${result.outcome}`, result.reason));
  }
  return { of: found, findings, notes: [...notes] };
};
