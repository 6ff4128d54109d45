import { localText, parseInstant } from '../deadline/instant.ts';
import type { Row } from './clock.ts';

const local = (text: string, zone: string): string => {
  const instant = parseInstant(text);
  return instant.ok ? localText(instant.value, zone) : text;
};

const rowText = (row: Row, zone: string): string => {
  const lines = [`${row.duty}  (${row.regime} ${row.clause})`];
  if (row.dueAt !== null) lines.push(`  due    ${row.dueAt}   ${local(row.dueAt, zone)}`);
  if (row.legalDueAt !== null && row.legalDueAt !== row.dueAt) lines.push(`  legal  ${row.legalDueAt}   ${local(row.legalDueAt, zone)}`);
  if (row.contested !== null) lines.push(`  (contested reading of art. 3(5): ${row.contested})`);
  lines.push(`  why    ${row.basis}`);
  return lines.join('\n');
};

/** The rows for a person: due in UTC and on the clock of the place, the legal end where it is another, and why. */
export const clockText = (rows: readonly Row[], zone: string): string => rows.map((row) => rowText(row, zone)).join('\n\n');
