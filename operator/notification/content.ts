import { laterAnswer } from '../api/answers.ts';
import { effective } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type {
  Incident,
  IncidentPolicy,
  NotificationContent,
  NotificationSpec,
  NotificationStatusGap,
  NotificationStatusGapPart,
  ReportingRegimeDutyRequire,
} from '../api/types.gen.ts';

/** The version of the model of what is told; authorities are agreeing on a common template, which will be another. */
export const noticeSchema = 'meldpunt.dev/notice/v1';

/** One part of what is told that a duty can require (N4, N7). */
export type Part = ReportingRegimeDutyRequire;

/** Every part of what is told. */
export type ContentPart = keyof NotificationContent;

/** The parts as they would go out: what the notification says itself, else what the incident knows, else nothing. */
export type Resolved = Partial<Readonly<Record<ContentPart, string>>>;

const listed = (items: readonly string[] | undefined): string | undefined =>
  items === undefined || items.length === 0 ? undefined : items.join(', ');

const counted = (categories: readonly string[] | undefined, approximate: number | undefined): string | undefined => {
  if (categories === undefined && approximate === undefined) return undefined;
  return [approximate === undefined ? 'number not known yet' : `about ${approximate}`, listed(categories)].filter(Boolean).join(': ');
};

/** Whom the recipient can ask (art. 33(3)(b)): the DPO, else the contact point. */
const contactOf = (policy: IncidentPolicy | undefined): string | undefined => {
  const dpo = policy?.spec.people?.dpo;
  const point = policy?.spec.contactPoint;
  const parts = dpo?.name === undefined ? [point?.name, point?.email, point?.phone] : [dpo.name, dpo.email, dpo.phone];
  return listed(parts.filter((part) => part !== undefined));
};

/** What was done about it, as the facts of the breach say it, else as the actions do. */
export const measuresOf = (incident: Incident): readonly string[] => {
  const said = incident.spec.personalData?.measures ?? [];
  return said.length > 0 ? said : effective(incident.spec.actions).map(({ what }) => what);
};

/** What happened, with later answers applied. */
export const whatOf = ({ spec }: Incident): string => laterAnswer(spec, 'what') ?? spec.report.what;

/** What the incident knows of each part. A part that it does not know is absent: unknown is never made up. */
const fromIncident = (
  incident: Incident,
  policy: IncidentPolicy | undefined,
): { readonly [P in Part | 'detection']: string | undefined } => {
  const { personalData, title } = incident.spec;
  return {
    nature: listed([whatOf(incident), ...(personalData?.kinds ?? [])]),
    subjects: counted(personalData?.subjects?.categories, personalData?.subjects?.approximate),
    records: counted(personalData?.records?.categories, personalData?.records?.approximate),
    contact: contactOf(policy),
    consequences: personalData?.consequences,
    measures: listed(measuresOf(incident)),
    recommendations: undefined,
    summary: title,
    detection: laterAnswer(incident.spec, 'howEstablished') ?? incident.spec.report.howEstablished,
  };
};

/** The parts that some translation has. */
const translated = (spec: NotificationSpec): Resolved =>
  Object.assign({}, ...(spec.translations ?? []).map(({ language: _, ...texts }) => texts));

/** What is known of the content, in whatever language. */
export const resolve = (spec: NotificationSpec, incident: Incident | undefined, policy: IncidentPolicy | undefined): Resolved => {
  const known = incident === undefined ? {} : fromIncident(incident, policy);
  const all = { ...known, ...translated(spec), ...spec.content };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value.trim() !== ''));
};

/** The parts that the duty requires and that nobody has filled in, in the order of the duty (N4, N5). */
export const missingParts = (content: Resolved, requires: readonly Part[]): readonly Part[] =>
  requires.filter((part) => content[part] === undefined);

/** What art. 33(3)(a) asks "where possible", and what the form of the authority asks beside it. */
const wherePossible: readonly ContentPart[] = ['subjects', 'records', 'processing', 'crossBorder'];

/** Where a part is filled in: on the incident, where all duties find it, or on the notification alone. */
const places: Readonly<Record<NotificationStatusGapPart, string>> = {
  nature: 'spec.report.what of the incident, or spec.content.nature here',
  subjects: 'spec.personalData.subjects of the incident, or spec.content.subjects here',
  records: 'spec.personalData.records of the incident, or spec.content.records here',
  contact: 'spec.people.dpo of the policy, or spec.content.contact here',
  consequences: 'spec.personalData.consequences of the incident, or spec.content.consequences here',
  measures: 'spec.personalData.measures or spec.actions of the incident, or spec.content.measures here',
  recommendations: 'spec.content.recommendations here',
  summary: 'spec.title of the incident, or spec.content.summary here',
  processing: 'spec.content.processing here',
  detection: 'spec.report.howEstablished of the incident, or spec.content.detection here',
  crossBorder: 'spec.content.crossBorder here',
  delayJustification: 'spec.delayJustification here',
};

/**
 * Everything that is not known yet: what the duty requires, then what is asked of an authority's notice where possible, each with the
 * place where it is filled in and when it is expected (N4, N5, art. 33(3) and (4)).
 */
export const gapsOf = (
  spec: NotificationSpec,
  content: Resolved,
  missing: readonly (Part | 'delayJustification')[],
): readonly NotificationStatusGap[] => {
  const asked = spec.audience === 'Authority' ? wherePossible : [];
  const optional = asked.filter((part) => content[part] === undefined && !missing.some((one) => one === part));
  const gap = (part: NotificationStatusGapPart, required: boolean): NotificationStatusGap => {
    const expected = spec.expected?.find((each) => each.part === part)?.expectedAt;
    return { part, required, where: places[part], ...(expected === undefined ? {} : { expectedAt: utc(expected) }) };
  };
  return [...missing.map((part) => gap(part, true)), ...optional.map((part) => gap(part, false))];
};

/** The missing parts that hold a notice back: one that may go out in phases goes with what is said to be expected (art. 33(4), N5). */
export const holdingBack = (missing: readonly Part[], spec: NotificationSpec, phased: boolean): readonly Part[] =>
  phased ? missing.filter((part) => spec.expected?.some((each) => each.part === part) !== true) : missing;
