import { effective, last } from '../../api/entries.ts';
import type { Incident } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import { recordTerms } from '../../notification/words/record.ts';
import { choice, coded, fold, hidden, line, lines, moment, rows, shaped, text, yesNo } from './field.ts';
import { type Form, missing, rightOf, said, sets, states, type Values } from './form.ts';
import { isOver } from './handle.ts';

const fact = { verb: 'patch', resource: 'incidents', role: 'meldpunt-responder' } as const;
const recordName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** W4: a weakness behind the incident; it has to be treated before the incident closes. */
export const weakness: Form<Incident> = {
  ...fact,
  name: 'weakness',
  prefix: 'w',
  fits: (incident) => !isOver(incident),
  fields: () => [shaped('name', 253, recordName, 'name', { label: 'weakness', hint: 'weaknessName', required: true })],
  change: ({ name }, { record: { spec } }) => {
    const known = spec.weaknesses ?? [];
    return known.some((each) => each.name === name) ? {} : { set: { weaknesses: [...known, { name }] } };
  },
};

const lessonRows = 3;
const controlRows = 2;

/** S7, P6, L2 to L4: the cause behind the causes, what is to be learned by whom and by when, and whether the controls were adequate. */
export const review: Form<Incident> = {
  ...fact,
  name: 'review',
  ...rightOf(facts.review),
  fits: (incident) => ['Recovering', 'Reviewing'].includes(incident.status?.phase ?? ''),
  fields: ({ record: { spec } }) => [
    text('rootCause', 4096, { required: true, value: last(spec.review)?.rootCause }),
    rows(
      'lessons',
      lessonRows,
      [
        text('text', 1024, { label: 'lesson', required: true }),
        line('owner', 253, { hint: 'username', required: true }),
        moment('dueAt', undefined, { required: true }),
      ],
      { label: 'lesson' },
    ),
    fold('further', [
      moment('discussed.at', 'Past', { label: 'discussedAt' }),
      lines('discussed.participants', 32, 253, { hint: 'onePerLine' }),
      rows(
        'controls',
        controlRows,
        [line('control', 128, { required: true }), yesNo('adequate', { required: true }), text('change', 512)],
        {
          label: 'control',
        },
      ),
      text('forensics', 2048),
      text('playbookChange', 512),
      text('recurrence', 512),
    ]),
  ],
  check: (values) => missing(values['lessons'] === undefined, 'lessons-0-text'),
  change: ({ lessons, ...values }) => {
    const numbered = (lessons as readonly Values[]).map((lesson, index) => ({ id: `l${index + 1}`, ...lesson }));
    return { add: { list: facts.review.list, entry: { ...values, lessons: numbered } } };
  },
};

/** P6, L4: management approves the lessons of the last review, or returns them with what is to be done. */
export const approve: Form<Incident> = {
  ...fact,
  name: 'approve',
  ...rightOf(facts.lessonsApproval),
  decisions: ['Approve', 'Return'],
  fits: (incident) => last(incident.spec.review) !== undefined && !isOver(incident),
  // The approval is of the review that was read: with another one since, it is asked again.
  fields: ({ record: { spec } }) => [hidden('of', last(spec.review)?.id ?? ''), text('comment', 1024, { hint: 'comment' })],
  check: (values) => missing(values['decision'] === 'Return' && said(values, 'comment') === '', 'comment'),
  change: states(facts.lessonsApproval, { subject: 'Lessons' }),
};

/** The lessons that nobody has followed up yet, by their address. */
const lessonsLeft = ({ spec }: Incident): readonly { readonly value: string; readonly text: string }[] => {
  const done = new Set(effective(spec.followUps).map(({ lesson }) => lesson));
  return effective(spec.review).flatMap((each) =>
    (each.lessons ?? [])
      .map(({ id, text: lesson }) => ({ value: `${each.id}/${id}`, text: lesson.slice(0, 120) }))
      .filter(({ value }) => !done.has(value)),
  );
};

/** L4: what became of a lesson, also after the closure. */
export const follow: Form<Incident> = {
  ...fact,
  name: 'follow',
  ...rightOf(facts.followUp),
  fits: (incident) => lessonsLeft(incident).length > 0,
  fields: ({ record, words }) => [
    choice('lesson', lessonsLeft(record), { required: true }),
    choice('outcome', coded(words.forms.choice.followOutcome), { required: true }),
    text('note', 1024, { hint: 'dropReason' }),
  ],
  check: (values) => missing(values['outcome'] === 'Dropped' && said(values, 'note') === '', 'note'),
  change: states(facts.followUp),
};

/** S8: formally closed by a named person, once nothing stands in the way. */
export const close: Form<Incident> = {
  ...fact,
  name: 'close',
  ...rightOf(facts.closure),
  fits: (incident) => !isOver(incident) && incident.status !== undefined && (incident.status.blockers ?? []).length === 0,
  fields: () => [text('summary', 4096, { hint: 'closingSummary', required: true })],
  change: states(facts.closure),
};

const phases = ['Reported', 'Containing', 'Eradicating', 'Recovering', 'Reviewing'] as const;

/** S8: a closed or dismissed record is taken up again; review, approval and closure are needed anew. */
export const reopen: Form<Incident> = {
  ...close,
  name: 'reopen',
  ...rightOf(facts.reopening),
  fits: isOver,
  fields: ({ words }) => [
    text('reason', 2048, { required: true }),
    choice('to', coded(recordTerms[words.language].phase, phases), { label: 'reopenTo' }),
  ],
  change: states(facts.reopening),
};

/** V1: the record and its evidence are kept beyond their retention, as for a court case; or no longer. */
export const hold: Form<Incident> = {
  ...fact,
  name: 'hold',
  verb: 'hold',
  resource: 'evidenceitems',
  role: 'meldpunt-ciso',
  prefix: 'h',
  fits: (incident) => !isOver(incident),
  fields: ({ record: { spec } }) => [yesNo('legalHold', { required: true, value: spec.legalHold ?? false })],
  change: sets(),
};
