import type { Incident } from '../../api/types.gen.ts';
import { recordTerms } from '../../notification/words/record.ts';
import { type Asked, zoneOf } from '../asked.ts';
import type { FormKind } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { bothClocks } from '../moment.ts';

/** A column of a table: what it is called, and where its texts stand. */
export interface Column {
  readonly heading: string;
  readonly end?: boolean;
}

/**
 * A table that becomes a list of cards on a telephone; the first cell of each row names it. The caption is for those who hear the page:
 * others see the heading above. Roles are said aloud, because a browser that
 * shows a table as blocks no longer takes it for one.
 */
export const tableOf = (caption: string, columns: readonly Column[], rows: readonly (readonly (Html | string | undefined)[])[]): Html => {
  const cell = (row: readonly (Html | string | undefined)[], { heading, end }: Column, index: number): Html => {
    const value = row[index] === undefined || row[index] === '' ? '–' : row[index];
    const side = end ? html` class="end"` : '';
    return index === 0
      ? html`<th scope="row" role="rowheader"${side}>${value}</th>`
      : html`<td role="cell" data-label="${heading}"${side}>${value}</td>`;
  };
  return html`<table class="cards" role="table">
<caption class="out">${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ heading, end }) => html`<th scope="col" role="columnheader"${end ? html` class="end"` : ''}>${heading}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => html`<tr role="row">${columns.map((column, index) => cell(row, column, index))}</tr>`)}
</tbody>
</table>`;
};

/** A moment on the clocks of people here and in UTC. */
export const clock = (asked: Asked, instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : bothClocks(instant, zoneOf(asked), asked.language);

const places: Readonly<Record<FormKind, string>> = {
  Incident: 'incidents',
  Notification: 'notifications',
  Weakness: 'weaknesses',
  EvidenceItem: 'evidence',
};

/** The address of a record's page. */
export const pathOf = (
  kind: FormKind,
  { namespace = '', name }: { readonly namespace?: string | undefined; readonly name: string },
): string => `/${places[kind]}/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;

/** A text of several lines; undefined where there is none. */
export const text = (value: string | undefined): Html | undefined =>
  value === undefined ? undefined : html`<span class="text">${value}</span>`;

/** That what was sent a moment ago is recorded. */
export const doneNote = (asked: Asked): Html =>
  asked.query.get('done') === '1' ? html`<p class="note good" role="status">${asked.words.console.done}</p>` : html``;

const isOverdue = ({ status }: Incident, now: string): boolean =>
  status?.nextDeadline !== undefined && Date.parse(status.nextDeadline) < Date.parse(now);

/** What stands out of an incident: where it is, how serious it is, and that it is a drill. */
export const tagsOf = (asked: Asked, incident: Incident): Html => {
  const { phase, severity, major } = incident.status ?? {};
  const terms = recordTerms[asked.language];
  return html`<span class="tag">${terms.phase[phase ?? 'Reported']}</span> ${
    severity === undefined ? '' : html`<span class="tag${major ? ' bad' : ''}">${severity}</span> `
  }${incident.spec.drill ? html`<span class="tag warn">${asked.words.console.drill}</span>` : ''}`;
};

/** Who is next, as people call the role. */
export const roleName = (asked: Asked, role: string | undefined): string =>
  role === undefined ? '' : (asked.words.console.role[role] ?? role);

/** When the next deadline of an incident is, marked where it has passed. */
export const dueOf = (asked: Asked, incident: Incident): Html | undefined => {
  const due = clock(asked, incident.status?.nextDeadline);
  if (due === undefined) return undefined;
  return isOverdue(incident, asked.now) ? html`<strong class="problem">${due}</strong>` : html`${due}`;
};
