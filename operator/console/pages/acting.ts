import type { Incident, ReportingRegime } from '../../api/types.gen.ts';
import { type Asked, type Page, titleOf } from '../asked.ts';
import { drawFields } from '../forms/draw.ts';
import type { Problem } from '../forms/field.ts';
import type { Form, FormKind, Recorded, RecordOfKind, Setting } from '../forms/form.ts';
import type { Typed } from '../forms/read.ts';
import { type Html, html } from '../html.ts';
import { pathOf, tagsOf } from './parts.ts';

/** A form about a record, as it is shown. */
export interface FormState<K extends FormKind = FormKind> {
  readonly kind: K;
  readonly form: Form<RecordOfKind[K]>;
  readonly record: RecordOfKind[K];
  readonly regimes: readonly ReportingRegime[];
  /** What was typed; undefined for a form that is opened. */
  readonly typed: Typed | undefined;
  readonly problems: readonly Problem[];
  readonly token: string;
}

/** What a form is drawn and read with, of what was asked. */
export const settingOf = <R extends Recorded>(asked: Asked, record: R, regimes: readonly ReportingRegime[]): Setting<R> => ({
  record,
  policy: asked.policy,
  regimes,
  words: asked.words,
  now: asked.now,
  by: asked.session?.user ?? '',
});

/** What is wrong with a form, at its top, each with a link to its field. */
export const problemList = (asked: Asked, problems: readonly Problem[]): Html => {
  const { problem: words } = asked.words.forms;
  if (problems.length === 0) return html``;
  return html`<div class="note bad" role="alert"><h2>${words.title}</h2><ul>${problems.map(
    ({ field, problem }) => html`<li><a href="#${field}">${words[problem]}</a></li>`,
  )}</ul></div>`;
};

/** The buttons of a form: one that sends it, or one for each decision. */
const buttons = (asked: Asked, decisions: Form['decisions']): Html => {
  const { option } = asked.words.console;
  return decisions === undefined
    ? html`<div class="buttons"><button>${asked.words.forms.send}</button></div>`
    : html`<div class="buttons">${decisions.map(
        (decision) =>
          html`<button name="decision" value="${decision}"${decision === 'Return' ? html` class="plain"` : ''}>${option[decision]}</button>`,
      )}</div>`;
};

/** A form, with the token that makes it somebody's own. */
export const drawForm = <K extends FormKind>(asked: Asked, { kind, form, record, regimes, typed, problems, token }: FormState<K>): Html => {
  const fields = form.fields(settingOf(asked, record, regimes));
  return html`<form class="stack" method="post" action="${pathOf(kind, record.metadata)}/${form.name}" accept-charset="utf-8" novalidate>
<input type="hidden" name="token" value="${token}">
${drawFields(fields, { asked, typed, problems })}
${buttons(asked, form.decisions)}
</form>`;
};

/** What a record is about, above the form: whoever acts sees on what. */
const about = (asked: Asked, kind: FormKind, record: Recorded): Html => {
  const back = (name: string): Html => html`<a href="${pathOf(kind, record.metadata)}">${name}</a>`;
  if (kind !== 'Incident') return html`<p>${back(record.metadata.name)}</p>`;
  const incident = record as Incident;
  return html`<p>${back(titleOf(incident))} ${tagsOf(asked, incident)}</p>
<blockquote class="note"><p class="text">${incident.spec.report.what}</p></blockquote>`;
};

/** The page on which somebody does one thing to a record. */
export const formPage = <K extends FormKind>(asked: Asked, state: FormState<K>): Page => {
  const title = asked.words.forms.form[state.form.name];
  const main = html`<h1>${title}</h1>
${about(asked, state.kind, state.record)}
${problemList(asked, state.problems)}
${drawForm(asked, state)}`;
  return { kind: 'page', status: state.problems.length === 0 ? 200 : 422, title, main, narrow: true };
};

/** What can be done to a record, as links to its forms; what is done most often stands open, the rest behind one more click. */
export const formLinks = <K extends FormKind>(
  asked: Asked,
  kind: K,
  record: RecordOfKind[K],
  forms: readonly Form<RecordOfKind[K]>[],
): Html => {
  const { section } = asked.words.console;
  if (forms.length === 0) return html``;
  const link = ({ name }: Form<RecordOfKind[K]>): Html =>
    html`<a class="button plain" href="${pathOf(kind, record.metadata)}/${name}">${asked.words.forms.form[name]}</a>`;
  const [first, further] = [forms.slice(0, shownFirst), forms.slice(shownFirst)];
  return html`<h2>${section.act}</h2><div class="buttons">${first.map(link)}</div>${
    further.length === 0 ? '' : html`<details><summary>${section.more}</summary><div class="buttons">${further.map(link)}</div></details>`
  }`;
};

const shownFirst = 6;
