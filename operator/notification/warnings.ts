import type { NotificationAudience, NotificationStatusDocumentWarning } from '../api/types.gen.ts';
import type { Language } from '../document/model.ts';
import { textsOfBlock } from '../document/model.ts';
import { languagesOf, type Section, type Telling, translationOf } from './brief.ts';
import { type ContentPart, resolve } from './content.ts';
import { hardestScore, jargonIn, longestSentence, readabilityOf } from './readability.ts';

type Warning = NotificationStatusDocumentWarning;

/** Who has to understand a text without any knowledge of the matter (art. 12(1), 34(2)). */
const lay: ReadonlySet<NotificationAudience> = new Set<NotificationAudience>(['DataSubjects', 'Public', 'ServiceRecipients']);

/** Who reads texts that people wrote in the language of the document. */
const outside: ReadonlySet<NotificationAudience> = new Set<NotificationAudience>([
  ...lay,
  'Authority',
  'Controller',
  'Reporter',
  'ThirdParty',
  'Staff',
]);

/** Languages in which an authority takes a notice; the Belgian one refuses any other as inadmissible. */
const accepted: Readonly<Record<string, readonly Language[]>> = { gba: ['nl', 'fr', 'de'] };

/** The texts that somebody writes freely, and that no catalogue can translate. */
const written: readonly ContentPart[] = ['nature', 'consequences', 'measures', 'recommendations', 'summary'];

/** Those that each audience reads. */
const readBy = (audience: NotificationAudience): readonly ContentPart[] => {
  if (audience === 'Reporter') return ['summary', 'measures'];
  if (audience === 'Staff' || audience === 'ThirdParty' || audience === 'ServiceRecipients')
    return ['summary', 'measures', 'recommendations'];
  return audience === 'Authority' || audience === 'Controller'
    ? ['nature', 'detection', 'subjects', 'consequences', 'measures']
    : written.slice(0, 4);
};

/** Texts that are shown in another language than that of the document: they are never translated by a machine. */
const untranslated = (telling: Telling, language: Language): readonly Warning[] => {
  const { note, incident, policy } = telling;
  if (!outside.has(note.spec.audience) || language === languagesOf(telling)[0]) return [];
  // The reporter reads nothing but what was written for the reporter.
  const known = note.spec.audience === 'Reporter' ? (note.spec.content ?? {}) : resolve(note.spec, incident, policy);
  return readBy(note.spec.audience)
    .filter((part) => known[part] !== undefined && translationOf(note, part, language) === undefined)
    .map((part) => ({ language, reason: 'NotTranslated', message: `${part} has no text in ${language}: add it to spec.translations.` }));
};

const inSection = (language: Language, { name, blocks }: Section): readonly Warning[] => {
  const text = blocks.flatMap(textsOfBlock).join('. ');
  const { longSentences } = readabilityOf(text, language);
  return [
    ...longSentences.map(({ words }): Warning => {
      const message = `A sentence of ${name} has ${words} words: make it two, ${longestSentence} are enough.`;
      return { language, reason: 'LongSentence', message };
    }),
    ...jargonIn(text, language).map(
      (instead): Warning => ({ language, reason: 'Jargon', message: `${name} uses a word of the trade; say: ${instead}.` }),
    ),
  ];
};

const hard = (language: Language, sections: readonly Section[]): readonly Warning[] => {
  const text = sections
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'paragraph' || block.kind === 'list' ? textsOfBlock(block) : [])))
    .map((each) => (/[.!?…:]$/.test(each) ? each : `${each}.`))
    .join(' ');
  const { score } = readabilityOf(text, language);
  if (score === undefined || score >= hardestScore) return [];
  return [
    {
      language,
      reason: 'HardToRead',
      message: `The text scores ${score}; ${hardestScore} or more reads without effort. Use shorter words and sentences.`,
    },
  ];
};

/** As many as the status holds. */
const most = 32;

/**
 * What a reader may stumble over in the document of a notice: hard or long sentences and words of the trade where lay people read it,
 * texts that lack a translation, a language that the authority does not take. They stop nothing; whoever approves sees them (N7).
 */
export const warningsOf = (telling: Telling, sectionsIn: (language: Language) => readonly Section[]): readonly Warning[] => {
  const { audience, recipient } = telling.note.spec;
  const taken = audience === 'Authority' ? accepted[recipient ?? ''] : undefined;
  const found = languagesOf(telling).flatMap((language): readonly Warning[] => {
    const refused: readonly Warning[] =
      taken === undefined || taken.includes(language)
        ? []
        : [{ language, reason: 'NotAccepted', message: `The authority ${recipient ?? ''} takes notices in ${taken.join(', ')} only.` }];
    if (!lay.has(audience)) return [...refused, ...untranslated(telling, language)];
    const sections = sectionsIn(language);
    return [
      ...refused,
      ...untranslated(telling, language),
      ...hard(language, sections),
      ...sections.flatMap((each) => inSection(language, each)),
    ];
  });
  return found.slice(0, most);
};
