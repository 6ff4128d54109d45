import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { Document } from './model.ts';
import { clean } from './text.ts';

declare global {
  namespace PDFKit.Mixins {
    interface StructureElementOptions {
      /** Whether a header cell stands for its row or its column; pdfkit knows it, its types do not. */
      scope?: 'Row' | 'Column';
    }
  }
}

/** A part of the structure that screen readers walk through. */
export type Tag = InstanceType<typeof PDFDocument> extends { struct(tag: string): infer Element } ? Element : never;

/** The faces of the one font, Source Sans 3 (SIL Open Font License), which has every letter of the languages and much of Europe's others. */
const faces = {
  regular: '400Regular/SourceSans3_400Regular.ttf',
  italic: '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  bold: '600SemiBold/SourceSans3_600SemiBold.ttf',
} as const;

/** A face of the font. */
export type Face = keyof typeof faces;

/** Inks that can be told apart in grey and read on white (contrast of 4.5 to 1 at least). */
export const ink = { text: '#1b1f24', soft: '#565e69', line: '#c9ced6', tint: '#f2f5f9', accent: '#1f5a94' } as const;

/** How a text is set. */
export interface Setting {
  readonly face?: Face;
  readonly size?: number;
  readonly color?: string;
  readonly x?: number;
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

/** The paper under a document, with what all blocks need: measured and tagged text, and room to the end of the page. Sizes are in points. */
export interface Sheet {
  readonly pdf: InstanceType<typeof PDFDocument>;
  readonly left: number;
  readonly width: number;
  /** How much fits on an empty page. */
  readonly tallest: number;
  /** How much fits on the present page yet. */
  readonly room: () => number;
  /** Begins a new page unless so much fits on the present one. */
  readonly ensure: (height: number) => void;
  readonly heightOf: (text: string, setting: Setting) => number;
  readonly widthOf: (text: string, setting: Setting) => number;
  /** Writes a text at the present height as the content of a tag, over as many pages as it takes. */
  readonly write: (parent: Tag, tag: string, text: string, setting?: Setting, scope?: 'Row' | 'Column') => void;
  /** Draws what is no content: lines, backgrounds and repeated headings, which a screen reader passes over. */
  readonly decorate: (draw: () => void) => void;
  /** The text as the font can show it. */
  readonly printable: (text: string) => string;
}

const bodySize = 10.5;
const lineGap = 2;
const margins = { top: 56, bottom: 64, left: 56, right: 56 };

const pathOf = (face: Face): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${faces[face]}`));

/** Text of the metadata, which pdfkit puts into XML as it is. */
const metadataText = (text: string): string => clean(text).replace(/</g, '‹').replace(/>/g, '›').replace(/&/g, '+');

const newPdf = ({ language, title, issuer, reference, generatedAt }: Document): InstanceType<typeof PDFDocument> =>
  new PDFDocument({
    size: 'A4',
    margins,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: pathOf('regular'),
    info: {
      Title: metadataText(title),
      Author: metadataText(issuer),
      Subject: metadataText(reference),
      Creator: 'Meldpunt',
      Producer: 'Meldpunt',
      CreationDate: new Date(generatedAt),
    },
    // PDF/UA-1, which pdfkit knows and its types do not.
    ...({ subset: 'PDF/UA' } as object),
  });

/** What of fontkit's font this needs; pdfkit keeps it without a type. */
interface WithGlyphs {
  readonly _font: { readonly font: { hasGlyphForCodePoint(point: number): boolean } };
}

/** A character that the font has no sign for is shown by its number, so that nothing is lost without a trace. */
const printableBy = (pdf: InstanceType<typeof PDFDocument>): ((text: string) => string) => {
  const { font } = (pdf as unknown as WithGlyphs)._font;
  return (text) =>
    Array.from(clean(text), (character) => {
      const point = character.codePointAt(0) ?? 0;
      return font.hasGlyphForCodePoint(point) ? character : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
    }).join('');
};

/** Fresh paper for a document. */
export const newSheet = (document: Document): Sheet => {
  const pdf = newPdf(document);
  const printable = printableBy(pdf);
  for (const face of ['regular', 'italic', 'bold'] as const) pdf.registerFont(face, pathOf(face));
  const width = pdf.page.width - margins.left - margins.right;
  const set = ({ face = 'regular', size = bodySize, color = ink.text }: Setting): void => {
    pdf.font(face).fontSize(size).fillColor(color);
  };
  const room = (): number => pdf.page.height - margins.bottom - pdf.y;
  const optionsOf = (setting: Setting) => ({ width: setting.width ?? width, align: setting.align ?? 'left', lineGap });
  return {
    pdf,
    left: margins.left,
    width,
    tallest: pdf.page.height - margins.top - margins.bottom,
    room,
    ensure: (height) => {
      if (room() < height && pdf.y > margins.top) pdf.addPage();
    },
    heightOf: (text, setting) => {
      set(setting);
      return pdf.heightOfString(printable(text), optionsOf(setting));
    },
    widthOf: (text, setting) => {
      set(setting);
      return pdf.widthOfString(printable(text));
    },
    write: (parent, tag, text, setting = {}, scope) => {
      const element = pdf.struct(tag, scope === undefined ? {} : { scope });
      parent.add(element);
      element.add(() => {
        set(setting);
        pdf.text(printable(text), setting.x ?? margins.left, pdf.y, optionsOf(setting));
      });
      element.end();
    },
    decorate: (draw) => {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      pdf.endMarkedContent();
    },
    printable,
  };
};

/** Writes the number of each page and what the document is filed under below it, which is no content (PDF/UA). */
export const numberPages = (
  { pdf, left, width, printable }: Sheet,
  footer: (page: number, pages: number) => readonly [string, string],
): void => {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    const [before, after] = footer(index + 1, count).map(printable);
    const y = pdf.page.height - 40;
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font('regular').fontSize(8.5).fillColor(ink.soft);
    pdf.text(before ?? '', left, y, { lineBreak: false });
    pdf.text(after ?? '', left + width - pdf.widthOfString(after ?? ''), y, { lineBreak: false });
    pdf.endMarkedContent();
  }
};
