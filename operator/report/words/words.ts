import type { IncidentReportReportedVia, WeaknessStatusPhase } from '../../api/types.gen.ts';

type Named<Keys extends string> = Readonly<Record<Keys, string>>;

/** How a period is called in a title. */
export interface PeriodWords {
  readonly year: (year: number) => string;
  readonly quarter: (quarter: number, year: number) => string;
  readonly month: (month: string, year: number) => string;
  readonly days: (first: string, last: string) => string;
}

/** The units of durations, short: `3 d 4 h`. */
export type UnitWords = Named<'days' | 'hours' | 'minutes' | 'seconds'>;

/** Every text that the report on a period says by itself. */
export interface ReportWords {
  readonly period: PeriodWords;
  /** A window of the policy, as it stands in a sentence. */
  readonly spans: Readonly<Record<'hours' | 'days' | 'months', (n: number) => string>>;
  readonly units: UnitWords;
  readonly title: (period: string) => string;
  /** What it is filed under: `report 2026-Q4`. */
  readonly reference: (period: string) => string;
  readonly unknown: string;
  readonly none: string;
  readonly withheld: string;
  /** The caption of the table beside a picture. */
  readonly inFigures: (caption: string) => string;
  readonly number: string;
  readonly yes: string;
  readonly no: string;
  readonly more: (count: string) => string;
  readonly about: Named<'heading' | 'period' | 'zone' | 'asOf' | 'scope' | 'allNamespaces' | 'files' | 'drills' | 'policy'> & {
    readonly notEnded: string;
    readonly untilThen: (moment: string) => string;
    readonly namespace: (name: string) => string;
    readonly notApproved: string;
  };
  readonly summary: Named<
    | 'heading'
    | 'caption'
    | 'figure'
    | 'reports'
    | 'incidents'
    | 'major'
    | 'breaches'
    | 'recurring'
    | 'late'
    | 'cost'
    | 'contain'
    | 'lessons'
    | 'change'
    | 'notComparable'
  > & {
    readonly first: string;
    readonly partly: (period: string) => string;
  };
  readonly volume: Named<
    | 'heading'
    | 'byMonth'
    | 'byMonthAlt'
    | 'byCategory'
    | 'byCategoryAlt'
    | 'byDepartment'
    | 'bySeverity'
    | 'byVerdict'
    | 'byChannel'
    | 'month'
    | 'category'
    | 'department'
    | 'severity'
    | 'verdict'
    | 'channel'
    | 'reports'
    | 'incidents'
    | 'breaches'
    | 'noSeverity'
    | 'notAssessed'
    | 'nearMisses'
    | 'dismissed'
    | 'undecided'
    | 'open'
  > & {
    readonly channels: Named<IncidentReportReportedVia>;
  };
  readonly times: Named<
    | 'heading'
    | 'caption'
    | 'alt'
    | 'step'
    | 'toReport'
    | 'toAssess'
    | 'toContain'
    | 'toRecover'
    | 'n'
    | 'unknown'
    | 'median'
    | 'p90'
    | 'longest'
    | 'note'
  > & {
    /** The same steps in a word, beside the bars of a picture. */
    readonly brief: Named<'toReport' | 'toAssess' | 'toContain' | 'toRecover'>;
  };
  readonly duties: Named<
    | 'heading'
    | 'caption'
    | 'duty'
    | 'due'
    | 'inTime'
    | 'late'
    | 'missed'
    | 'waived'
    | 'superseded'
    | 'running'
    | 'lateCaption'
    | 'incident'
    | 'dueAt'
    | 'delay'
    | 'stillOpen'
    | 'explained'
    | 'allKept'
    | 'allKeptText'
    | 'unexplained'
  > & { readonly unexplainedText: (count: string) => string };
  readonly costs: Named<
    | 'heading'
    | 'total'
    | 'estimated'
    | 'recovered'
    | 'byMonth'
    | 'byMonthAlt'
    | 'byKind'
    | 'byCategory'
    | 'byDepartment'
    | 'byIncident'
    | 'settled'
    | 'amount'
    | 'kind'
    | 'foreign'
    | 'leftOut'
  > & {
    readonly kinds: Named<'Labour' | 'External' | 'Downtime' | 'Replacement' | 'Notification' | 'Legal' | 'Loss' | 'Reimbursement'>;
    readonly settledText: (estimated: string, actual: string, difference: string, entries: string) => string;
    readonly settledUnknown: (count: string) => string;
    readonly unpriced: (count: string) => string;
    readonly undated: (count: string) => string;
    readonly foreignAmount: (amount: string, entries: string) => string;
  };
  readonly causes: Named<'heading' | 'caption' | 'alt' | 'cause' | 'notYet' | 'breachCaption' | 'reviewed'> & {
    readonly of: (some: string, all: string) => string;
  };
  readonly recurrence: Named<'heading' | 'caption' | 'what' | 'times' | 'incidents' | 'major' | 'nothing' | 'nothingText'> & {
    readonly fields: Named<'category' | 'asset' | 'department'>;
    readonly text: (fields: string, window: string, threshold: string) => string;
  };
  readonly controls: Named<'heading' | 'caption' | 'control' | 'adequate' | 'inadequate' | 'latest' | 'changes' | 'latestYes' | 'latestNo'>;
  readonly lessons: Named<
    | 'heading'
    | 'drawn'
    | 'approved'
    | 'done'
    | 'dropped'
    | 'open'
    | 'overdue'
    | 'caption'
    | 'lesson'
    | 'owner'
    | 'due'
    | 'state'
    | 'stateOverdue'
    | 'stateOpen'
    | 'stateNotApproved'
  >;
  readonly weaknesses: Named<'heading' | 'reported' | 'open' | 'overdue' | 'byPhase' | 'phase'> & {
    readonly phases: Named<WeaknessStatusPhase>;
  };
  readonly method: { readonly heading: string; readonly items: readonly string[] };
}
