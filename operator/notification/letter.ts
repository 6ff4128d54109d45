import { laterAnswer } from '../api/answers.ts';
import type { Block, Fact } from '../document/model.ts';
import { type Brief, type Draft, fact, gapText, heading, listOf, paragraphs, type Section } from './brief.ts';
import { measuresOf, whatOf } from './content.ts';
import { plainName } from './words/data.ts';
import type { LetterWords } from './words/letter.ts';

const written = (brief: Brief, part: 'nature' | 'consequences' | 'recommendations', known: string | undefined): readonly Block[] => {
  const text = brief.said(part) ?? known;
  if (text !== undefined) return paragraphs(text);
  return [{ kind: 'notice', tone: 'gap', title: brief.words.part[part], text: gapText(brief, part) }];
};

const whatHappened = (brief: Brief, w: LetterWords): readonly Block[] => {
  const { incident, date } = brief;
  const occurred = (incident && laterAnswer(incident.spec, 'occurredAt')) ?? incident?.spec.report.occurredAt;
  return [
    heading(w.happened),
    ...(occurred === undefined ? [] : [{ kind: 'paragraph', text: w.when(date(occurred)) } as const]),
    ...written(brief, 'nature', incident && whatOf(incident)),
  ];
};

const whichData = ({ incident, language, said }: Brief, w: LetterWords): readonly Block[] => {
  const categories = incident?.spec.personalData?.records?.categories ?? [];
  const own = said('records');
  if (own === undefined && categories.length === 0) return [];
  const named: readonly Block[] = [{ kind: 'paragraph', text: w.dataIntro }, listOf(categories.map((each) => plainName(language, each)))];
  return [heading(w.data), ...(own === undefined ? named : paragraphs(own))];
};

const whatWeDo = (brief: Brief, w: LetterWords): readonly Block[] => {
  const own = brief.said('measures');
  const known = brief.incident === undefined ? [] : measuresOf(brief.incident);
  if (own !== undefined) return [heading(w.done), ...paragraphs(own)];
  if (known.length > 0) return [heading(w.done), listOf(known)];
  return [heading(w.done), { kind: 'notice', tone: 'gap', title: brief.words.part.measures, text: gapText(brief, 'measures') }];
};

/** Whom to ask (art. 34(2) with 33(3)(b)): the DPO and the contact point, each with what reaches them. */
const contacts = ({ policy, words, said }: Brief, w: LetterWords): readonly Fact[] => {
  const own = said('contact');
  if (own !== undefined) return [fact(words.part.contact, own, words.notKnown)];
  const lines = (person: { readonly name?: string; readonly email?: string; readonly phone?: string; readonly url?: string }) =>
    [
      person.name ?? '',
      person.phone === undefined ? '' : `${w.phone} ${person.phone}`,
      person.email === undefined ? '' : `${w.email} ${person.email}`,
      person.url === undefined ? '' : `${w.web} ${person.url}`,
    ].filter((line) => line !== '');
  const { people, contactPoint } = policy?.spec ?? {};
  return [
    ...(people === undefined ? [] : [fact(words.dpo, lines(people.dpo), words.notKnown)]),
    ...(contactPoint === undefined ? [] : [fact(words.contactPoint, lines(contactPoint), words.notKnown)]),
  ];
};

const questions = (brief: Brief, w: LetterWords): readonly Block[] => {
  const { policy, reference } = brief;
  const authority = policy?.spec.authorities?.[0];
  const named = authority && [authority.title, authority.portal].filter((part) => part !== undefined).join(', ');
  return [
    heading(w.questions),
    { kind: 'paragraph', text: w.questionsIntro(reference) },
    { kind: 'facts', facts: contacts(brief, w) },
    ...(named === undefined ? [] : [{ kind: 'paragraph', text: w.complaint(named) } as const]),
  ];
};

/** The letter to the people concerned, or the public communication in its place, in plain language (art. 34(2), 34(3)(c), recital 86). */
export const letterOf = (brief: Brief): Draft => {
  const w = brief.catalogue.letter;
  const isPublic = brief.note.spec.audience === 'Public';
  const open: readonly Block[] = isPublic
    ? [{ kind: 'paragraph', text: w.publicOpening(brief.organisation) }]
    : [
        { kind: 'paragraph', text: w.greeting },
        { kind: 'paragraph', text: w.opening(brief.organisation) },
      ];
  const sections: readonly Section[] = [
    { name: 'opening', blocks: open },
    { name: 'nature', blocks: whatHappened(brief, w) },
    { name: 'records', blocks: whichData(brief, w) },
    {
      name: 'consequences',
      blocks: [heading(w.consequences), ...written(brief, 'consequences', brief.incident?.spec.personalData?.consequences)],
    },
    { name: 'measures', blocks: whatWeDo(brief, w) },
    { name: 'recommendations', blocks: [heading(w.doIt), ...written(brief, 'recommendations', undefined)] },
    { name: 'contact', blocks: questions(brief, w) },
    {
      name: 'closing',
      blocks: [
        { kind: 'paragraph', text: w.sorry },
        { kind: 'paragraph', text: w.closing },
        { kind: 'paragraph', text: brief.organisation },
      ],
    },
  ];
  return { title: isPublic ? w.publicTitle : w.title, sections: sections.filter(({ blocks }) => blocks.length > 0), labelled: false };
};
