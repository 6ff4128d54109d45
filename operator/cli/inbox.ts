import type { Incident, Weakness } from '../api/types.gen.ts';
import { referred } from '../fact/referred.ts';
import { distance } from './status.ts';

/** A report that waits for somebody to say what it is. */
export interface Waiting {
  readonly name: string;
  readonly kind: 'report' | 'weakness' | 'exercise';
  /** For whom it waits. */
  readonly role: string;
  readonly reportedAt: string;
  /** By when; null where nothing is due. */
  readonly dueAt: string | null;
  /** How many of the questions of a report are open; null for what has none. */
  readonly openQuestions: number | null;
  readonly title: string;
  readonly command: string;
}

const assessing = new Set(['Reported', 'Confirming']);

const ofIncident = (incident: Incident, flags: string): Waiting => {
  const { metadata, spec, status } = incident;
  const [asked] = referred(incident);
  return {
    name: metadata.name,
    kind: spec.drill === true ? 'exercise' : 'report',
    role: asked?.refer ?? 'ContactPoint',
    reportedAt: metadata.creationTimestamp,
    dueAt: status?.nextDeadline ?? null,
    openQuestions: status?.openQuestions?.length ?? null,
    title: spec.title,
    command: `kubectl incident triage ${metadata.name}${asked === undefined ? '' : ' --confirm'}${flags}`,
  };
};

const ofWeakness = ({ metadata, spec, status }: Weakness, flags: string): Waiting => ({
  name: metadata.name,
  kind: 'weakness',
  role: 'ContactPoint',
  reportedAt: metadata.creationTimestamp,
  dueAt: status?.dueAt ?? null,
  openQuestions: null,
  title: spec.title,
  command: `kubectl incident weakness ${metadata.name}${flags}`,
});

const soonest = (a: Waiting, b: Waiting): number => {
  const [first, second] = [a.dueAt ?? '9999', b.dueAt ?? '9999'];
  return first < second ? -1 : first > second ? 1 : a.reportedAt < b.reportedAt ? -1 : 1;
};

/** What waits for an assessment or its confirmation, and weaknesses that nobody has evaluated: what is due first stands first (P3, A8, A9). */
export const waitingOf = (incidents: readonly Incident[], weaknesses: readonly Weakness[], flags: string): readonly Waiting[] =>
  [
    ...incidents
      .filter((each) => assessing.has(each.status?.phase ?? 'Reported') || referred(each).length > 0)
      .map((each) => ofIncident(each, flags)),
    ...weaknesses.filter(({ status }) => (status?.phase ?? 'Reported') === 'Reported').map((each) => ofWeakness(each, flags)),
  ].toSorted(soonest);

/** The rows of a table of what waits. */
export const inboxRows = (waiting: readonly Waiting[], now: string): readonly (readonly string[])[] =>
  waiting.map(({ name, kind, role, reportedAt, dueAt, openQuestions, title }) => [
    name,
    kind,
    role,
    distance(reportedAt, now).replace(/ ago$/, ''),
    dueAt === null ? '-' : `${dueAt} (${distance(dueAt, now)})`,
    openQuestions === null ? '-' : String(openQuestions),
    title,
  ]);
