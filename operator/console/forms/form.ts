import type { EvidenceItem, Incident, IncidentPolicy, Notification, ReportingRegime, Weakness } from '../../api/types.gen.ts';
import type { Fact } from '../../fact/catalogue.ts';
import type { Change as Stated } from '../../fact/change.ts';
import type { Catalogue } from '../words/catalogue.ts';
import type { FormWord } from '../words/forms.ts';
import type { Field, Problem } from './field.ts';

/** Every record that is changed from a page, by its kind. */
export interface RecordOfKind {
  readonly Incident: Incident;
  readonly Notification: Notification;
  readonly Weakness: Weakness;
  readonly EvidenceItem: EvidenceItem;
}

/** The kinds that are changed from a page. */
export type FormKind = keyof RecordOfKind;

/** A record that is changed from a page. */
export type Recorded = RecordOfKind[FormKind];

/** What a form does: it states a fact, sets values, or creates a record that belongs to this one. */
export interface Change extends Stated {
  readonly create?: { readonly kind: 'EvidenceItem'; readonly spec: object };
}

/** What a form is drawn and read with. */
export interface Setting<R extends Recorded = Recorded> {
  readonly record: R;
  readonly policy: IncidentPolicy | undefined;
  readonly regimes: readonly ReportingRegime[];
  readonly words: Catalogue;
  /** UTC. */
  readonly now: string;
  /** Who writes. */
  readonly by: string;
}

/** What was typed, as it is stored, at the path of each field. */
export type Values = Readonly<Record<string, unknown>>;

/** One thing that somebody does to a record: who may, what is asked, and what becomes of it. */
export interface Form<R extends Recorded = Recorded> {
  /** Its address beneath the record, and its name in the words. */
  readonly name: FormWord;
  /** The decision's own right, as RBAC has it, beside that of changing the record; and the role that has it. */
  readonly verb: string;
  readonly resource: string | ((record: R) => string);
  readonly role: string;
  /** Begins the id of its entry. */
  readonly prefix: string;
  /** Whether it makes sense as the record stands; what the API server refuses in the end is its own. */
  readonly fits: (record: R) => boolean;
  readonly fields: (setting: Setting<R>) => readonly Field[];
  /** What is wrong with fields together. */
  readonly check?: (values: Values, setting: Setting<R>) => readonly Problem[];
  readonly change: (values: Values, setting: Setting<R>) => Change;
  /** The buttons, where there is more than one: each sends its value as `decision`. */
  readonly decisions?: readonly ('Approve' | 'Return')[];
}

/** Whom RBAC lets state a fact, and how its entry is named. */
export const rightOf = ({
  verb,
  resource,
  role,
  prefix,
}: Omit<Fact, 'list' | 'fields'>): Pick<Form, 'verb' | 'role' | 'prefix'> & { readonly resource: string } => ({
  verb,
  resource,
  role,
  prefix,
});

/** States what was typed as a fact, with what is always so. */
export const states =
  ({ list }: Pick<Fact, 'list'>, always: object = {}) =>
  (values: Values): Change => ({ add: { list, entry: { ...always, ...values } } });

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

const leaves = (values: Values, path: readonly string[]): readonly (readonly [string, unknown])[] =>
  Object.entries(values).flatMap(([name, value]) =>
    isObject(value) ? leaves(value, [...path, name]) : [[[...path, name].join('.'), value] as const],
  );

/** What stands at a place; undefined where there is nothing. */
export const at = (object: unknown, place: string): unknown =>
  place.split('.').reduce<unknown>((value, part) => (value as Values | undefined)?.[part], object);

/** Of values by their places, those that differ from what stands there. */
export const differing = (spec: object, values: readonly (readonly [string, unknown])[]): Values =>
  Object.fromEntries(values.filter(([place, value]) => JSON.stringify(at(spec, place)) !== JSON.stringify(value)));

/** Sets what was typed and differs from what stands there. What was left empty stays as it is. */
export const sets =
  <R extends Recorded>(...base: readonly string[]) =>
  (values: Values, { record }: Setting<R>): Change => ({ set: differing(record.spec, leaves(values, base)) });

/** The text of a value that was typed; the empty text where there is none. */
export const said = (values: Values, name: string): string => {
  const value = at(values, name);
  return typeof value === 'string' ? value : '';
};

/** A problem where something is missing. */
export const missing = (isMissing: boolean, field: string): readonly Problem[] => (isMissing ? [{ field, problem: 'missing' }] : []);

/** Fields with what the record holds already standing in them. */
export const standing = (spec: object, fields: readonly Field[]): readonly Field[] =>
  fields.map((field) =>
    field.kind === 'fold' ? { ...field, fields: standing(spec, field.fields) } : { ...field, value: at(spec, field.name) ?? field.value },
  );
