import { effective, last } from '../../api/entries.ts';
import type { EvidenceItem, Incident, Notification } from '../../api/types.gen.ts';
import { numberText } from '../../document/format.ts';
import { evidenceWords } from '../../evidence/words/catalogue.ts';
import { breachTerms } from '../../notification/words/breach.ts';
import { dutyName } from '../../notification/words/duties.ts';
import { recordTerms } from '../../notification/words/record.ts';
import { reportWords } from '../../report/words/catalogue.ts';
import { type Asked, type Page, titleOf } from '../asked.ts';
import { factsList } from '../fields.ts';
import type { Form } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import type { Dossier, Readable } from '../register.ts';
import { formLinks } from './acting.ts';
import { blockerText } from './blocker.ts';
import { clock, doneNote, pathOf, roleName, tableOf, tagsOf, text } from './parts.ts';

/** What blocks closure, and who can lift it: the first of them is who is next. */
const blockers = (asked: Asked, { status }: Incident): Html => {
  const { console: words } = asked.words;
  const found = status?.blockers ?? [];
  if (status?.phase === 'Closed' || status?.phase === 'Dismissed') return html``;
  const next = found[0] && html`<p><strong>${words.whoNext}</strong> ${roleName(asked, found[0].role)}</p>`;
  return html`<h2>${words.section.blocks}</h2>${
    found.length === 0
      ? html`<p class="note good">${words.nothingBlocks}</p>`
      : html`${next}<ul>${found.map(({ message, role }) => html`<li><strong>${roleName(asked, role)}</strong><br>${blockerText(asked, message)}</li>`)}</ul>`
  }`;
};

const reporterOf = (asked: Asked, { report }: Incident['spec']): Html => {
  const { unverified, anonymous } = asked.words.console;
  const name = report.anonymous ? anonymous : (report.reportedBy ?? anonymous);
  return html`${name}${report.verified === true ? '' : html` <span class="tag warn">${unverified}</span>`}`;
};

const reportSection = (asked: Asked, { spec, status }: Incident): Html => {
  const { console: words, report: asks } = asked.words;
  const { term } = words;
  const { report } = spec;
  return html`<h2>${words.section.report}</h2>${factsList([
    [term.what, text(report.what)],
    [term.establishedAt, clock(asked, report.establishedAt)],
    [asks.question.occurredAt.label, clock(asked, report.occurredAt)],
    [asks.question.establishedBy.label, report.establishedBy],
    [asks.question.cause.label, text(report.cause)],
    [asks.question.howEstablished.label, text(report.howEstablished)],
    [asks.question.affected.label, report.affected?.join(', ')],
    [asks.question.impact.label, text(report.impact)],
    [term.personalData, spec.personalDataCheck && asks.check[spec.personalDataCheck]],
    [term.open, status?.openQuestions?.join(', ')],
    [term.reportedBy, reporterOf(asked, spec)],
    [term.reportedVia, report.reportedVia],
  ])}`;
};

const clocks = (asked: Asked, { status }: Incident): Html => {
  const { section, term } = asked.words.console;
  const { state } = recordTerms[asked.language];
  const rows = (status?.deadlines ?? []).map((deadline) => [
    dutyName(deadline.name, asked.language),
    html`<span class="tag${deadline.state === 'Missed' || deadline.state === 'MetLate' ? ' bad' : deadline.state === 'Met' ? ' good' : ''}">${state[deadline.state]}</span>`,
    clock(asked, deadline.dueAt),
    clock(asked, deadline.metAt),
  ]);
  if (rows.length === 0) return html``;
  const columns = [term.duty, term.state, term.due, term.when].map((heading) => ({ heading }));
  return html`<h2>${section.clocks}</h2>${tableOf(section.clocks, columns, rows)}`;
};

const orRefused = <T>(asked: Asked, title: string, found: Readable<T>, show: (items: readonly T[]) => Html): Html => {
  const { partly, none } = asked.words.console;
  if (found.kind === 'refused') return html`<h2>${title}</h2><p class="soft">${partly}</p>`;
  return html`<h2>${title}</h2>${found.items.length === 0 ? html`<p class="soft">${none}</p>` : show(found.items)}`;
};

const evidenceTable = (asked: Asked, items: readonly EvidenceItem[]): Html => {
  const { section, term } = asked.words.console;
  const rows = items.map(({ metadata, spec, status }) => [
    html`<a href="${pathOf('EvidenceItem', metadata)}">${evidenceWords[asked.language].codes.mediaType[spec.mediaType]}</a>`,
    spec.description,
    status?.holder,
    status?.verified && evidenceWords[asked.language].codes.result[status.verified.result],
  ]);
  return tableOf(
    section.evidence,
    [term.item, term.note, term.holder, term.verified].map((heading) => ({ heading })),
    rows,
  );
};

const notificationTable = (asked: Asked, notes: readonly Notification[]): Html => {
  const { section, term } = asked.words.console;
  const { audience } = recordTerms[asked.language];
  const rows = notes.map((note) => [
    html`<a href="${pathOf('Notification', note.metadata)}">${dutyName(note.spec.duty, asked.language)}${note.spec.stage === undefined ? '' : ` (${note.spec.stage})`}</a>`,
    audience[note.spec.audience],
    html`<span class="tag">${asked.words.console.notificationPhase[note.status?.phase ?? 'Incomplete']}</span>`,
    clock(asked, note.status?.dueAt),
  ]);
  return tableOf(
    section.notifications,
    [term.duty, term.audience, term.state, term.due].map((heading) => ({ heading })),
    rows,
  );
};

