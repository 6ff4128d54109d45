import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import type { IncidentPolicy, IncidentStatusDeadline } from '../api/types.gen.ts';
import { instantOfShare } from '../deadline/share.ts';
import { isOpen, wasMissed } from './deadlines.ts';

type Deadline = IncidentStatusDeadline;

/** The ladders of the policy. */
export type Ladders = IncidentPolicy['spec']['escalation'];

/** One rung: at how many percent of the time of a deadline which roles are told. */
export interface Rung {
  readonly share: number;
  readonly to: readonly string[];
}

/** Where the policy says nothing, a miss goes to the roles above whoever should have acted (R-g). */
const ownRules: readonly Rung[] = [{ share: 100, to: ['CISO'] }];
const laws: readonly Rung[] = [{ share: 100, to: ['DPO', 'CISO', 'Management'] }];

/** The rungs of a deadline, the lowest first: those of its duty, else those of every duty, else the default. */
export const ladderOf = ({ name, regime }: Pick<Deadline, 'name' | 'regime'>, ladders: Ladders): readonly Rung[] => {
  const ladder = ladders?.find(({ duty }) => duty === name) ?? ladders?.find(({ duty }) => duty === '*');
  if (ladder !== undefined) return ladder.steps.toSorted((a, b) => a.share - b.share);
  return regime === 'policy' ? ownRules : laws;
};

/** What the ladder adds: the rungs told by now, what is to be recorded, and when the next one is reached. */
export interface Escalation {
  readonly escalated: readonly number[] | undefined;
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

/** Up to here, in percent, a deadline runs; it is missed when all of its time is over. */
const whole = 100;

/** How many rungs the bookkeeping of a deadline holds (api.md). */
const mostRungs = 8;

/**
 * The rungs that a deadline has reached while it asked something of somebody: each is told once for one due time, however late it is
 * seen, and never for what was done or waived before it. `news` says that a miss is recorded in this very decision, whose rungs are told
 * although the duty has ended since; the ladder as it is edited later tells nothing of what is history.
 */
export const escalate = (deadline: Deadline, ladders: Ladders, news: boolean, now: string): Escalation => {
  const told = deadline.escalated ?? [];
  if (!isOpen(deadline) && !(news && wasMissed(deadline))) return { escalated: deadline.escalated, drafts: [], wakeAt: undefined };
  const ladder = ladderOf(deadline, ladders);
  const pending = ladder.filter(({ share }) => !told.includes(share));
  // Most deadlines run on a ladder that begins with their miss, for which they are woken anyway.
  const nothing = deadline.state === 'Running' ? pending.every(({ share }) => share >= whole) : pending.length === 0;
  if (nothing) return { escalated: deadline.escalated, drafts: [], wakeAt: undefined };
  const until = Date.parse(deadline.metAt ?? deadline.endedAt ?? now);
  const ahead = pending.flatMap((rung) => {
    const at = instantOfShare(deadline, rung.share);
    if (!at.ok) return [];
    // A miss that was witnessed stays one when the clock is set back, and so does what it called for.
    const reached = Date.parse(at.value) <= until || (rung.share <= whole && deadline.state !== 'Running');
    return [{ rung, at: at.value, reached }];
  });
  const fresh = ahead.filter(({ reached }) => reached).map(({ rung }) => rung);
  const next = isOpen(deadline) ? ahead.find(({ reached }) => !reached) : undefined;
  const gone = told.filter((share) => !ladder.some((rung) => rung.share === share));
  const kept = told.filter((share) => !gone.includes(share));
  return {
    // Rungs that the ladder has no more are the first to be forgotten, so that none of those it has is ever told again.
    escalated: fresh.length === 0 ? deadline.escalated : [...gone, ...kept, ...fresh.map(({ share }) => share)].slice(-mostRungs),
    drafts: fresh.map(({ share, to }) => ({
      actor: operatorActor,
      reason: 'Escalated',
      note: `${deadline.name} at ${share}% to ${to.join(',')}`,
    })),
    wakeAt: next?.at,
  };
};
