import { writeFileSync } from 'node:fs';
import { type Document, type Language, languages } from '../document/model.ts';
import { type Response, said, stop, unreadable } from './answer.ts';

/** Putting a document where the user wants it: which form and language, and into which file. */

/** What a user says about the form of a document: `-o FORM`, `--out FILE`, `--language LANGUAGE`. */
export interface PaperValues {
  readonly output?: string | undefined;
  readonly out?: string | undefined;
  readonly language?: string | undefined;
}

const endings: Readonly<Record<string, string>> = { md: 'markdown', htm: 'html' };

/** The form that was asked for, or that the name of the file ends in, else the first; a PDF needs a file. Throws a Misunderstood. */
export const formIn = <Form extends string>(forms: readonly [Form, ...Form[]], { output, out }: PaperValues): Form => {
  const ending = /\.(\w+)$/.exec(out ?? '')?.[1];
  const [usual] = forms;
  const wanted = output ?? (ending === undefined ? usual : (endings[ending] ?? ending));
  const form = forms.find((each) => each === wanted);
  if (form === undefined) return output === undefined ? usual : stop(`-o ${output} is unknown: ${forms.join(', ')}.`);
  if (form === 'pdf' && out === undefined) return stop('A PDF is no text for a terminal: say with --out FILE where to write it.');
  return form;
};

/** The language that was asked for; undefined where none was. Throws a Misunderstood. */
export const languageIn = ({ language }: PaperValues): Language | undefined =>
  language === undefined
    ? undefined
    : (languages.find((each) => each === language) ?? stop(`--language ${language} is unknown: ${languages.join(', ')}.`));

/** A document in a form. Each renderer is loaded only when it is asked for: that of PDF is most of the start. */
export const rendered = async (document: Document, form: 'markdown' | 'html' | 'pdf'): Promise<string | Uint8Array> => {
  if (form === 'pdf') return (await import('../document/pdf.ts')).renderPdf(document);
  if (form === 'html') return (await import('../document/html.ts')).renderHtml(document);
  return (await import('../document/markdown.ts')).renderMarkdown(document);
};

/** Writes a content into the file that was named and says so, or answers with it. Throws an Unreadable where the file cannot be written. */
export const handOver = (content: string | Uint8Array, title: string, { out }: PaperValues, err = ''): Response => {
  if (out === undefined) return said(String(content), err);
  try {
    writeFileSync(out, content);
  } catch (error) {
    return unreadable(`${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  return said(`${out}: ${title}\n`, err);
};
