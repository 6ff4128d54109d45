// Reads a PDF as another program does: pdf.js, which shares no code with what wrote it.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF. */
export interface Read {
  readonly language: string | undefined;
  readonly title: string;
  readonly marked: boolean;
  readonly pages: number;
  /** All the text in the order of reading, without white space. */
  readonly text: string;
  /** How often each role is in the structure, page by page: what goes over two pages counts on both. */
  readonly roles: Readonly<Record<string, number>>;
  /** The text outside the structure. */
  readonly artifacts: string;
}

interface StructNode {
  readonly role?: string;
  readonly type?: string;
  readonly children?: readonly StructNode[];
}

const countRoles = (node: StructNode, roles: Record<string, number>): void => {
  if (node.role !== undefined && node.role !== 'Root') roles[node.role] = (roles[node.role] ?? 0) + 1;
  for (const child of node.children ?? []) countRoles(child, roles);
};

interface Item {
  readonly str?: string;
  readonly type?: string;
  readonly tag?: string;
}

/** Splits what a page shows into what is content and what is an artifact. */
const split = (items: readonly Item[]): { readonly text: string; readonly artifacts: string } => {
  const open: string[] = [];
  let [text, artifacts] = ['', ''];
  for (const { type, tag, str } of items) {
    if (type === 'beginMarkedContent' || type === 'beginMarkedContentProps') open.push(tag ?? '');
    else if (type === 'endMarkedContent') open.pop();
    else if (open.includes('Artifact')) artifacts += str ?? '';
    else text += str ?? '';
  }
  return { text, artifacts };
};

/** Opens a PDF and reads everything that counts. Throws what pdf.js throws for a file that is none. */
export const readPdf = async (bytes: Uint8Array): Promise<Read> => {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const pdf = await loading.promise;
  try {
    const { info } = (await pdf.getMetadata()) as { readonly info: { readonly Title?: string; readonly Language?: string } };
    const roles: Record<string, number> = {};
    let [text, artifacts] = ['', ''];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const parts = split(items as readonly Item[]);
      text += parts.text;
      artifacts += parts.artifacts;
      const tree = (await page.getStructTree()) as StructNode | null;
      if (tree !== null) countRoles(tree, roles);
    }
    const marks: unknown = await pdf.getMarkInfo();
    const marked = marks instanceof Map && marks.get('Marked') === true;
    return {
      language: info.Language,
      title: info.Title ?? '',
      marked,
      pages: pdf.numPages,
      text: text.replace(/\s+/g, ''),
      roles,
      artifacts: artifacts.replace(/\s+/g, ' '),
    };
  } finally {
    await loading.destroy();
  }
};
