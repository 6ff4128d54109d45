import { dump } from 'js-yaml';
import { kinds } from '../../api/kinds.ts';
import { stop } from '../answer.ts';
import { objectOf, textIn, valueAt } from '../record.ts';

/** The forms in which an answer can be had. */
export type Form = 'text' | 'json' | 'yaml' | 'name';

/** The form that was asked for. Throws a Misunderstood. */
export const formOf = (output: string | undefined, forms: readonly Form[] = ['text', 'json', 'yaml', 'name']): Form => {
  const form = forms.find((each) => each === (output ?? 'text'));
  return form ?? stop(`-o ${output} is unknown: ${forms.join(', ')}.`);
};

/** `incident.meldpunt.dev/lost-laptop`, as kubectl names an object and takes its name. */
export const objectName = (object: unknown): string => {
  const kind = textIn(valueAt(object, 'kind'));
  const known = Object.values(kinds).find((each) => each.kind === kind);
  return `${kind.toLowerCase()}.${known?.group ?? ''}/${textIn(valueAt(object, 'metadata.name'))}`;
};

/** Without what only the machinery of the API server reads. */
const plain = (value: unknown): unknown => {
  const object = objectOf(value);
  const metadata = objectOf(object?.['metadata']);
  if (object === undefined || metadata === undefined) return value;
  const { managedFields: _, ...rest } = metadata;
  return { ...object, metadata: rest };
};

/** A value for programs, as JSON or YAML, ending with a line. */
export const dataText = (value: unknown, form: 'json' | 'yaml'): string =>
  form === 'json' ? `${JSON.stringify(plain(value), null, 2)}\n` : dump(plain(value), { lineWidth: -1, noRefs: true });

/** Columns, the names of which come first; each is as wide as what is in it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
};
