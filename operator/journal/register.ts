import type { TimelineArchiveRegister, TimelineArchiveRegisterDuty } from '../api/types.gen.ts';
import { digest } from './canonical.ts';

/**
 * What remains of a record that was erased after its retention: dates, codes, numbers and references, and the digests of everything
 * that went, so that the authority can still check what was done (art. 33(5)) and whoever kept a copy can prove that it is the true one.
 */

/** A value of a record, of which the register keeps the text. */
export type Fact = string | number | boolean | readonly (string | number)[] | undefined;

/** What is kept of one record. What is undefined there is left out. */
export interface Remains {
  readonly record: {
    readonly metadata: { readonly creationTimestamp?: string; readonly deletionTimestamp?: string };
    readonly spec?: object;
  };
  /** By the path at which it stood. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** Texts and lists of which only the digest is kept; the whole spec is always among them. */
  readonly digests?: Readonly<Record<string, unknown>>;
  readonly duties?: readonly TimelineArchiveRegisterDuty[];
}

/** The longest text of a fact that the definition of TimelineArchive takes. */
const longest = 512;

const present = (values: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] =>
  Object.entries(values).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value)).slice(0, longest);

/** The entry in the register. It follows from the record alone, so that writing it again after a crash writes the same. */
export const registerOf = ({ record, facts, digests = {}, duties = [] }: Remains): TimelineArchiveRegister => {
  const { creationTimestamp = '', deletionTimestamp = '' } = record.metadata;
  const bound = present({ spec: record.spec, ...digests }).map(([path, value]) => [path, digest(value)] as const);
  return {
    erasedAt: deletionTimestamp,
    createdAt: creationTimestamp,
    facts: Object.fromEntries(present(facts).map(([path, value]) => [path, textOf(value)])),
    digests: Object.fromEntries(bound),
    ...(duties.length === 0 ? {} : { duties }),
  };
};
