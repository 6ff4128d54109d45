import type { Incident } from '../api/types.gen.ts';

/** The durations of an incident that are observed, by the field of its status. */
export const durationFields = ['toReportSeconds', 'toAssessSeconds', 'toContainSeconds', 'toRecoverSeconds'] as const;
export type DurationField = (typeof durationFields)[number];

/** What happened to an incident between two looks at it; each is told once in the life of a process. */
export interface Happenings {
  created(category: string): void;
  closed(category: string, outcome: string): void;
  took(field: DurationField, seconds: number): void;
}

/** What is remembered of an incident to tell what happened to it; `known` has a bit for each duration that was told. */
export interface Seen {
  readonly phase: string | undefined;
  readonly known: number;
}

/** What stands for a label that the object does not have yet. */
export const none = 'none';

/** Whether a record in a phase is over. */
export const ended = (phase: string | undefined): boolean => phase === 'Closed' || phase === 'Dismissed';

/**
 * Tells what happened to an incident since it was last seen, each thing once, and gives what is to be remembered of it. What was decided
 * before this process looked is told to nobody.
 */
export const tellHappenings = (before: Seen | undefined, incident: Incident, happenings: Happenings): Seen => {
  const { category = none } = incident.spec;
  const phase = incident.status?.phase;
  const durations = incident.status?.durations ?? {};
  // What was decided before this process looked happened before its eyes opened.
  const isNews = before !== undefined || phase === undefined;
  let known = before?.known ?? 0;
  if (before === undefined && isNews) happenings.created(category);
  if (isNews && phase !== undefined && ended(phase) && !ended(before?.phase)) happenings.closed(category, phase);
  for (const [index, field] of durationFields.entries()) {
    const seconds = durations[field];
    const bit = 1 << index;
    if (seconds === undefined || (known & bit) !== 0) continue;
    known |= bit;
    if (isNews) happenings.took(field, seconds);
  }
  return { phase, known };
};
