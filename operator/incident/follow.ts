import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import type { IncidentStatusDeadline } from '../api/types.gen.ts';
import { watch } from '../deadline/state.ts';
import { type Instance, isOpen, wasMissed } from './deadlines.ts';

type Deadline = IncidentStatusDeadline;

const draft = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** Who is told of a miss (R-g): the roles above whoever should have acted. */
const escalatedTo = (deadline: Deadline): string => (deadline.regime === 'policy' ? 'CISO' : 'DPO,CISO,Management');

/** The miss itself, recorded once with its due time, however late it is seen (R-g, A6). */
const missed = (deadline: Deadline, before: Deadline | undefined): readonly TimelineDraft[] => {
  const known = before !== undefined && wasMissed(before) && before.dueAt === deadline.dueAt;
  if (known || !wasMissed(deadline)) return [];
  return [
    draft('DeadlineMissed', `${deadline.name} due ${deadline.dueAt}`),
    draft('Escalated', `${deadline.name} to ${escalatedTo(deadline)}`),
  ];
};

const started = (deadline: Deadline, before: Deadline | undefined): readonly TimelineDraft[] => {
  const span = `${deadline.name} from ${deadline.from} due ${deadline.dueAt}`;
  if (before === undefined) return [draft('DeadlineStarted', span)];
  if (before.dueAt !== deadline.dueAt) return [draft('DeadlineChanged', `${span} was ${before.dueAt}`)];
  return isOpen(deadline) && !isOpen(before) ? [draft('DeadlineStarted', `${span} again`)] : [];
};

/** What a deadline ended as, for comparison: a miss that was ended afterwards is another thing than one that still stands. */
const endOf = (deadline: Deadline | undefined): string | undefined => {
  if (deadline === undefined || isOpen(deadline)) return undefined;
  return `${deadline.state} ${deadline.state === 'Missed' ? 'ended' : ''}`;
};

const ended = ({ deadline, endedBy }: Instance, before: Deadline | undefined): readonly TimelineDraft[] => {
  const end = endOf(deadline);
  if (end === undefined || end === endOf(before)) return [];
  const { name, metAt, endedAt, dueAt, state } = deadline;
  if (state === 'Met' || state === 'MetLate') return [draft(state === 'Met' ? 'DutyMet' : 'DutyMetLate', `${name} at ${metAt ?? dueAt}`)];
  const late = state === 'Missed' ? ` after due ${dueAt}` : '';
  return [draft(endedBy === 'Waiver' ? 'DutyWaived' : 'DutySuperseded', `${name} at ${endedAt ?? dueAt}${late}`)];
};

/** How many marks the bookkeeping of a deadline holds (api.md). */
const mostMarks = 8;

/** A deadline with its warning marks brought up to date, and what is to be told of it. */
interface Followed {
  readonly deadline: Deadline;
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

/**
 * What became of one deadline since it was last recorded. A miss is recorded although the duty was met before the register saw
 * it, because the miss happened; a state that did not change is not told again. A mark that was announced stays announced, whatever
 * becomes of the clock or of the list of marks.
 */
const follow = (instance: Instance, before: Deadline | undefined, now: string): Followed => {
  const { deadline, warnBefore } = instance;
  const told = [...started(deadline, before), ...missed(deadline, before), ...ended(instance, before)];
  if (deadline.state !== 'Running') return { deadline, drafts: told, wakeAt: undefined };
  const watched = watch({ from: deadline.from, dueAt: deadline.dueAt, warnBefore }, now);
  if (!watched.ok) return { deadline, drafts: told, wakeAt: undefined };
  const { passed, wakeAt } = watched.value;
  const announced = deadline.warned ?? [];
  const fresh = passed.filter((mark) => !announced.includes(mark));
  if (fresh.length === 0) return { deadline, drafts: told, wakeAt };
  const near = fresh.map((mark) => draft('DeadlineNear', `${deadline.name} ${mark} left, due ${deadline.dueAt}`));
  return { deadline: { ...deadline, warned: [...announced, ...fresh].slice(-mostMarks) }, drafts: [...told, ...near], wakeAt };
};

/** All deadlines followed: their next state, what is to be recorded, and when time alone changes something again. */
export interface FollowedDeadlines {
  readonly deadlines: readonly Deadline[];
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

const earlier = (a: string | undefined, b: string | undefined): string | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) <= Date.parse(b) ? a : b;
};

/** Compares the deadlines as they now are with those last recorded: each warning, miss and ending is told exactly once. */
export const followDeadlines = (
  instances: readonly Instance[],
  before: readonly Deadline[] | undefined,
  now: string,
): FollowedDeadlines => {
  const known = new Map((before ?? []).map((deadline) => [deadline.name, deadline]));
  const followed = instances.map((instance) => follow(instance, known.get(instance.deadline.name), now));
  return {
    deadlines: followed.map(({ deadline }) => deadline),
    drafts: followed.flatMap(({ drafts }) => drafts),
    wakeAt: followed.reduce<string | undefined>((first, { wakeAt }) => earlier(first, wakeAt), undefined),
  };
};
