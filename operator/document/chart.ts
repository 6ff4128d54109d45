import type { Figure } from './model.ts';
import { clean } from './text.ts';

/** A shape on a sheet, in points, with the origin at the upper left. A text stands on its baseline. */
export type Shape =
  | { readonly kind: 'bar'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly kind: 'axis'; readonly x: number; readonly y: number; readonly height: number }
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly anchor: 'start' | 'end'; readonly text: string };

/** A picture as shapes, which HTML draws as SVG and a PDF by itself. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const width = 480;
/** The room for the labels: as much as the longest needs, and never so much that the bars say nothing. */
const [leastLabels, mostLabels] = [120, 250];
/** The room for a letter, on average. */
const letterWidth = 5.5;
const rowHeight = 20;
const barHeight = 12;
/** A label longer than this does not fit beside its bar; the table has it whole. */
const longestLabel = Math.floor((mostLabels - 8) / letterWidth);

const shortened = (label: string): string => (label.length <= longestLabel ? label : `${label.slice(0, longestLabel - 1)}…`);

const labelRoom = (labels: readonly string[]): number =>
  Math.min(mostLabels, Math.max(leastLabels, ...labels.map((label) => Math.ceil(label.length * letterWidth) + 8)));

const round = (value: number): number => Math.round(value * 100) / 100;

/** The bars of a figure, one below the other, in proportion to the greatest. What is no finite number above zero has no length. */
export const drawingOf = ({ bars }: Figure): Drawing => {
  const lengths = bars.map(({ value }) => (Number.isFinite(value) && value > 0 ? value : 0));
  const greatest = Math.max(0, ...lengths);
  const labelWidth = labelRoom(bars.map(({ label }) => clean(label)));
  const room = width - labelWidth - Math.max(40, ...bars.map(({ text }) => text.length * letterWidth + 8));
  const shapes = bars.flatMap(({ label, text }, index): Shape[] => {
    const y = index * rowHeight;
    const length = greatest === 0 ? 0 : round(((lengths[index] ?? 0) / greatest) * room);
    const baseline = y + rowHeight / 2 + 4;
    return [
      { kind: 'text', x: labelWidth - 8, y: baseline, anchor: 'end', text: shortened(clean(label)) },
      { kind: 'bar', x: labelWidth, y: y + (rowHeight - barHeight) / 2, width: length, height: barHeight },
      { kind: 'text', x: labelWidth + length + 6, y: baseline, anchor: 'start', text: clean(text) },
    ];
  });
  const height = bars.length * rowHeight;
  return { width, height, shapes: [...shapes, { kind: 'axis', x: labelWidth, y: 0, height }] };
};
