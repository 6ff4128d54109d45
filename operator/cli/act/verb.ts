import type { Incident, Notification, Weakness } from '../../api/types.gen.ts';
import type { Fact } from '../../fact/catalogue.ts';
import type { Option } from './option.ts';
import type { Said } from './said.ts';

/** A record that verbs write to. */
export type Recorded = Incident | Notification | Weakness;

/** A fact with what is said in it. */
export interface Stated {
  readonly fact: Fact;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a verb writes on a record as it stands. */
export interface Statement {
  readonly facts: readonly Stated[];
  /** By where they are in the spec, as a change has them. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** What was done, to follow the name of the record: `assessed as Incident`. */
  readonly told: string;
}

/** What a verb does with records of one kind. Both functions are pure; `states` throws a Misunderstood for what makes no sense. */
export interface Target<T extends Recorded = Recorded> {
  readonly kind: 'Incident' | 'Notification' | 'Weakness';
  /** The options that have to be said, in the order in which they are asked for; it is asked again after each answer. */
  needs(record: T, said: Said): readonly string[];
  states(record: T, said: Said, now: string): Statement;
  /** Where nothing was said: text for people, and the same for programs. Left out, a verb without options asks. */
  shows?(record: T): { readonly text: string; readonly value: unknown };
}

/** A verb that writes facts. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** What the help says first. */
  readonly about: string;
  /** What is done with its lists of options where there are several ways to use it: the lines after `Usage:`. */
  readonly usage: readonly string[];
  /** The kinds in which the name is looked for, in this order. */
  readonly targets: readonly Target[];
  readonly options: readonly Option[];
}
