import { last } from '../api/entries.ts';
import type { Block, Fact } from '../document/model.ts';
import { type Brief, type Draft, fact, gapText, heading, listOf, paragraphs, type Section, yesNo } from './brief.ts';
import { measuresOf, whatOf } from './content.ts';
import { officialName } from './words/data.ts';
import { dutyName } from './words/duties.ts';
import type { NoticeAudience, NoticeWords } from './words/notice.ts';

/** Who works on the incident or answers for it, and reads what happened as it was reported; the others read a summary (S6, need to know). */
const insiders: ReadonlySet<string> = new Set<NoticeAudience>(['Authority', 'Controller', 'DPO', 'CISO', 'ContactPoint']);

const incidentFacts = (brief: Brief, w: NoticeWords): readonly Fact[] => {
  const { incident, words, moment, catalogue, note } = brief;
  if (incident === undefined) return [];
  const { spec, status } = incident;
  const terms = catalogue.record;
  const severity = status?.severity && (status.major === true ? `${status.severity} (${w.major})` : status.severity);
  const inside = note.spec.audience === 'DPO' || note.spec.audience === 'CISO' || note.spec.audience === 'ContactPoint';
  const aware = status?.awareAt ?? spec.personalData?.awareAt;
  const controller = note.spec.audience === 'Controller' ? spec.personalData?.counterpart : undefined;
  return [
    ...(controller === undefined
      ? []
      : [fact(catalogue.dossier.term.controller, [controller.name, controller.contact ?? ''], words.notKnown)]),
    fact(w.term.what, brief.said('nature') ?? whatOf(incident), gapText(brief, 'nature')),
    ...(spec.category === undefined ? [] : [fact(w.term.category, spec.categoryText ?? terms.category[spec.category], words.notKnown)]),
    ...(inside && spec.department !== undefined ? [fact(w.term.department, spec.department, words.notKnown)] : []),
    ...(severity === undefined ? [] : [fact(w.term.severity, severity, words.notKnown)]),
    fact(w.term.established, moment(spec.report.establishedAt), words.notKnown),
    ...(aware === undefined ? [] : [fact(w.term.aware, moment(aware), words.notKnown)]),
  ];
};

const dataFacts = (brief: Brief, w: NoticeWords): readonly Fact[] => {
  const { incident, words, terms, said, number, language } = brief;
  const data = incident?.spec.personalData;
  if (data === undefined) return [];
  const { subjects, records } = data;
  const people = [subjects?.approximate === undefined ? '' : words.about(number(subjects.approximate)), ...(subjects?.categories ?? [])];
  const kept = [
    records?.approximate === undefined ? '' : words.about(number(records.approximate)),
    ...(records?.categories ?? []).map((each) => officialName(language, each)),
  ];
  const risk = incident?.status?.personalData?.risk;
  return [
    fact(
      w.term.kinds,
      data.kinds?.map((kind) => terms.kinds[kind]),
      words.notKnown,
    ),
    fact(w.term.subjects, said('subjects') ?? people, gapText(brief, 'subjects')),
    fact(w.term.records, said('records') ?? kept, gapText(brief, 'records')),
    ...(risk === undefined ? [] : [fact(w.term.risk, terms.risk[risk], words.notKnown)]),
  ];
};

/** What NIS2 and DORA ask beside: the suspicion of malice, effects across borders, and the root cause at the end (NIS2 art. 23(4)). */
const lawFacts = (brief: Brief, w: NoticeWords): readonly Fact[] => {
  const { incident, words, note } = brief;
  if (note.spec.audience !== 'Authority' || incident === undefined) return [];
  const classified = last(incident.spec.classifications);
  const cause = last(incident.spec.review)?.rootCause;
  return [
    fact(w.term.malicious, yesNo(brief, classified?.suspectedMalicious), words.notKnown),
    fact(w.term.crossBorder, brief.said('crossBorder') ?? yesNo(brief, classified?.crossBorder), gapText(brief, 'crossBorder')),
    ...(note.spec.stage === 'Final' ? [fact(w.term.rootCause, cause, words.notKnown)] : []),
  ];
};

