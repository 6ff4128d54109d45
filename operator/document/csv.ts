import { clean } from './text.ts';

/**
 * What a spreadsheet takes for the beginning of a formula, also in the full width that it reads as the same.
 */
const beginnings = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20';

/**
 * Where a spreadsheet may take a cell to begin: at the beginning of the text, and after what it may take for a separator, since which one
 * it believes in depends on the country of the machine and not on the file. Spaces and quotation marks in front protect nobody.
 */
const dangerous = new RegExp(`(^|[,;|])([\\s"']*)(?=[${beginnings}])`, 'gu');

/** A text that a spreadsheet shows and never computes: on one line, with an apostrophe before whatever could begin a formula. */
export const harmless = (text: string): string => clean(text).replace(dangerous, "$1$2'");

const cell = (text: string): string => `"${harmless(text).replace(/"/g, '""')}"`;

/**
 * A table as CSV (RFC 4180): every cell in quotation marks, lines that end in CRLF, and the mark by which spreadsheets know that it is
 * UTF-8. What somebody wrote into a record is never run as a formula by whoever opens the file.
 */
export const renderCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
