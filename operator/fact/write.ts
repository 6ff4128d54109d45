import type { Operation, Read } from './patch.ts';

/** Two people write to one record now and then; hardly ever so often. */
const usualAttempts = 6;

/** Where a record is read and changed, as whoever acts. */
export interface Store<T extends Read, Written> {
  readonly read: () => Promise<T>;
  /** Throws what the API server refuses. */
  readonly write: (object: T, operations: readonly Operation[]) => Promise<Written>;
  /** Whether a refusal may come from another version of the record being there by now. */
  readonly mayBeOvertaken: (error: unknown) => boolean;
}

/** What is to be written on a version of a record, that there is nothing to write, or why nothing can be. */
export type Plan<Problem> =
  | { readonly kind: 'write'; readonly operations: readonly Operation[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** What became of it. */
export type Outcome<Problem, T, Written> =
  | { readonly kind: 'written'; readonly written: Written }
  | { readonly kind: 'nothing'; readonly object: T }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Writes to a record what `plan` makes of its newest version. Where somebody else was faster, the record is read and planned for again,
 * because what fits one version may not fit the next. Throws the refusal of the API server, or the last one where others are always faster.
 */
export const write = async <Problem, T extends Read, Written>(
  store: Store<T, Written>,
  plan: (object: T) => Plan<Problem>,
  mostAttempts = usualAttempts,
): Promise<Outcome<Problem, T, Written>> => {
  let before: { readonly version: string | undefined; readonly error: unknown } | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const object = await store.read();
    // Nobody was faster: the refusal was about the change itself.
    if (before !== undefined && before.version === object.metadata.resourceVersion) throw before.error;
    const planned = plan(object);
    if (planned.kind === 'nothing') return { kind: 'nothing', object };
    if (planned.kind === 'problem') return planned;
    try {
      return { kind: 'written', written: await store.write(object, planned.operations) };
    } catch (error) {
      if (attempt === mostAttempts || !store.mayBeOvertaken(error)) throw error;
      before = { version: object.metadata.resourceVersion, error };
    }
  }
};
