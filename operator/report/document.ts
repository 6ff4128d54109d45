import type { Document, Language } from '../document/model.ts';
import type { Figures } from './figures.ts';
import { heading } from './sections/blocks.ts';
import { dutiesSection, timesSection, volumeSection } from './sections/happened.ts';
import { causesSection, controlsSection, lessonsSection, recurrenceSection, weaknessesSection } from './sections/learned.ts';
import { costsSection } from './sections/money.ts';
import { aboutSection, type Origin, summarySection } from './sections/overview.ts';
import { voiceOf } from './voice.ts';

/** The report on a period as a document: every picture beside the table of its figures, and how each figure is made at the end. Pure. */
export const reportDocument = (figures: Figures, origin: Origin, language: Language): Document => {
  const voice = voiceOf(language, figures.period.zone);
  const { words } = voice;
  return {
    schema: 'meldpunt.dev/document/v1',
    language,
    title: words.title(voice.period(figures.period)),
    issuer: origin.organisation,
    reference: words.reference(figures.period.name),
    generatedAt: figures.asOf,
    zone: figures.period.zone,
    tlp: figures.tlp,
    blocks: [
      ...aboutSection(figures, origin, voice),
      ...summarySection(figures, voice),
      ...volumeSection(figures, voice),
      ...timesSection(figures, voice),
      ...dutiesSection(figures, voice),
      ...costsSection(figures, voice),
      ...causesSection(figures, voice),
      ...recurrenceSection(figures, voice),
      ...controlsSection(figures, voice),
      ...lessonsSection(figures, voice),
      ...weaknessesSection(figures, voice),
      heading(words.method.heading),
      { kind: 'list', items: words.method.items },
    ],
  };
};
