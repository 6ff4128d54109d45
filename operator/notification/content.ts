import { laterAnswer } from '../api/answers.ts';
import { effective } from '../api/entries.ts';
import type { Incident, IncidentPolicy, NotificationContent, NotificationSpec, ReportingRegimeDutyRequire } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';

/** One part of what is told (N4, N7). */
export type Part = ReportingRegimeDutyRequire;

/** The parts as they would go out: what the notification says itself, else what the incident knows, else nothing. */
export type Resolved = Partial<Readonly<Record<Part, string>>>;

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

/** What the incident knows of each part. A part that it does not know is absent: unknown is never made up. */
const fromIncident = (incident: Incident, policy: IncidentPolicy | undefined): { readonly [P in Part]: string | undefined } => {
  const { report, personalData, title } = incident.spec;
  return {
    nature: listed([laterAnswer(incident.spec, 'what') ?? report.what, ...(personalData?.kinds ?? [])]),
    subjects: counted(personalData?.subjects?.categories, personalData?.subjects?.approximate),
    records: counted(personalData?.records?.categories, personalData?.records?.approximate),
    contact: contactOf(policy),
    consequences: personalData?.consequences,
    measures: listed(personalData?.measures) ?? listed(effective(incident.spec.actions).map((action) => action.what)),
    recommendations: undefined,
    summary: title,
  };
};

/** The content as it would go out now. */
export const resolve = (
  own: NotificationContent | undefined,
  incident: Incident | undefined,
  policy: IncidentPolicy | undefined,
): Resolved => {
  const known = incident === undefined ? {} : fromIncident(incident, policy);
  return Object.fromEntries(Object.entries({ ...known, ...own }).filter(([, value]) => value !== undefined && value !== ''));
};

/** The parts that the duty requires and that nobody has filled in, in the order of the duty (N4, N5). */
export const missingParts = (content: Resolved, requires: readonly Part[]): readonly Part[] =>
  requires.filter((part) => content[part] === undefined);

/** What an approval binds: the content in its parts, whom it is for and in which languages. */
export const contentDigest = (spec: NotificationSpec, content: Resolved): string =>
  digest({
    audience: spec.audience,
    recipient: spec.recipient ?? '',
    stage: spec.stage ?? 'Initial',
    languages: spec.languages ?? [],
    content,
  });
