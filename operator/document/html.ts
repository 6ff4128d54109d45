import { createHash } from 'node:crypto';
import { drawingOf, type Shape } from './chart.ts';
import { headOf } from './head.ts';
import { type Block, type Document, type Fact, type Figure, rowsOf, type Table } from './model.ts';
import { style } from './style.ts';
import { clean } from './text.ts';
import { type Wording, wordings } from './wording.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as HTML shows it, also within an attribute in quotation marks. */
export const escapeHtml = (text: string): string => clean(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');

const cell = (text: string): string => escapeHtml(text) || '–';

const tableHtml = (shown: Table): string => {
  const { caption, columns, rowHeadings } = shown;
  const side = (index: number): string => (columns[index]?.align === 'end' ? ' class="end"' : '');
  const head = columns.map(({ heading }, index) => `<th scope="col"${side(index)}>${escapeHtml(heading)}</th>`).join('');
  const body = rowsOf(shown).map((row) => {
    const cells = columns.map((_, index) => {
      const text = cell(row[index] ?? '');
      return rowHeadings === true && index === 0 ? `<th scope="row">${text}</th>` : `<td${side(index)}>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const inner = `<table>\n<caption>${escapeHtml(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
  // A wide table scrolls by itself, also by keyboard, instead of the whole page.
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(caption)}">\n${inner}\n</div>`;
};

const shapeSvg = (shape: Shape): string => {
  if (shape.kind === 'bar') return `<rect class="bar" x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}"/>`;
  if (shape.kind === 'axis') return `<line class="axis" x1="${shape.x}" y1="${shape.y}" x2="${shape.x}" y2="${shape.y + shape.height}"/>`;
  return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}">${escapeHtml(shape.text)}</text>`;
};

const figureHtml = (figure: Figure): string => {
  const { width, height, shapes } = drawingOf(figure);
  const svg = `<svg role="img" aria-label="${escapeHtml(figure.alt)}" viewBox="0 0 ${width} ${Math.max(height, 1)}">${shapes.map(shapeSvg).join('')}</svg>`;
  return `<figure>\n<figcaption>${escapeHtml(figure.caption)}</figcaption>\n${svg}\n</figure>\n${tableHtml(figure.table)}`;
};

const factHtml = ({ term, values, gap }: Fact, { tone, colon }: Wording): string => {
  const shown =
    values.length === 0
      ? [`<dd class="gap"><strong>${escapeHtml(tone.gap)}${colon}</strong> ${cell(gap ?? '')}</dd>`]
      : values.map((value) => `<dd>${cell(value)}</dd>`);
  return `<div><dt>${escapeHtml(term)}</dt>${shown.join('')}</div>`;
};

const blockHtml = (block: Block, { language }: Document): string => {
  const wording = wordings[language];
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list': {
      const name = block.ordered === true ? 'ol' : 'ul';
      return `<${name}>\n${block.items.map((item) => `<li>${cell(item)}</li>`).join('\n')}\n</${name}>`;
    }
    case 'facts':
      return `<dl>\n${block.facts.map((fact) => factHtml(fact, wording)).join('\n')}\n</dl>`;
    case 'notice':
      return `<div role="note" class="notice ${block.tone}">\n<p><strong>${escapeHtml(wording.tone[block.tone])}${wording.colon} ${escapeHtml(block.title)}</strong></p>\n<p>${escapeHtml(block.text)}</p>\n</div>`;
    case 'table':
      return tableHtml(block);
    case 'figure':
      return figureHtml(block);
  }
};

/** Nothing but this very style sheet counts in the page: no script, no picture, no font and no address is ever loaded. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/**
 * A document as one HTML file that stands by itself: readable on a screen, by a screen reader and on paper, with everything escaped and
 * nothing loaded from anywhere. Pure.
 */
export const renderHtml = (document: Document): string => {
  const { issuer, facts: head } = headOf(document);
  const facts = head.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('\n');
  return `<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="issuer">${escapeHtml(issuer)}</p>
<h1>${escapeHtml(document.title)}</h1>
<dl class="head">
${facts}
</dl>
</header>
<main>
${document.blocks.map((block) => blockHtml(block, document)).join('\n')}
</main>
</body>
</html>
`;
};