const contactFacts = ({ policy, words }: Brief): readonly Fact[] => {
  const { people, contactPoint } = policy?.spec ?? {};
  const reach = (person: { readonly name?: string; readonly email?: string; readonly phone?: string }): readonly string[] =>
    [person.name, person.phone, person.email].filter((part) => part !== undefined);
  return [
    ...(contactPoint === undefined ? [] : [fact(words.contactPoint, reach(contactPoint), words.notKnown)]),
    ...(people === undefined ? [] : [fact(words.dpo, reach(people.dpo), words.notKnown)]),
  ];
};

const facts = (items: readonly Fact[]): readonly Block[] => (items.length === 0 ? [] : [{ kind: 'facts', facts: items }]);

const text = (brief: Brief, part: 'consequences' | 'measures' | 'recommendations' | 'summary'): readonly Block[] => {
  const own = brief.said(part);
  return own === undefined ? [] : paragraphs(own);
};

/** What was done: those outside read what was written for others to read, and not the log of the actions (S6). */
const measures = (brief: Brief, inside: boolean): readonly Block[] => {
  const own = text(brief, 'measures');
  const { incident } = brief;
  const known = (inside ? incident && measuresOf(incident) : incident?.spec.personalData?.measures) ?? [];
  return own.length > 0 || known.length === 0 ? own : [listOf(known)];
};

const consequences = (brief: Brief): readonly Block[] => {
  const own = text(brief, 'consequences');
  const known = brief.incident?.spec.personalData?.consequences ?? brief.incident?.spec.report.impact;
  return own.length > 0 || known === undefined ? own : paragraphs(known);
};

const section = (name: string, title: string, blocks: readonly Block[]): readonly Section[] =>
  blocks.length === 0 ? [] : [{ name, blocks: [heading(title), ...blocks] }];

/** A gap in what the duty requires is said where a reader looks for it. */
const orGap = (brief: Brief, part: 'consequences' | 'measures', blocks: readonly Block[]): readonly Block[] =>
  blocks.length > 0 ? blocks : [{ kind: 'notice', tone: 'gap', title: brief.words.part[part], text: gapText(brief, part) }];

/**
 * A notice of the common form: to the controller by its processor (art. 33(2)), to DPO, CISO and contact point (A2, A3, P3), to an
 * authority under another law, and to staff, third parties and users, who read no more than they need (S6).
 */
export const noticeOf = (brief: Brief, audience: NoticeAudience): Draft => {
  const w = brief.catalogue.notice;
  const { title, opening, ask } = w.to[audience];
  const inside = insiders.has(audience);
  const summary = text(brief, 'summary');
  const outside: readonly Block[] = summary.length > 0 ? summary : paragraphs(brief.incident?.spec.title ?? '');
  const formal = audience === 'Controller' || audience === 'Authority';
  // An authority gets several reports of one incident: their titles tell them apart.
  const report = audience === 'Authority' ? dutyName(brief.note.spec.duty, brief.language) : title;
  return {
    title: report === brief.note.spec.duty ? title : report,
    labelled: true,
    sections: [
      { name: 'opening', blocks: [{ kind: 'paragraph', text: opening(brief.organisation) }] },
      ...section('nature', w.section.incident, inside ? facts([...incidentFacts(brief, w), ...lawFacts(brief, w)]) : outside),
      ...(inside ? section('records', w.section.data, facts(dataFacts(brief, w))) : []),
      ...(inside
        ? section('consequences', w.section.consequences, formal ? orGap(brief, 'consequences', consequences(brief)) : consequences(brief))
        : []),
      ...section('measures', w.section.measures, formal ? orGap(brief, 'measures', measures(brief, inside)) : measures(brief, inside)),
      ...section('recommendations', w.section.recommendations, text(brief, 'recommendations')),
      { name: 'ask', blocks: [{ kind: 'notice', tone: 'note', title: w.askTitle, text: ask }] },
      ...section('contact', w.section.contact, facts(contactFacts(brief))),
    ],
  };
};
