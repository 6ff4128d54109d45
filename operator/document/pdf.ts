import { once } from 'node:events';
import { headOf } from './head.ts';
import type { Document } from './model.ts';
import { drawBlock } from './pdf-blocks.ts';
import { ink, newSheet, numberPages, type Sheet, type Tag } from './pdf-sheet.ts';
import { wordings } from './wording.ts';

const drawHead = (sheet: Sheet, parent: Tag, document: Document): void => {
  const { pdf, left, width } = sheet;
  const { issuer, facts } = headOf(document);
  const { colon } = wordings[document.language];
  sheet.write(parent, 'P', issuer, { face: 'bold', color: ink.soft });
  pdf.y += 2;
  sheet.write(parent, 'H1', document.title, { face: 'bold', size: 20 });
  pdf.y += 4;
  for (const [name, value] of facts) sheet.write(parent, 'P', `${name}${colon} ${value}`, { size: 9.5, color: ink.soft });
  pdf.y += 6;
  sheet.decorate(() => {
    pdf
      .moveTo(left, pdf.y)
      .lineTo(left + width, pdf.y)
      .lineWidth(1.5)
      .stroke(ink.accent);
  });
  pdf.y += 10;
};

/**
 * A document as a tagged PDF (PDF/UA-1): headings, lists, tables with their header cells and figures with what they show are tags, in
 * reading order; language, title and fonts are inside. The same document makes the same bytes.
 */
export const renderPdf = async (document: Document): Promise<Uint8Array> => {
  const sheet = newSheet(document);
  const { pdf } = sheet;
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  drawHead(sheet, root, document);
  for (const [index, block] of document.blocks.entries()) drawBlock(sheet, root, block, document.blocks[index + 1], document.language);
  root.end();
  const wording = wordings[document.language];
  numberPages(sheet, (page, pages) => [document.reference, wording.page(page, pages)]);
  const ended = once(pdf, 'end');
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
};
