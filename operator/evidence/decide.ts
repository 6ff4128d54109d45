import { type ConditionDraft, conditionsAfter, readyConditions } from '../api/conditions.ts';
import { type Decision, operatorActor, type TimelineDraft, wakeAfter } from '../api/decision.ts';
import { utc } from '../api/time.ts';
import type { EvidenceItem, EvidenceItemSpec, EvidenceItemStatus, Incident, IncidentPolicy } from '../api/types.gen.ts';
import { keptWith } from '../policy/retention.ts';
import { type Boundary, boundaryOf, isAccepted } from './boundary.ts';
import { type Custody, custodyOf } from './custody.ts';
import { findingOf, weaknessesOf } from './findings.ts';
import { escalationsOf, noticesOf } from './notices.ts';
import { recordEvidence } from './record.ts';
import { nextReading } from './schedule.ts';
import { nextSealing, type SealNews, sealAfter, sealDrafts, sealWeaknesses } from './sealing.ts';
import { bytesNow, type Check, checkedAfter, verifiedOf } from './verification.ts';

/** What a decision on one item looks at; the incident may not exist (yet). */
export interface ObservedEvidence {
  readonly item: EvidenceItem;
  readonly incident: Incident | undefined;
  readonly policy: IncidentPolicy | undefined;
  /** What the operator found when it last read the bytes, as long as that is not stored. */
  readonly check?: Check | undefined;
  /** What it did about the time stamp, as long as that is not stored. */
  readonly sealNews?: SealNews | undefined;
  /** Whether it has a time-stamping authority to ask. */
  readonly seals?: boolean | undefined;
}

/**
 * The phase, a pure function of the facts (api.md). A broken chain and other bytes outweigh everything but a disposal; what crossed a
 * boundary without an authorisation is in quarantine however far it is otherwise (V7).
 */
const phaseOf = (
  spec: EvidenceItemSpec,
  custody: Custody,
  bytes: ReturnType<typeof bytesNow>,
  boundary: Boundary,
): NonNullable<EvidenceItemStatus['phase']> => {
  if (spec.disposal !== undefined) return 'Disposed';
  if (custody.gaps.length > 0 || bytes === 'Mismatch') return 'Compromised';
  if (!isAccepted(boundary)) return 'Quarantined';
  if (spec.collection === undefined) return 'Identified';
  const kept = spec.digest !== undefined || spec.storage?.seal !== undefined || spec.storage?.how !== undefined;
  return kept ? 'Preserved' : 'Collected';
};

const custodyStatus = ({ pending, received, gaps }: Custody): NonNullable<EvidenceItemStatus['custody']> => {
  const [first] = gaps;
  return {
    intact: first === undefined,
    handOvers: received.length,
    ...(pending !== undefined && { pending }),
    ...(first !== undefined && { broken: { entry: first.entry, ...(first.at !== undefined && { at: first.at }), why: first.why } }),
  };
};

/** When an authorisation runs out before the item is collected, which puts it in quarantine from then on (V7). */
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

const acceptedCondition = (accepted: boolean): readonly ConditionDraft[] =>
  accepted
    ? []
    : [
        {
          type: 'Accepted',
          status: 'False',
          reason: 'Quarantined',
          message: 'It crosses a boundary without a valid authorisation: recorded, but neither accepted as evidence nor exported (V7).',
        },
      ];

/** The earliest of some instants that lies ahead. What is due already is under way. */
const nextOf = (times: readonly (string | undefined)[], now: string): string | undefined =>
  times
    .filter((at): at is string => at !== undefined && Date.parse(at) > Date.parse(now))
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];

const say = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** What became another state with this decision: the phase, the quarantine, and who is told of it (R-g). */
const changes = (before: EvidenceItemStatus | undefined, after: EvidenceItemStatus, boundary: Boundary): readonly TimelineDraft[] => [
  ...(before?.phase === undefined || before.phase === after.phase ? [] : [say('PhaseChanged', `${before.phase} -> ${after.phase}`)]),
  ...(after.accepted === false && before?.accepted !== false ? [say('Quarantined', boundary.kind)] : []),
  ...(after.accepted === true && before?.accepted === false ? [say('QuarantineLifted', boundary.kind)] : []),
  ...escalationsOf(before, after),
];

/** What follows from the facts about one item of evidence, now: phase, holder, findings and what is to be recorded (P5, R-d, V1 to V8). Pure. */
export const decideEvidence = (
  { item, incident, policy, check, sealNews, seals }: ObservedEvidence,
  now: string,
): Decision<EvidenceItemStatus> => {
  const { spec, status: before } = item;
  const sealed = sealAfter(before ?? {}, sealNews);
  const custody = custodyOf(spec);
  const boundary = boundaryOf(spec, now);
  const checked = checkedAfter(before?.checked, check);
  const phase = phaseOf(spec, custody, bytesNow(spec, checked), boundary);
  const { drafts, recorded, gaps, checkedTransfers, more } = recordEvidence(item, custody, check, now);
  const establishedAt = incident?.spec.report.establishedAt;
  const findings = [
    ...weaknessesOf({ spec, custody, boundary, recordedGaps: gaps, checkedTransfers, checked, establishedAt }),
    ...sealWeaknesses(sealed, now),
  ].map(findingOf);
  const conditions = [
    ...readyConditions(`Phase ${phase}, ${findings.length} findings.`),
    ...incidentCondition(incident, spec.incidentRef.name),
    ...acceptedCondition(isAccepted(boundary)),
  ];
  const verified = verifiedOf(spec, check, before?.verified);
  const status: EvidenceItemStatus = {
    observedGeneration: item.metadata.generation,
    phase,
    accepted: isAccepted(boundary),
    ...(custody.holder === undefined ? {} : { holder: custody.holder }),
    custody: custodyStatus(custody),
    ...(verified === undefined ? {} : { verified }),
    ...(checked === undefined ? {} : { checked }),
    ...sealed,
    ...keptWith(incident, policy, { until: spec.retention?.until, retention: policy?.spec.retention?.evidence, before }),
    findings,
    recorded,
    conditions: conditionsAfter(before?.conditions, conditions, item.metadata.generation, now),
  };
  // When time alone changes it: an authorisation runs out, the bytes are to be read, the digest is to be stamped.
  const later = [expiry(spec, now), nextReading(item, checked, policy, now), seals === true ? nextSealing(spec, sealed, now) : undefined];
  return {
    status,
    entries: [...drafts, ...sealDrafts(before ?? {}, sealNews), ...changes(before, status, boundary)],
    children: noticesOf(item, status, policy),
    ...wakeAfter(more, nextOf(later, now), now),
  };
};
