import { last } from '../api/entries.ts';
import type { IncidentStatusDeadline } from '../api/types.gen.ts';
import type { Block, Fact } from '../document/model.ts';
import { type Brief, type Draft, fact, gapText, heading, listOf, paragraphs, type Section } from './brief.ts';
import { measuresOf } from './content.ts';
import { officialName } from './words/data.ts';
import { dutyName } from './words/duties.ts';
import type { ManagementWords } from './words/management.ts';

const stateFacts = (brief: Brief, w: ManagementWords): readonly Fact[] => {
  const { incident, words, catalogue, number } = brief;
  if (incident === undefined) return [];
  const { spec, status } = incident;
  const cost = status?.cost;
  const sum = cost?.total && `${number(cost.total)} ${cost.currency ?? ''}${cost.estimate === true ? ` (${w.estimate})` : ''}`;
  const leader = status?.leader ?? last(spec.response?.appointments)?.leader;
  const severity = status?.severity && (status.major === true ? `${status.severity} (${w.major})` : status.severity);
  return [
    fact(w.term.phase, status?.phase && catalogue.record.phase[status.phase], words.notKnown),
    fact(w.term.severity, severity, words.notKnown),
    fact(w.term.leader, leader, w.nobody),
    ...(spec.report.impact === undefined ? [] : [fact(w.term.impact, spec.report.impact, words.notKnown)]),
    ...(sum === undefined || sum === '' ? [] : [fact(w.term.cost, sum, words.notKnown)]),
  ];
};

const peopleFacts = (brief: Brief, w: ManagementWords): readonly Fact[] => {
  const { incident, words, terms, number, language } = brief;
  const data = incident?.spec.personalData;
  if (data === undefined) return [];
  const { subjects, records } = data;
  const people = [subjects?.approximate === undefined ? '' : words.about(number(subjects.approximate)), ...(subjects?.categories ?? [])];
  return [
    fact(w.term.people, people.filter((part) => part !== '').join(words.semicolon), gapText(brief, 'subjects')),
    fact(w.term.data, records?.categories?.map((each) => officialName(language, each)).join(', '), gapText(brief, 'records')),
    fact(w.term.risk, terms.risk[incident?.status?.personalData?.risk ?? 'Unknown'], words.notKnown),
  ];
};

const isAsked = (reason: string, w: ManagementWords): reason is keyof ManagementWords['asked'] => Object.hasOwn(w.asked, reason);

/** What only management or the controller can lift, each once, in words of the language; what has none is counted. */
const asked = ({ incident }: Brief, w: ManagementWords): Block => {
  const theirs = (incident?.status?.blockers ?? []).filter(({ role }) => role === 'Management' || role === 'Controller');
  const known = [...new Set(theirs.map(({ reason }) => reason))].filter((reason) => isAsked(reason, w)).map((reason) => w.asked[reason]);
  const others = theirs.filter(({ reason }) => !isAsked(reason, w)).length;
  if (theirs.length === 0) return { kind: 'paragraph', text: w.nothingAsked };
  return listOf([...known, ...(others === 0 ? [] : [w.askedOther(others)])]);
};

const isOpen = ({ state, endedAt }: IncidentStatusDeadline): boolean =>
  endedAt === undefined && (state === 'Running' || state === 'Missed');

const clocks = ({ incident, catalogue, language, moment }: Brief, w: ManagementWords): Block => {
  const open = (incident?.status?.deadlines ?? []).filter(isOpen).toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  if (open.length === 0) return { kind: 'paragraph', text: w.clocks.none };
  return {
    kind: 'table',
    caption: w.clocks.caption,
    columns: [{ heading: w.clocks.duty }, { heading: w.clocks.due }, { heading: w.clocks.state }],
    rows: open.map(({ name, dueAt, state }) => [dutyName(name, language), moment(dueAt), catalogue.record.state[state]]),
    rowHeadings: true,
  };
};

/** The page for management: what it is, how it stands, what was done and what is asked of them (A2, E3, E4, R-g). */
export const managementPage = (brief: Brief): Draft => {
  const w = brief.catalogue.management;
  const { incident } = brief;
  const facts = (items: readonly Fact[]): readonly Block[] => (items.length === 0 ? [] : [{ kind: 'facts', facts: items }]);
  const own = brief.said('measures');
  const done = own === undefined ? [listOf(incident === undefined ? [] : measuresOf(incident))] : paragraphs(own);
  const people = peopleFacts(brief, w);
  const sections: readonly Section[] = [
    { name: 'summary', blocks: [...paragraphs(brief.said('summary') ?? incident?.spec.title ?? '')] },
    { name: 'asked', blocks: [heading(w.section.asked), asked(brief, w)] },
    { name: 'state', blocks: [heading(w.section.state), ...facts(stateFacts(brief, w))] },
    { name: 'records', blocks: people.length === 0 ? [] : [heading(w.section.people), ...facts(people)] },
    {
      name: 'measures',
      blocks: done.some((block) => block.kind !== 'list' || block.items.length > 0) ? [heading(w.section.done), ...done] : [],
    },
    { name: 'clocks', blocks: [clocks(brief, w)] },
  ];
  return { title: w.title, labelled: true, sections: sections.filter(({ blocks }) => blocks.length > 0) };
};
