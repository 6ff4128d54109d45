import { last } from '../../api/entries.ts';
import type { Incident } from '../../api/types.gen.ts';
import { numberText } from '../../document/format.ts';
import { type Asked, type Page, titleOf } from '../asked.ts';
import { factsList } from '../fields.ts';
import { html } from '../html.ts';
import { drawForm, type FormState, problemList } from './acting.ts';
import { lessonsTable } from './incident.ts';
import { pathOf, tagsOf } from './parts.ts';

/** One page for management: what happened, what it did and cost, what was learnt, and the decision on it (P6). */
export const summaryPage = (asked: Asked, incident: Incident, state: FormState<'Incident'> | undefined): Page => {
  const { console: words, forms } = asked.words;
  const { spec, status } = incident;
  const review = last(spec.review);
  const cost =
    status?.cost?.total === undefined ? undefined : `${numberText(status.cost.total, asked.language)} ${status.cost.currency ?? ''}`;
  const title = titleOf(incident);
  const decided = last(spec.approvals);
  const main = html`<p class="soft">${words.onePager}</p><h1>${title}</h1>
<p>${tagsOf(asked, incident)} <a class="code" href="${pathOf('Incident', incident.metadata)}">${incident.metadata.name}</a></p>
${state === undefined ? '' : problemList(asked, state.problems)}
${factsList([
  [words.term.what, html`<span class="text">${spec.report.what}</span>`],
  [words.term.impact, spec.personalData?.consequences ?? spec.report.impact],
  [words.term.total, cost],
  [words.term.rootCause, review && html`<span class="text">${review.rootCause}</span>`],
  [
    words.term.approval,
    decided && `${words.option[decided.decision]} (${decided.by})${decided.comment === undefined ? '' : `: ${decided.comment}`}`,
  ],
])}
${review === undefined ? html`<p class="note">${words.noReview}</p>` : lessonsTable(asked, incident)}
${state === undefined ? '' : html`<h2>${forms.form.approve}</h2>${drawForm(asked, state)}`}`;
  return { kind: 'page', status: (state?.problems.length ?? 0) === 0 ? 200 : 422, title, main, narrow: true };
};
