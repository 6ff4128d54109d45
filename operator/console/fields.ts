import { type Html, html } from './html.ts';

/** A field of a form: what it is called, what helps to fill it in, what is in it, and what is wrong with it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value?: string;
  readonly problem?: string | undefined;
  readonly required?: boolean;
}

/** One of several answers. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

const describedBy = ({ name, hint, problem }: Field): Html => {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(problem ? [`${name}-problem`] : [])];
  return ids.length === 0 ? html`` : html` aria-describedby="${ids.join(' ')}"`;
};

const state = (field: Field): Html =>
  html`${describedBy(field)}${field.problem === undefined ? '' : html` aria-invalid="true"`}${field.required ? html` required` : ''}`;

const around = (field: Field, input: Html): Html => html`<div class="field${field.problem === undefined ? '' : ' wrong'}">
<label for="${field.name}">${field.label}</label>
${hintOf(field)}${input}
</div>`;

const hintOf = ({ name, hint, problem }: Field): Html =>
  html`${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${
    problem === undefined ? '' : html`<p class="problem" id="${name}-problem">${problem}</p>`
  }`;

/** One line of text. */
export const lineField = (field: Field): Html =>
  around(field, html`<input type="text" id="${field.name}" name="${field.name}" value="${field.value ?? ''}"${state(field)}>`);

/** Several lines of text. The line end after the tag is eaten by browsers, so that a first empty line of the text is kept. */
export const areaField = (field: Field, low = false): Html =>
  around(
    field,
    html`<textarea id="${field.name}" name="${field.name}"${low ? html` class="low"` : ''}${state(field)}>
${field.value ?? ''}</textarea>`,
  );

/** A date with a time, as clocks on the wall show it. */
export const momentField = (field: Field): Html =>
  around(field, html`<input type="datetime-local" id="${field.name}" name="${field.name}" value="${field.value ?? ''}"${state(field)}>`);

/** One of several answers, all of which are seen. */
export const choiceField = (field: Field, options: readonly Option[]): Html => {
  const option = ({ value, text }: Option, index: number): Html =>
    html`<label class="tick"><input type="radio" name="${field.name}"${index === 0 ? html` id="${field.name}"` : ''} value="${value}"${
      value === field.value ? html` checked` : ''
    }${field.required ? html` required` : ''}> ${text}</label>`;
  return html`<fieldset class="field${field.problem === undefined ? '' : ' wrong'}"${describedBy(field)}>
<legend>${field.label}</legend>
${hintOf(field)}${options.map(option)}
</fieldset>`;
};

/** One of several answers, of which one is seen. */
export const selectField = (field: Field, options: readonly Option[]): Html =>
  around(
    field,
    html`<select id="${field.name}" name="${field.name}"${state(field)}>${options.map(
      ({ value, text }) => html`<option value="${value}"${value === field.value ? html` selected` : ''}>${text}</option>`,
    )}</select>`,
  );

/** A box to tick; ticked, it sends `x`. */
export const tickField = (field: Field, ticked: boolean): Html => html`<div${field.problem === undefined ? '' : html` class="field wrong"`}>
${hintOf(field)}<label class="tick" for="${field.name}"><input type="checkbox" id="${field.name}" name="${field.name}" value="x"${
  ticked ? html` checked` : ''
}${state(field)}> ${field.label}</label>
</div>`;

/** A name and what stands for it, in a list of facts; one without a value is left out. */
export const factsList = (facts: readonly (readonly [string, Html | string | undefined])[]): Html =>
  html`<dl>${facts.flatMap(([term, value]) =>
    value === undefined || value === '' ? [] : [html`<div><dt>${term}</dt><dd>${value}</dd></div>`],
  )}</dl>`;
