import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import { orderOf } from '../api/occurrences.ts';
import type { IncidentStatusOccurrences } from '../api/types.gen.ts';

/** The name of this bookkeeping among the recorded values; no field of the spec has it. */
export const repeatsKey = 'status.occurrences';

type State = 'firing' | 'resolved';

/** What the timeline holds of repetitions: up to which order, what it last said, and which of the two it said at this order. */
interface Told {
  readonly order: number;
  readonly state: State;
  readonly said: readonly State[];
}

const read = (text: string | undefined): Told => {
  const [order, state, ...said] = (text ?? '0 firing').split(' ');
  const known = (one: string | undefined): State => (one === 'resolved' ? 'resolved' : 'firing');
  return { order: Number(order) || 0, state: known(state), said: said.map(known) };
};

const write = ({ order, state, said }: Told): string => [order, state, ...said].join(' ');

const say = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/**
 * What a machine reported again, as entries (R-auto, R-c). A flood must not fill the timeline with itself: repetitions are told at the
 * second, the tenth, the hundredth and so on, and that the source calls it over, or begun again, once each between two of
 * these. That is three entries at most for each digit of the count; the count itself is always in the status.
 */
export const repeatsOf = (
  occurrences: IncidentStatusOccurrences | undefined,
  before: string | undefined,
): { readonly drafts: readonly TimelineDraft[]; readonly value: string | undefined } => {
  if (occurrences === undefined) return { drafts: [], value: before };
  const { count = 0, resolvedAt, firstSeen } = occurrences;
  const told = read(before);
  const order = Math.max(told.order, orderOf(count));
  const grown = order > told.order;
  const said = grown ? [] : told.said;
  const state: State = resolvedAt === undefined ? 'firing' : 'resolved';
  const repeated = grown ? [say('Repeated', `count ${count} since ${firstSeen ?? 'unknown'}`)] : [];
  if (state === told.state || said.includes(state)) return { drafts: repeated, value: write({ order, state: told.state, said }) };
  const change = state === 'resolved' ? say('SourceResolved', `at ${resolvedAt} count ${count}`) : say('SourceFiring', `count ${count}`);
  return { drafts: [...repeated, change], value: write({ order, state, said: [...said, state] }) };
};
