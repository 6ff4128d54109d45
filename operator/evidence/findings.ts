import type { EvidenceItemSpec, EvidenceItemStatusFinding } from '../api/types.gen.ts';
import type { Custody } from './custody.ts';

type Finding = EvidenceItemStatusFinding;
type Check = (spec: EvidenceItemSpec, custody: Custody, establishedAt: string | undefined, now: string) => readonly Finding[];

const when = (stands: boolean, finding: Finding): readonly Finding[] => (stands ? [finding] : []);

/** Media that hold bytes, which can be hashed; the others are kept under seal instead. */
const withoutBytes = new Set(['Paper', 'PhysicalObject', 'Testimony', 'MobileDevice', 'RemovableMedium']);

/** More than a day between establishing and collecting is asked about in court (S3). */
const lateMillis = 24 * 3_600_000;

const collected: Check = (spec) =>
  when(spec.collection === undefined, {
    reason: 'NotCollected',
    message: 'The item was identified but not collected.',
    cure: 'Fill in spec.collection once it is.',
  });

const skilled: Check = (spec) => {
  const { collection } = spec;
  const proven = collection?.tool?.certification !== undefined || collection?.qualification !== undefined;
  return when(collection !== undefined && !proven, {
    reason: 'NeitherCertifiedNorQualified',
    message: 'Neither the tool is certified nor the collector qualified (V6).',
    cure: 'A qualified person collects it again, or confirms it by a verification.',
  });
};

const late: Check = (spec, _custody, establishedAt) => {
  const at = spec.collection?.at;
  const stands = at !== undefined && establishedAt !== undefined && Date.parse(at) - Date.parse(establishedAt) > lateMillis;
  return when(stands, {
    reason: 'CollectedLate',
    message: 'It was collected more than 24 hours after the facts were established (S3).',
    cure: 'Nothing cures it; say why in the description of the method.',
  });
};

const unbroken: Check = (_spec, custody) =>
  custody.gaps.map((gap) => ({
    reason: 'CustodyGap',
    message: `Hand-over ${gap.entry} does not come from the present holder (V2).`,
    cure: `The hand-over that is missing is recorded by whoever made it; the gap stays visible.`,
  }));

const authorised: Check = (spec, _custody, _establishedAt, now) => {
  if (spec.crossesBoundary !== true) return [];
  const expired =
    spec.authorisation?.expires !== undefined && Date.parse(spec.authorisation.expires) < Date.parse(spec.collection?.at ?? now);
  return when(spec.authorisation === undefined || expired, {
    reason: expired ? 'AuthorisationExpired' : 'NotAuthorised',
    message: 'It crosses a border of the organisation or of the law without a valid authorisation (V7).',
    cure: 'Fill in spec.authorisation with basis, authoriser and reference.',
  });
};

const hashed: Check = (spec) =>
  when(spec.collection !== undefined && spec.digest === undefined && !withoutBytes.has(spec.mediaType), {
    reason: 'NotHashed',
    message: 'No digest fixes what was collected (V8).',
    cure: 'Fill in spec.digest with the SHA-256 of the bytes.',
  });

const located: Check = (spec) =>
  when(spec.collection !== undefined && spec.location?.uri === undefined && spec.location?.place === undefined, {
    reason: 'LocationUnknown',
    message: 'Nothing says where it is kept (V8).',
    cure: 'Fill in spec.location.',
  });

const sealed: Check = (spec) =>
  when(
    spec.collection !== undefined && withoutBytes.has(spec.mediaType) && spec.storage?.seal === undefined && spec.mediaType !== 'Testimony',
    {
      reason: 'NotSealed',
      message: 'A thing without bytes needs a seal to show that it is the same (V3).',
      cure: 'Seal it and fill in spec.storage.seal.',
    },
  );

const checks: readonly Check[] = [collected, skilled, late, unbroken, authorised, hashed, located, sealed];

/** What weakens an item as proof, each with what would cure it; findings never keep anything from being recorded (V6, V7). */
export const findingsOf = (spec: EvidenceItemSpec, custody: Custody, establishedAt: string | undefined, now: string): readonly Finding[] =>
  checks.flatMap((check) => check(spec, custody, establishedAt, now));
