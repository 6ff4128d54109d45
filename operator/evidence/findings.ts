import { effective } from '../api/entries.ts';
import type { EvidenceItemSpec, EvidenceItemStatusFinding } from '../api/types.gen.ts';
import type { Custody } from './custody.ts';
import { resultOf } from './verification.ts';

type Finding = EvidenceItemStatusFinding;

/** What the checks look at. */
export interface Examined {
  readonly spec: EvidenceItemSpec;
  readonly custody: Custody;
  /** Hand-overs that stood without their predecessor when they were recorded, by id. */
  readonly recordedGaps: readonly string[];
  /** When the facts of the incident were established; undefined while the incident does not exist. */
  readonly establishedAt: string | undefined;
  readonly now: string;
}

type Check = (examined: Examined) => readonly Finding[];

/** The longest message that a status holds (api.md). */
const longest = 500;

const when = (stands: boolean, finding: Finding): readonly Finding[] =>
  stands ? [{ ...finding, message: finding.message.slice(0, longest) }] : [];

/** Media that hold bytes, which can be hashed; the others are kept under seal instead. */
const withoutBytes = new Set(['Paper', 'PhysicalObject', 'Testimony', 'MobileDevice', 'RemovableMedium']);

/** More than a day between establishing and collecting is asked about in court (S3). */
const lateMillis = 24 * 3_600_000;

const collected: Check = ({ spec }) =>
  when(spec.collection === undefined, {
    reason: 'NotCollected',
    message: 'The item was identified but not collected.',
    cure: 'Fill in spec.collection once it is.',
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

const late: Check = ({ spec, establishedAt }) => {
  const at = spec.collection?.at;
  const stands = at !== undefined && establishedAt !== undefined && Date.parse(at) - Date.parse(establishedAt) > lateMillis;
  return when(stands, {
    reason: 'CollectedLate',
    message: 'It was collected more than 24 hours after the facts were established (S3).',
    cure: 'Nothing cures it; say why in the description of the method.',
  });
};

/** One finding for all gaps: a status holds each reason once. */
const unbroken: Check = ({ custody, recordedGaps }) => {
  const open = custody.gaps.map(({ entry }) => entry);
  const closed = recordedGaps.filter((id) => !open.includes(id));
  return [
    ...when(open.length > 0, {
      reason: 'CustodyGap',
      message: `Not from the present holder (V2): ${open.join(', ')}.`,
      cure: 'The hand-over that is missing is recorded by whoever made it; that it was missing stays visible.',
    }),
    ...when(closed.length > 0, {
      reason: 'CustodyRecordedLate',
      message: `Recorded before the hand-over that leads to it (V2): ${closed.join(', ')}.`,
      cure: 'Nothing cures it; whoever recorded the missing hand-over late says why in its reason.',
    }),
  ];
};

/** An authorisation names who gave it and where it can be read (V7); one that ran out before the item was collected is none. */
const authorised: Check = ({ spec, now }) => {
  const { authorisation, collection, crossesBoundary } = spec;
  if (crossesBoundary !== true) return [];
  const expired = authorisation?.expires !== undefined && Date.parse(authorisation.expires) < Date.parse(collection?.at ?? now);
  return when(authorisation?.reference === undefined || expired, {
    reason: expired ? 'AuthorisationExpired' : 'NotAuthorised',
    message: 'It crosses a border of the organisation or of the law without a valid authorisation (V7).',
    cure: 'Fill in spec.authorisation with basis, authoriser and reference.',
  });
};

const matching: Check = ({ spec }) => {
  const others = effective(spec.verifications).filter((verification) => resultOf(verification, spec) === 'Mismatch');
  return when(others.length > 0, {
    reason: 'BytesDiffer',
    message: `A verification found other bytes than were collected (V8): ${others.map(({ id }) => id).join(', ')}.`,
    cure: 'A verification made in error is corrected by another one that names it in `corrects`.',
  });
};

const hashed: Check = ({ spec }) =>
  when(spec.collection !== undefined && spec.digest === undefined && !withoutBytes.has(spec.mediaType), {
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
  when(
    spec.collection !== undefined && withoutBytes.has(spec.mediaType) && spec.storage?.seal === undefined && spec.mediaType !== 'Testimony',
    {
      reason: 'NotSealed',
      message: 'A thing without bytes needs a seal to show that it is the same (V3).',
      cure: 'Seal it and fill in spec.storage.seal.',
    },
  );

const checks: readonly Check[] = [collected, skilled, late, unbroken, authorised, hashed, matching, located, sealed];

/** What weakens an item as proof, each with what would cure it; findings never keep anything from being recorded (V6, V7). */
export const findingsOf = (examined: Examined): readonly Finding[] => checks.flatMap((check) => check(examined));
