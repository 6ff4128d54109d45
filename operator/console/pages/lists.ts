import type { Incident, Weakness } from '../../api/types.gen.ts';
import { recordTerms } from '../../notification/words/record.ts';
import type { Shown, Slice } from '../agenda.ts';
import type { Asked, Page } from '../asked.ts';
import { titleOf } from '../asked.ts';
import { lineField, selectField } from '../fields.ts';
import { type Html, html } from '../html.ts';
import type { Readable } from '../register.ts';
import { pager } from './pager.ts';
import { clock, dueOf, pathOf, roleName, tableOf, tagsOf } from './parts.ts';

const incidentTable = (asked: Asked, caption: string, incidents: readonly Incident[]): Html => {
  const { column } = asked.words.console;
  const columns = [column.incident, column.phase, column.next, column.due].map((heading) => ({ heading }));
  const rows = incidents.map((incident) => [
    html`<a href="${pathOf('Incident', incident.metadata)}">${titleOf(incident)}</a><br><span class="code soft">${incident.metadata.name}</span>`,
    tagsOf(asked, incident),
    roleName(asked, incident.status?.blockers?.[0]?.role),
    dueOf(asked, incident),
  ]);
  return tableOf(caption, columns, rows);
};

const weaknessTable = (asked: Asked, weaknesses: Readable<Weakness>): Html => {
  const { console: words } = asked.words;
  if (weaknesses.kind === 'refused' || weaknesses.items.length === 0) return html``;
  const rows = weaknesses.items.map((weakness) => [
    html`<a class="code" href="${pathOf('Weakness', weakness.metadata)}">${weakness.metadata.name}</a>`,
    html`<span class="text">${weakness.spec.description ?? weakness.spec.title}</span>`,
    clock(asked, weakness.spec.report?.at),
  ]);
  const columns = [words.term.item, words.term.what, words.column.reported].map((heading) => ({ heading }));
  return html`<h2>${words.inbox.weaknesses}</h2>${tableOf(words.inbox.weaknesses, columns, rows)}`;
};

/** The inbox of the contact point (E1, A8). */
export const inboxPage = (asked: Asked, found: Slice, weaknesses: Readable<Weakness>): Page => {
  const { inbox } = asked.words.console;
  const main = html`<h1>${inbox.title}</h1><p>${inbox.intro}</p>
${found.total === 0 ? html`<p class="note good">${inbox.empty}</p>` : html`${incidentTable(asked, inbox.title, found.items)}${pager(asked, found)}`}
${weaknessTable(asked, weaknesses)}`;
  return { kind: 'page', status: 200, title: inbox.title, main };
};

const phases = ['Reported', 'Confirming', 'Containing', 'Eradicating', 'Recovering', 'Reviewing', 'Closed', 'Dismissed'] as const;

/** What a list is to show, from the address; the open ones where it says nothing that there is. */
export const shownIn = (text: string | null): Shown => (text === 'all' ? 'all' : (phases.find((each) => each === text) ?? 'open'));

/** The incidents that somebody may read, the most urgent first; found by their reference, their title, or what was hit. */
export const registerPage = (asked: Asked, shown: Shown, search: string, found: Slice): Page => {
  const { register, column } = asked.words.console;
  const { phase } = recordTerms[asked.language];
  const options = [
    { value: 'open', text: register.open },
    { value: 'all', text: register.all },
    ...phases.map((value) => ({ value, text: phase[value] })),
  ];
  const main = html`<h1>${register.title}</h1>
<form class="stack row" method="get" action="/incidents" role="search">${lineField({ name: 'q', label: register.search, value: search })}${selectField({ name: 'phase', label: column.phase, value: shown }, options)}<div class="buttons"><button class="plain">${register.filter}</button></div></form>
${found.total === 0 ? html`<p>${register.empty}</p>` : html`${incidentTable(asked, register.title, found.items)}${pager(asked, found)}`}`;
  return { kind: 'page', status: 200, title: register.title, main };
};
