import type { IncidentReview } from '../api/types.gen.ts';
import { sinceReopening } from './closure.ts';
import { reviewOf } from './facts.ts';
import { say } from './sentences.ts';
import { type Blocker, type Check, when } from './standing.ts';

/** Nobody follows a lesson that is nobody's, and nobody is reminded of one without a date: both are asked for before management approves (L4). */
const incomplete = ({ id, lessons = [] }: IncidentReview): readonly Blocker[] => {
  const lacking = lessons.flatMap((lesson) => {
    const fields = (['owner', 'dueAt'] as const).filter((field) => lesson[field] === undefined);
    return fields.length === 0 ? [] : [`${lesson.id} has no ${fields.join(' and no ')}`];
  });
  return when(lacking.length > 0, 'LessonsIncomplete', 'Responder', say('lessonsIncomplete', { review: id, lacking: lacking.join('; ') }));
};

/** What is still to be learned before the closure: a review with its root cause and its lessons, and the approval of management (P6, S7, L4). */
export const learning: Check = ({ observed, closure }) => {
  const review = reviewOf(observed, closure);
  if (review === undefined) return when(true, 'ReviewMissing', 'Responder', say('reviewMissing', {}));
  const approval = sinceReopening(observed.incident.spec.approvals, closure)
    .filter((entry) => entry.subject === 'Lessons' && entry.of === review.id)
    .at(-1);
  return [
    ...when((review.rootCause ?? '') === '', 'RootCauseMissing', 'Responder', say('rootCauseMissing', { review: review.id })),
    ...when((review.lessons ?? []).length === 0, 'LessonsMissing', 'Responder', say('lessonsMissing', { review: review.id })),
    ...incomplete(review),
    ...when(approval?.decision !== 'Approve', 'LessonsNotApproved', 'Management', say('lessonsNotApproved', { review: review.id })),
  ];
};
