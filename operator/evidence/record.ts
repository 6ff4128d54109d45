import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import { actorOf } from '../api/entries.ts';
import { type FollowedFact, type FollowedList, follow, type Recorded, recordEntries, recordFacts } from '../api/recorded.ts';
import type { EvidenceItem, EvidenceItemSpec, EvidenceItemStatus } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';
import type { Custody } from './custody.ts';
import { type Check, resultOf, transferCheckedBy } from './verification.ts';

// Who gave it to whom stands in the entry, which the digest binds: notes become Events, and those name nobody (S6).
const listsOf = (spec: EvidenceItemSpec): readonly FollowedList[] => [
  follow({ path: 'custody', entries: spec.custody, reason: 'CustodyTransferred' }),
  follow({
    path: 'receipts',
    entries: spec.receipts,
    reason: 'CustodyReceived',
    note: ({ of, outcome }) => `${of} ${outcome ?? 'Received'}`,
  }),
  follow({
    path: 'accesses',
    entries: spec.accesses,
    reason: ({ kind }) => (kind === 'Export' ? 'EvidenceExported' : 'EvidenceAccessed'),
  }),
  follow({
    path: 'verifications',
    entries: spec.verifications,
    reason: (entry) => (resultOf(entry, spec) === 'Mismatch' ? 'EvidenceMismatch' : 'EvidenceVerified'),
    note: (entry) => resultOf(entry, spec),
  }),
];

const factsOf = (spec: EvidenceItemSpec): readonly FollowedFact[] => [
  { path: 'description', value: spec.description, as: 'digest' },
  { path: 'mediaType', value: spec.mediaType, as: 'code' },
  { path: 'crossesBoundary', value: spec.crossesBoundary, as: 'code' },
  { path: 'authorisation', value: spec.authorisation, as: 'digest' },
  { path: 'location', value: spec.location, as: 'digest' },
  { path: 'storage', value: spec.storage, as: 'digest' },
  { path: 'retention.until', value: spec.retention?.until, as: 'code' },
  { path: 'retention.legalHold', value: spec.retention?.legalHold, as: 'code' },
];

/** The facts that are written once have entries of their own instead of a change. */
const onceOf = (spec: EvidenceItemSpec): readonly { path: string; value: object | undefined; draft: () => TimelineDraft }[] => [
  {
    path: 'identified',
    value: spec.identified,
    draft: () => ({
      actor: actorOf({ id: 'identified', ...spec.identified }),
      reason: 'EvidenceIdentified',
      note: `identified ${digest(spec.identified)}`,
    }),
  },
  {
    path: 'collection',
    value: spec.collection,
    draft: () => ({
      actor: actorOf({ id: 'collection', ...spec.collection }),
      reason: 'EvidenceCollected',
      note: `${spec.mediaType} ${digest(spec.collection)}`,
    }),
  },
  {
    path: 'digest',
    value: spec.digest,
    draft: () => ({
      actor: spec.collection?.by ?? 'unknown',
      reason: 'EvidenceSealed',
      note: `${spec.digest?.algorithm}:${spec.digest?.value}`,
    }),
  },
  {
    path: 'disposal',
    value: spec.disposal,
    draft: () => ({
      actor: spec.disposal === undefined ? 'unknown' : actorOf(spec.disposal),
      reason: 'EvidenceDisposed',
      note: `disposal ${digest(spec.disposal)}`,
    }),
  },
];

/** What the operator found when it read the bytes; that they still cannot be read, for the same reason, is no news. */
const checkDrafts = (check: Check | undefined, before: EvidenceItemStatus['checked']): readonly TimelineDraft[] => {
  if (check === undefined || (before !== undefined && Date.parse(check.at) <= Date.parse(before.at))) return [];
  if (check.result !== 'Unreadable') {
    const reason = check.result === 'Match' ? 'EvidenceVerified' : 'EvidenceMismatch';
    return [{ actor: operatorActor, reason, note: `${check.result} ${check.digest} ${check.bytes} bytes` }];
  }
  const known = before?.result === 'Unreadable' && before.detail === check.detail;
  return known ? [] : [{ actor: operatorActor, reason: 'EvidenceUnreadable', note: `Unreadable ${check.detail}` }];
};

/** What is recorded of an item, and the bookkeeping after it. */
export interface EvidenceRecord {
  readonly drafts: readonly TimelineDraft[];
  readonly recorded: Recorded;
  /** The hand-overs at which the chain broke, as far as that was ever recorded. */
  readonly gaps: readonly string[];
  /** The hand-overs after which the operator found the bytes unchanged. */
  readonly checkedTransfers: readonly string[];
  readonly more: boolean;
}

/** As many ids as the bookkeeping of one list holds (api.md). */
const most = 64;

const withList = (name: string, ids: readonly string[]): Readonly<Record<string, readonly string[]>> =>
  ids.length === 0 ? {} : { [name]: ids.slice(-most) };

/** What the timeline does not hold yet of the facts about an item, of its chain of custody and of the operator's readings. Pure. */
export const recordEvidence = (item: EvidenceItem, custody: Custody, check: Check | undefined, now: string): EvidenceRecord => {
  const before = item.status?.recorded;
  const once = onceOf(item.spec).filter(({ value }) => value !== undefined);
  const fresh = once.filter(({ path }) => before?.values?.[path] === undefined).map(({ draft }) => draft());
  const facts = recordFacts(factsOf(item.spec), before?.values, digest);
  const lists = recordEntries(listsOf(item.spec), before?.entries, now, digest);
  const known = new Set(before?.entries?.['gaps'] ?? []);
  const gaps = custody.gaps.filter((gap) => !known.has(gap.entry));
  const broken = gaps.map(
    ({ entry, why }): TimelineDraft => ({ actor: operatorActor, reason: 'CustodyBroken', note: `custody/${entry} ${why}` }),
  );
  const transfer = transferCheckedBy(check, custody);
  const checkedBefore = before?.entries?.['checked'] ?? [];
  const checkedTransfers = transfer === undefined || checkedBefore.includes(transfer) ? checkedBefore : [...checkedBefore, transfer];
  const all = [...known, ...gaps.map((gap) => gap.entry)];
  const values = { ...facts.values, ...Object.fromEntries(once.map(({ path }) => [path, 'recorded'])) };
  return {
    drafts: [...fresh, ...facts.drafts, ...lists.drafts, ...broken, ...checkDrafts(check, item.status?.checked)],
    recorded: { entries: { ...lists.entries, ...withList('gaps', all), ...withList('checked', checkedTransfers) }, values },
    gaps: all,
    checkedTransfers,
    more: lists.more,
  };
};
