import type { ReasonName } from './reasons.ts';

/**
 * A fact to be written on the timeline. The machinery numbers, times and chains it (`seq`, `at`, `prev`, `hash`); the
 * decision says who did what. `note` holds identifiers, codes, amounts and digests only: never free text (S6).
 */
export interface TimelineDraft {
  /** Whoever did it: a user name, `user via pipeline`, or the operator itself. */
  readonly actor: string;
  readonly reason: ReasonName;
  readonly note: string;
}

/** An object that has to exist because of a decision. Its name is deterministic, so that creating it twice is one creation. */
export interface ChildDraft {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: object;
}

/**
 * Everything that follows from (observed, now). A decision is pure data: deciding twice on the same facts gives the same
 * decision, and applying it twice changes nothing the second time.
 */
export interface Decision<Status extends object> {
  /** The whole next status, without its timeline: the machinery writes what differs, together with the entries, in one write. */
  readonly status: Status;
  /** What is to be recorded, in order; empty when nothing happened. */
  readonly entries: readonly TimelineDraft[];
  /** Objects that must exist. */
  readonly children: readonly ChildDraft[];
  /** The next instant (RFC 3339, UTC) at which time alone changes the decision; absent when only new facts can. */
  readonly wakeAt?: string;
}

/** Who acts when no person did: the account's meaning, not its name. */
export const operatorActor = 'meldpunt';

/** When to decide again: at once while something is left to record, else when time alone changes the decision. */
export const wakeAfter = (more: boolean, wakeAt: string | undefined, now: string): { readonly wakeAt?: string } => {
  const at = more ? now : wakeAt;
  return at === undefined ? {} : { wakeAt: at };
};
