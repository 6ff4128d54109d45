import type { TimelineEntry, TimelineOwner } from './chain.ts';

/**
 * Reading a timeline that nobody vouches for: an export file, or objects that somebody with access to etcd may have rewritten.
 * Exact shapes only, since a field that the hash does not cover could be changed without anybody noticing.
 */

/** What was read, or a sentence that says why it is not what it should be. */
export type Read<T> = { readonly value: T } | { readonly complaint: string };

/** The head of a timeline as somebody kept it: from a checkpoint, an earlier export, a mail. */
export interface KnownHead {
  readonly seq: number;
  readonly hash: string;
}

/** The object that a timeline is said to belong to. */
export interface ClaimedOwner extends TimelineOwner {
  readonly name: string;
}

/** The spec of an archive of which the entries have not been read yet. */
export interface ArchiveEnvelope {
  readonly of: ClaimedOwner;
  readonly first: number;
  readonly last: number;
  readonly entries: readonly unknown[];
  readonly prev: string;
  readonly head: string;
}

type Check = (value: unknown) => boolean;

const hex = /^[0-9a-f]{64}$/;
// Only UTC, as `append` writes it: one instant has one notation.
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string' && value.isWellFormed();
const isHash: Check = (value) => typeof value === 'string' && hex.test(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isSeq: Check = (value) => isCount(value) && value !== 0;

const isTime: Check = (value) => {
  if (typeof value !== 'string' || !instant.test(value)) return false;
  try {
    Temporal.Instant.from(value);
    return true;
  } catch {
    // The notation is right and the date is not (a 31st of February): that is an answer, not a failure.
    return false;
  }
};

const read = <T>(what: string, value: unknown, fields: Readonly<Record<string, Check>>): Read<T> => {
  if (!isObject(value)) return { complaint: `${what} is no object` };
  const bad = Object.entries(fields).find(([name, check]) => !check(value[name]));
  if (bad !== undefined) return { complaint: `${what} has no valid field "${bad[0]}"` };
  if (Object.keys(value).length !== Object.keys(fields).length) return { complaint: `${what} has a field that does not belong there` };
  return { value: value as T };
};

const entryFields = { seq: isSeq, at: isTime, actor: isText, reason: isText, note: isText, prev: isHash, hash: isHash };

/** Reads one entry of a timeline. */
export const readEntry = (value: unknown): Read<TimelineEntry> => read('the entry', value, entryFields);

const isName: Check = (value) => value !== '' && isText(value);
const ownerFields = { kind: isName, name: isName, uid: isName };

/** Reads whose timeline it is. */
export const readOwner = (value: unknown): Read<ClaimedOwner> => read('the owner of the timeline', value, ownerFields);

const archiveFields = {
  of: (value: unknown) => 'value' in readOwner(value),
  first: isSeq,
  last: isSeq,
  entries: Array.isArray,
  prev: isHash,
  head: isHash,
};

/** Reads the spec of an archive, but not yet its entries. */
export const readArchive = (value: unknown): Read<ArchiveEnvelope> => read('the archive', value, archiveFields);

/** Reads a head that was kept earlier. */
export const readKnownHead = (value: unknown): Read<KnownHead> => read('the head kept earlier', value, { seq: isCount, hash: isHash });

/** Reads a list. */
export const readList = (what: string, value: unknown): Read<readonly unknown[]> =>
  Array.isArray(value) ? { value } : { complaint: `${what} is no list` };

/** The sequence number that a thing claims, whatever else is wrong with it. */
export const claimedSeq = (value: unknown): unknown => (isObject(value) ? value['seq'] : undefined);
