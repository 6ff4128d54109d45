import type { Block } from '../../document/model.ts';
import type { Amount, Costs } from '../costs.ts';
import type { Figures } from '../figures.ts';
import type { Voice } from '../voice.ts';
import { factsOf, figureOf, heading, tableOf, termOf } from './blocks.ts';

type Money = (amount: string) => string;

/** What had been estimated beside what it came to: how good the estimates of the house are. */
const settledFacts = (
  { settled }: Costs,
  { words: { costs: text }, number }: Voice,
  money: Money,
): readonly (readonly [string, string])[] => [
  ...(settled.n === 0
    ? []
    : [
        [
          text.settled,
          text.settledText(money(settled.estimated), money(settled.actual), signed(settled.difference, money), number(settled.n)),
        ] as const,
      ]),
  ...(settled.unknown === 0 ? [] : [[text.settled, text.settledUnknown(number(settled.unknown))] as const]),
];

/** A difference with its sign, so that more and less are never mixed up. */
const signed = (difference: string, money: Money): string => (difference.startsWith('-') ? money(difference) : `+${money(difference)}`);

/** How many incidents are named by what they cost; the JSON form has them all. */
const mostDear = 10;

const dearest = ({ byIncident }: Costs, { words, number }: Voice, money: Money): readonly Block[] => {
  const { costs: text, duties } = words;
  const shown = byIncident.slice(0, mostDear);
  const rows = shown.map(({ incident, total, estimated, recovered }) => [incident, money(total), money(estimated), money(recovered)]);
  return [
    tableOf(text.byIncident, [duties.incident, text.amount, text.estimated, text.recovered], rows),
    ...(byIncident.length > mostDear ? [{ kind: 'paragraph' as const, text: words.more(number(byIncident.length - mostDear)) }] : []),
  ];
};

/** What it cost, exactly, and what is in no total (L1). */
export const costsSection = ({ costs }: Figures, voice: Voice): readonly Block[] => {
  const { words, number, record } = voice;
  const { costs: text, volume } = words;
  const money = (amount: string): string => voice.money(amount, costs.currency);
  const table = (caption: string, first: string, rows: readonly Amount[], name: (of: string | null) => string) =>
    tableOf(
      caption,
      [first, text.amount, text.estimated, text.recovered],
      rows.map(({ of, total, estimated, recovered }) => [name(of), money(total), money(estimated), money(recovered)]),
    );
  const month = (of: string | null): string => (of === null ? words.unknown : voice.month(of));
  // The length of a bar needs no cents; the text beside it and the table have the exact amount.
  const bars = costs.byMonth.map(({ of, total }) => ({ label: month(of), value: Math.max(0, Number(total)), text: money(total) }));
  const leftOut = [
    ...(costs.unpriced > 0 ? [text.unpriced(number(costs.unpriced))] : []),
    ...(costs.undated > 0 ? [text.undated(number(costs.undated))] : []),
  ];
  return [
    heading(text.heading),
    factsOf([
      [text.total, money(costs.total)],
      [text.estimated, money(costs.estimated)],
      [text.recovered, money(costs.recovered)],
      ...settledFacts(costs, voice, money),
      ...costs.foreign.map(
        ({ currency, n, total }) => [text.foreign, text.foreignAmount(voice.money(total, currency), number(n))] as const,
      ),
      ...leftOut.map((sentence) => [text.leftOut, sentence] as const),
    ]),
    ...(costs.entries === 0
      ? []
      : [
          figureOf(voice, text.byMonthAlt, bars, table(text.byMonth, volume.month, costs.byMonth, month)),
          table(text.byCategory, volume.category, costs.byCategory, (of) => termOf(record.category, of, words.unknown)),
          table(text.byDepartment, volume.department, costs.byDepartment, (of) => of ?? words.unknown),
          ...dearest(costs, voice, money),
          // What came back is a kind of its own here.
          tableOf(
            text.byKind,
            [text.kind, text.amount, text.estimated],
            costs.byKind.map(({ of, total, estimated }) => [termOf(text.kinds, of, words.unknown), money(total), money(estimated)]),
          ),
        ]),
  ];
};
