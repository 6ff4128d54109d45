import { type Column, type Definition, type Schema, splitDescription } from './schema.ts';

/** One row of the reference: a field with everything that a writer has to know about it. */
interface Row {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');

const scalarType = (schema: Schema): string => {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.format === 'date-time') return 'time';
  if (schema.format === 'date') return 'date';
  return schema.type ?? 'any';
};

const commonFields = ['id', 'at', 'by', 'via', 'corrects'];

/** Whether the items of a list are entries of facts; what all entries have in common is explained once for all of them. */
const holdsEntries = ({ items }: Schema): boolean => commonFields.every((name) => items?.properties?.[name] !== undefined);

const typeText = (schema: Schema): string => {
  if (holdsEntries(schema)) return `list of [entries](README.md#entries), up to ${schema.maxItems}`;
  if (schema.type === 'array' && schema.items !== undefined) {
    return `list of ${schema.items.type === 'object' ? 'objects' : scalarType(schema.items)}, up to ${schema.maxItems}`;
  }
  if (schema.additionalProperties !== undefined) return `map of ${scalarType(schema.additionalProperties)}, up to ${schema.maxProperties}`;
  return scalarType(schema);
};

const rowsBelow = (schema: Schema, path: string): Row[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const row: Row = {
      path: `${path}${name}`,
      type: typeText(field),
      required: schema.required?.includes(name) === true,
      description: field.description ?? '',
    };
    if (field.items?.properties !== undefined) {
      const common = holdsEntries(field) ? commonFields.map((each) => `${row.path}[].${each}`) : [];
      return [row, ...rowsBelow(field.items, `${row.path}[].`).filter(({ path: each }) => !common.includes(each))];
    }
    if (field.additionalProperties?.properties !== undefined) return [row, ...rowsBelow(field.additionalProperties, `${row.path}.*.`)];
    return [row, ...rowsBelow(field, `${row.path}.`)];
  });

const table = (schema: Schema, path: string): string => {
  const rows = rowsBelow(schema, path).map((row) => {
    const { meaning, example } = splitDescription(row.description);
    const required = row.required ? ' (required)' : '';
    return `| \`${row.path}\`${required} | ${cell(row.type)} | ${cell(meaning)} | ${example === '' ? '' : `\`${example.replaceAll('|', '\\|')}\``} |`;
  });
  return ['| Field | Type | Meaning | Example |', '|---|---|---|---|', ...rows].join('\n');
};

const rulesBelow = (schema: Schema, path: string): string[] => [
  ...(schema['x-kubernetes-validations'] ?? []).flatMap(({ message }) => (message === undefined ? [] : [`- \`${path}\`: ${message}`])),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => rulesBelow(field, path === '' ? name : `${path}.${name}`)),
  ...(schema.items === undefined ? [] : rulesBelow(schema.items, `${path}[]`)),
  ...(schema.additionalProperties === undefined ? [] : rulesBelow(schema.additionalProperties, `${path}.*`)),
];

const columnText = ({ name, jsonPath }: Column): string => `| ${name} | \`${cell(jsonPath)}\` |`;

const section = (title: string, body: string): string => (body === '' ? '' : `\n## ${title}\n\n${body}\n`);

/** The reference page of one kind, in Markdown: what it is, its columns, every field, and every refusal that it can give. */
export const printReference = ({ crd, version, file }: Definition): string => {
  const { kind, plural, shortNames } = crd.spec.names;
  const schema = version.schema.openAPIV3Schema;
  const { spec, status } = schema.properties ?? {};
  const columns = version.additionalPrinterColumns ?? [];
  const selectable = version.selectableFields ?? [];
  const rules = [...new Set(rulesBelow(schema, ''))].map((rule) => rule.replace('- ``: ', '- '));
  return [
    `<!-- Generated from crds/${file} by \`npm run generate\`: do not edit. -->\n# ${kind}\n`,
    `\n${splitDescription(schema.description ?? '').meaning}\n`,
    `\n\`apiVersion: ${crd.spec.group}/${version.name}\`, ${crd.spec.scope === 'Namespaced' ? 'in a namespace' : 'cluster-scoped'}; \`kubectl get ${[plural, ...shortNames].join('`, `kubectl get ')}\`.\n`,
    section('Columns', columns.length === 0 ? '' : ['| Column | Field |', '|---|---|', ...columns.map(columnText)].join('\n')),
    section('Field selectors', selectable.map(({ jsonPath }) => `- \`${jsonPath.replace(/^\./, '')}\``).join('\n')),
    section('Spec', spec === undefined ? '' : table(spec, 'spec.')),
    section('Status', status === undefined ? '' : table(status, 'status.')),
    section('Refusals', rules.join('\n')),
  ].join('');
};

/** What every entry has, told once, from the first list of entries that there is. */
const entriesSection = (definitions: readonly Definition[]): string => {
  const lists = definitions.flatMap(({ version }) => {
    const { spec } = version.schema.openAPIV3Schema.properties ?? {};
    return Object.values(spec?.properties ?? {}).filter(holdsEntries);
  });
  const [entry] = lists.flatMap(({ items }) => (items === undefined ? [] : [items]));
  if (entry === undefined) return '';
  const properties = Object.fromEntries(
    commonFields.flatMap((name) => Object.entries(entry.properties ?? {}).filter(([key]) => key === name)),
  );
  const rule =
    'Facts are entries in lists. An entry cannot be changed and none can be removed, so that several writers can each add their own by ' +
    'server-side apply; what was wrong is corrected by another entry. Every entry has:';
  return section('Entries', `${rule}\n\n${table({ ...entry, properties }, '')}`);
};

/** The index of the reference: one line per kind, and what all kinds have in common. */
export const printReferenceIndex = (definitions: readonly Definition[]): string => {
  const lines = definitions.map(({ crd, version }) => {
    const { kind, singular, shortNames } = crd.spec.names;
    const { meaning } = splitDescription(version.schema.openAPIV3Schema.description ?? '');
    return `| [${kind}](${singular}.md) | \`${shortNames.join(', ')}\` | ${cell(meaning)} |`;
  });
  const head = '<!-- Generated from crds/ by `npm run generate`: do not edit. -->\n# API reference\n';
  return `${head}\nGroup \`meldpunt.dev\`, version \`v1alpha1\`. \`kubectl explain <kind>.spec\` says the same.\n\n| Kind | Short name | What it is |\n|---|---|---|\n${lines.join('\n')}\n${entriesSection(definitions)}`;
};
