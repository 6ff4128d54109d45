import { drawingOf, type Shape } from './chart.ts';
import type { Block, Fact, Figure, Language, Tone } from './model.ts';
import { ink, type Sheet, type Tag } from './pdf-sheet.ts';
import { drawTable } from './pdf-table.ts';
import { wordings } from './wording.ts';

const toneInk: Readonly<Record<Tone, string>> = { note: ink.accent, warning: '#8a4b00', gap: '#a3261f', success: '#1d6b3a' };

const headingSize = { 2: 14, 3: 11.5 } as const;

/** What has to stand below a heading on its page: the beginning of a text, of a table with its caption and head, or a whole picture. */
const keptBelow = (next: Block | undefined): number => {
  if (next?.kind === 'table') return 120;
  return next?.kind === 'figure' ? drawingOf(next).height + 48 : 56;
};

const drawHeading = (sheet: Sheet, parent: Tag, { level, text }: Extract<Block, { kind: 'heading' }>, next: Block | undefined): void => {
  const setting = { face: 'bold', size: headingSize[level], color: level === 2 ? ink.accent : ink.text } as const;
  // A heading at the foot of a page without what it heads helps nobody.
  sheet.ensure(sheet.heightOf(text, setting) + keptBelow(next));
  sheet.pdf.y += level === 2 ? 12 : 6;
  sheet.write(parent, `H${level}`, text, setting);
  sheet.pdf.y += 3;
};

const drawList = (sheet: Sheet, parent: Tag, items: readonly string[], ordered: boolean): void => {
  const { pdf, left, width } = sheet;
  const list = pdf.struct('L');
  parent.add(list);
  for (const [index, text] of items.entries()) {
    const body = { x: left + 18, width: width - 18 };
    sheet.ensure(Math.min(sheet.heightOf(text, body), 60));
    const item = pdf.struct('LI');
    list.add(item);
    const [top, page] = [pdf.y, pdf.page];
    sheet.write(item, 'Lbl', ordered ? `${index + 1}.` : '•', { x: left + 4, width: 14 });
    if (pdf.page === page) pdf.y = top;
    sheet.write(item, 'LBody', text === '' ? '–' : text, body);
    item.end();
    pdf.y += 2;
  }
  list.end();
  pdf.y += 4;
};

const termWidth = 150;

const drawFact = (sheet: Sheet, list: Tag, { term, values, gap }: Fact, missing: string): void => {
  const { pdf, left, width } = sheet;
  const shown = values.length === 0 ? [`${missing} ${gap ?? '–'}`] : values.map((value) => (value === '' ? '–' : value));
  const body = { x: left + termWidth + 12, width: width - termWidth - 12, ...(values.length === 0 ? { color: toneInk.gap } : {}) };
  const name = { x: left, width: termWidth, color: ink.soft };
  const height = Math.max(
    sheet.heightOf(term, name),
    shown.reduce((sum, value) => sum + sheet.heightOf(value, body), 0),
  );
  sheet.ensure(Math.min(height, sheet.tallest / 2) + 6);
  const item = pdf.struct('LI');
  list.add(item);
  const [top, page] = [pdf.y, pdf.page];
  sheet.write(item, 'Lbl', term, name);
  const [below, pageBelow] = [pdf.y, pdf.page];
  if (page === pageBelow) pdf.y = top;
  const said = pdf.struct('LBody');
  item.add(said);
  for (const value of shown) sheet.write(said, 'P', value, body);
  said.end();
  item.end();
  if (pdf.page === pageBelow) pdf.y = Math.max(pdf.y, below);
  pdf.y += 2;
  sheet.decorate(() => {
    pdf
      .moveTo(left, pdf.y)
      .lineTo(left + width, pdf.y)
      .lineWidth(0.5)
      .stroke(ink.line);
  });
  pdf.y += 4;
};