const costs = (asked: Asked, { spec, status }: Incident): Html => {
  const { section, term, estimate } = asked.words.console;
  const { cost } = status ?? {};
  if (cost?.total === undefined) return html``;
  const total = `${numberText(cost.total, asked.language)} ${cost.currency ?? ''}${cost.estimate ? ` (${estimate})` : ''}`;
  const rows = effective(spec.costs).map(({ kind, amount, currency }) => [
    reportWords[asked.language].costs.kinds[kind],
    amount === undefined ? undefined : `${numberText(amount, asked.language)} ${currency ?? ''}`,
  ]);
  return html`<h2>${section.costs}</h2>${factsList([[term.total, total]])}${
    rows.length === 0 ? '' : tableOf(section.costs, [{ heading: term.kind }, { heading: term.amount, end: true }], rows)
  }`;
};

/** The lessons of a review, as a table. */
export const lessonsTable = (asked: Asked, incident: Incident): Html => {
  const { section, term } = asked.words.console;
  const review = last(incident.spec.review);
  const rows = (review?.lessons ?? []).map(({ text: lesson, owner, dueAt }) => [html`${lesson}`, owner, clock(asked, dueAt)]);
  return rows.length === 0
    ? html``
    : tableOf(
        section.review,
        [term.lesson, term.owner, term.due].map((heading) => ({ heading })),
        rows,
      );
};

const review = (asked: Asked, incident: Incident): Html => {
  const { section, term, onePager } = asked.words.console;
  const found = last(incident.spec.review);
  if (found === undefined) return html``;
  return html`<h2>${section.review}</h2>${factsList([[term.rootCause, text(found.rootCause)]])}${lessonsTable(asked, incident)}
<p><a href="${pathOf('Incident', incident.metadata)}/summary">${onePager}</a></p>`;
};

const data = (asked: Asked, { spec }: Incident): Html => {
  const { section, term, column } = asked.words.console;
  const { choice } = asked.words.forms;
  const { personalData } = spec;
  if (personalData === undefined) return html``;
  const advice = last(personalData.advices);
  const decision = last(personalData.decisions);
  const exemption = decision?.exemption && breachTerms[asked.language].exemption[decision.exemption];
  const decided = decision?.noBreach ? choice.risk.NoBreach : decision?.risk === undefined ? exemption : choice.risk[decision.risk];
  return html`<h2>${section.data}</h2>${factsList([
    [column.awareness, clock(asked, personalData.awareAt)],
    [
      column.subjects,
      personalData.subjects?.approximate === undefined ? undefined : numberText(personalData.subjects.approximate, asked.language),
    ],
    [term.impact, text(personalData.consequences)],
    [term.advice, advice && html`${choice.adviceOn[advice.on]}: <span class="text">${advice.advice}</span> (${advice.by})`],
    [term.decision, decision && html`${decided} (${decision.by}) <span class="text">${decision.reasons}</span>`],
  ])}`;
};

const people = (asked: Asked, { spec, status }: Incident): Html => {
  const { section, term } = asked.words.console;
  const { verdict } = recordTerms[asked.language];
  const rows = effective(spec.assessments).map((each) => [
    verdict[each.verdict],
    each.by,
    each.refer,
    html`<span class="text">${each.reasons}</span>`,
  ]);
  return html`<h2>${section.people}</h2>${factsList([
    [term.leader, status?.leader ?? asked.words.console.none],
    [term.team, spec.response?.team?.join(', ')],
  ])}${
    rows.length === 0
      ? ''
      : html`<h2>${section.assessments}</h2>${tableOf(section.assessments, [{ heading: term.verdict }, { heading: term.who }, { heading: asked.words.forms.field.refer }, { heading: asked.words.forms.field.reasons }], rows)}`
  }`;
};

const timeline = (asked: Asked, { status }: Incident): Html => {
  const { section, term } = asked.words.console;
  const rows = (status?.timeline ?? []).toReversed().map(({ at, reason, note, actor }) => [clock(asked, at), reason, actor, note]);
  if (rows.length === 0) return html``;
  const columns = [term.when, term.reason, term.who, term.note].map((heading) => ({ heading }));
  return html`<details><summary>${section.timeline}</summary>${tableOf(section.timeline, columns, rows)}</details>`;
};

/** An incident: what blocks it and who is next, what can be done, and all that is known of it. */
export const incidentPage = (asked: Asked, dossier: Dossier, forms: readonly Form<Incident>[]): Page => {
  const { incident } = dossier;
  const { console: words } = asked.words;
  const { spec } = incident;
  const { category } = recordTerms[asked.language];
  const title = titleOf(incident);
  const main = html`<h1>${title}</h1>
<p>${tagsOf(asked, incident)} <span class="code soft">${incident.metadata.name}</span></p>
${doneNote(asked)}
${blockers(asked, incident)}
${formLinks(asked, 'Incident', incident, forms)}
${factsList([
  [words.term.category, spec.category && (spec.categoryText ?? category[spec.category])],
  [words.term.department, spec.department],
  [words.term.asset, spec.asset],
  [words.term.tlp, spec.tlp && `TLP:${spec.tlp}`],
  [words.term.recurrence, incident.status?.recurrence?.count ? String(incident.status.recurrence.count) : undefined],
])}
${clocks(asked, incident)}
${reportSection(asked, incident)}
${people(asked, incident)}
${data(asked, incident)}
${orRefused(asked, words.section.notifications, dossier.notifications, (items) => notificationTable(asked, items))}
${orRefused(asked, words.section.evidence, dossier.evidence, (items) => evidenceTable(asked, items))}
${costs(asked, incident)}
${review(asked, incident)}
${timeline(asked, incident)}`;
  return { kind: 'page', status: 200, title, main };
};
