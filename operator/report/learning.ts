import { effective } from '../api/entries.ts';
import type { Incident, IncidentReview, IncidentReviewLesson } from '../api/types.gen.ts';
import { clean } from '../document/text.ts';
import { type Count, countOf } from './counts.ts';
import { type Period, within } from './period.ts';
import { isIncident, reportedIn, tellable } from './register.ts';

/** How one control was judged in the reviews of a period (L3). */
export interface ControlFigures {
  readonly control: string;
  readonly adequate: number;
  readonly inadequate: number;
  /** What the latest of these reviews said. */
  readonly adequateAtLast: boolean;
  /** How it is to be adapted, by the reviews that found it inadequate, the latest first. */
  readonly changes: readonly string[];
}

/** One lesson that is still to be done. */
export interface OpenLesson {
  readonly namespace: string;
  readonly incident: string;
  /** `<review id>/<lesson id>`, by which a follow-up names it. */
  readonly lesson: string;
  readonly text: string;
  readonly owner: string | null;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  /** Whether management has approved it. */
  readonly approved: boolean;
}

/** What was learned in a period (P6, S7, L3, L4). */
export interface Learning {
  /** Incidents and near misses among the reports of the period, and how many of them have a review. */
  readonly toReview: number;
  readonly reviewed: number;
  /** Their root causes as the reviews state them, alike but for case and spacing counted together; null where none is known yet. */
  readonly rootCauses: readonly Count[];
  /** The causes of the personal-data breaches of the period. */
  readonly breachCauses: readonly Count[];
  readonly controls: readonly ControlFigures[];
  readonly lessons: {
    /** Drawn by reviews of the period that management has not returned. */
    readonly drawn: number;
    /** Of these, approved by management, by the end of the period. */
    readonly approved: number;
    /** Done, and dropped, in the period, whenever they were drawn. */
    readonly done: number;
    readonly dropped: number;
    /** At the end of the period, or now where it has not ended: neither done nor dropped, whenever they were drawn. */
    readonly open: number;
    readonly overdue: number;
    /** Each of the open ones, the earliest due first. */
    readonly list: readonly OpenLesson[];
  };
}

/** What was so before an instant; an entry without a time was there all along. */
const before = (entry: { readonly at?: string }, end: number): boolean => entry.at === undefined || Date.parse(entry.at) < end;

interface Reviewed {
  readonly incident: Incident;
  readonly review: IncidentReview;
}

const reviewsOf = (incidents: readonly Incident[]): readonly Reviewed[] =>
  incidents.flatMap((incident) => effective(incident.spec.review).map((review) => ({ incident, review })));

/** What management last said of a review by an instant (P6). */
const approvalOf = ({ incident, review }: Reviewed, end: number): 'Approve' | 'Return' | undefined =>
  effective(incident.spec.approvals).findLast(
    ({ subject, of, ...entry }) => subject === 'Lessons' && of === review.id && before(entry, end),
  )?.decision;

const controlsOf = (reviews: readonly Reviewed[]): readonly ControlFigures[] => {
  const judged = reviews
    .flatMap(({ incident, review }) =>
      (review.controls ?? []).map((control) => ({ ...control, incident, name: clean(control.control), at: review.at ?? '' })),
    )
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return [...Map.groupBy(judged, ({ name }) => name)]
    .map(
      ([control, all]): ControlFigures => ({
        control,
        adequate: all.filter(({ adequate }) => adequate).length,
        inadequate: all.filter(({ adequate }) => !adequate).length,
        adequateAtLast: all[0]?.adequate === true,
        changes: [
          ...new Set(
            all.flatMap(({ incident, adequate, change }) => (adequate || change === undefined ? [] : [tellable(incident, change)])),
          ),
        ],
      }),
    )
    .sort((a, b) => b.inadequate - a.inadequate || a.control.localeCompare(b.control, 'en', { numeric: true }));
};

