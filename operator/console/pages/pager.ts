import { onePage, type Slice } from '../agenda.ts';
import type { Asked } from '../asked.ts';
import { type Html, html } from '../html.ts';

/** The page of a list that somebody asked for, from 1; anything else that stands there is the first one. */
export const pageIn = ({ query }: Pick<Asked, 'query'>): number => {
  const text = query.get('page') ?? '';
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
};

/** One page of items in their order; the last one where a later one was asked for. */
export const pageOf = <T>(items: readonly T[], asked: number): Omit<Slice, 'items'> & { readonly items: readonly T[] } => {
  const pages = Math.max(1, Math.ceil(items.length / onePage));
  const page = Math.min(Math.max(1, asked), pages);
  return { items: items.slice((page - 1) * onePage, page * onePage), page, pages, total: items.length };
};

/** Where somebody is in a list, and the ways to the rest of it. */
export const pager = (asked: Asked, { page, pages, total }: Omit<Slice, 'items'>): Html => {
  const { register } = asked.words.console;
  const to = (wanted: number): string => {
    const query = new URLSearchParams(asked.query);
    query.set('page', String(wanted));
    return `?${query}`;
  };
  const first = (page - 1) * onePage + 1;
  const place = register.place(first, Math.min(total, page * onePage), total);
  if (pages === 1) return html`<p class="soft">${place}</p>`;
  return html`<nav class="pager" aria-label="${register.pages}"><p class="soft">${place}</p><div class="buttons">${
    page > 1 ? html`<a class="button plain" rel="prev" href="${to(page - 1)}">${register.previous}</a>` : ''
  }${page < pages ? html`<a class="button plain" rel="next" href="${to(page + 1)}">${register.next}</a>` : ''}</div></nav>`;
};
