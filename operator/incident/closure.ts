import { after, type Entry, effective } from '../api/entries.ts';
import type { IncidentSpec, IncidentStatusPhase } from '../api/types.gen.ts';
import { isDismissing } from './verdict.ts';

/** Whether the record is closed, and what the reopening that counts asked for. */
export type Closure =
  | { readonly kind: 'Open' }
  | { readonly kind: 'Closed'; readonly at: string }
  | { readonly kind: 'Reopened'; readonly at: string; readonly to: IncidentStatusPhase };

type Opening = Entry & { readonly to?: IncidentStatusPhase };
type Order = NonNullable<NonNullable<IncidentSpec['personalData']>['orders']>[number];

/** When each order of the authority was carried out, by its id; an order that was not is absent. */
export type CarriedOut = ReadonlyMap<string, string>;

/** What has no time of its own happened last. */
const timeOf = (entry: Entry): string => entry.at ?? '9999-12-31T23:59:59Z';

const later = (a: string, b: string): string => (Date.parse(a) < Date.parse(b) ? b : a);

const reopened = (by: Opening, notBefore: string): Closure => ({
  kind: 'Reopened',
  at: later(timeOf(by), notBefore),
  to: by.to ?? 'Reviewing',
});

/** How many of some reopenings answered a dismissal: the last assessment since the reopening before it is a dismissing one. */
const answeringDismissals = (spec: IncidentSpec, reopenings: readonly Opening[]): number => {
  const assessments = effective(spec.assessments);
  const answers = reopenings.filter((reopening, index) => {
    const previous = reopenings[index - 1];
    const since = assessments.filter(
      (entry) => (previous === undefined || after(entry, timeOf(previous))) && !after(entry, timeOf(reopening)),
    );
    return isDismissing(since.at(-1)?.verdict);
  });
  return answers.length;
};

/**
 * The reopening that answers the last closure: one after it; or, since nothing can be reopened that is not closed, one too many before
 * it, whatever its `at` says, so that a time written wrongly cannot keep a record shut. Every earlier closure was answered by one
 * at the most, and so was every dismissal.
 */
const answerTo = (spec: IncidentSpec, closures: number, closedAt: string): Opening | undefined => {
  const reopenings = effective<Opening>(spec.reopenings);
  const answer = reopenings.filter((entry) => after(entry, closedAt)).at(-1);
  if (answer !== undefined) return answer;
  const surplus = reopenings.length - (closures - 1) - answeringDismissals(spec, reopenings);
  return surplus > 0 ? reopenings.at(-1) : undefined;
};

/** A record is not closed over an order, so one that was not carried out by then came after it, whatever its date. */
const reopeningOrder = (orders: readonly Order[], closedAt: string, carriedOut: CarriedOut): Order | undefined =>
  orders.find((order) => {
    const done = carriedOut.get(order.id);
    return after(order, closedAt) || done === undefined || Date.parse(done) > Date.parse(closedAt);
  });

/**
 * Closures, reopenings and orders of the authority, read as a whole (S8, N9). A reopening asks for a phase and an order for none, so of
 * both the reopening counts. A report that turns out to repeat a closed incident reopens it too: `repeated` are the moments at which that
 * was seen (A8). What is reopened is so from after the closure on: review, approval and closure are needed anew.
 */
export const closureOf = (spec: IncidentSpec, carriedOut: CarriedOut, repeated: readonly string[] = []): Closure => {
  const closures = effective(spec.closures);
  const closure = closures.at(-1);
  if (closure === undefined) {
    // A dismissed record has no closure, and can be reopened all the same.
    const reopening = effective<Opening>(spec.reopenings).at(-1);
    return reopening === undefined ? { kind: 'Open' } : reopened(reopening, timeOf(reopening));
  }
  const closedAt = timeOf(closure);
  const answer = answerTo(spec, closures.length, closedAt);
  if (answer !== undefined) return reopened(answer, closedAt);
  const order = reopeningOrder(effective(spec.personalData?.orders), closedAt, carriedOut);
  if (order !== undefined) return reopened({ id: order.id, ...(order.at && { at: order.at }) }, closedAt);
  const repetition = repeated.filter((at) => Date.parse(at) > Date.parse(closedAt)).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return repetition === undefined ? { kind: 'Closed', at: closedAt } : reopened({ id: 'duplicate', at: repetition }, closedAt);
};

/** A dismissed record that the authority gives an order on is open again and has to be assessed anew (N9). */
export const reopenedByOrder = (spec: IncidentSpec, dismissal: Entry): Closure | undefined => {
  const order = effective(spec.personalData?.orders).find((entry) => after(entry, timeOf(dismissal)));
  return order === undefined ? undefined : { kind: 'Reopened', at: timeOf(order), to: 'Reported' };
};

/** Entries made before the last reopening are history: review, approval and closure are needed anew (api.md, lifecycle). */
export const sinceReopening = <E extends Entry>(entries: readonly E[] | undefined, closure: Closure): readonly E[] =>
  closure.kind === 'Reopened' ? effective(entries).filter((entry) => after(entry, closure.at)) : effective(entries);
