import type { Incident, IncidentPolicy } from '../../api/types.gen.ts';
import type { Fact } from '../../fact/catalogue.ts';
import { type Change, type FieldsOf, stated } from '../../fact/change.ts';
import type { Html } from '../html.ts';
import type { Catalogue } from '../words/catalogue.ts';
import type { ConsoleWords } from '../words/console.ts';

/** What somebody typed into the form of an action, by field. */
export type Typed = (field: string) => string;

/** What is wrong with a field. */
export interface ActionProblem {
  readonly field: string;
  readonly problem: Exclude<keyof ConsoleWords['problem'], 'title'>;
}

/** The change, or everything that is wrong with what was typed. */
export type Read = { readonly ok: true; readonly change: Change } | { readonly ok: false; readonly problems: readonly ActionProblem[] };

/** What an action is shown and read with. */
export interface Setting {
  readonly incident: Incident;
  readonly policy: IncidentPolicy | undefined;
  readonly words: Catalogue;
  /** UTC. */
  readonly now: string;
}

/** The name of an action, as in its address and in the words. */
export type ActionName = Exclude<keyof ConsoleWords['action'], 'approveText'>;

/** Something that somebody does to an incident. */
export interface Action {
  readonly name: ActionName;
  /** The right that it needs, as RBAC has it, and the role that has it. */
  readonly verb: string;
  readonly resource: (incident: Incident) => string;
  readonly role: string;
  /** Begins the id of its entry. */
  readonly prefix: string;
  /** Whether it makes sense as the incident stands; what the API server refuses in the end is its own. */
  readonly fits: (incident: Incident) => boolean;
  readonly fields: (setting: Setting, typed: Typed, problem: (field: string) => string | undefined) => Html;
  /** `by` is who writes. */
  readonly read: (setting: Setting, typed: Typed, by: string) => Read;
  /** The buttons, where there is more than one: each sends its value as `decision`. */
  readonly decisions?: readonly ('Approve' | 'Return')[];
}

/** Accepts a fact. Fields in which nothing was typed are left out. */
export const stating = <F extends Pick<Fact, 'list' | 'fields'>>(fact: F, fields: FieldsOf<F>, set?: Change['set']): Read => ({
  ok: true,
  change: stated(fact, fields, set),
});

/** What RBAC has to say of an action, and how its entry is named, both as the kind of fact has it. */
export const factOf = ({ verb, resource, role, prefix }: Fact): Pick<Action, 'verb' | 'resource' | 'role' | 'prefix'> => ({
  verb,
  resource: () => resource,
  role,
  prefix,
});

/** Refuses what was typed, if anything is wrong with it. */
export const orRefuse = (problems: readonly ActionProblem[], otherwise: () => Read): Read =>
  problems.length > 0 ? { ok: false, problems } : otherwise();

/** Problems with a text that has to be there, and has at most so many characters. */
export const textProblems = (typed: Typed, field: string, most: number, required = true): readonly ActionProblem[] => {
  const text = typed(field);
  if (text === '') return required ? [{ field, problem: 'missing' }] : [];
  return text.length > most ? [{ field, problem: 'long' }] : [];
};

/** Problems with an answer that has to be one of several. */
export const choiceProblems = (typed: Typed, field: string, allowed: readonly string[]): readonly ActionProblem[] =>
  allowed.includes(typed(field)) ? [] : [{ field, problem: 'choice' }];