/** The root causes, of the last review of each record; of those alike but for case, the spelling that most of them have stands for all. */
const rootCausesOf = (reviewed: readonly Incident[]): readonly Count[] => {
  const causes = reviewed.map((incident) => tellable(incident, effective(incident.spec.review).at(-1)?.rootCause ?? ''));
  const spellings = new Map<string, string>();
  for (const { of } of countOf(causes)) if (of !== null) spellings.getOrInsert(of.toLowerCase(), of);
  return countOf(causes.map((cause) => (cause === '' ? null : spellings.get(cause.toLowerCase()))));
};

const openLesson = ({ incident, review }: Reviewed, lesson: IncidentReviewLesson, end: number): OpenLesson => ({
  namespace: incident.metadata.namespace,
  incident: incident.metadata.name,
  lesson: `${review.id}/${lesson.id}`,
  text: tellable(incident, lesson.text),
  owner: lesson.owner ?? null,
  dueAt: lesson.dueAt ?? null,
  overdue: lesson.dueAt !== undefined && Date.parse(lesson.dueAt) < end,
  approved: approvalOf({ incident, review }, end) === 'Approve',
});

const dueFirst = (a: OpenLesson, b: OpenLesson): number =>
  Date.parse(a.dueAt ?? '9999-12-31T00:00:00Z') - Date.parse(b.dueAt ?? '9999-12-31T00:00:00Z') ||
  (`${a.incident} ${a.lesson}` < `${b.incident} ${b.lesson}` ? -1 : 1);

const lessonsOf = (reviews: readonly Reviewed[], incidents: readonly Incident[], period: Period, now: number): Learning['lessons'] => {
  const end = Math.min(period.ends, now);
  const standing = reviews.filter((reviewed) => before(reviewed.review, end) && approvalOf(reviewed, end) !== 'Return');
  const drawn = standing.filter(({ review }) => within(period, review.at));
  const lessonsIn = (some: readonly Reviewed[]): number => some.reduce((sum, { review }) => sum + (review.lessons ?? []).length, 0);
  const followedUp = incidents.flatMap(({ spec }) => effective(spec.followUps)).filter(({ at }) => within(period, at));
  const list = standing.flatMap((reviewed) => {
    const settled = new Set(
      effective(reviewed.incident.spec.followUps)
        .filter((entry) => before(entry, end))
        .map(({ lesson }) => lesson),
    );
    return (reviewed.review.lessons ?? [])
      .filter(({ id }) => !settled.has(`${reviewed.review.id}/${id}`))
      .map((lesson) => openLesson(reviewed, lesson, end));
  });
  return {
    drawn: lessonsIn(drawn),
    approved: lessonsIn(drawn.filter((reviewed) => approvalOf(reviewed, end) === 'Approve')),
    done: followedUp.filter(({ outcome }) => outcome === 'Done').length,
    dropped: followedUp.filter(({ outcome }) => outcome === 'Dropped').length,
    open: list.length,
    overdue: list.filter(({ overdue }) => overdue).length,
    list: list.sort(dueFirst),
  };
};

/** What was learned in a period; drills must have been left out. `now` is in milliseconds since the epoch. */
export const learningIn = (incidents: readonly Incident[], period: Period, now: number): Learning => {
  const reports = reportedIn(incidents, period);
  const toReview = reports.filter((incident) => isIncident(incident) || incident.status?.verdict === 'NearMiss');
  const reviews = reviewsOf(incidents);
  return {
    toReview: toReview.length,
    reviewed: toReview.filter(({ spec }) => effective(spec.review).length > 0).length,
    rootCauses: rootCausesOf(toReview),
    breachCauses: countOf(
      reports.flatMap(({ spec }) =>
        spec.personalData === undefined ? [] : [spec.personalData.cause === 'Unknown' ? null : spec.personalData.cause],
      ),
    ),
    controls: controlsOf(reviews.filter(({ review }) => within(period, review.at))),
    lessons: lessonsOf(reviews, incidents, period, now),
  };
};
