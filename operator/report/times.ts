import type { Incident } from '../api/types.gen.ts';
import { type Spread, spreadOf } from './counts.ts';
import type { Period } from './period.ts';
import { isIncident, reportedIn } from './register.ts';

/**
 * How long the steps of the response took (P4, L1), of what was reported in a period: `toReport` from established to reported and
 * `toAssess` from reported to the first assessment, of all reports; `toContain` and `toRecover` from established to that milestone, of the
 * incidents. The seconds are those of `status.durations`; a record without one counts as unknown, and nothing is put in its place.
 */
export interface Times {
  readonly toReport: Spread;
  readonly toAssess: Spread;
  readonly toContain: Spread;
  readonly toRecover: Spread;
}

/** The times of a period; drills must have been left out. */
export const timesOf = (incidents: readonly Incident[], period: Period): Times => {
  const reports = reportedIn(incidents, period);
  const judged = reports.filter(isIncident);
  return {
    toReport: spreadOf(reports.map(({ status }) => status?.durations?.toReportSeconds)),
    toAssess: spreadOf(reports.map(({ status }) => status?.durations?.toAssessSeconds)),
    toContain: spreadOf(judged.map(({ status }) => status?.durations?.toContainSeconds)),
    toRecover: spreadOf(judged.map(({ status }) => status?.durations?.toRecoverSeconds)),
  };
};
