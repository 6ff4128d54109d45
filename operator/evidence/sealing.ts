import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import { utc } from '../api/time.ts';
import type { EvidenceItemSpec, EvidenceItemStatus } from '../api/types.gen.ts';
import type { Weakness } from './words/findings.ts';

/** A stamp that was kept, as the status holds it. */
export type Seal = NonNullable<EvidenceItemStatus['seal']>;
type Sealing = NonNullable<EvidenceItemStatus['sealing']>;

/** Why there is no stamp, or none that holds: what came of asking for one, or what is wrong with its token. */
export type SealFault =
  | 'badSignature'
  | 'expired'
  | 'notForStamping'
  | 'notYetValid'
  | 'otherDigest'
  | 'otherNonce'
  | 'refused'
  | 'tooLarge'
  | 'unnamedCertificate'
  | 'unreachable'
  | 'unreadable'
  | 'untrusted'
  | 'weakAlgorithm';

/** What the operator did about the time stamp of an item, as long as that is not stored. */
export type SealNews =
  | { readonly kind: 'Sealed'; readonly at: string; readonly seal: Seal /** SHA-256 of the token. */; readonly tokenDigest: string }
  | { readonly kind: 'Failed'; readonly at: string; readonly outcome: SealFault }
  /** A stamp that was kept was verified again, offline. */
  | { readonly kind: 'Checked'; readonly at: string; readonly outcome: SealFault | 'verified' };

/** What is asked to be stamped: the digest of the bytes themselves, so that anybody can check it with the bytes and OpenSSL alone. */
export interface Stampable {
  readonly over: 'sha256' | 'sha512';
  readonly value: string;
}

/** The digest that an authority stamps; undefined for an item that has none which authorities know. */
export const stampable = ({ digest }: EvidenceItemSpec): Stampable | undefined => {
  if (digest === undefined) return undefined;
  if (digest.algorithm !== 'sha3-256') return { over: digest.algorithm, value: digest.value };
  return digest.sha512 === undefined ? undefined : { over: 'sha512', value: digest.sha512 };
};

/** An authority that does not answer is asked again in no hurry. */
const retryMillis = 3_600_000;
/** A stamp that was kept is verified again as often as a month has passed: its certificate may have ended since. */
const recheckMillis = 30 * 86_400_000;

/** When something is to be done about the time stamp of an item, RFC 3339 in UTC; undefined where nothing is, or nobody could. */
export const nextSealing = (
  spec: EvidenceItemSpec,
  { seal, sealing }: Pick<EvidenceItemStatus, 'seal' | 'sealing'>,
  now: string,
): string | undefined => {
  if (stampable(spec) === undefined || spec.disposal !== undefined) return undefined;
  if (seal?.token !== undefined) return seal.checkedAt === undefined ? now : utc(Date.parse(seal.checkedAt) + recheckMillis);
  return sealing === undefined ? now : utc(Date.parse(sealing.at) + retryMillis);
};

/** What the status says of the time stamp after some news; a stamp that is kept is never replaced. */
export const sealAfter = (
  before: Pick<EvidenceItemStatus, 'seal' | 'sealing'>,
  news: SealNews | undefined,
): { readonly seal?: Seal; readonly sealing?: Sealing } => {
  const kept = { ...(before.seal && { seal: before.seal }), ...(before.sealing && { sealing: before.sealing }) };
  switch (news?.kind) {
    case undefined:
      return kept;
    case 'Sealed':
      return before.seal?.token === undefined ? { seal: news.seal } : kept;
    case 'Failed':
      return before.seal?.token === undefined ? { sealing: { at: news.at, outcome: news.outcome } } : kept;
    case 'Checked':
      return before.seal === undefined ? kept : { seal: { ...before.seal, checkedAt: news.at, outcome: news.outcome } };
  }
};

const say = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** What is recorded of it: the stamp with the digest of its token, and each new way of failing, once. */
export const sealDrafts = (before: Pick<EvidenceItemStatus, 'seal' | 'sealing'>, news: SealNews | undefined): readonly TimelineDraft[] => {
  switch (news?.kind) {
    case undefined:
      return [];
    case 'Sealed':
      return before.seal?.token === undefined ? [say('EvidenceStamped', `RFC3161 ${news.seal.time ?? ''} sha256:${news.tokenDigest}`)] : [];
    case 'Failed':
      return before.seal?.token !== undefined || before.sealing?.outcome === news.outcome ? [] : [say('EvidenceUnstamped', news.outcome)];
    case 'Checked':
      return news.outcome === 'verified' || news.outcome === before.seal?.outcome ? [] : [say('EvidenceUnstamped', news.outcome)];
  }
};

/**
 * What is weak about the proof of time. An operator without an authority has no such finding: the signed checkpoint over the timeline, which
 * holds the digest, stands in, and the report says so. Pure.
 */
export const sealWeaknesses = ({ seal, sealing }: Pick<EvidenceItemStatus, 'seal' | 'sealing'>, now: string): readonly Weakness[] => {
  if (seal?.token === undefined) return sealing === undefined ? [] : [{ reason: 'NotStamped', fault: sealing.outcome }];
  const { outcome = 'verified', certificateEnds } = seal;
  if (outcome !== 'verified') return [{ reason: 'StampInvalid', fault: outcome }];
  if (certificateEnds === undefined || Date.parse(certificateEnds) > Date.parse(now)) return [];
  return [{ reason: 'StampCertificateEnded', endedAt: certificateEnds }];
};
