// A form as somebody fills it in whole: every field with as much as it takes.
import { type Field, idOf, rowFields } from '../../../operator/console/forms/field.ts';
import type { Form, Recorded, Setting } from '../../../operator/console/forms/form.ts';

const shapes: readonly string[] = ['report-0123456789ab', 'PT6H', 'EUR', 'https://store.example.org/file', 'a'.repeat(64)];

const lineFor = (field: Field & { readonly kind: 'line' }): string => {
  const found = field.pattern === undefined ? 'x'.repeat(field.most) : shapes.find((shape) => field.pattern?.of.test(shape));
  if (found === undefined) throw new Error(`No text of the form that ${field.name} wants is known here.`);
  return found;
};

/** What is typed into one field; `which` of several answers. */
const typedInto = (field: Field, which: number): readonly (readonly [string, string])[] => {
  const id = idOf(field.name);
  switch (field.kind) {
    case 'line':
      return [[id, lineFor(field)]];
    case 'text':
      return [[id, 'x'.repeat(field.most)]];
    case 'lines':
      return [[id, Array.from({ length: field.most }, (_, index) => `${index}`.padEnd(field.each, 'x')).join('\n')]];
    case 'number':
      return [[id, String(field.most)]];
    case 'amount':
      return [[id, '999999999999,99']];
    case 'moment':
      return [[id, field.when === 'Future' ? '2027-10-23T09:12' : '2026-10-23T09:12']];
    case 'choice':
      return field.options.length === 0 ? [] : [[id, field.options[which % field.options.length]?.value ?? '']];
    case 'several':
      return field.options.map(({ value }) => [`${id}-${value}`, 'x']);
    case 'yesNo':
      return [[id, which % 2 === 0 ? 'yes' : 'no']];
    case 'tick':
      return [[id, 'x']];
    case 'hidden':
      return [[id, String(field.value)]];
    case 'fold':
      return field.fields.flatMap((each) => typedInto(each, which));
    case 'rows':
      return Array.from({ length: field.rows }, (_, row) => rowFields(field, row).flatMap((column) => typedInto(column, which))).flat();
  }
};

/** Everything that somebody types into a form, by field. */
export const wholeForm = <R extends Recorded>(form: Form<R>, setting: Setting<R>, which = 0): ReadonlyMap<string, string> =>
  new Map([
    ...form.fields(setting).flatMap((field) => typedInto(field, which)),
    ...(form.decisions === undefined ? [] : [['decision', form.decisions[0]] as const]),
  ] as readonly (readonly [string, string])[]);
