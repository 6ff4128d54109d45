import type { Block } from '../../document/model.ts';
import type { Amount } from '../costs.ts';
import type { Figures } from '../figures.ts';
import type { Voice } from '../voice.ts';
import { factsOf, figureOf, heading, tableOf, termOf } from './blocks.ts';

/** What it cost, exactly, and what is in no total (L1). */
export const costsSection = ({ costs }: Figures, voice: Voice): readonly Block[] => {
  const { words, number, record } = voice;
  const { costs: text, volume } = words;
  const money = (amount: string): string => voice.money(amount, costs.currency);
  const table = (caption: string, first: string, rows: readonly Amount[], name: (of: string | null) => string) =>
    tableOf(
      caption,
      [first, text.amount, text.estimated],
      rows.map(({ of, total, estimated }) => [name(of), money(total), money(estimated)]),
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
          table(text.byKind, text.kind, costs.byKind, (of) => termOf(text.kinds, of, words.unknown)),
        ]),
  ];
};