const drawFacts = (sheet: Sheet, parent: Tag, facts: readonly Fact[], missing: string): void => {
  const list = sheet.pdf.struct('L');
  parent.add(list);
  for (const fact of facts) drawFact(sheet, list, fact, missing);
  list.end();
  sheet.pdf.y += 6;
};

const drawNotice = (sheet: Sheet, parent: Tag, tone: Tone, title: string, text: string): void => {
  const { pdf, left, width } = sheet;
  const color = toneInk[tone];
  const head = { face: 'bold', color, x: left + 14, width: width - 24 } as const;
  const body = { x: left + 14, width: width - 24 };
  const height = sheet.heightOf(title, head) + sheet.heightOf(text, body) + 14;
  pdf.y += 4;
  sheet.ensure(Math.min(height, sheet.tallest));
  const top = pdf.y;
  if (height <= sheet.room()) {
    sheet.decorate(() => {
      pdf.rect(left, top, width, height).fill(ink.tint);
      pdf.rect(left, top, 3.5, height).fill(color);
    });
  }
  pdf.y = top + 6;
  const note = pdf.struct('Sect');
  parent.add(note);
  sheet.write(note, 'P', title, head);
  sheet.write(note, 'P', text, body);
  note.end();
  pdf.y += 16;
};

const drawShape = ({ pdf, left, printable }: Sheet, top: number, shape: Shape): void => {
  const [x, y] = [left + shape.x, top + shape.y];
  if (shape.kind === 'bar') pdf.rect(x, y, shape.width, shape.height).fill(ink.accent);
  else if (shape.kind === 'axis')
    pdf
      .moveTo(x, y)
      .lineTo(x, y + shape.height)
      .lineWidth(0.75)
      .stroke(ink.soft);
  else {
    pdf.font('regular').fontSize(9).fillColor(ink.text);
    const text = printable(shape.text);
    const start = shape.anchor === 'end' ? x - pdf.widthOfString(text) : x;
    pdf.text(text, start, y - 9, { lineBreak: false });
  }
};

const drawFigure = (sheet: Sheet, parent: Tag, figure: Figure): void => {
  const { pdf, left, width } = sheet;
  const { height, shapes } = drawingOf(figure);
  if (height <= sheet.tallest - 40) {
    sheet.ensure(height + 50);
    sheet.write(parent, 'P', figure.caption, { face: 'bold', size: 10 });
    const top = pdf.y + 4;
    const element = pdf.struct('Figure', { alt: figure.alt, ...({ bbox: [left, top, left + width, top + height] } as object) });
    parent.add(element);
    element.add(() => {
      for (const shape of shapes) drawShape(sheet, top, shape);
    });
    element.end();
    pdf.x = left;
    pdf.y = top + height + 12;
  } else sheet.write(parent, 'P', figure.caption, { face: 'bold', size: 10 });
  drawTable(sheet, parent, figure.table);
};

const drawParagraph = (sheet: Sheet, parent: Tag, text: string): void => {
  sheet.ensure(Math.min(sheet.heightOf(text, {}), 40));
  sheet.write(parent, 'P', text);
  sheet.pdf.y += 6;
};

/** Draws a block of a document, tagged, at the present height of its sheet; a heading stays with the block that is next. */
export const drawBlock = (sheet: Sheet, parent: Tag, block: Block, next: Block | undefined, language: Language): void => {
  const { tone, colon } = wordings[language];
  if (block.kind === 'heading') drawHeading(sheet, parent, block, next);
  else if (block.kind === 'paragraph') drawParagraph(sheet, parent, block.text);
  else if (block.kind === 'list') drawList(sheet, parent, block.items, block.ordered === true);
  else if (block.kind === 'facts') drawFacts(sheet, parent, block.facts, `${tone.gap}${colon}`);
  else if (block.kind === 'notice') drawNotice(sheet, parent, block.tone, `${tone[block.tone]}${colon} ${block.title}`, block.text);
  else if (block.kind === 'table') drawTable(sheet, parent, block);
  else drawFigure(sheet, parent, block);
};
