import { operatorActor } from '../api/decision.ts';
import type { TimelineArchiveOf, TimelineArchiveRegister, TimelineArchiveSpec } from '../api/types.gen.ts';
import { type ArchiveDraft, archiveName, archiveSize, windowLimit } from './archive.ts';
import { digest } from './canonical.ts';
import { append, headOf, type TimelineEntry } from './chain.ts';

/** What is known of a record that is being erased. */
export interface Erasure {
  readonly of: TimelineArchiveOf;
  /** Its `status.timeline`. */
  readonly window: readonly TimelineEntry[];
  /** Its archives, in any order. */
  readonly archived: readonly TimelineArchiveSpec[];
  readonly register: TimelineArchiveRegister;
}

/** Whether the archives of a record say already that it was erased. */
export const isEntombed = (archived: readonly TimelineArchiveSpec[]): boolean => archived.some(({ register }) => register !== undefined);

const draft = (of: TimelineArchiveOf, entries: readonly TimelineEntry[], register?: TimelineArchiveRegister): ArchiveDraft => {
  const [oldest, newest] = [entries.at(0), entries.at(-1)];
  if (oldest === undefined || newest === undefined) throw new RangeError('An archive without entries proves nothing.');
  const { kind, name, uid } = of;
  const spec = { of: { kind, name, uid }, first: oldest.seq, last: newest.seq, entries, prev: oldest.prev, head: newest.hash };
  return { name: archiveName(of, oldest.seq), spec: register === undefined ? spec : { ...spec, register } };
};

/**
 * The archives that must exist before a record may go, so that archives alone hold its whole chain: what is left of the window, ended by
 * an entry that binds the register. It says the time at which the deletion was asked for, so that an attempt that was cut off is
 * continued by the same drafts. None if it was done already. Throws as `append` does.
 */
export const tombstone = ({ of, window, archived, register }: Erasure): readonly ArchiveDraft[] => {
  if (isEntombed(archived)) return [];
  const newest = archived.toSorted((a, b) => a.last - b.last).at(-1);
  const left = window.filter(({ seq }) => seq > (newest?.last ?? 0));
  const head = headOf(of, left.length > 0 ? left : (newest?.entries ?? []));
  const closing = append(head, [{ actor: operatorActor, reason: 'Erased', note: `register ${digest(register)}` }], register.erasedAt);
  const all = [...left, ...closing];
  const split = all.length > windowLimit ? archiveSize : 0;
  return [...(split > 0 ? [draft(of, all.slice(0, split))] : []), draft(of, all.slice(split), register)];
};
