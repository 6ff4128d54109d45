import { laterAnswer } from '../api/answers.ts';
import { effective, last } from '../api/entries.ts';
import type { Incident, IncidentReview } from '../api/types.gen.ts';
import type { Block, Fact, Table } from '../document/model.ts';
import { type Brief, type Draft, fact, heading, listOf, paragraphs, type Section, yesNo } from './brief.ts';
import { measuresOf, whatOf } from './content.ts';
import type { ClosingWords } from './words/closing.ts';
import { officialName } from './words/data.ts';
import { dutyName } from './words/duties.ts';

/** An incident to report on, with its brief and its review that counts. */
interface Report {
  readonly brief: Brief;
  readonly w: ClosingWords;
  readonly incident: Incident;
  readonly review: IncidentReview | undefined;
}

const facts = (items: readonly Fact[]): Block => ({ kind: 'facts', facts: items });

const optional = (brief: Brief, term: string, value: string | readonly string[] | undefined): readonly Fact[] =>
  value === undefined || value.length === 0 ? [] : [fact(term, value, brief.words.notKnown)];

const theIncident = ({ brief, w, incident }: Report): Block => {
  const { words, catalogue } = brief;
  const { spec, status } = incident;
  return facts([
    fact(w.term.what, whatOf(incident), words.notKnown),
    fact(w.term.category, spec.categoryText ?? (spec.category && catalogue.record.category[spec.category]), words.notKnown),
    ...optional(brief, w.term.department, spec.department),
    ...optional(brief, w.term.asset, spec.asset),
    fact(w.term.verdict, status?.verdict && catalogue.record.verdict[status.verdict], words.notKnown),
    fact(w.term.severity, status?.severity, words.notKnown),
    fact(w.term.leader, status?.leader ?? last(spec.response?.appointments)?.leader, words.notKnown),
  ]);
};

/** The units of a span of seconds, the greatest two at the most. */
const spanText = (seconds: number, w: ClosingWords): string => {
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  return w.duration(days, hours, days > 0 ? 0 : minutes % 60);
};

const durations = ({ w, incident }: Report): readonly Block[] => {
  const known = incident.status?.durations ?? {};
  const names = ['toReportSeconds', 'toAssessSeconds', 'toContainSeconds', 'toRecoverSeconds'] as const;
  const rows = names.flatMap((name) => {
    const seconds = known[name];
    return seconds === undefined ? [] : [{ label: w.durations.steps[name], value: seconds, text: spanText(seconds, w) }];
  });
  if (rows.length === 0) return [];
  const table: Table = {
    kind: 'table',
    caption: w.durations.table,
    columns: [{ heading: w.durations.step }, { heading: w.durations.time, align: 'end' }],
    rows: rows.map(({ label, text }) => [label, text]),
    rowHeadings: true,
  };
  return [{ kind: 'figure', caption: w.durations.caption, alt: w.durations.alt, bars: rows, table }];
};

