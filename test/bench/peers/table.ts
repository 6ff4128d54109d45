// Medians of what was measured, and how they compare with the product's.
import { quantile } from '../../e2e/support/quantile.ts';
import type { Figures } from '../run/rig.ts';

/** The figures of one phase of one run. */
export interface Row {
  readonly round: number;
  readonly name: string;
  readonly phase: string;
  readonly figures: Figures;
}

const shown = (value: number): string => {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0);
};

/** A table in Markdown for each phase: a column for each program, and the product's share of each other one in brackets. */
export const tables = (rows: readonly Row[], product: string): string => {
  const names = [...new Set(rows.map(({ name }) => name))];
  const others = names.filter((name) => name !== product);
  const phases = [...new Set(rows.map(({ phase }) => phase))];
  return phases
    .map((phase) => {
      const of = rows.filter((row) => row.phase === phase);
      const median = (name: string, figure: string): number =>
        quantile(
          of.flatMap((row) => (row.name === name ? [row.figures[figure] ?? Number.NaN] : [])),
          0.5,
        );
      const cell = (name: string, figure: string): string => {
        const [mine, theirs] = [median(product, figure), median(name, figure)];
        return theirs > 0 && Number.isFinite(mine) ? `${shown(theirs)} (${(mine / theirs).toFixed(2)} ×)` : shown(theirs);
      };
      const figures = [...new Set(of.flatMap((row) => Object.keys(row.figures)))];
      const runs = Math.max(...of.map(({ round }) => round));
      return [
        `| ${phase}, medians of ${runs} | ${[product, ...others].join(' | ')} |`,
        `|---|${['', ...others].map(() => '---:|').join('')}`,
        ...figures.map(
          (figure) => `| ${figure} | ${[shown(median(product, figure)), ...others.map((name) => cell(name, figure))].join(' | ')} |`,
        ),
      ].join('\n');
    })
    .join('\n\n');
};
