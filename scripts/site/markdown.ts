// Markdown as the pages are written, to HTML as the site shows it: anchors as GitHub makes them, links to pages as pages, and abbreviations
// that say what they stand for. Pure.
import { posix } from 'node:path';
import markdownIt, { type Token } from 'markdown-it';
import { anchorOf } from '../checks/anchors.ts';
import { abbreviations } from '../pages/glossary.ts';

/** A page of the site. */
export interface Rendered {
  readonly title: string;
  readonly html: string;
  /** What it says, without marks, for the search. */
  readonly text: string;
  /** Its second-level headings, for the list beside it. */
  readonly sections: readonly { readonly anchor: string; readonly title: string }[];
}

/** Where a source is on the site: `samples/a.md` is `samples/a.html`, and a README is the first page of its folder. */
export const addressOf = (source: string): string => source.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html');

/** Where a link leads: an address on the site or elsewhere; `source` for a file that the site does not have; undefined for nothing. */
export type Resolve = (target: string) => string | 'source' | undefined;

const rewritten = (href: string, source: string, resolve: Resolve): string => {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = posix.join(posix.dirname(source), path).replace(/\/$/, '');
  const address = resolve(target);
  if (address === undefined || address === 'source') return address ?? href;
  const to = /^https?:/.test(address) ? address : posix.relative(posix.dirname(addressOf(source)), address);
  return anchor === undefined ? to : `${to}#${anchor}`;
};

const short = new RegExp(`(?<![\\w-])(?:${Object.keys(abbreviations).join('|')})(?![\\w-])`, 'g');

/** Rewrites the links and pictures of a line; what is only in the sources of the project is named without a link. */
const rewrite = (children: readonly Token[], source: string, resolve: Resolve): void => {
  let named = false;
  for (const child of children) {
    if (child.type === 'image') child.attrSet('src', rewritten(String(child.attrGet('src') ?? ''), source, resolve));
    if (child.type === 'link_open') {
      const href = rewritten(String(child.attrGet('href') ?? ''), source, resolve);
      named = href === 'source';
      child.attrs = named ? [['class', 'source']] : [['href', href]];
    }
    if (named && (child.type === 'link_open' || child.type === 'link_close')) child.tag = 'span';
  }
};

/** Within the text of an element, each abbreviation with what it stands for; code and attributes are left as they are. */
const explained = (html: string): string => {
  let inCode = 0;
  return html
    .split(/(<[^>]+>)/)
    .map((part) => {
      if (/^<(?:code|pre|abbr|svg|a)\b/.test(part)) inCode += 1;
      else if (/^<\/(?:code|pre|abbr|svg|a)>/.test(part)) inCode -= 1;
      if (part.startsWith('<') || inCode > 0) return part;
      return part.replaceAll(short, (word) => `<abbr title="${abbreviations[word] ?? ''}">${word}</abbr>`);
    })
    .join('');
};

/** Renders one page; `source` is its path from the root. */
export const render = (source: string, page: string, resolve: Resolve): Rendered => {
  const markdown = markdownIt({ html: true, linkify: false, typographer: false });
  const sections: { anchor: string; title: string }[] = [];
  let title = source;
  const tokens = markdown.parse(page, {});
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const text = tokens[at + 1]?.content.replaceAll(/[`*]|\]\([^)]*\)|\[/g, '') ?? '';
      const anchor = anchorOf(tokens[at + 1]?.content ?? '');
      token.attrSet('id', anchor);
      if (token.tag === 'h1') title = text;
      if (token.tag === 'h2') sections.push({ anchor, title: text });
    }
    rewrite(token.children ?? [], source, resolve);
    // A command or a table may be wider than a telephone: it scrolls by itself, and by the keyboard too.
    if (token.type === 'table_open') token.attrSet('tabindex', '0');
  }
  const body = markdown.renderer.render(tokens, markdown.options, {}).replaceAll('<pre>', '<pre tabindex="0">');
  const html = explained(body.replaceAll(/<table[\s\S]*?<\/table>/g, (table) => `<div class="wide">${table}</div>`));
  const text = body
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&(?:lt|gt|amp|quot);/g, ' ')
    .replaceAll(/\s+/g, ' ');
  return { title, html, text, sections };
};
