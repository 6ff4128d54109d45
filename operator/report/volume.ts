import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import { type Count, countOf, inRank } from './counts.ts';
import { monthsOf, type Period } from './period.ts';
import { isBreach, isIncident, reportedIn } from './register.ts';

/** How much of one thing came in: all reports, of these what was judged an incident, and what is a personal-data breach. */
export interface Volume {
  readonly of: string | null;
  readonly reports: number;
  readonly incidents: number;
  readonly breaches: number;
}

/** What came in within a period (L1). Every report counts in exactly one row of each table. */
export interface Volumes {
  readonly reports: number;
  readonly incidents: number;
  readonly nearMisses: number;
  /** Judged to be no incident: events, weaknesses, false alarms and duplicates. */
  readonly dismissed: number;
  /** Not judged yet, or waiting for whoever has to confirm. */
  readonly undecided: number;
  readonly major: number;
  readonly breaches: number;
  /** Neither closed nor dismissed when the report was made. */
  readonly open: number;
  readonly byVerdict: readonly Count[];
  readonly byCategory: readonly Volume[];
  readonly byDepartment: readonly Volume[];
  /** Of the incidents only: a report that was not judged one has no severity. */
  readonly bySeverity: readonly Count[];
  readonly byChannel: readonly Count[];
  /** Each month of the period, those without any report too. */
  readonly byMonth: readonly Volume[];
}

const volumeOf = (of: string | null, reports: readonly Incident[]): Volume => ({
  of,
  reports: reports.length,
  incidents: reports.filter(isIncident).length,
  breaches: reports.filter(isBreach).length,
});

const volumesBy = (reports: readonly Incident[], key: (incident: Incident) => string | undefined): readonly Volume[] =>
  [...Map.groupBy(reports, (incident) => key(incident) ?? null)]
    .map(([of, group]) => volumeOf(of, group))
    .sort((a, b) => inRank({ of: a.of, n: a.reports }, { of: b.of, n: b.reports }));

/** By which way a report came; one of a machine says so by its source (R-auto). */
const channelOf = ({ spec }: Incident): string | undefined => spec.report.reportedVia ?? (spec.source === undefined ? undefined : 'Alert');

const dismissing: ReadonlySet<string | undefined> = new Set(['Event', 'Weakness', 'FalsePositive', 'Duplicate']);

/** The gravest first, as the scale of the policy has them; what that scale does not know any more comes after, and what nobody rated last. */
const byGravity = (counts: readonly Count[], policy: IncidentPolicy): readonly Count[] => {
  const scale = policy.spec.classification.severities.toSorted((a, b) => b.minScore - a.minScore).map(({ name }) => name);
  const place = ({ of }: Count): number => (of === null ? scale.length + 1 : scale.includes(of) ? scale.indexOf(of) : scale.length);
  return counts.toSorted((a, b) => place(a) - place(b));
};

/** Counts the reports of a period; drills must have been left out. */
export const volumesOf = (incidents: readonly Incident[], policy: IncidentPolicy, period: Period): Volumes => {
  const reports = reportedIn(incidents, period);
  const having = (verdict: string): number => reports.filter(({ status }) => status?.verdict === verdict).length;
  const judged = reports.filter(isIncident);
  return {
    reports: reports.length,
    incidents: judged.length,
    nearMisses: having('NearMiss'),
    dismissed: reports.filter(({ status }) => dismissing.has(status?.verdict)).length,
    undecided: reports.filter(({ status }) => status?.verdict === undefined).length,
    major: judged.filter(({ status }) => status?.major === true).length,
    breaches: reports.filter(isBreach).length,
    open: reports.filter(({ status }) => status?.phase !== 'Closed' && status?.phase !== 'Dismissed').length,
    byVerdict: countOf(reports.map(({ status }) => status?.verdict)),
    byCategory: volumesBy(reports, ({ spec }) => spec.category),
    byDepartment: volumesBy(reports, ({ spec }) => spec.department),
    bySeverity: byGravity(countOf(judged.map(({ status }) => status?.severity)), policy),
    byChannel: countOf(reports.map(channelOf)),
    byMonth: monthsOf(period).map((month) => volumeOf(month.name, reportedIn(reports, month))),
  };
};
