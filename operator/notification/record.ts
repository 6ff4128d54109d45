import { type Decision, operatorActor, type TimelineDraft } from '../api/decision.ts';
import { type FollowedFact, type FollowedList, follow, recordEntries, recordFacts } from '../api/recorded.ts';
import type { Notification, NotificationSpec, NotificationStatus } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';

/** The lists of a notification that the timeline follows; what is told never stands there, only its digest (S6). */
const listsOf = (spec: NotificationSpec): readonly FollowedList[] => [
  follow({ path: 'advices', entries: spec.advices, reason: 'DpoAdvised' }),
  follow({
    path: 'approvals',
    entries: spec.approvals,
    reason: (entry) => (entry.decision === 'Approve' ? 'NotificationApproved' : 'ApprovalReturned'),
    note: (entry) => `of ${entry.of}`,
  }),
  follow({ path: 'retries', entries: spec.retries, reason: 'DeliveryRetried' }),
  follow({ path: 'filings', entries: spec.filings, reason: 'NotificationFiled' }),
  follow({ path: 'acknowledgements', entries: spec.acknowledgements, reason: 'NotificationAcknowledged' }),
  follow({ path: 'waivers', entries: spec.waivers, reason: 'NotificationWaived', note: (entry) => entry.ground }),
];

const channelOf = (spec: NotificationSpec): string | undefined => {
  if (spec.channel?.email !== undefined) return 'email';
  return spec.channel?.webhook === undefined ? spec.channel && 'portal' : 'webhook';
};

const factsOf = (spec: NotificationSpec): readonly FollowedFact[] => [
  { path: 'content', value: spec.content, as: 'digest' },
  { path: 'translations', value: spec.translations, as: 'digest' },
  { path: 'expected', value: spec.expected, as: 'digest' },
  { path: 'delayJustification', value: spec.delayJustification, as: 'digest' },
  { path: 'channel', value: channelOf(spec), as: 'code' },
  { path: 'languages', value: spec.languages?.join('+'), as: 'code' },
];

/** Everything in the spec that the timeline does not hold yet, with the bookkeeping that goes into the same write. */
export const recordNotification = (
  note: Notification,
  now: string,
): {
  readonly drafts: Decision<NotificationStatus>['entries'];
  readonly recorded: NonNullable<NotificationStatus['recorded']>;
  readonly more: boolean;
} => {
  const before = note.status?.recorded;
  const facts = recordFacts(factsOf(note.spec), before?.values, digest);
  const lists = recordEntries(listsOf(note.spec), before?.entries, now, digest);
  const opened: readonly TimelineDraft[] =
    before === undefined
      ? [
          {
            actor: operatorActor,
            reason: 'NotificationOpened',
            note: `${note.spec.duty} to ${note.spec.audience} ${note.spec.stage ?? 'Initial'}`,
          },
        ]
      : [];
  return {
    drafts: [...opened, ...facts.drafts, ...lists.drafts],
    recorded: { entries: lists.entries, values: facts.values },
    more: lists.more,
  };
};
