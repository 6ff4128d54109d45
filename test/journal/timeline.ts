import * as fc from 'fast-check';
import type { TimelineDraft } from '../../operator/api/decision.ts';
import type { ReasonName } from '../../operator/api/reasons.ts';
import { reasons } from '../../operator/api/reasons.ts';
import type { TimelineArchiveOf, TimelineArchiveSpec } from '../../operator/api/types.gen.ts';
import type { TimelineEntry } from '../../operator/journal/chain.ts';
import { append, headOf } from '../../operator/journal/chain.ts';
import { record } from '../../operator/journal/record.ts';

/** The object whose timeline the tests write. */
export const of: TimelineArchiveOf = { kind: 'Incident', name: 'laptop-left-on-train', uid: '0b5f1c1e-8a34-4c6e-9f1a-5d2f6a7b8c9d' };

/** A timeline as it lies in a cluster. */
export interface Stored {
  readonly window: readonly TimelineEntry[];
  readonly archives: readonly TimelineArchiveSpec[];
}

const start = Temporal.Instant.from('2026-11-24T08:00:00Z');

/** An instant so many seconds into the case. */
export const after = (seconds: number): string => start.add({ seconds }).toString();

/** A draft that differs from those with another number. */
export const draft = (n: number): TimelineDraft => ({ actor: 'ann', reason: 'ActionRecorded', note: `action-${n}` });

/** So many drafts, numbered from one. */
export const drafts = (count: number): readonly TimelineDraft[] => Array.from({ length: count }, (_, i) => draft(i + 1));

/** A chain of so many entries, one a second. */
export const chainOf = (count: number): readonly TimelineEntry[] => {
  const entries: TimelineEntry[] = [];
  for (const [i, next] of drafts(count).entries()) entries.push(...append(headOf(of, entries), [next], after(i)));
  return entries;
};

/** What lies in the cluster after these batches were recorded, each in one write. */
export const store = (batches: readonly (readonly TimelineDraft[])[]): Stored =>
  batches.reduce<Stored>(
    ({ window, archives }, batch, i) => {
      const written = record({ of, window, drafts: batch, at: after(i) });
      return { window: written.timeline, archives: [...archives, ...written.archives.map(({ spec }) => spec)] };
    },
    { window: [], archives: [] },
  );

/** Any draft: names, reasons and notes of any characters. */
export const anyDraft: fc.Arbitrary<TimelineDraft> = fc.record({
  actor: fc.string({ unit: 'grapheme', maxLength: 12 }),
  reason: fc.constantFrom(...(Object.keys(reasons) as ReasonName[])),
  note: fc.string({ unit: 'grapheme', maxLength: 24 }),
});
