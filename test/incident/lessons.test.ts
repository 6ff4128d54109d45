// Shows: L4.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec, IncidentStatusLessons } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { followLessons } from '../../operator/incident/lessons.ts';
import { at, incident, observed } from '../build.ts';

const day = 24;
const review = (id: string, ...lessons: readonly (readonly [string, number?])[]) => ({
  id,
  at: at(1),
  by: 'c.peeters',
  rootCause: 'Exports were allowed.',
  lessons: lessons.map(([lesson, due]) => ({
    id: lesson,
    text: 'Encrypt.',
    owner: 'd.maes',
    ...(due === undefined ? {} : { dueAt: at(due * day) }),
  })),
});
const approval = (of: string, decision: 'Approve' | 'Return' = 'Approve', hours = 2) => ({
  id: `p-${of}-${hours}`,
  at: at(hours),
  by: 'a.verbeke',
  subject: 'Lessons' as const,
  decision,
  of,
});
const done = (lesson: string) => ({ id: lesson.replace('/', '-'), at: at(3), by: 'd.maes', lesson, outcome: 'Done' as const });
const specOf = (changes: Partial<IncidentSpec>): IncidentSpec => incident(changes).spec;
const learned = specOf({ review: [review('r1', ['l1', 30], ['l2', 60], ['l3'])], approvals: [approval('r1')] });
const follow = (spec: IncidentSpec, days: number, before?: IncidentStatusLessons) => followLessons(spec, before, at(days * day));
const told = ({ drafts }: ReturnType<typeof follow>) => drafts.map(({ reason, note }) => `${reason} ${note}`);

test('lessons count once management has approved them, and no longer when it returned them', () => {
  assert.is(follow(specOf({ review: [review('r1', ['l1', 30])] }), 1).status, undefined);
  assert.is(follow({ ...learned, approvals: [approval('r1'), approval('r1', 'Return', 3)] }, 1).status, undefined);
  assert.equal(follow(learned, 1).status, {
    open: 3,
    overdue: 0,
    settled: 0,
    list: [{ lesson: 'r1/l1', dueAt: at(30 * day) }, { lesson: 'r1/l2', dueAt: at(60 * day) }, { lesson: 'r1/l3' }],
  });
});

test('a lesson is reminded of a week before its date and when it has passed, each once', () => {
  const early = follow(learned, 1);
  assert.equal([told(early), early.wakeAt], [[], at(23 * day)]);
  const near = follow(learned, 23, early.status);
  assert.equal([told(near), near.wakeAt], [[`LessonNear r1/l1 due ${at(30 * day)}`], at(30 * day)]);
  const still = follow(learned, 24, near.status);
  assert.equal([told(still), still.status], [[], near.status]);
  const over = follow(learned, 30, still.status);
  assert.equal([told(over), over.status?.overdue, over.wakeAt], [[`LessonOverdue r1/l1 due ${at(30 * day)}`], 1, at(53 * day)]);
  assert.equal(told(follow(learned, 31, over.status)), []);
});

test('a register that slept through both reminders tells only that the date has passed', () => {
  assert.equal(told(follow(learned, 61)), [`LessonOverdue r1/l1 due ${at(30 * day)}`, `LessonOverdue r1/l2 due ${at(60 * day)}`]);
});

test('what was followed up reminds nobody any more', () => {
  const settled = follow({ ...learned, followUps: [done('r1/l1'), done('r1/l2'), done('r1/l3')] }, 90);
  assert.equal(settled, { status: { open: 0, overdue: 0, settled: 3 }, drafts: [], wakeAt: undefined });
});

test('a closed incident is woken for its lessons', () => {
  const closures = [{ id: 'c1', at: at(4), by: 's.wouters', summary: 'Over.' }];
  const decision = decideIncident(observed({ ...learned, closures }), at(25 * day));
  assert.is(decision.status.phase, 'Closed');
  assert.equal(
    decision.entries.filter(({ reason }) => reason === 'LessonNear').map(({ note }) => note),
    [`r1/l1 due ${at(30 * day)}`],
  );
  assert.is(decision.wakeAt, at(30 * day));
});

test('however often and whenever the register looks, no reminder is told twice', () => {
  const looks = fc.array(fc.nat({ max: 100 }), { maxLength: 20 });
  const holds = fc.property(looks, (days) => {
    let before: IncidentStatusLessons | undefined;
    const all: string[] = [];
    for (const when of days.toSorted((a, b) => a - b)) {
      const next = follow(learned, when, before);
      all.push(...told(next));
      before = next.status;
    }
    assert.is(new Set(all).size, all.length);
  });
  fc.assert(holds);
});

test.run();
