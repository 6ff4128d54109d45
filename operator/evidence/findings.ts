import type { EvidenceItemSpec, EvidenceItemStatus, EvidenceItemStatusFinding } from '../api/types.gen.ts';
import type { Boundary } from './boundary.ts';
import type { Custody, Why } from './custody.ts';
import { fields, media, missingFields } from './media.ts';
import { statementsOf, unverifiedTransfers } from './verification.ts';

type Finding = EvidenceItemStatusFinding;

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

type Check = (examined: Examined) => readonly Finding[];

/** The longest message that a status holds (api.md). */
const longest = 500;

const when = (stands: boolean, finding: Finding): readonly Finding[] =>
  stands ? [{ ...finding, message: finding.message.slice(0, longest) }] : [];

const hourMillis = 3_600_000;

const collected: Check = ({ spec }) =>
  when(spec.collection === undefined, {
    reason: 'NotCollected',
    message: 'The item was identified but not collected.',
    cure: 'Fill in spec.collection once it is.',
  });

/** What the procedure of its media type asks for and nobody stated (V1); nothing is asked of what was not collected yet. */
const complete: Check = ({ spec }) =>
  spec.collection === undefined
    ? []
    : missingFields(spec).flatMap((reason) => {
        const { why, cure, path } = fields[reason];
        return when(true, { reason, message: `${why} A ${spec.mediaType} needs ${path}.`, cure });
      });

const skilled: Check = ({ spec }) => {
  const { collection } = spec;
  const proven = collection?.tool?.certification !== undefined || collection?.qualification !== undefined;
  return when(collection !== undefined && !proven, {
    reason: 'NeitherCertifiedNorQualified',
    message: 'Neither the tool is certified nor the collector qualified (V6).',
    cure: 'A qualified person collects it again, or confirms it by a verification.',
  });
};

/** How late is late depends on how fast the medium forgets (RFC 3227, 2.1); what was late is asked about in court (S3). */
const late: Check = ({ spec, establishedAt }) => {
  const at = spec.collection?.at;
  const { lateAfterHours } = media[spec.mediaType];
  const stands =
    at !== undefined && establishedAt !== undefined && Date.parse(at) - Date.parse(establishedAt) > lateAfterHours * hourMillis;
  return when(stands, {
    reason: 'CollectedLate',
    message: `It was collected more than ${lateAfterHours} hours after the facts were established (S3).`,
    cure: 'Nothing cures it; say why in the description of the method.',
  });
};

const clocks: Check = ({ spec: { collection } }) => {
  const { at, received } = collection ?? {};
  return when(at !== undefined && received !== undefined && Date.parse(received) < Date.parse(at), {
    reason: 'ClocksDisagree',
    message: 'By its two clocks it was received before it was collected (ISO/IEC 27037, 5.4.1).',
    cure: 'Compare the clocks of the collector and of the keeper, and state the difference in a verification.',
  });
};

const how: Readonly<Record<Why, string>> = {
  Gap: 'not from the present holder',
  DoubleSpend: 'from a holder who had handed it over already',
  NotGivenByHolder: 'not given by whoever it names',
  NotReceived: 'passed on before anybody received it',
  SelfReceived: 'received by whoever gave it',
  BackDated: 'dated before what led to it',
  Declared: 'the chain broke, as the entry says',
};

/** One finding for all gaps: a status holds each reason once. */
const unbroken: Check = ({ custody, recordedGaps }) => {
  const open = custody.gaps.map(({ entry }) => entry);
  const closed = recordedGaps.filter((id) => !open.includes(id));
  return [
    ...when(open.length > 0, {
      reason: 'CustodyGap',
      message: `The chain of custody is broken (V2): ${custody.gaps.map(({ entry, why }) => `${entry} ${how[why]}`).join(', ')}.`,
      cure: 'Nothing mends it. That the bytes still match, or the seal is whole, shows that it is the same all the same: verify it.',
    }),
    ...when(closed.length > 0, {
      reason: 'CustodyRecordedLate',
      message: `Recorded before what leads to it (V2): ${closed.join(', ')}.`,
      cure: 'Nothing cures it; whoever recorded the missing hand-over or receipt late says why.',
    }),
  ];
};

