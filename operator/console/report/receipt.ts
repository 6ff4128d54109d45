import type { Incident, ReportingRegime, Weakness } from '../../api/types.gen.ts';
import { type Asked, type Page, zoneOf } from '../asked.ts';
import { factsList } from '../fields.ts';
import { html } from '../html.ts';
import { bothClocks } from '../moment.ts';
import { contactList } from './page.ts';

/** Which record a reporter's link is about. */
export type Reference = readonly [kind: 'Incident' | 'Weakness', namespace: string, name: string];

/** A reference as the text that is sealed into the link. */
export const referenceText = (reference: Reference): string => JSON.stringify(reference);

/** The reference in a sealed text; undefined where it is none. */
export const referenceIn = (text: string | undefined): Reference | undefined => {
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) && value.length === 3 ? (value as unknown as Reference) : undefined;
};

/** How far a report is, as its reporter is told; what was decided about it is the contact point's to tell (E4). */
export type Progress = 'received' | 'looking' | 'done';

/** The duty of the policy that an assessment meets (A8): the reporter is told by when somebody looks. */
const assessing = 'policy-assess';

const isIncident = (record: Incident | Weakness): record is Incident => record.kind === 'Incident';

/** How far a record is. */
export const progressOf = (record: Incident | Weakness): Progress => {
  const phase = record.status?.phase ?? 'Reported';
  if (['Closed', 'Dismissed', 'Remedied', 'Accepted', 'Rejected'].includes(phase)) return 'done';
  const looked = isIncident(record) ? (record.spec.assessments ?? []).length > 0 : (record.spec.evaluations ?? []).length > 0;
  return looked || phase !== 'Reported' ? 'looking' : 'received';
};

/**
 * By when somebody looks at a report: as the operator worked it out, or, in the moment before it has, as the regime of the policy says.
 * Undefined for what has no time limit, and once somebody has looked.
 */
export const lookedAtBy = (record: Incident | Weakness, regimes: Iterable<ReportingRegime>): string | undefined => {
  if (!isIncident(record) || progressOf(record) !== 'received') return undefined;
  const known = record.status?.deadlines?.find(({ name }) => name === assessing);
  if (known !== undefined) return known.dueAt;
  const within = [...regimes].flatMap(({ spec }) => spec.duties).find(({ name }) => name === assessing)?.within;
  const from = record.spec.report.reportedAt;
  if (within === undefined || from === undefined) return undefined;
  return Temporal.Instant.from(from).toZonedDateTimeISO('UTC').add(within).toInstant().toString();
};

const receivedAt = (record: Incident | Weakness): string | undefined =>
  isIncident(record) ? record.spec.report.reportedAt : record.spec.report?.at;

/** What is shown of a record to its reporter. */
export interface Shown {
  readonly record: Incident | Weakness;
  readonly by: string | undefined;
  /** The whole address of this page. */
  readonly link: string;
  /** Whether it was sent just now. */
  readonly isNew: boolean;
}

/** What a reporter is told at once, and later again: the reference, who looks at it and by when, and whom to call (E1, P4). */
export const receiptPage = (asked: Asked, { record, by, link, isNew }: Shown): Page => {
  const { receipt } = asked.words.report;
  const moment = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : bothClocks(instant, zoneOf(asked), asked.language);
  const progress = progressOf(record);
  const title = isNew ? receipt.received : receipt.statusTitle;
  const main = html`${isNew ? html`<div class="note good" role="status"><h1>${title}</h1></div>` : html`<h1>${title}</h1>`}
${factsList([
  [receipt.reference, html`<strong class="code">${record.metadata.name}</strong>`],
  [receipt.receivedAt, moment(receivedAt(record))],
  [receipt.state, receipt.states[progress]],
  [receipt.who, progress === 'done' ? undefined : (asked.policy?.spec.contactPoint.name ?? receipt.unnamed)],
  [receipt.by, progress === 'received' ? (moment(by) ?? receipt.noTime) : undefined],
])}
<p>${receipt.keep}</p>
<p><a class="code" href="${link}">${receipt.link}</a></p>
<div class="note"><h2>${receipt.urgentTitle}</h2>${contactList(asked, true)}</div>
<p><a href="/report">${receipt.another}</a></p>`;
  return { kind: 'page', status: 200, title, main, narrow: true };
};
