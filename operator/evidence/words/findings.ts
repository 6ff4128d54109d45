import type { MissingPart } from '../boundary.ts';
import type { Gap } from '../custody.ts';
import type { FieldName, MediaType } from '../media.ts';

/** What a finding is about, by its reason: all that a sentence in any language needs. */
interface Abouts extends Record<FieldName, { readonly mediaType: MediaType; readonly path: string }> {
  readonly NotCollected: object;
  readonly NeitherCertifiedNorQualified: object;
  readonly CollectedLate: { readonly hours: number };
  readonly ClocksDisagree: object;
  readonly CustodyGap: { readonly gaps: readonly Pick<Gap, 'entry' | 'why'>[] };
  readonly CustodyRecordedLate: { readonly entries: readonly string[] };
  readonly TransferNotVerified: { readonly entries: readonly string[]; readonly bySeal: boolean };
  readonly AuthorisedAfterwards: object;
  readonly AuthorisationExpired: { readonly endedAt: string };
  readonly NotAuthorised: { readonly missing: readonly MissingPart[] };
  readonly NotHashed: object;
  /** Places of statements by people, and when the operator found it. */
  readonly BytesDiffer: { readonly statements: readonly string[]; readonly operatorAt: string | undefined };
  readonly BytesUnreadable: { readonly detail: string | undefined };
  readonly LocationUnknown: object;
  readonly NotSealed: object;
  readonly StampInvalid: { readonly fault: string };
  readonly StampCertificateEnded: { readonly endedAt: string };
  readonly NotStamped: { readonly fault: string };
}

/** Why an item is weak as proof, in one word. */
export type Reason = keyof Abouts;

/** One weak point, in no language yet. */
export type Weakness = { readonly [R in Reason]: { readonly reason: R } & Abouts[R] }[Reason];

/** A weak point in words. */
export interface Said {
  readonly message: string;
  readonly cure: string;
}

/** The sentences of one language. `moment` writes an instant as that language does. */
export type FindingWords = { readonly [R in Reason]: (about: Abouts[R], moment: (at: string) => string) => Said };

/** Puts a weak point into words. Pure. */
export const sayWeakness = <R extends Reason>(
  words: FindingWords,
  weakness: { readonly reason: R } & Abouts[R],
  moment: (at: string) => string,
): Said => words[weakness.reason](weakness, moment);
