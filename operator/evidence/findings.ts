import type { EvidenceItem, EvidenceItemSpec, EvidenceItemStatus, EvidenceItemStatusFinding } from '../api/types.gen.ts';
import { type Boundary, boundaryOf } from './boundary.ts';
import { type Custody, custodyOf } from './custody.ts';
import { fields, media, missingFields } from './media.ts';
import { recordEvidence } from './record.ts';
import { sealWeaknesses } from './sealing.ts';
import { statementsOf, unverifiedTransfers } from './verification.ts';
import { type Said, sayWeakness, type Weakness } from './words/findings.ts';
import { en } from './words/findings-en.ts';

/** What the checks look at. */
export interface Examined {
  readonly spec: EvidenceItemSpec;
  readonly custody: Custody;
  readonly boundary: Boundary;
  /** Hand-overs that stood without their predecessor when they were recorded, by id. */
  readonly recordedGaps: readonly string[];
  /** Hand-overs after which the operator found the bytes unchanged, by id. */
  readonly checkedTransfers: readonly string[];
  /** What the operator's own readings found. */
  readonly checked: EvidenceItemStatus['checked'];
  /** When the facts of the incident were established; undefined while the incident does not exist. */
  readonly establishedAt: string | undefined;
}

type Check = (examined: Examined) => readonly Weakness[];

const when = (stands: boolean, weakness: Weakness): readonly Weakness[] => (stands ? [weakness] : []);

const hourMillis = 3_600_000;

const collected: Check = ({ spec }) => when(spec.collection === undefined, { reason: 'NotCollected' });

/** What the procedure of its media type asks for and nobody stated (V1); nothing is asked of what was not collected yet. */
const complete: Check = ({ spec }) =>
  spec.collection === undefined
    ? []
    : missingFields(spec).map((reason) => ({ reason, mediaType: spec.mediaType, path: fields[reason].path }));

/** Certified tools or qualified people (V6). */
const skilled: Check = ({ spec: { collection } }) => {
  const proven = collection?.tool?.certification !== undefined || collection?.qualification !== undefined;
  return when(collection !== undefined && !proven, { reason: 'NeitherCertifiedNorQualified' });
};

/** How late is late depends on how fast the medium forgets (RFC 3227, 2.1); what was late is asked about in court (S3). */
const late: Check = ({ spec, establishedAt }) => {
  const at = spec.collection?.at;
  const { lateAfterHours: hours } = media[spec.mediaType];
  const stands = at !== undefined && establishedAt !== undefined && Date.parse(at) - Date.parse(establishedAt) > hours * hourMillis;
  return when(stands, { reason: 'CollectedLate', hours });
};

/** Two clocks that contradict one another (ISO/IEC 27037, 5.4.1). */
const clocks: Check = ({ spec: { collection } }) => {
  const { at, received } = collection ?? {};
  return when(at !== undefined && received !== undefined && Date.parse(received) < Date.parse(at), { reason: 'ClocksDisagree' });
};

/** One finding for all gaps: a status holds each reason once (V2). */
const unbroken: Check = ({ custody: { gaps }, recordedGaps }) => {
  const open = gaps.map(({ entry }) => entry);
  const entries = recordedGaps.filter((id) => !open.includes(id));
  return [
    ...when(gaps.length > 0, { reason: 'CustodyGap', gaps }),
    ...when(entries.length > 0, { reason: 'CustodyRecordedLate', entries }),
  ];
};

/** Each hand-over shows that what arrived is what was given: by a digest where there are bytes, else by the seal (V2, V8). */
const transferred: Check = ({ spec, custody, checkedTransfers }) => {
  const bySeal = media[spec.mediaType].fixedBy === 'Seal';
  const unsealed = custody.received
    .filter(({ receipt }) => receipt !== undefined && receipt.seal === undefined)
    .map(({ handOver }) => handOver.id);
  const entries = spec.digest === undefined ? (bySeal ? unsealed : []) : unverifiedTransfers(spec, custody, checkedTransfers);
  return when(entries.length > 0, { reason: 'TransferNotVerified', entries, bySeal });
};

/** An authorisation that is not whole or ran out keeps an item from being accepted; one given afterwards does not, and is told (V7). */
const authorised: Check = ({ boundary }) => {
  switch (boundary.kind) {
    case 'Inside':
      return [];
    case 'Authorised':
      return when(boundary.afterwards, { reason: 'AuthorisedAfterwards' });
    case 'Expired':
      return [{ reason: 'AuthorisationExpired', endedAt: boundary.at }];
    case 'Unauthorised':
      return [{ reason: 'NotAuthorised', missing: boundary.missing }];
  }
};

/** What people or the operator found to be other bytes (V8). */
const matching: Check = ({ spec, checked }) => {
  const statements = statementsOf(spec)
    .filter(({ result }) => result === 'Mismatch')
    .map(({ place }) => place);
  const operatorAt = checked?.mismatchAt;
  return when(statements.length > 0 || operatorAt !== undefined, { reason: 'BytesDiffer', statements, operatorAt });
};

const readable: Check = ({ checked }) => when(checked?.result === 'Unreadable', { reason: 'BytesUnreadable', detail: checked?.detail });

const hashed: Check = ({ spec }) =>
  when(spec.collection !== undefined && spec.digest === undefined && media[spec.mediaType].fixedBy === 'Digest', { reason: 'NotHashed' });

const located: Check = ({ spec }) =>
  when(spec.collection !== undefined && spec.location?.uri === undefined && spec.location?.place === undefined, {
    reason: 'LocationUnknown',
  });

const sealed: Check = ({ spec }) =>
  when(spec.collection !== undefined && media[spec.mediaType].fixedBy === 'Seal' && spec.storage?.seal === undefined, {
    reason: 'NotSealed',
  });

const checks: readonly Check[] = [
  collected,
  complete,
  skilled,
  late,
  clocks,
  unbroken,
  transferred,
  authorised,
  hashed,
  matching,
  readable,
  located,
  sealed,
];

/** What weakens an item as proof, in no language yet; it never keeps anything from being recorded (V6, V7). Pure. */
export const weaknessesOf = (examined: Examined): readonly Weakness[] => checks.flatMap((check) => check(examined));

/** The longest message that a status holds (api.md). */
const longest = 500;
const asItIs = (at: string): string => at;

/** What a status says of a weak point, in English. Pure. */
export const findingOf = (weakness: Weakness): EvidenceItemStatusFinding => {
  const { message, cure } = sayWeakness(en, weakness, asItIs);
  return { reason: weakness.reason, message: message.slice(0, longest), cure };
};

/**
 * How the findings of a stored item read in a language: what the status says stands, and each is put into words anew from the record. One that the
 * record does not show, such as one by a later version of the operator, is told as the status has it. Pure.
 */
export const findingsIn = (
  item: EvidenceItem,
  establishedAt: string | undefined,
  say: (weakness: Weakness) => Said,
  now: string,
): readonly Said[] => {
  const { spec, status } = item;
  const custody = custodyOf(spec);
  const { gaps, checkedTransfers } = recordEvidence(item, custody, undefined, now);
  const boundary = boundaryOf(spec, now);
  const known = [
    ...weaknessesOf({ spec, custody, boundary, recordedGaps: gaps, checkedTransfers, checked: status?.checked, establishedAt }),
    ...sealWeaknesses(status ?? {}, now),
  ];
  return (status?.findings ?? []).map(({ reason, message, cure }) => {
    const weakness = known.find((one) => one.reason === reason);
    return weakness === undefined ? { message, cure: cure ?? '' } : say(weakness);
  });
};
