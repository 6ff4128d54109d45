import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import type { IncidentStatusDeadline } from '../api/types.gen.ts';
import { watch } from '../deadline/state.ts';
import type { TimelineEntry } from '../journal/chain.ts';
import { type Instance, isOpen, wasMissed } from './deadlines.ts';
import { escalate, type Ladders } from './escalation.ts';

type Deadline = IncidentStatusDeadline;

const draft = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** Whether a miss is recorded now: once with its due time, however late it is seen (R-g, A6). */
const isNews = (deadline: Deadline, before: Deadline | undefined): boolean =>
  wasMissed(deadline) && !(before !== undefined && wasMissed(before) && before.dueAt === deadline.dueAt);

/** What the timeline says of a miss. */
const missed = ({ name, dueAt }: Deadline): TimelineDraft => draft('DeadlineMissed', `${name} due ${dueAt}`);

/** How many seconds after its due time a miss was recorded; undefined for any other entry of a timeline. */
export const latenessOf = ({ reason, note, at }: TimelineEntry): number | undefined => {
  if (reason !== 'DeadlineMissed') return undefined;
  const seconds = (Date.parse(at) - Date.parse(note.slice(note.lastIndexOf(' ') + 1))) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
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

/** What the warning marks of a deadline add: those announced by now, what is to be recorded, and when the next one or the due time comes. */
interface Warned {
  readonly warned: readonly string[] | undefined;
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

const warn = (deadline: Deadline, warnBefore: readonly string[], now: string): Warned => {
  const announced = deadline.warned ?? [];
  const silent = { warned: deadline.warned, drafts: [], wakeAt: undefined };
  if (deadline.state !== 'Running') return silent;
  const watched = watch({ from: deadline.from, dueAt: deadline.dueAt, warnBefore }, now);
  if (!watched.ok) return silent;
  const { passed, wakeAt } = watched.value;
  const fresh = passed.filter((mark) => !announced.includes(mark));
  if (fresh.length === 0) return { ...silent, wakeAt };
  const drafts = fresh.map((mark) => draft('DeadlineNear', `${deadline.name} ${mark} left, due ${deadline.dueAt}`));
  return { warned: [...announced, ...fresh].slice(-mostMarks), drafts, wakeAt };
};

const earlier = (a: string | undefined, b: string | undefined): string | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) <= Date.parse(b) ? a : b;
};

/** A deadline with its marks and rungs brought up to date, and what is to be told of it. */
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
const follow = (instance: Instance, before: Deadline | undefined, ladders: Ladders, now: string): Followed => {
  const { deadline, warnBefore } = instance;
  const news = isNews(deadline, before);
  const warned = warn(deadline, warnBefore, now);
  const { escalated, drafts, wakeAt } = escalate(deadline, ladders, news, now);
  return {
    deadline: { ...deadline, ...(warned.warned && { warned: warned.warned }), ...(escalated && { escalated }) },
    drafts: [...started(deadline, before), ...(news ? [missed(deadline)] : []), ...drafts, ...ended(instance, before), ...warned.drafts],
    wakeAt: earlier(warned.wakeAt, wakeAt),
  };
};

/** All deadlines followed: their next state, what is to be recorded, and when time alone changes something again. */
export interface FollowedDeadlines {
  readonly deadlines: readonly Deadline[];
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

/** Compares the deadlines as they now are with those last recorded: each warning, rung, miss and ending is told exactly once. */
export const followDeadlines = (
  instances: readonly Instance[],
  before: readonly Deadline[] | undefined,
  ladders: Ladders,
  now: string,
): FollowedDeadlines => {
  const known = new Map((before ?? []).map((deadline) => [deadline.name, deadline]));
  const followed = instances.map((instance) => follow(instance, known.get(instance.deadline.name), ladders, now));
  return {
    deadlines: followed.map(({ deadline }) => deadline),
    drafts: followed.flatMap(({ drafts }) => drafts),
    wakeAt: followed.reduce<string | undefined>((first, { wakeAt }) => earlier(first, wakeAt), undefined),
  };
};
