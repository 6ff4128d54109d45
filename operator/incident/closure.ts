import { after, type Entry, effective } from '../api/entries.ts';
import type { IncidentSpec, IncidentStatusPhase } from '../api/types.gen.ts';

type Opening = Entry & { readonly to?: IncidentStatusPhase };

/** Whether the record is closed, and what the last reopening asked for. */
export type Closure =
  | { readonly kind: 'Open' }
  | { readonly kind: 'Closed'; readonly at: string }
  | { readonly kind: 'Reopened'; readonly at: string; readonly to: IncidentStatusPhase };

const timeOf = (entry: Entry): string => entry.at ?? '9999-12-31T23:59:59Z';

/**
 * Closures, reopenings and orders of the authority, walked in the order in which they count (S8, N9). The n-th reopening
 * answers the n-th closure whatever its `at` says, so that a time written wrongly cannot keep a record shut; an order counts
 * as a reopening only after a closure.
 */
export const closureOf = (spec: IncidentSpec): Closure => {
  const closures = effective(spec.closures);
  const reopenings = effective<Opening>(spec.reopenings);
  const orders = effective(spec.personalData?.orders);
  const lastClosure = closures.at(-1);
  if (lastClosure === undefined) return reopenedBy(reopenings.at(-1));
  const order = orders.filter((entry) => after(entry, timeOf(lastClosure))).at(-1);
  if (order !== undefined) return { kind: 'Reopened', at: timeOf(order), to: 'Reviewing' };
  if (reopenings.length >= closures.length) return reopenedBy(reopenings.at(-1));
  return { kind: 'Closed', at: timeOf(lastClosure) };
};

/** A dismissed record has no closure, and can be reopened all the same. */
const reopenedBy = (reopening: Opening | undefined): Closure =>
  reopening === undefined ? { kind: 'Open' } : { kind: 'Reopened', at: timeOf(reopening), to: reopening.to ?? 'Reviewing' };

/** Entries made before the last reopening are history: review, approval and closure are needed anew (api.md, lifecycle). */
export const sinceReopening = <E extends Entry>(entries: readonly E[] | undefined, closure: Closure): readonly E[] =>
  closure.kind === 'Reopened' ? effective(entries).filter((entry) => after(entry, closure.at)) : effective(entries);
