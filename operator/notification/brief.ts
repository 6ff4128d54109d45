import { effective } from '../api/entries.ts';
import type { Incident, IncidentPolicy, Notification, NotificationContent } from '../api/types.gen.ts';
import { dateText, momentText, numberText } from '../document/format.ts';
import type { Block, Fact, Language } from '../document/model.ts';
import { clean, paragraphsOf } from '../document/text.ts';
import type { BreachTerms } from './words/breach.ts';
import { type Catalogue, catalogueOf } from './words/catalogue.ts';
import type { CommonWords } from './words/common.ts';

/** What a notice is written from. */
export interface Telling {
  readonly note: Notification;
  readonly incident: Incident | undefined;
  readonly policy: IncidentPolicy | undefined;
  /** The stages of the same duty that went out before, in order: a supplement carries only what they did not say. */
  readonly earlier: readonly Notification[];
}

/** A part of a document, under a name that does not change with the language. */
export interface Section {
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** A document before it has its head. */
export interface Draft {
  readonly title: string;
  readonly sections: readonly Section[];
  /** Whether it carries the sharing label of the record; what is written for its readers alone does not. */
  readonly labelled: boolean;
}

/** Everything that a writer of one document in one language works with. */
export interface Brief extends Telling {
  readonly language: Language;
  readonly catalogue: Catalogue;
  readonly words: CommonWords;
  readonly terms: BreachTerms;
  readonly organisation: string;
  readonly reference: string;
  /** The text of a part in the language, else in the one in which it was written; undefined where nobody wrote one. */
  readonly said: (part: keyof NotificationContent) => string | undefined;
  readonly date: (instant: string) => string;
  readonly moment: (instant: string) => string;
  readonly number: (value: number | string) => string;
}

/** The zone in which the times of documents are read: that of the policy. */
export const zoneOf = (policy: IncidentPolicy | undefined): string => policy?.spec.timezone ?? 'UTC';

/** The languages of a notice: its own, else those of the policy, else English. */
export const languagesOf = ({ note, policy }: Telling): readonly Language[] => {
  const { languages = policy?.spec.languages ?? [] } = note.spec;
  return languages.length === 0 ? ['en'] : languages;
};

/** What somebody wrote in that very language. */
export const translationOf = (note: Notification, part: keyof NotificationContent, language: Language): string | undefined =>
  note.spec.translations?.find((each) => each.language === language)?.[part];

const present = (text: string | undefined): string | undefined => (text === undefined || clean(text) === '' ? undefined : text);

/** Prepares the writing of a document in a language. */
export const briefOf = (telling: Telling, language: Language): Brief => {
  const { note, policy } = telling;
  const zone = zoneOf(policy);
  const catalogue = catalogueOf(language);
  return {
    ...telling,
    language,
    catalogue,
    words: catalogue.common,
    terms: catalogue.breach,
    organisation: policy?.spec.organisation ?? '',
    reference: note.spec.incidentRef.name,
    said: (part) => present(translationOf(note, part, language)) ?? present(note.spec.content?.[part]),
    date: (instant) => dateText(instant, zone, language),
    moment: (instant) => momentText(instant, zone, language),
    number: (value) => numberText(value, language),
  };
};

/** A fact with a value; what is undefined stays a gap, which is said and not passed over. */
export const fact = (term: string, value: string | readonly string[] | undefined, gap: string): Fact => {
  const values = (typeof value === 'string' ? [value] : (value ?? [])).map(clean).filter((text) => text !== '');
  return values.length === 0 ? { term, values, gap } : { term, values };
};

/** What stands in the place of a part that is not known: when it is expected, where somebody said so (art. 33(4)). */
export const gapText = ({ note, words, date }: Brief, part: keyof NotificationContent): string => {
  const expected = note.spec.expected?.find((each) => each.part === part);
  if (expected === undefined) return words.notKnown;
  const day = date(expected.expectedAt);
  return expected.reason === undefined ? words.expected(day) : words.expectedBecause(day, clean(expected.reason));
};

/** A text that somebody wrote, as paragraphs. */
export const paragraphs = (text: string): readonly Block[] => paragraphsOf(text).map((each) => ({ kind: 'paragraph', text: each }));

/** A list with a capital at the beginning of each item. */
export const listOf = (items: readonly string[]): Block => ({ kind: 'list', items: items.map(clean).filter((item) => item !== '') });

/** A heading of a section. */
export const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

/** The first receipt of each stage that went out before. */
export const earlierReferences = ({ earlier }: Telling): readonly string[] =>
  earlier.flatMap(({ metadata, spec }) => effective(spec.filings)[0]?.reference ?? metadata.name);

/** Yes, no, or not known. */
export const yesNo = ({ words }: Brief, value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? words.yes : words.no;
