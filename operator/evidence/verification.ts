import { compareTimes, type Entry, effective } from '../api/entries.ts';
import type { EvidenceItemSpec, EvidenceItemStatus, EvidenceItemVerification } from '../api/types.gen.ts';
import type { Custody, Received } from './custody.ts';

/** What a reading of the bytes by the operator came to (V8). `detail` says in one word why they could not be read. */
export type Check =
  | { readonly at: string; readonly result: 'Match' | 'Mismatch'; readonly digest: string; readonly bytes: number }
  | { readonly at: string; readonly result: 'Unreadable'; readonly detail: string };

type Result = EvidenceItemVerification['result'];
type Verified = NonNullable<EvidenceItemStatus['verified']>;
type Checked = NonNullable<EvidenceItemStatus['checked']>;

/**
 * What a verification amounts to (V8): whoever states another digest than was collected has found other bytes, whatever it is called. Both digests
 * of an item may be stated.
 */
export const resultOf = ({ result, digest }: Pick<EvidenceItemVerification, 'result' | 'digest'>, spec: EvidenceItemSpec): Result =>
  digest !== undefined && spec.digest !== undefined && digest !== spec.digest.value && digest !== spec.digest.sha512 ? 'Mismatch' : result;

/** One statement of a person about the bytes: a verification, or a digest found on receipt. */
export interface Statement extends Entry {
  readonly place: string;
  readonly result: Result;
  readonly digest?: string;
}

/** Everything that people found of the bytes, oldest first. */
export const statementsOf = (spec: EvidenceItemSpec): readonly Statement[] =>
  [
    ...effective<EvidenceItemVerification & Entry>(spec.verifications).map((entry) => ({
      ...entry,
      place: `verifications/${entry.id}`,
      result: resultOf(entry, spec),
    })),
    ...effective(spec.receipts).flatMap((entry) =>
      entry.digest === undefined || spec.digest === undefined
        ? []
        : [{ ...entry, place: `receipts/${entry.id}`, result: resultOf({ result: 'Match', digest: entry.digest }, spec) }],
    ),
  ].toSorted(compareTimes);

/** What the operator knows from its own readings, after one more. A reading that was stored already changes nothing. */
export const checkedAfter = (before: Checked | undefined, check: Check | undefined): Checked | undefined => {
  if (check === undefined || (before !== undefined && Date.parse(check.at) <= Date.parse(before.at))) return before;
  const { at, result } = check;
  const matchAt = result === 'Match' ? at : before?.matchAt;
  const mismatchAt = result === 'Mismatch' ? at : before?.mismatchAt;
  return {
    at,
    result,
    ...(check.result === 'Unreadable' && { detail: check.detail }),
    ...(matchAt !== undefined && { matchAt }),
    ...(mismatchAt !== undefined && { mismatchAt }),
  };
};

/**
 * Whether the bytes are the ones that were collected, by the latest reading that could be made: of people and of the operator. What
 * nobody could read says nothing, and takes nothing back. Undefined while nobody has looked.
 */
export const bytesNow = (spec: EvidenceItemSpec, checked: Checked | undefined): 'Match' | 'Mismatch' | undefined => {
  const readings = [
    ...statementsOf(spec).flatMap(({ at, result }) => (result === 'Unreadable' || at === undefined ? [] : [{ at, result }])),
    ...(checked?.matchAt === undefined ? [] : [{ at: checked.matchAt, result: 'Match' as const }]),
    ...(checked?.mismatchAt === undefined ? [] : [{ at: checked.mismatchAt, result: 'Mismatch' as const }]),
  ];
  return readings.reduce<(typeof readings)[number] | undefined>(
    (latest, reading) => (latest === undefined || Date.parse(reading.at) >= Date.parse(latest.at) ? reading : latest),
    undefined,
  )?.result;
};

/** The last check against the digest, whoever made it; an earlier one yields. */
export const verifiedOf = (spec: EvidenceItemSpec, check: Check | undefined, before: Verified | undefined): Verified | undefined => {
  const people = statementsOf(spec).flatMap(({ at, result, digest }): readonly Verified[] =>
    at === undefined ? [] : [{ at, result, ...(digest !== undefined && { digest }) }],
  );
  const own: readonly Verified[] =
    check === undefined
      ? []
      : [{ at: check.at, result: check.result, ...(check.result !== 'Unreadable' && { digest: check.digest, bytes: check.bytes }) }];
  return [...(before === undefined ? [] : [before]), ...people, ...own].reduce<Verified | undefined>(
    (latest, one) => (latest === undefined || Date.parse(one.at) >= Date.parse(latest.at) ? one : latest),
    undefined,
  );
};

/** The receipts after which nobody has shown that the bytes arrived unchanged (V8): by their hand-over, of those that were received. */
export const unverifiedTransfers = (spec: EvidenceItemSpec, { received }: Custody, checked: readonly string[]): readonly string[] => {
  const matches = statementsOf(spec).filter(({ result, at }) => result === 'Match' && at !== undefined);
  const shown = ({ handOver }: Received, next: Received | undefined): boolean =>
    checked.includes(handOver.id) ||
    matches.some((match) => compareTimes(match, handOver) >= 0 && (next === undefined || compareTimes(match, next.handOver) <= 0));
  return received.filter((one, index) => one.receipt !== undefined && !shown(one, received[index + 1])).map(({ handOver }) => handOver.id);
};

/** The latest hand-over that a reading of the operator confirms: made after it was received, and matching. */
export const transferCheckedBy = (check: Check | undefined, { received }: Custody): string | undefined => {
  const latest = received.at(-1);
  const at = latest?.receipt?.at;
  const confirmed = check?.result === 'Match' && at !== undefined && Date.parse(check.at) >= Date.parse(at);
  return confirmed ? latest?.handOver.id : undefined;
};
