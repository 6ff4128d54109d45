import { rowsOf, type Table } from './model.ts';
import { ink, type Setting, type Sheet, type Tag } from './pdf-sheet.ts';

const padding = 4;
const size = 9.5;
const dash = '–';
/** A column is never narrower than this, so that no word of one letter a line comes about. */
const narrowest = 44;

const heading: Setting = { face: 'bold', size };

interface Cell {
  readonly text: string;
  readonly setting: Setting;
}

/** The widths of the columns, of which the sum is the width of the sheet: the shares that were asked for, else by the length of the texts. */
const widthsOf = (sheet: Sheet, { columns, rows }: Table): readonly number[] => {
  const asked = columns.map((column, index) => {
    if (column.width !== undefined) return column.width * sheet.width;
    const texts = rows.map((row) => sheet.widthOf(row[index] ?? '', { size }));
    const natural = Math.max(sheet.widthOf(column.heading, heading), ...texts) + 2 * padding + 1;
    return Math.min(Math.max(natural, narrowest), sheet.width / 2);
  });
  const total = asked.reduce((sum, width) => sum + width, 0);
  return asked.map((width) => (width / total) * sheet.width);
};

const cellsOf = ({ columns, rowHeadings }: Table, row: readonly string[]): readonly Cell[] =>
  columns.map(({ align }, index) => ({
    text: row[index] || dash,
    setting: {
      size,
      ...(rowHeadings === true && index === 0 ? { face: 'bold' as const } : {}),
      ...(align === 'end' ? { align: 'right' as const } : {}),
    },
  }));

/** The longest beginning of a text that is no higher than that, cut between words, and the rest. */
const cut = (sheet: Sheet, text: string, setting: Setting, height: number): readonly [string, string] => {
  if (sheet.heightOf(text, setting) <= height) return [text, ''];
  const words = text.split(' ');
  let [fits, exceeds] = [1, words.length];
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (sheet.heightOf(words.slice(0, middle).join(' '), setting) <= height) fits = middle;
    else exceeds = middle;
  }
  return [words.slice(0, fits).join(' '), words.slice(fits).join(' ')];
};

/** The parts of a row of which each fits on a page. */
const partsOf = (sheet: Sheet, cells: readonly Cell[], widths: readonly number[], height: number): readonly (readonly Cell[])[] => {
  const parts: (readonly Cell[])[] = [];
  let rest = cells;
  while (rest.some(({ text }) => text !== '')) {
    const pieces = rest.map(({ text, setting }, index) =>
      cut(sheet, text, { ...setting, width: (widths[index] ?? 0) - 2 * padding }, height),
    );
    parts.push(rest.map(({ setting }, index) => ({ setting, text: pieces[index]?.[0] ?? '' })));
    rest = rest.map(({ setting }, index) => ({ setting, text: pieces[index]?.[1] ?? '' }));
  }
  return parts;
};

/** A table on its sheet: its columns, and whether a cell heads its row. */
interface Grid {
  readonly sheet: Sheet;
  readonly table: Table;
  readonly widths: readonly number[];
}

const heightOf = ({ sheet, widths }: Grid, cells: readonly Cell[]): number =>
  Math.max(...cells.map(({ text, setting }, index) => sheet.heightOf(text, { ...setting, width: (widths[index] ?? 0) - 2 * padding }))) +
  2 * padding;

const place = (grid: Grid, cells: readonly Cell[], each: (cell: Cell, index: number, setting: Setting) => void): void => {
  const { pdf, left } = grid.sheet;
  const height = heightOf(grid, cells);
  const top = pdf.y;
  let x = left;
  for (const [index, cell] of cells.entries()) {
    const width = grid.widths[index] ?? 0;
    pdf.y = top + padding;
    each(cell, index, { ...cell.setting, x: x + padding, width: width - 2 * padding });
    x += width;
  }
  pdf.x = left;
  pdf.y = top + height;
};

const ruleBelow = ({ sheet: { pdf, decorate, left, width } }: Grid, weight: number): void =>
  decorate(() => {
    pdf
      .moveTo(left, pdf.y)
      .lineTo(left + width, pdf.y)
      .lineWidth(weight)
      .stroke(ink.line);
  });

const headCells = ({ table }: Grid): readonly Cell[] =>
  table.columns.map(({ heading: text, align }) => ({ text, setting: align === 'end' ? { ...heading, align: 'right' } : heading }));

const headBackground = (grid: Grid): void => {
  const { sheet } = grid;
  const height = heightOf(grid, headCells(grid));
  sheet.decorate(() => {
    sheet.pdf.rect(sheet.left, sheet.pdf.y, sheet.width, height).fill(ink.tint);
  });
};

/** Rows have a tag each, with the cells in it; a heading that is repeated on the next page has none: it was read already. */
const drawHead = (grid: Grid, parent: Tag | undefined): void => {
  const { sheet } = grid;
  headBackground(grid);
  if (parent === undefined) {
    sheet.decorate(() =>
      place(grid, headCells(grid), ({ text }, _, setting) => {
        sheet.pdf.font('bold').fontSize(size).fillColor(ink.text);
        sheet.pdf.text(sheet.printable(text), setting.x, sheet.pdf.y, {
          width: setting.width ?? 0,
          align: setting.align ?? 'left',
          lineGap: 2,
        });
      }),
    );
  } else {
    const row = sheet.pdf.struct('TR');
    parent.add(row);
    place(grid, headCells(grid), ({ text }, _, setting) => sheet.write(row, 'TH', text, setting, 'Column'));
    row.end();
  }
  ruleBelow(grid, 1);
};

const drawRow = (grid: Grid, parent: Tag, cells: readonly Cell[]): void => {
  const { sheet, table } = grid;
  if (sheet.room() < heightOf(grid, cells)) {
    sheet.pdf.addPage();
    drawHead(grid, undefined);
  }
  const row = sheet.pdf.struct('TR');
  parent.add(row);
  place(grid, cells, ({ text }, index, setting) => {
    if (table.rowHeadings === true && index === 0) sheet.write(row, 'TH', text, setting, 'Row');
    else sheet.write(row, 'TD', text, setting);
  });
  row.end();
  ruleBelow(grid, 0.5);
};

/** Draws a table with its caption: the heading is repeated on each page, and a row that is higher than a page is continued on the next. */
export const drawTable = (sheet: Sheet, parent: Tag, table: Table): void => {
  const { pdf } = sheet;
  const grid: Grid = { sheet, table, widths: widthsOf(sheet, table) };
  const element = pdf.struct('Table');
  parent.add(element);
  const headHeight = heightOf(grid, headCells(grid));
  pdf.y += 4;
  sheet.ensure(headHeight + 60);
  sheet.write(element, 'Caption', table.caption, { face: 'bold', size: 10 });
  pdf.y += 2;
  drawHead(grid, element);
  for (const row of rowsOf(table)) {
    const parts = partsOf(sheet, cellsOf(table, row), grid.widths, sheet.tallest - headHeight - 2 * padding);
    for (const cells of parts) drawRow(grid, element, cells);
  }
  element.end();
  pdf.y += 10;
};
