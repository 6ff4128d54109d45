import type { TimelineDraft } from '../api/decision.ts';
import { operatorActor } from '../api/decision.ts';
import type { IncidentStatusDeadline } from '../api/types.gen.ts';
import { nextWake, warnings } from '../deadline/state.ts';
import type { Instance } from './duties.ts';

type Deadline = IncidentStatusDeadline;

const draft = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** Whether a deadline still asks something of somebody: it runs, or it was missed and nothing has ended it since. */
export const isOpen = (deadline: Deadline): boolean =>
  deadline.state === 'Running' || (deadline.state === 'Missed' && deadline.endedAt === undefined);

/** Who is told of a miss (R-g): the roles above whoever should have acted. */
const escalatedTo = (deadline: Deadline): string => (deadline.regime === 'policy' ? 'CISO' : 'DPO,CISO,Management');

const endings: Readonly<Partial<Record<Deadline['state'], TimelineDraft['reason']>>> = {
  Met: 'DutyMet',
  MetLate: 'DutyMetLate',
  Waived: 'DutyWaived',
  Superseded: 'DutySuperseded',
};

/** The miss itself, recorded once with its due time, however late it is seen (R-g, A6). */
const missed = (deadline: Deadline): readonly TimelineDraft[] => [
  draft('DeadlineMissed', `${deadline.name} due ${deadline.dueAt}`),
  draft('Escalated', `${deadline.name} to ${escalatedTo(deadline)}`),
];

/** Whether a deadline passed its due time without being met, whatever ended it afterwards. */
const wasMissed = (deadline: Deadline): boolean => deadline.state === 'Missed' || deadline.state === 'MetLate';

const started = (deadline: Deadline, before: Deadline | undefined): readonly TimelineDraft[] => {
  const span = `${deadline.name} from ${deadline.from} due ${deadline.dueAt}`;
  if (before === undefined) return [draft('DeadlineStarted', span)];
  return before.dueAt === deadline.dueAt ? [] : [draft('DeadlineChanged', `${span} was ${before.dueAt}`)];
};

const ended = (deadline: Deadline, before: Deadline | undefined): readonly TimelineDraft[] => {
  const endedLater = deadline.endedAt !== undefined && before?.endedAt === undefined && deadline.state === 'Missed';
  if (endedLater) return [draft('DutyWaived', `${deadline.name} at ${deadline.endedAt ?? ''} after due ${deadline.dueAt}`)];
  const reason = endings[deadline.state];
  if (reason === undefined || before?.state === deadline.state) return [];
  return [draft(reason, `${deadline.name} at ${deadline.metAt ?? deadline.endedAt ?? deadline.dueAt}`)];
};

/**
 * What became of one deadline since it was last recorded. A miss is recorded although the duty was met before the register saw
 * it, because the miss happened; a state that did not change is not told again.
 */
const changes = (deadline: Deadline, before: Deadline | undefined): readonly TimelineDraft[] => {
  const newlyMissed = wasMissed(deadline) && !(before !== undefined && wasMissed(before) && before.dueAt === deadline.dueAt);
  return [...started(deadline, before), ...(newlyMissed ? missed(deadline) : []), ...ended(deadline, before)];
};

/** A deadline with its warning marks brought up to date, and what is to be told of it. */
interface Followed {
  readonly deadline: Deadline;
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

const follow = ({ deadline, warnBefore }: Instance, before: Deadline | undefined, now: string): Followed => {
  const told = changes(deadline, before);
  if (deadline.state !== 'Running') return { deadline, drafts: told, wakeAt: undefined };
  const plan = { from: deadline.from, dueAt: deadline.dueAt, warnBefore };
  const marks = warnings(plan, now);
  const passed = marks.ok ? marks.value.filter((mark) => mark.passed).map((mark) => mark.before) : [];
  const fresh = passed.filter((mark) => !(deadline.warned ?? []).includes(mark));
  const near = fresh.map((mark) => draft('DeadlineNear', `${deadline.name} ${mark} left, due ${deadline.dueAt}`));
  const wake = nextWake({ dueAt: deadline.dueAt }, plan, now);
  return {
    deadline: passed.length === 0 ? deadline : { ...deadline, warned: passed },
    drafts: [...told, ...near],
    wakeAt: wake.ok && wake.value !== null ? wake.value : undefined,
  };
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

/**
 * The earliest deadline that is neither met nor waived, a missed one included (api.md). Of two at one instant the law comes
 * before the policy's own, so that the duty shown is the one with a fine behind it.
 */
export const nearest = (deadlines: readonly Deadline[]): Deadline | undefined =>
  deadlines
    .filter(isOpen)
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || Number(a.regime === 'policy') - Number(b.regime === 'policy'))[0];
