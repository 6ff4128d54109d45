import { reasons } from '../api/reasons.ts';
import type { Incident, IncidentPolicy, TimelineEntry } from '../api/types.gen.ts';
import type { WebhookMessage } from '../outbound/webhook.ts';
import type { Subject } from './story.ts';

/** An entry that is told, with what is known of its record now; a record that is gone is known by its archives only. */
export interface Telling {
  readonly subject: Subject;
  readonly entry: TimelineEntry;
  /** The incident that the record is, or belongs to. */
  readonly incident: Incident | undefined;
  readonly policy: IncidentPolicy | undefined;
  /** The name of the register among others: a URL without its scheme. */
  readonly origin: string;
}

/** What a sink is sent for an entry; undefined where its format has no word for it. */
export type Form = (telling: Telling) => WebhookMessage | undefined;

/** Names an entry for good: sent again it has the same id, and whoever has it drops it. */
export const messageId = ({ uid }: Subject, { seq }: TimelineEntry): string => `${uid}.${seq}`;

/** Whether a reason is routine or needs a person; an archive may hold one that this version does not know any more. */
export const urgencyOf = (reason: string): 'Normal' | 'Warning' =>
  Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons].type : 'Normal';
