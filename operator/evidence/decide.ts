import { type ConditionDraft, conditionsAfter, readyConditions } from '../api/conditions.ts';
import { type Decision, operatorActor, type TimelineDraft, wakeAfter } from '../api/decision.ts';
import { actorOf, last } from '../api/entries.ts';
import { type FollowedFact, type FollowedList, follow, recordEntries, recordFacts } from '../api/recorded.ts';
import { utc } from '../api/time.ts';
import type {
  EvidenceItem,
  EvidenceItemSpec,
  EvidenceItemStatus,
  EvidenceItemVerification,
  Incident,
  IncidentPolicy,
} from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';
import { keptWith } from '../policy/retention.ts';
import { type Custody, custodyOf } from './custody.ts';
import { findingsOf } from './findings.ts';
import { resultOf } from './verification.ts';

/** What a decision on one item looks at; the incident may not exist (yet). */
export interface ObservedEvidence {
  readonly item: EvidenceItem;
  readonly incident: Incident | undefined;
  readonly policy: IncidentPolicy | undefined;
}

/** The phase, a pure function of the facts (api.md). A broken chain and other bytes outweigh everything but a disposal. */
const phaseOf = (
  spec: EvidenceItemSpec,
  custody: Custody,
  verification: EvidenceItemVerification | undefined,
): NonNullable<EvidenceItemStatus['phase']> => {
  if (spec.disposal !== undefined) return 'Disposed';
  const differs = verification !== undefined && resultOf(verification, spec) === 'Mismatch';
  if (custody.gaps.length > 0 || differs) return 'Compromised';
  if (spec.collection === undefined) return 'Identified';
  const kept = spec.digest !== undefined || spec.storage !== undefined;
  return kept ? 'Preserved' : 'Collected';
};

const verifiedOf = (
  spec: EvidenceItemSpec,
  verification: EvidenceItemVerification | undefined,
  before: EvidenceItemStatus | undefined,
): EvidenceItemStatus['verified'] => {
  if (verification?.at === undefined) return before?.verified;
  if (before?.verified !== undefined && Date.parse(before.verified.at) > Date.parse(verification.at)) return before.verified;
  return {
    at: verification.at,
    result: resultOf(verification, spec),
    ...(verification.digest === undefined ? {} : { digest: verification.digest }),
  };
};

const listsOf = (spec: EvidenceItemSpec): readonly FollowedList[] => [
  // Who gave it to whom stands in the entry, which the digest binds: notes become Events, and those name nobody (S6).
  follow({ path: 'custody', entries: spec.custody, reason: 'CustodyTransferred' }),
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

/** The three facts that are written once have entries of their own instead of a change. */
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

const record = (item: EvidenceItem, custody: Custody, now: string) => {
  const before = item.status?.recorded;
  const once = onceOf(item.spec).filter(({ value }) => value !== undefined);
  const fresh = once.filter(({ path }) => before?.values?.[path] === undefined).map(({ draft }) => draft());
  const facts = recordFacts(factsOf(item.spec), before?.values, digest);
  const lists = recordEntries(listsOf(item.spec), before?.entries, now, digest);
  const known = new Set(before?.entries?.['gaps'] ?? []);
  const gaps = custody.gaps.filter((gap) => !known.has(gap.entry));
  const broken = gaps.map(
    (gap): TimelineDraft => ({
      actor: operatorActor,
      reason: 'CustodyBroken',
      note: `custody/${gap.entry} does not come from the holder`,
    }),
  );
  const values = { ...facts.values, ...Object.fromEntries(once.map(({ path }) => [path, 'recorded'])) };
  const all = [...known, ...gaps.map((gap) => gap.entry)];
  const entries = { ...lists.entries, ...(all.length === 0 ? {} : { gaps: all }) };
  return {
    drafts: [...fresh, ...facts.drafts, ...lists.drafts, ...broken],
    recorded: { entries, values },
    gaps: all,
    more: lists.more,
  };
};

/** When an authorisation runs out before the item is collected, which is a finding from then on (V7). */
const expiry = ({ authorisation, collection, crossesBoundary }: EvidenceItemSpec, now: string): string | undefined => {
  if (crossesBoundary !== true || collection !== undefined || authorisation?.expires === undefined) return undefined;
  const after = Date.parse(authorisation.expires) + 1;
  return after > Date.parse(now) ? utc(after) : undefined;
};

/** An item without its incident is recorded all the same, and says that somebody mistyped a name. */
const incidentCondition = (incident: Incident | undefined, name: string): readonly ConditionDraft[] =>
  incident !== undefined
    ? []
    : [
        {
          type: 'IncidentFound',
          status: 'False',
          reason: 'IncidentMissing',
          message: `No incident ${name} exists in this namespace; the item is recorded, and counts once it does.`,
        },
      ];

/** What follows from the facts about one item of evidence, now: phase, holder, findings and what is to be recorded (V1 to V8). Pure. */
export const decideEvidence = ({ item, incident, policy }: ObservedEvidence, now: string): Decision<EvidenceItemStatus> => {
  const before = item.status;
  const custody = custodyOf(item.spec);
  const verification = last(item.spec.verifications);
  const phase = phaseOf(item.spec, custody, verification);
  const { drafts, recorded, gaps, more } = record(item, custody, now);
  const establishedAt = incident?.spec.report.establishedAt;
  const findings = findingsOf({ spec: item.spec, custody, recordedGaps: gaps, establishedAt, now });
  const moved: readonly TimelineDraft[] =
    before?.phase === undefined || before.phase === phase
      ? []
      : [{ actor: operatorActor, reason: 'PhaseChanged', note: `${before.phase} -> ${phase}` }];
  const conditions = [
    ...readyConditions(`Phase ${phase}, ${findings.length} findings.`),
    ...incidentCondition(incident, item.spec.incidentRef.name),
  ];
  const verified = verifiedOf(item.spec, verification, before);
  const status: EvidenceItemStatus = {
    observedGeneration: item.metadata.generation,
    phase,
    ...(custody.holder === undefined ? {} : { holder: custody.holder }),
    ...(verified === undefined ? {} : { verified }),
    ...(before?.seal === undefined ? {} : { seal: before.seal }),
    ...keptWith(incident, policy, { until: item.spec.retention?.until, retention: policy?.spec.retention?.evidence, before }),
    findings,
    recorded,
    conditions: conditionsAfter(before?.conditions, conditions, item.metadata.generation, now),
  };
  return { status, entries: [...drafts, ...moved], children: [], ...wakeAfter(more, expiry(item.spec, now), now) };
};
