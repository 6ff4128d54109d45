import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import { recurrenceFields, recurrenceKey, recurrenceThreshold, recurrenceWindow } from '../incident/recurrence.ts';
import { createRecurrences } from '../incident/recurrences.ts';
import type { Period } from './period.ts';
import { reportedIn } from './register.ts';

/** The same thing come back, by the fields that the policy names. */
export interface Recurring {
  readonly namespace: string;
  /** The values of these fields, in the order of the policy: `PrivacyBreach`, `laptop-fleet`. */
  readonly values: readonly string[];
  /** The incidents of the period that were recurrences, the earliest first. */
  readonly incidents: readonly string[];
  /** How often it had come back within the window at the worst, the incident itself counted in. */
  readonly most: number;
  /** Whether one of them was major: what recurs with a high impact is the management's matter (L2). */
  readonly major: boolean;
}

/**
 * What recurred in a period (L2), by the definition in the policy alone: an incident recurs when, of those of its namespace with the same
 * values in every field of `recurrence.by` that were established within `recurrence.window` up to it, it is at least the
 * `recurrence.threshold`-th. Dismissed reports and drills never count, and a record without one of the fields equals nothing.
 */
export interface Recurrence {
  readonly fields: readonly string[];
  readonly window: string;
  readonly threshold: number;
  readonly incidents: number;
  readonly groups: readonly Recurring[];
}

const isDismissed = ({ status }: Incident): boolean => status?.phase === 'Dismissed';

const worstFirst = (a: Recurring, b: Recurring): number =>
  Number(b.major) - Number(a.major) ||
  b.most - a.most ||
  (`${a.values.join(' ')} ${a.namespace}` < `${b.values.join(' ')} ${b.namespace}` ? -1 : 1);

/** Finds what recurred among the reports of a period, against the whole register; drills must have been left out. */
export const recurrenceIn = (incidents: readonly Incident[], policy: IncidentPolicy, period: Period): Recurrence => {
  const recurrences = createRecurrences(policy);
  for (const incident of incidents) recurrences.replace(undefined, incident);
  const threshold = recurrenceThreshold(policy);
  const found = reportedIn(incidents, period)
    .filter((incident) => !isDismissed(incident))
    .map((incident) => ({ incident, key: recurrenceKey(incident.spec, policy), times: recurrences.earlier(incident).count + 1 }))
    .filter(({ key, times }) => key !== undefined && times >= threshold)
    .sort((a, b) => a.times - b.times);
  const groups = [...Map.groupBy(found, ({ incident, key }) => `${incident.metadata.namespace} ${key}`).values()].map(
    (group): Recurring => ({
      namespace: group[0]?.incident.metadata.namespace ?? '',
      values: JSON.parse(group[0]?.key ?? '[]') as readonly string[],
      incidents: group
        .toSorted((a, b) => (a.incident.spec.report.establishedAt < b.incident.spec.report.establishedAt ? -1 : 1))
        .map(({ incident }) => incident.metadata.name),
      most: Math.max(...group.map(({ times }) => times)),
      major: group.some(({ incident }) => incident.status?.major === true),
    }),
  );
  return {
    fields: recurrenceFields(policy),
    window: recurrenceWindow(policy),
    threshold,
    incidents: found.length,
    groups: groups.sort(worstFirst),
  };
};
