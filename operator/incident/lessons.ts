import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import { effective } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { IncidentReview, IncidentSpec, IncidentStatusLessons } from '../api/types.gen.ts';

/** How long before its date a lesson is reminded of, in milliseconds: a week. */
const nearBefore = 7 * 86_400_000;

/** How many open lessons a status lists, the earliest due first; all are counted (crds/incident.yaml). */
const most = 16;

type Listed = NonNullable<IncidentStatusLessons['list']>[number];

/** What became of the lessons of an incident, what is to be told of them, and when time alone changes something again. */
export interface FollowedLessons {
  readonly status: IncidentStatusLessons | undefined;
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

/** The reviews of which management last approved the lessons; a reopening takes back no lesson (P6, L4). */
const approvedReviews = (spec: IncidentSpec): readonly IncidentReview[] => {
  const approvals = effective(spec.approvals).filter(({ subject }) => subject === 'Lessons');
  return effective(spec.review).filter(({ id }) => approvals.findLast(({ of }) => of === id)?.decision === 'Approve');
};

const dueFirst = (a: Listed, b: Listed): number =>
  Date.parse(a.dueAt ?? '9999-12-31T00:00:00Z') - Date.parse(b.dueAt ?? '9999-12-31T00:00:00Z') || (a.lesson < b.lesson ? -1 : 1);

const isOver = ({ dueAt }: Listed, now: number): boolean => dueAt !== undefined && Date.parse(dueAt) <= now;

interface Reminded {
  readonly listed: Listed;
  readonly drafts: readonly TimelineDraft[];
}

/** Reminds of one lesson: once when a week is left and once when its date has passed, however late that is seen. */
const remind = (listed: Listed, told: Listed['told'], now: number): Reminded => {
  const before = told ?? [];
  const due = listed.dueAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(listed.dueAt);
  const mark = due <= now ? 'Overdue' : due - nearBefore <= now ? 'Near' : undefined;
  if (mark === undefined || before.includes(mark)) return { listed: { ...listed, ...(told === undefined ? {} : { told }) }, drafts: [] };
  const reason = mark === 'Overdue' ? 'LessonOverdue' : 'LessonNear';
  const draft = { actor: operatorActor, reason, note: `${listed.lesson} due ${listed.dueAt}` } as const;
  return { listed: { ...listed, told: [...before, mark] }, drafts: [draft] };
};

/** The next instant at which a reminder of one of these lessons comes. */
const nextOf = (open: readonly Listed[], now: number): string | undefined => {
  const marks = open.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [Date.parse(dueAt) - nearBefore, Date.parse(dueAt)]));
  const ahead = marks.filter((mark) => mark > now);
  return ahead.length === 0 ? undefined : utc(Math.min(...ahead));
};

/**
 * Follows the approved lessons of an incident until each is done or dropped, after its closure too (L4). A reminder is recorded with the
 * timeline entry that tells it, so that it is told exactly once. A lesson without a date is open and reminds nobody.
 */
export const followLessons = (spec: IncidentSpec, before: IncidentStatusLessons | undefined, now: string): FollowedLessons => {
  const lessons = approvedReviews(spec).flatMap((review) =>
    (review.lessons ?? []).map(
      ({ id, dueAt }): Listed => ({ lesson: `${review.id}/${id}`, ...(dueAt === undefined ? {} : { dueAt: utc(dueAt) }) }),
    ),
  );
  if (lessons.length === 0) return { status: undefined, drafts: [], wakeAt: undefined };
  const settled = new Set(effective(spec.followUps).map(({ lesson }) => lesson));
  const moment = Date.parse(now);
  const open = lessons.filter(({ lesson }) => !settled.has(lesson)).toSorted(dueFirst);
  const told = new Map((before?.list ?? []).map((listed) => [listed.lesson, listed.told]));
  const reminded = open.slice(0, most).map((listed) => remind(listed, told.get(listed.lesson), moment));
  return {
    status: {
      open: open.length,
      overdue: open.filter((listed) => isOver(listed, moment)).length,
      settled: lessons.length - open.length,
      ...(reminded.length === 0 ? {} : { list: reminded.map(({ listed }) => listed) }),
    },
    drafts: reminded.flatMap(({ drafts }) => drafts),
    wakeAt: nextOf(open, moment),
  };
};
