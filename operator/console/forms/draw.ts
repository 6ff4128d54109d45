import { type Asked, zoneOf } from '../asked.ts';
import { areaField, lineField, momentField, type Field as Shown, selectField, tickField } from '../fields.ts';
import { type Html, html } from '../html.ts';
import { fieldMoment } from '../moment.ts';
import { type Field, flat, idOf, type Problem, rowFields } from './field.ts';
import type { Typed } from './read.ts';

/** What fields are drawn with: what was typed, where somebody has, and what is wrong with it. */
export interface Drawing {
  readonly asked: Asked;
  readonly typed: Typed | undefined;
  readonly problems: readonly Problem[];
}

const initial = (field: Field, asked: Asked): string => {
  const { value } = field;
  if (field.kind === 'yesNo') return value === undefined ? '' : value === true ? 'yes' : 'no';
  if (field.kind === 'moment') return typeof value === 'string' ? fieldMoment(value, zoneOf(asked)) : '';
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** A list that is short enough to be seen whole. */
const ticks = (field: Field & { readonly kind: 'several' }, label: string, { typed, asked, problems }: Drawing): Html => {
  const id = idOf(field.name);
  const known = Array.isArray(field.value) ? field.value : [];
  const found = problems.find((one) => one.field === id);
  const each = field.options.map(({ value, text }) => {
    const ticked = typed === undefined ? known.includes(value) : typed(`${id}-${value}`) === 'x';
    return tickField({ name: `${id}-${value}`, label: text }, ticked);
  });
  return html`<fieldset class="field${found === undefined ? '' : ' wrong'}" id="${id}" tabindex="-1"><legend>${label}</legend>${
    found === undefined ? '' : html`<p class="problem">${asked.words.forms.problem[found.problem]}</p>`
  }${each}</fieldset>`;
};

const drawRows = (field: Field & { readonly kind: 'rows' }, label: string, drawing: Drawing): Html =>
  html`${Array.from(
    { length: field.rows },
    (_, row) =>
      html`<fieldset class="row"><legend>${label} ${row + 1}</legend>${rowFields(field, row).map((column) => drawField(column, drawing))}</fieldset>`,
  )}`;

const input = (field: Field, shown: Shown, { asked, typed }: Drawing): Html => {
  const { forms } = asked.words;
  const nothing = { value: '', text: field.required ? forms.choose : '–' };
  switch (field.kind) {
    case 'text':
    case 'lines':
      return areaField(shown, true);
    case 'moment':
      return momentField(shown);
    case 'choice':
      return selectField(shown, [nothing, ...field.options]);
    case 'yesNo':
      return selectField(shown, [nothing, { value: 'yes', text: forms.yes }, { value: 'no', text: forms.no }]);
    case 'tick':
      return tickField(shown, typed === undefined ? field.value === true : shown.value === 'x');
    default:
      return lineField(shown);
  }
};

/** How a field is called; whether it may be left out is said, not marked by a sign that has to be explained. */
const calledIn = (field: Field, label: string, { asked }: Drawing): string =>
  field.required || field.kind === 'tick' ? label : `${label} (${asked.words.forms.optional})`;

const holdsSomething = (field: Field, { typed, problems }: Drawing): boolean => {
  const id = idOf(field.name);
  if (problems.some((one) => one.field === id || one.field.startsWith(`${id}-`))) return true;
  if (typed === undefined) return field.value !== undefined && field.value !== '';
  return typed(id) !== '';
};

/** Stands open where something is in it, so that nothing that was typed, or is wrong, is out of sight. */
const drawFold = (field: Field & { readonly kind: 'fold' }, label: string, drawing: Drawing): Html => {
  const open = flat(field.fields).some((each) => holdsSomething(each, drawing));
  return html`<details class="fold"${open ? html` open` : ''}><summary>${label}</summary>${field.fields.map((each) => drawField(each, drawing))}</details>`;
};

/** One field of a form. */
const drawField = (field: Field, drawing: Drawing): Html => {
  const { asked, typed, problems } = drawing;
  const { forms } = asked.words;
  const name = idOf(field.name);
  if (field.kind === 'hidden') return html`<input type="hidden" name="${name}" value="${String(field.value)}">`;
  const label = typeof field.label === 'string' ? forms.field[field.label] : field.label.text;
  if (field.kind === 'fold') return drawFold(field, label, drawing);
  if (field.kind === 'rows') return drawRows(field, label, drawing);
  if (field.kind === 'several') return ticks(field, calledIn(field, label, drawing), drawing);
  const value = typed === undefined ? initial(field, asked) : typed(name);
  const found = problems.find((one) => one.field === name);
  const hint = typeof field.hint === 'string' ? forms.hint[field.hint] : field.hint?.text;
  const shown = { name, label: calledIn(field, label, drawing), hint, value, problem: found && forms.problem[found.problem] };
  return input(field, shown, drawing);
};

/** The fields of a form, in their order. */
export const drawFields = (fields: readonly Field[], drawing: Drawing): Html => html`${fields.map((field) => drawField(field, drawing))}`;
