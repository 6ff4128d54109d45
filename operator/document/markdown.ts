import { headOf } from './head.ts';
import { plain, section, table } from './markdown-text.ts';
import { type Block, type Document, type Fact, rowsOf, type Table } from './model.ts';
import { type Wording, wordings } from './wording.ts';

const dash = '–';

const tableText = (shown: Table): string => {
  const { caption, columns } = shown;
  const cells = rowsOf(shown).map((row) => columns.map((_, index) => plain(row[index] ?? '') || dash));
  const lines = table(
    columns.map(({ heading }) => plain(heading)),
    cells,
  );
  const aligned = columns.map(({ align }) => (align === 'end' ? '---:' : '---'));
  return `**${plain(caption)}**\n\n${lines.replace(/^\|(?: --- \|)+$/m, `| ${aligned.join(' | ')} |`)}`;
};

const factLine = ({ term, values, gap }: Fact, { tone, colon }: Wording): string => {
  const shown = values.length === 0 ? [`*${tone.gap}${colon} ${plain(gap ?? dash)}*`] : values.map(plain);
  const [only = '', ...more] = shown;
  return more.length === 0
    ? `- **${plain(term)}**${colon} ${only}`
    : `- **${plain(term)}**${colon}\n${shown.map((value) => `  - ${value}`).join('\n')}`;
};

const blockText = (block: Block, { language }: Document): string => {
  const wording = wordings[language];
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${plain(block.text)}`;
    case 'paragraph':
      return plain(block.text);
    case 'list':
      return block.items.map((item, index) => `${block.ordered === true ? `${index + 1}.` : '-'} ${plain(item)}`).join('\n');
    case 'facts':
      return block.facts.map((fact) => factLine(fact, wording)).join('\n');
    case 'notice':
      return `> **${wording.tone[block.tone]}${wording.colon} ${plain(block.title)}**\n>\n> ${plain(block.text)}`;
    case 'table':
      return tableText(block);
    case 'figure':
      // Markdown draws no picture, and the table says all that the picture shows.
      return [`**${plain(block.caption)}**`, tableText(block.table)].join('\n\n');
  }
};

/** A document as Markdown (CommonMark with tables): every text is shown as it is, and none acts as markup. Pure. */
export const renderMarkdown = (document: Document): string => {
  const { issuer, facts } = headOf(document);
  const lines = [
    `**${plain(issuer)}**`,
    facts.map(([name, value]) => `- ${name}${wordings[document.language].colon} ${plain(value)}`).join('\n'),
  ];
  return `${section(`# ${plain(document.title)}`, ...lines, ...document.blocks.map((block) => blockText(block, document)))}\n`;
};
