import { last } from '../../api/entries.ts';
import type { Incident } from '../../api/types.gen.ts';
import { numberText } from '../../document/format.ts';
import type { Action, ActionProblem, Typed } from '../actions/action.ts';
import { type Asked, type Page, titleOf } from '../asked.ts';
import { factsList } from '../fields.ts';
import { type Html, html } from '../html.ts';
import { lessonsTable } from './incident.ts';
import { incidentPath, tagsOf } from './parts.ts';

/** The form of an action as it is shown. */
export interface ActionState {
  readonly action: Action;
  readonly typed: Typed;
  readonly problems: readonly ActionProblem[];
  readonly token: string;
}

/** What is wrong with a form, at its top, each with a link to its field. */
export const problemList = (asked: Asked, problems: readonly ActionProblem[]): Html => {
  const { problem: words } = asked.words.console;
  if (problems.length === 0) return html``;
  return html`<div class="note bad" role="alert"><h2>${words.title}</h2><ul>${problems.map(
    ({ field, problem }) => html`<li><a href="#${field}">${words[problem]}</a></li>`,
  )}</ul></div>`;
};

/** The buttons of a form: one that sends it, or one for each decision. */
export const buttons = (asked: Asked, name: keyof Asked['words']['console']['action'], decisions: Action['decisions']): Html => {
  const { action, option } = asked.words.console;
  return decisions === undefined
    ? html`<div class="buttons"><button>${action[name].send}</button></div>`
    : html`<div class="buttons">${decisions.map(
        (decision) =>
          html`<button name="decision" value="${decision}"${decision === 'Return' ? html` class="plain"` : ''}>${option[decision]}</button>`,
      )}</div>`;
};

/** The form of an action, with the token that makes it somebody's own. */
export const actionForm = (asked: Asked, incident: Incident, { action, typed, problems, token }: ActionState): Html => {
  const { problem: words } = asked.words.console;
  const problemOf = (field: string): string | undefined => {
    const found = problems.find((one) => one.field === field);
    return found === undefined ? undefined : words[found.problem];
  };
  const fields = action.fields({ incident, policy: asked.policy, words: asked.words, now: asked.now }, typed, problemOf);
  return html`<form class="stack" method="post" action="${incidentPath(incident)}/${action.name}" accept-charset="utf-8" novalidate>
<input type="hidden" name="token" value="${token}">
${fields}
${buttons(asked, action.name, action.decisions)}
</form>`;
};

const report = ({ spec }: Incident): Html => html`<blockquote class="note"><p class="text">${spec.report.what}</p></blockquote>`;

/** The page on which somebody does one thing to an incident. */
export const actionPage = (asked: Asked, incident: Incident, state: ActionState): Page => {
  const { title } = asked.words.console.action[state.action.name];
  const main = html`<h1>${title}</h1>
<p><a href="${incidentPath(incident)}">${titleOf(incident)}</a> ${tagsOf(asked, incident)}</p>
${problemList(asked, state.problems)}
${report(incident)}
${actionForm(asked, incident, state)}`;
  return { kind: 'page', status: state.problems.length === 0 ? 200 : 422, title, main, narrow: true };
};

/** One page for management: what happened, what it did and cost, what was learnt, and the decision on it (P6). */
export const summaryPage = (asked: Asked, incident: Incident, state: ActionState | undefined): Page => {
  const { console: words } = asked.words;
  const { spec, status } = incident;
  const review = last(spec.review);
  const cost =
    status?.cost?.total === undefined ? undefined : `${numberText(status.cost.total, asked.language)} ${status.cost.currency ?? ''}`;
  const title = titleOf(incident);
  const decided = last(spec.approvals);
  const main = html`<p class="soft">${words.onePager}</p><h1>${title}</h1>
<p>${tagsOf(asked, incident)} <a class="code" href="${incidentPath(incident)}">${incident.metadata.name}</a></p>
${state === undefined ? '' : problemList(asked, state.problems)}
${factsList([
  [words.term.what, html`<span class="text">${spec.report.what}</span>`],
  [words.term.impact, spec.personalData?.consequences ?? spec.report.impact],
  [words.term.total, cost],
  [words.term.rootCause, review && html`<span class="text">${review.rootCause}</span>`],
  [
    words.field.decision,
    decided && `${words.option[decided.decision]} (${decided.by})${decided.comment === undefined ? '' : `: ${decided.comment}`}`,
  ],
])}
${review === undefined ? html`<p class="note">${words.noReview}</p>` : lessonsTable(asked, incident)}
${state === undefined ? '' : html`<h2>${words.action.approve.title}</h2>${actionForm(asked, incident, state)}`}`;
  return { kind: 'page', status: (state?.problems.length ?? 0) === 0 ? 200 : 422, title, main, narrow: true };
};
