import type { IncidentPolicy } from '../api/types.gen.ts';
import { type Calendar, calendarOf } from '../deadline/calendar.ts';

const byPolicy = new WeakMap<object, Calendar>();

/** Without a policy, or with one that names an unknown zone, days end where they end in UTC: an hour counts the same everywhere. */
const fallback: Calendar = { timezone: 'UTC', holidays: new Set() };

/** The calendar of the organisation, made once for each version of the policy. */
export const policyCalendar = (policy: IncidentPolicy | undefined): Calendar => {
  if (policy === undefined) return fallback;
  const known = byPolicy.get(policy.spec);
  if (known !== undefined) return known;
  const read = calendarOf(policy.spec.timezone ?? 'UTC', policy.spec.holidays ?? []);
  const calendar = read.ok ? read.value : fallback;
  byPolicy.set(policy.spec, calendar);
  return calendar;
};
