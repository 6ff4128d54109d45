import { type ConditionDraft, conditionsAfter, readyConditions } from '../api/conditions.ts';
import { type Decision, operatorActor, type TimelineDraft, wakeAfter } from '../api/decision.ts';
import { utc } from '../api/time.ts';
import type {
  IncidentStatusDeadline,
  NotificationStatus,
  NotificationStatusDocument,
  NotificationStatusMissing,
} from '../api/types.gen.ts';
import { keptWith } from '../policy/retention.ts';
import { gapsOf, holdingBack, missingParts, type Part, type Resolved, resolve } from './content.ts';
import { documentStatus } from './document.ts';
import {
  type Draft,
  firstFiling,
  isLate,
  type ObservedNotification,
  type Progress,
  progressOf,
  progressWith,
  requiresOf,
  unjustified,
} from './progress.ts';
import { recordNotification } from './record.ts';
import { deliveryConditions, deliveryStatus, sendingOf } from './sending.ts';

const delayCondition = (observed: ObservedNotification, now: string): readonly ConditionDraft[] => {
  const filedAt = firstFiling(observed.note, now);
  const late = isLate(filedAt ?? now, observed.deadline);
  if (!unjustified(observed, late)) return [];
  const message = 'It is late, and a late notice carries the reasons for the delay: fill in spec.delayJustification (art. 33(1)).';
  return [{ type: 'DelayJustified', status: 'False', reason: 'DelayUnjustified', message }];
};

/** A rehearsal tells nobody outside; whoever files it by hand has to see that (P7). */
const drillCondition = ({ incident }: ObservedNotification): readonly ConditionDraft[] =>
  incident?.spec.drill === true
    ? [
        {
          type: 'Drill',
          status: 'True',
          reason: 'Rehearsal',
          message: 'The incident is a drill: rehearse this notice, and send it to nobody.',
        },
      ]
    : [];

const incidentCondition = ({ incident, note }: ObservedNotification): readonly ConditionDraft[] =>
  incident !== undefined
    ? []
    : [
        {
          type: 'IncidentFound',
          status: 'False',
          reason: 'IncidentMissing',
          message: `No incident ${note.spec.incidentRef.name} exists in this namespace.`,
        },
      ];

const say = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** What became of the content: something is missing that was not, or nothing is any more (N4, N5). */
const contentChanges = (before: NotificationStatus | undefined, after: NotificationStatus): readonly TimelineDraft[] => {
  const was = before?.missing?.join(',') ?? '';
  const is = after.missing?.join(',') ?? '';
  if (was === is) return [];
  return is === '' ? [say('ContentComplete', `document ${after.document?.digest ?? ''}`)] : [say('ContentIncomplete', `missing ${is}`)];
};

const phaseChanges = (
  { duty }: ObservedNotification,
  before: NotificationStatus | undefined,
  after: NotificationStatus,
): readonly TimelineDraft[] => {
  if (before?.phase === undefined || before.phase === after.phase) return [];
  const open = after.phase === 'AwaitingApproval' || after.phase === 'Incomplete';
  const changed = before.document?.digest !== after.document?.digest;
  const approved = before.phase === 'Scheduled' || before.phase === 'Sending' || before.phase === 'Failed';
  const lapsed = duty?.needsApproval === true && approved && open && changed;
  return [
    say('PhaseChanged', `${before.phase} -> ${after.phase}`),
    ...(lapsed ? [say('ApprovalLapsed', `document ${after.document?.digest ?? ''}`)] : []),
  ];
};

/** A problem is announced when it begins to stand, under the reason of its condition. */
const problemsBegun = (
  before: NotificationStatus | undefined,
  after: NotificationStatus,
  problems: readonly ConditionDraft[],
): readonly TimelineDraft[] =>
  problems.flatMap(({ type, reason }) => {
    const stood = before?.conditions?.some((old) => old.type === type) ?? false;
    const told = reason === 'DelayUnjustified' || reason === 'ChannelUnavailable' || reason === 'AudienceLimited';
    return stood || !told ? [] : [say(reason, `phase ${after.phase ?? ''}`)];
  });

const laterOf = (deadline: IncidentStatusDeadline | undefined, progress: Progress, now: string): string | undefined => {
  const closed = progress.phase === 'Sent' || progress.phase === 'Acknowledged' || progress.phase === 'Waived';
  if (closed || deadline === undefined || Date.parse(deadline.dueAt) < Date.parse(now)) return undefined;
  return utc(Date.parse(deadline.dueAt) + 1);
};

