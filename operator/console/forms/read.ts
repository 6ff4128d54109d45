import { momentIn } from '../moment.ts';
import { type Field, flat, idOf, type Problem, rowFields } from './field.ts';
import type { Change, Form, Recorded, Setting, Values } from './form.ts';

/** What somebody typed into a form, by the id of a field; all of it, where a field is sent more than once. */
export type Typed = (id: string) => string;

/** The change that a form asks for, or everything that is wrong with what was typed. */
export type Read = { readonly ok: true; readonly change: Change } | { readonly ok: false; readonly problems: readonly Problem[] };

/** What came of one field: a value, nothing, or what is wrong. */
type Outcome = { readonly value?: unknown; readonly problems?: readonly Problem[] };

const wrong = (field: Field, problem: Problem['problem']): Outcome => ({ problems: [{ field: idOf(field.name), problem }] });

const textIn = (field: Field, most: number, typed: string): Outcome => (typed.length > most ? wrong(field, 'long') : { value: typed });

const linesIn = (field: Field & { readonly kind: 'lines' }, typed: string): Outcome => {
  const found = typed
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (found.length > field.most) return wrong(field, 'many');
  return found.some((one) => one.length > field.each) ? wrong(field, 'long') : { value: found };
};

const numberIn = (field: Field & { readonly kind: 'number' }, typed: string): Outcome => {
  const value = Number(typed);
  return /^-?\d{1,16}$/.test(typed) && value >= (field.least ?? 0) && value <= field.most ? { value } : wrong(field, 'number');
};

const amountIn = (field: Field, typed: string): Outcome => {
  const value = typed.replace(',', '.');
  return /^\d{1,12}(\.\d{1,2})?$/.test(value) ? { value } : wrong(field, 'amount');
};

const momentOf = (field: Field & { readonly kind: 'moment' }, typed: string, { policy, now }: Setting): Outcome => {
  const value = momentIn(typed, policy?.spec.timezone ?? 'UTC');
  if (value === undefined) return wrong(field, 'when');
  const ahead = Date.parse(value) - Date.parse(now);
  if (field.when === 'Past' && ahead > 0) return wrong(field, 'moment');
  return field.when === 'Future' && ahead < 0 ? wrong(field, 'future') : { value };
};

const rowsIn = (field: Field & { readonly kind: 'rows' }, typed: Typed, setting: Setting): Outcome => {
  const found = Array.from({ length: field.rows }, (_, row) => rowFields(field, row)).filter((columns) =>
    columns.some((column) => column.kind !== 'choice' && typed(idOf(column.name)) !== ''),
  );
  const read = found.map((columns) => columns.map((column) => ({ column, ...outcome(column, typed, setting) })));
  const problems = read.flat().flatMap((each) => each.problems ?? []);
  if (problems.length > 0) return { problems };
  const value = read.map((columns) =>
    Object.fromEntries(
      columns.flatMap((each) => (each.value === undefined ? [] : [[each.column.name.split('.').at(-1) ?? '', each.value]])),
    ),
  );
  return value.length === 0 ? {} : { value };
};

const sentIn = (field: Field, typed: string, setting: Setting): Outcome => {
  switch (field.kind) {
    case 'line':
      return field.pattern !== undefined && !field.pattern.of.test(typed)
        ? wrong(field, field.pattern.otherwise)
        : textIn(field, field.most, typed.replaceAll('\n', ' '));
    case 'text':
      return textIn(field, field.most, typed);
    case 'lines':
      return linesIn(field, typed);
    case 'number':
      return numberIn(field, typed);
    case 'amount':
      return amountIn(field, typed);
    case 'moment':
      return momentOf(field, typed, setting);
    case 'choice':
      return field.options.some(({ value }) => value === typed) ? { value: typed } : wrong(field, 'choice');
    case 'yesNo':
      return typed === 'yes' || typed === 'no' ? { value: typed === 'yes' } : wrong(field, 'choice');
    default:
      return typed === 'x' ? { value: true } : wrong(field, 'choice');
  }
};

/** What came of one field. A field that was left empty is nothing, and wrong only where something has to be there. */
const outcome = (field: Field, typed: Typed, setting: Setting): Outcome => {
  if (field.kind === 'rows') return rowsIn(field, typed, setting);
  if (field.kind === 'hidden') return typed(idOf(field.name)) === field.value ? { value: field.value } : wrong(field, 'old');
  if (field.kind === 'several') {
    const value = field.options.flatMap((option) => (typed(`${idOf(field.name)}-${option.value}`) === 'x' ? [option.value] : []));
    return value.length > 0 ? { value } : field.required ? wrong(field, 'choice') : {};
  }
  const sent = typed(idOf(field.name));
  if (sent !== '') return sentIn(field, sent, setting);
  if (!field.required) return {};
  return wrong(field, field.kind === 'choice' || field.kind === 'yesNo' ? 'choice' : field.kind === 'moment' ? 'when' : 'missing');
};

const withValue = (values: Values, [first = '', ...rest]: readonly string[], value: unknown): Values =>
  rest.length === 0 ? { ...values, [first]: value } : { ...values, [first]: withValue((values[first] ?? {}) as Values, rest, value) };

const decisionIn = (decisions: Form['decisions'], typed: Typed): Outcome => {
  if (decisions === undefined) return {};
  const value = decisions.find((one) => one === typed('decision'));
  return value === undefined ? { problems: [{ field: 'comment', problem: 'choice' }] } : { value };
};

const changesNothing = ({ add, set = {}, create }: Change): boolean =>
  add === undefined && create === undefined && Object.keys(set).length === 0;

/** Reads what somebody typed into a form about a record as it stands. Pure. */
export const readForm = <R extends Recorded>(form: Form<R>, setting: Setting<R>, typed: Typed): Read => {
  const fields = flat(form.fields(setting));
  const outcomes = fields.map((field) => ({ field, ...outcome(field, typed, setting) }));
  const decision = decisionIn(form.decisions, typed);
  const values = outcomes.reduce<Values>(
    (sum, { field, value }) => (value === undefined ? sum : withValue(sum, field.name.split('.'), value)),
    decision.value === undefined ? {} : { decision: decision.value },
  );
  const problems = [...outcomes.flatMap((each) => each.problems ?? []), ...(decision.problems ?? [])];
  const together = problems.length > 0 ? problems : (form.check?.(values, setting) ?? []);
  if (together.length > 0) return { ok: false, problems: together };
  const change = form.change(values, setting);
  if (!changesNothing(change)) return { ok: true, change };
  return { ok: false, problems: [{ field: idOf(fields[0]?.name ?? 'main'), problem: 'same' }] };
};
