import { last } from '../api/entries.ts';
import type { IncidentStatusDeadline, Notification, ReportingRegimeDuty } from '../api/types.gen.ts';
import { waiverOf } from '../policy/waiver.ts';
import type { Closure } from './closure.ts';
import type { Observed } from './observed.ts';
import type { Risk } from './risk.ts';

/** The name of a duty's first Notification (api.md): deterministic, so that it is created once. */
export const notificationName = (incident: string, duty: string): string => `${incident}-${duty}`;

/** The Notifications of one incident by their names, in the order of the names: that in which a cache holds them means nothing. */
export type Notifications = ReadonlyMap<string, Notification>;

/** Indexes what was observed. */
export const notificationsByName = (observed: Observed): Notifications =>
  new Map(observed.notifications.map((note) => [note.metadata.name, note] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A duty's own first Notification. One under its name for another duty or audience, which a person made, tells nobody who has to know. */
export const ownNotification = (notes: Notifications, incident: string, duty: ReportingRegimeDuty): Notification | undefined => {
  const note = notes.get(notificationName(incident, duty.name));
  return note?.spec.duty === duty.name && note.spec.audience === duty.audience ? note : undefined;
};

/** When a Notification met its duty; one that must be acknowledged has met it only then (A3). */
export const metBy = (note: Notification | undefined, duty: ReportingRegimeDuty | undefined): string | undefined => {
  if (note?.status?.sentAt === undefined) return undefined;
  if (duty?.needsAcknowledgement !== true) return note.status.sentAt;
  return note.status.phase === 'Acknowledged' ? (last(note.spec.acknowledgements)?.at ?? note.status.sentAt) : undefined;
};

/** When a duty was waived: by the decision that its ground is, or on its own Notification (N1, N8). */
export const waivedAt = (risk: Risk, note: Notification | undefined, duty: ReportingRegimeDuty): string | undefined => {
  const ground = duty.waivable?.ground;
  if (ground === 'RiskUnlikely' && risk.state === 'Decided' && risk.level === 'Unlikely') return risk.decided?.since;
  if (ground === 'Exemption' && risk.exemption !== undefined) return risk.exemption.since;
  return note === undefined ? undefined : waiverOf(note.spec, duty)?.at;
};

/**
 * What is history although its facts are gone: a duty that was met before a reopening stays met, although the record then asks for
 * the same anew; and one that was met stays so when what met it is erased after its retention. Undefined where the facts speak.
 */
export const metInHistory = (before: IncidentStatusDeadline | undefined, closure: Closure, gone: boolean): string | undefined => {
  const metAt = before?.metAt;
  if (metAt === undefined || closure.kind === 'Closed' || gone) return metAt;
  return closure.kind === 'Reopened' && Date.parse(metAt) <= Date.parse(closure.at) ? metAt : undefined;
};

/** What a person does so that a fact of a regime's expression comes about. */
const facts: Readonly<Record<string, string>> = {
  'facts.assessedAt': 'An assessment meets it.',
  'facts.containedAt': 'The milestone Contained meets it.',
  'facts.recoveredAt': 'The milestone Recovered meets it.',
  'facts.firstEvidenceAt': 'The first EvidenceItem meets it.',
  'facts.reviewedAt': 'A review meets it.',
};

/** What meets a duty that has no Notification, in a sentence; undefined where its expression is none that can be put in words. */
export const whatMeets = ({ metAt = '' }: ReportingRegimeDuty): string | undefined => {
  const sent = /^sent\['([a-z0-9-]+)'\]$/.exec(metAt)?.[1];
  return sent === undefined ? facts[metAt] : `Sending ${sent} meets it.`;
};