/** What is known, what is missing from it, and the document that follows. */
interface Told {
  readonly content: Resolved;
  readonly parts: readonly Part[];
  readonly document: NotificationStatusDocument;
}

const toldBy = (observed: ObservedNotification): Told => {
  const { note, incident, policy } = observed;
  const content = resolve(note.spec, incident, policy);
  // What went out is fixed, so that nothing has to be written anew to know it.
  const sent = note.status?.sentAt === undefined ? undefined : note.status.document;
  return { content, parts: missingParts(content, requiresOf(observed)), document: sent ?? documentStatus(observed) };
};

const draftOf = ({ note, duty }: ObservedNotification, { parts, document }: Told): Draft => ({
  missing: parts,
  holdingBack: holdingBack(parts, note.spec, duty?.phased === true),
  digest: document.digest ?? '',
});

/**
 * What is told, and what is missing from it. What went out is fixed: its document and its gaps are those it had when it was sent,
 * and a supplement follows the gaps up (N5).
 */
const contentStatus = (
  { note }: ObservedNotification,
  { content, parts, document }: Told,
  sent: boolean,
  delayed: boolean,
): Pick<NotificationStatus, 'missing' | 'gaps' | 'document'> => {
  const before = note.status;
  if (sent && before?.sentAt !== undefined) {
    return {
      missing: before.missing ?? [],
      ...(before.gaps === undefined ? {} : { gaps: before.gaps }),
      ...(before.document === undefined ? {} : { document: before.document }),
    };
  }
  const missing: readonly NotificationStatusMissing[] = delayed ? [...parts, 'delayJustification'] : parts;
  return { missing, gaps: gapsOf(note.spec, content, missing), document };
};

const clockStatus = (deadline: IncidentStatusDeadline | undefined): Pick<NotificationStatus, 'from' | 'dueAt' | 'legalDueAt'> => {
  if (deadline === undefined) return {};
  return { from: deadline.from, dueAt: deadline.dueAt, ...(deadline.legalDueAt === undefined ? {} : { legalDueAt: deadline.legalDueAt }) };
};

const sentStatus = (
  progress: Progress,
  deadline: IncidentStatusDeadline | undefined,
  now: string,
): Pick<NotificationStatus, 'sentAt' | 'late'> => {
  if (progress.phase === 'Sent' || progress.phase === 'Acknowledged') return { sentAt: utc(progress.sentAt), late: progress.late };
  return { late: progress.phase !== 'Waived' && isLate(now, deadline) };
};

/** How far everything but sending is, with the document that it rests on. */
export const readinessOf = (
  observed: ObservedNotification,
  now: string,
): { readonly told: Told; readonly draft: Draft; readonly ready: Progress } => {
  const told = toldBy(observed);
  const draft = draftOf(observed, told);
  return { told, draft, ready: progressOf(observed, draft, now) };
};

/**
 * What follows from the facts about one duty to tell somebody, now: how far it is, what is missing, whether it is late, and
 * what is to be recorded (N1 to N9). Pure.
 */
export const decideNotification = (observed: ObservedNotification, now: string): Decision<NotificationStatus> => {
  const { note, incident, policy, deadline } = observed;
  const before = note.status;
  const { told, draft, ready } = readinessOf(observed, now);
  const sending = sendingOf(observed, ready, draft.digest, now);
  const progress = progressWith(observed, ready, sending.stage);
  const sent = progress.phase === 'Sent' || progress.phase === 'Acknowledged';
  const filed = firstFiling(note, now) !== undefined;
  const delay = progress.phase === 'Waived' || (sent && !filed) ? [] : delayCondition(observed, now);
  const { drafts, recorded, more } = recordNotification(note, now);
  const problems = [...deliveryConditions(sending, progress.phase), ...delay, ...incidentCondition(observed), ...drillCondition(observed)];
  const status: NotificationStatus = {
    observedGeneration: note.metadata.generation,
    phase: progress.phase,
    ...clockStatus(deadline),
    ...sentStatus(progress, deadline, now),
    ...contentStatus(observed, told, sent, delay.length > 0 && !sent),
    ...deliveryStatus(before, sending, progress.phase),
    ...keptWith(incident, policy, { before }),
    recorded,
    conditions: conditionsAfter(
      before?.conditions,
      [...readyConditions(`Phase ${progress.phase}.`), ...problems],
      note.metadata.generation,
      now,
    ),
  };
  const entries = [
    ...drafts,
    ...sending.entries,
    ...contentChanges(before, status),
    ...phaseChanges(observed, before, status),
    ...problemsBegun(before, status, problems),
  ];
  return { status, entries, children: [], ...wakeAfter(more, laterOf(deadline, progress, now), now) };
};
