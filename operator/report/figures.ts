import type { Incident, IncidentPolicy, Weakness } from '../api/types.gen.ts';
import { type Costs, costsOf } from './costs.ts';
import { type Count, countOf } from './counts.ts';
import { type Duties, dutiesIn } from './duties.ts';
import { type Learning, learningIn } from './learning.ts';
import { type Period, precedingOf, within } from './period.ts';
import { type Recurrence, recurrenceIn } from './recurring.ts';
import { type Register, reportedAtOf, reportedIn, sharingOf, withoutDrills } from './register.ts';
import { type Times, timesOf } from './times.ts';
import { type Volumes, volumesOf } from './volume.ts';

/** The weaknesses of a period (R-f, W4): how many were reported in it, how far these are now, and how many are open of all. */
export interface WeaknessFigures {
  readonly reported: number;
  readonly byPhase: readonly Count[];
  readonly open: number;
  /** Open, and the next step was due before now. */
  readonly overdue: number;
}

/** The same few numbers of two periods, so that a reader sees where things are going. */
export interface Headline {
  readonly reports: number;
  readonly incidents: number;
  readonly major: number;
  readonly breaches: number;
  readonly recurring: number;
  readonly late: number;
  readonly cost: string;
  readonly medianToContainSeconds: number | null;
  readonly lessonsDone: number;
}

/** Every figure of a report about a period (L1 to L4), ready to be recomputed by an auditor: docs/reference/report.md says how. */
export interface Figures {
  readonly period: Pick<Period, 'name' | 'zone' | 'first' | 'last'>;
  /** When the figures were made, in UTC: what had happened by then is in them. */
  readonly asOf: string;
  /** How widely a report with these figures may be shared (Traffic Light Protocol 2.0). */
  readonly tlp: 'AMBER' | 'AMBER+STRICT';
  /** Rehearsals reported in the period; they are in no other figure. */
  readonly drills: number;
  readonly headline: Headline;
  /** The period before; null where nothing had been reported by its end, for then nothing can be compared. */
  readonly before: {
    readonly name: string;
    readonly headline: Headline;
    /** Whether the register goes back to its beginning; where it does not, it was shorter than it looks. */
    readonly whole: boolean;
  } | null;
  readonly volumes: Volumes;
  readonly times: Times;
  readonly duties: Duties;
  readonly costs: Costs;
  readonly recurrence: Recurrence;
  readonly learning: Learning;
  readonly weaknesses: WeaknessFigures;
}

type Sections = Pick<Figures, 'volumes' | 'times' | 'duties' | 'costs' | 'recurrence' | 'learning'>;

const sectionsOf = ({ incidents, notifications }: Register, policy: IncidentPolicy, period: Period, now: number): Sections => ({
  volumes: volumesOf(incidents, policy, period),
  times: timesOf(incidents, period),
  duties: dutiesIn(incidents, notifications, period, now),
  costs: costsOf(incidents, policy, period),
  recurrence: recurrenceIn(incidents, policy, period),
  learning: learningIn(incidents, period, now),
});

const headlineOf = ({ volumes, times, duties, costs, recurrence, learning }: Sections): Headline => ({
  reports: volumes.reports,
  incidents: volumes.incidents,
  major: volumes.major,
  breaches: volumes.breaches,
  recurring: recurrence.incidents,
  late: duties.late.length,
  cost: costs.total,
  medianToContainSeconds: times.toContain.median,
  lessonsDone: learning.lessons.done,
});

/** When the register begins: the earliest report in it. */
const beginsAt = (incidents: readonly Incident[]): number =>
  incidents.reduce((first, incident) => Math.min(first, Date.parse(reportedAtOf(incident))), Number.POSITIVE_INFINITY);

const settled: ReadonlySet<string | undefined> = new Set(['Remedied', 'Accepted', 'Rejected']);

const weaknessesIn = (weaknesses: readonly Weakness[], period: Period, now: number): WeaknessFigures => {
  const reported = weaknesses.filter(({ metadata, spec }) => within(period, spec.report?.at ?? metadata.creationTimestamp));
  const open = weaknesses.filter(({ status }) => !settled.has(status?.phase));
  return {
    reported: reported.length,
    byPhase: countOf(reported.map(({ status }) => status?.phase)),
    open: open.length,
    overdue: open.filter(({ status }) => status?.dueAt !== undefined && Date.parse(status.dueAt) < now).length,
  };
};

/**
 * The figures of a period from the records alone (L1 to L4). Pure: the same records, policy, period and `now` (RFC 3339) give the same
 * figures. What a record does not say is counted as unknown and never guessed; drills are in no figure but their own number.
 */
export const figuresOf = (register: Register, policy: IncidentPolicy, period: Period, now: string): Figures => {
  const real = withoutDrills(register);
  const millis = Date.parse(now);
  const sections = sectionsOf(real, policy, period, millis);
  const earlier = precedingOf(period);
  const begins = beginsAt(real.incidents);
  const before =
    begins >= earlier.ends
      ? null
      : { name: earlier.name, headline: headlineOf(sectionsOf(real, policy, earlier, millis)), whole: begins <= earlier.begins };
  const { name, zone, first, last } = period;
  return {
    period: { name, zone, first, last },
    asOf: now,
    tlp: sharingOf(real.incidents),
    drills: reportedIn(register.incidents, period).length - sections.volumes.reports,
    headline: headlineOf(sections),
    before,
    ...sections,
    weaknesses: weaknessesIn(real.weaknesses, period, millis),
  };
};