/** The same with a capital at its beginning. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const course = (report: Report): readonly Block[] => {
  const { brief, w, incident } = report;
  const { moment, catalogue, words } = brief;
  const { spec, metadata } = incident;
  const occurred = laterAnswer(spec, 'occurredAt') ?? spec.report.occurredAt;
  const assessed = effective(spec.assessments)[0]?.at;
  const reached = (['Contained', 'Eradicated', 'Recovered'] as const).flatMap((name) => {
    const at = effective(spec.milestones).findLast((milestone) => milestone.reached === name)?.at;
    return optional(brief, capital(catalogue.record.milestone[name]), at && moment(at));
  });
  const closed = last(spec.closures)?.at;
  return [
    facts([
      fact(w.term.occurred, occurred && moment(occurred), words.notKnown),
      fact(w.term.established, moment(spec.report.establishedAt), words.notKnown),
      fact(w.term.reported, moment(spec.report.reportedAt ?? metadata.creationTimestamp), words.notKnown),
      ...optional(brief, w.term.assessed, assessed && moment(assessed)),
      ...reached,
      ...optional(brief, w.term.closed, closed && moment(closed)),
    ]),
    ...durations(report),
  ];
};

const duties = ({ brief, w, incident }: Report): readonly Block[] => {
  const { moment, language, catalogue } = brief;
  const all = incident.status?.deadlines ?? [];
  if (all.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: w.duties.caption,
      columns: [{ heading: w.duties.duty }, { heading: w.duties.due }, { heading: w.duties.done }, { heading: w.duties.state }],
      rows: all.map(({ name, dueAt, metAt, state }) => [
        dutyName(name, language),
        moment(dueAt),
        metAt === undefined ? '' : moment(metAt),
        catalogue.record.state[state],
      ]),
      rowHeadings: true,
    },
  ];
};

const personalData = ({ brief, w, incident }: Report): readonly Block[] => {
  const { words, number, language, terms } = brief;
  const data = incident.spec.personalData;
  if (data === undefined) return [];
  const { subjects, records } = data;
  const people = [subjects?.approximate === undefined ? '' : words.about(number(subjects.approximate)), ...(subjects?.categories ?? [])];
  const kept = (records?.categories ?? []).map((each) => officialName(language, each));
  return [
    facts([
      fact(w.term.subjects, people, words.notKnown),
      fact(w.term.records, kept, words.notKnown),
      fact(w.term.consequences, data.consequences, words.notKnown),
      fact(w.term.risk, terms.risk[incident.status?.personalData?.risk ?? 'Unknown'], words.notKnown),
    ]),
  ];
};

const cause = ({ brief, w, incident, review }: Report): Block => {
  const { words } = brief;
  const { recurrence } = incident.status ?? {};
  const earlier = recurrence?.previous ?? [];
  const before = earlier.length === 0 ? w.noEarlier : w.earlier(recurrence?.count ?? earlier.length, earlier.join(', '));
  return facts([
    fact(w.term.rootCause, review?.rootCause, words.notKnown),
    ...optional(brief, w.term.forensics, review?.forensics),
    fact(w.term.recurrence, before, words.notKnown),
  ]);
};

const lessons = ({ brief, w, incident, review }: Report): readonly Block[] => {
  const drawn = review?.lessons ?? [];
  if (review === undefined || drawn.length === 0) return [];
  const outcomeOf = (lesson: string): string => {
    const outcome = effective(incident.spec.followUps).findLast((each) => each.lesson === `${review.id}/${lesson}`)?.outcome;
    return w.outcome[outcome ?? 'Open'];
  };
  return [
    {
      kind: 'table',
      caption: w.lessons.caption,
      columns: [
        { heading: w.lessons.lesson, width: 0.5 },
        { heading: w.lessons.owner },
        { heading: w.lessons.due },
        { heading: w.lessons.outcome },
      ],
      rows: drawn.map(({ id, text, owner = '', dueAt }) => [text, owner, dueAt === undefined ? '' : brief.date(dueAt), outcomeOf(id)]),
    },
  ];
};

const controls = ({ brief, w, review }: Report): readonly Block[] => {
  const judged = review?.controls ?? [];
  if (judged.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: w.controls.caption,
      columns: [{ heading: w.controls.control }, { heading: w.controls.adequate }, { heading: w.controls.change, width: 0.5 }],
      rows: judged.map(({ control, adequate, change = '' }) => [control, yesNo(brief, adequate) ?? '', change]),
      rowHeadings: true,
    },
  ];
};

const cost = ({ brief, w, incident }: Report): readonly Block[] => {
  const { cost: sum } = incident.status ?? {};
  if (sum?.total === undefined) return [];
  const estimate = sum.estimate === true ? ` (${brief.catalogue.management.estimate})` : '';
  return [facts([fact(w.term.total, `${brief.number(sum.total)} ${sum.currency ?? ''}${estimate}`, brief.words.notKnown)])];
};

const evidence = ({ brief, w, incident }: Report): readonly Block[] => {
  const { evidence: kept } = incident.status ?? {};
  if (kept === undefined || (kept.items ?? 0) === 0) return [];
  return [
    facts([
      fact(w.term.items, brief.number(kept.items ?? 0), brief.words.notKnown),
      fact(w.term.verified, brief.number(kept.verified ?? 0), brief.words.notKnown),
      fact(w.term.intact, yesNo(brief, kept.intact), brief.words.notKnown),
    ]),
  ];
};

const closure = ({ brief, w, incident }: Report): readonly Block[] => {
  const entry = last(incident.spec.closures);
  if (entry === undefined) return [{ kind: 'notice', tone: 'warning', title: w.notClosed, text: w.notClosedText }];
  return [
    ...paragraphs(entry.summary),
    ...(entry.by === undefined ? [] : [{ kind: 'paragraph', text: `${brief.organisation}, ${entry.by}` } as const]),
  ];
};

/** The closing report (S8, P6): what happened, when, what was owed and done, why it happened, what was learnt, and what it cost. */
export const closingReport = (brief: Brief, incident: Incident): Draft => {
  const w = brief.catalogue.closing;
  const report: Report = { brief, w, incident, review: last(incident.spec.review) };
  const done = measuresOf(incident);
  const parts: readonly (readonly [keyof ClosingWords['section'], readonly Block[]])[] = [
    ['summary', [...paragraphs(incident.spec.title), ...closure(report)]],
    ['incident', [theIncident(report)]],
    ['course', course(report)],
    ['measures', done.length === 0 ? [] : [listOf(done)]],
    ['data', personalData(report)],
    ['duties', duties(report)],
    ['cause', [cause(report)]],
    ['lessons', lessons(report)],
    ['controls', controls(report)],
    ['evidence', evidence(report)],
    ['cost', cost(report)],
  ];
  const sections = parts.flatMap(([name, blocks]): Section[] =>
    blocks.length === 0 ? [] : [{ name, blocks: [heading(w.section[name]), ...blocks] }],
  );
  return { title: w.title, labelled: true, sections };
};
