import type { BreachEntry } from '../../report/breaches.ts';
import type { Asked, Page } from '../asked.ts';
import { html } from '../html.ts';
import { pageIn, pageOf, pager } from './pager.ts';
import { clock, tableOf } from './parts.ts';

/** The register of breaches (N6), with what is on every line, and the whole of it to read or to take along. */
export const breachesPage = (asked: Asked, entries: readonly BreachEntry[]): Page => {
  const { breaches, column, document } = asked.words.console;
  const columns = [column.incident, column.awareness, breaches.risk, breaches.told].map((heading) => ({ heading }));
  // The newest first; the whole of it is in the document and in the download.
  const slice = pageOf(entries.toReversed(), pageIn(asked));
  const rows = slice.items.map(({ namespace, incident, title, awareAt, risk, authority, erasedAt }) => [
    erasedAt === null
      ? html`<a href="/incidents/${encodeURIComponent(namespace)}/${encodeURIComponent(incident)}">${title ?? incident}</a>`
      : incident,
    clock(asked, awareAt ?? undefined),
    risk ?? breaches.undecided,
    clock(asked, authority.at ?? undefined),
  ]);
  const main = html`<h1>${breaches.title}</h1><p>${breaches.intro}</p>
<div class="buttons"><a class="button plain" href="/breaches.html">${document}</a><a class="button plain" href="/breaches.csv">${breaches.download}</a></div>
${entries.length === 0 ? html`<p>${breaches.empty}</p>` : html`${tableOf(breaches.title, columns, rows)}${pager(asked, slice)}`}`;
  return { kind: 'page', status: 200, title: breaches.title, main };
};
