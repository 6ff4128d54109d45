import { clean } from './text.ts';

/** Writing Markdown from texts that other people wrote: whatever they hold, it is shown and does nothing. */

/** A text of a record, on one line, with everything escaped that Markdown or HTML would act upon. */
export const plain = (value: unknown): string => {
  const text = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return (
    clean(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/[\\`*_[\]|~]/g, '\\$&')
      // A line that begins with one of these is a heading, a quotation or a list.
      .replace(/^(?:[#>]|[+-](?= |$))/, '\\$&')
      .replace(/^(\d+)([.)])(?= |$)/, '$1\\$2')
  );
};

/** A code, hash or identifier as it is; one that holds what no such thing holds is shown as a text. */
export const code = (value: unknown): string => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (text === '') return '';
  return /^[\w.:/@+=-]+$/.test(text) ? `\`${text}\`` : plain(text);
};

/** A table; an empty text where there are no rows. Cells are Markdown already. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => (cell === '' ? ' ' : cell)).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
};

/** A table of names and values, without the values that are empty. */
export const facts = (rows: readonly (readonly [string, string])[]): string =>
  table(
    ['', ''],
    rows.filter(([, value]) => value !== ''),
  );

/** A section; an empty text without content. */
export const section = (heading: string, ...parts: readonly string[]): string => {
  const present = parts.filter((part) => part !== '');
  return present.length === 0 ? '' : [heading, ...present].join('\n\n');
};