/** Each hand-over shows that what arrived is what was given: by a digest where there are bytes, else by the seal (V2, V8). */
const transferred: Check = ({ spec, custody, checkedTransfers }) => {
  const bySeal = media[spec.mediaType].fixedBy === 'Seal';
  const unsealed = custody.received
    .filter(({ receipt }) => receipt !== undefined && receipt.seal === undefined)
    .map(({ handOver }) => handOver.id);
  const unverified = spec.digest === undefined ? (bySeal ? unsealed : []) : unverifiedTransfers(spec, custody, checkedTransfers);
  return when(unverified.length > 0, {
    reason: 'TransferNotVerified',
    message: `Nobody has shown that it arrived unchanged (V8): ${unverified.join(', ')}.`,
    cure: bySeal
      ? 'The receiver states the number of the seal in the receipt.'
      : 'The receiver states the digest in the receipt, or verifies the item.',
  });
};

/** An authorisation that is not whole or ran out keeps an item from being accepted; one given afterwards does not, and is told (V7). */
const authorised: Check = ({ boundary }) => {
  switch (boundary.kind) {
    case 'Inside':
      return [];
    case 'Authorised':
      return when(boundary.afterwards, {
        reason: 'AuthorisedAfterwards',
        message: 'It crossed a boundary before that was authorised (V7).',
        cure: 'Nothing cures it; whoever authorised it says in the basis why that was allowed.',
      });
    case 'Expired':
      return when(true, {
        reason: 'AuthorisationExpired',
        message: `It crosses a border of the organisation or of the law, and the authorisation ran out at ${boundary.at} (V7).`,
        cure: 'Obtain one that holds, and fill it in in spec.authorisation. Until then the item is in quarantine.',
      });
    case 'Unauthorised':
      return when(true, {
        reason: 'NotAuthorised',
        message: `It crosses a border of the organisation or of the law without a valid authorisation: ${boundary.missing.join(', ')} missing (V7).`,
        cure: 'Fill in spec.authorisation with basis, authoriser, reference, scope and expires. Until then the item is in quarantine.',
      });
  }
};

const matching: Check = ({ spec, checked }) => {
  const others = statementsOf(spec).filter(({ result }) => result === 'Mismatch');
  const found = [
    ...others.map(({ place }) => place),
    ...(checked?.mismatchAt === undefined ? [] : [`the operator at ${checked.mismatchAt}`]),
  ];
  return when(found.length > 0, {
    reason: 'BytesDiffer',
    message: `A verification found other bytes than were collected (V8): ${found.join(', ')}.`,
    cure: 'A verification made in error is corrected by another one that names it in `corrects`.',
  });
};

const readable: Check = ({ checked }) =>
  when(checked?.result === 'Unreadable', {
    reason: 'BytesUnreadable',
    message: `The operator cannot read the bytes where they are said to be (V8): ${checked?.detail ?? 'Unknown'}. That is no mismatch.`,
    cure: 'See the meaning of that word in docs/evidence.md; once they can be read, the operator verifies them by itself.',
  });

const hashed: Check = ({ spec }) =>
  when(spec.collection !== undefined && spec.digest === undefined && media[spec.mediaType].fixedBy === 'Digest', {
    reason: 'NotHashed',
    message: 'No digest fixes what was collected (V8).',
    cure: 'Fill in spec.digest with the SHA-256 of the bytes.',
  });

const located: Check = ({ spec }) =>
  when(spec.collection !== undefined && spec.location?.uri === undefined && spec.location?.place === undefined, {
    reason: 'LocationUnknown',
    message: 'Nothing says where it is kept (V8).',
    cure: 'Fill in spec.location.',
  });

const sealed: Check = ({ spec }) =>
  when(spec.collection !== undefined && media[spec.mediaType].fixedBy === 'Seal' && spec.storage?.seal === undefined, {
    reason: 'NotSealed',
    message: 'A thing without bytes needs a seal to show that it is the same (V3).',
    cure: 'Seal it and fill in spec.storage.seal.',
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

/** What weakens an item as proof, each with what would cure it; findings never keep anything from being recorded (V6, V7). */
export const findingsOf = (examined: Examined): readonly Finding[] => checks.flatMap((check) => check(examined));
