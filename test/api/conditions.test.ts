import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Condition, conditionsAfter, readyConditions, stalledConditions } from '../../operator/api/conditions.ts';

const earlier = '2026-10-23T07:00:00Z';
const now = '2026-10-23T08:00:00Z';

const ready = (status: Condition['status'], message: string): Condition => ({
  type: 'Ready',
  status,
  reason: 'Reconciled',
  message,
  observedGeneration: 1,
  lastTransitionTime: earlier,
});

test('a first condition has its transition now', () => {
  assert.equal(conditionsAfter(undefined, readyConditions('All is done.'), 3, now), [
    { type: 'Ready', status: 'True', reason: 'Reconciled', message: 'All is done.', observedGeneration: 3, lastTransitionTime: now },
  ]);
});

test('another message and generation leave the time of transition as it was', () => {
  assert.equal(conditionsAfter([ready('True', 'Old.')], readyConditions('New.'), 2, now), [
    { type: 'Ready', status: 'True', reason: 'Reconciled', message: 'New.', observedGeneration: 2, lastTransitionTime: earlier },
  ]);
});

test('a sentence that was cut within a character is one that the API server stores as it is, so that it is written once', () => {
  const [condition] = conditionsAfter(undefined, readyConditions(`No moment: ${'𝒙'.repeat(4)}`.slice(0, -1)), 1, now);
  const message = condition?.message ?? '';
  assert.ok(message.isWellFormed() && message.startsWith('No moment: 𝒙𝒙𝒙'));
  assert.is(Buffer.from(message, 'utf8').toString('utf8'), message);
});

test('another status moves the time of transition, and only that of its own condition', () => {
  const before = [ready('False', 'Old.'), { ...ready('True', 'Kept.'), type: 'Approved' }];
  const drafts = [...readyConditions('New.'), { type: 'Approved', status: 'True' as const, reason: 'Reconciled', message: 'Kept.' }];
  assert.equal(
    conditionsAfter(before, drafts, 2, now).map(({ type, lastTransitionTime }) => ({ type, lastTransitionTime })),
    [
      { type: 'Ready', lastTransitionTime: now },
      { type: 'Approved', lastTransitionTime: earlier },
    ],
  );
});

test('a stalled object says so first, because kstatus lets the first of two speak', () => {
  const after = conditionsAfter([ready('True', 'Old.')], stalledConditions('InvalidExpression', 'duties[2].when cannot be read.'), 2, now);
  assert.equal(
    after.map(({ type, status, lastTransitionTime }) => ({ type, status, lastTransitionTime })),
    [
      { type: 'Stalled', status: 'True', lastTransitionTime: now },
      { type: 'Ready', status: 'False', lastTransitionTime: now },
    ],
  );
});

test('a condition that is no longer stated is gone', () => {
  const stalled = conditionsAfter(undefined, stalledConditions('InvalidExpression', 'x'), 1, earlier);
  assert.equal(
    conditionsAfter(stalled, readyConditions('Mended.'), 2, now).map(({ type }) => type),
    ['Ready'],
  );
});

test('deciding twice on the same facts gives the same conditions', () => {
  const once = conditionsAfter(undefined, readyConditions('Done.'), 1, earlier);
  assert.equal(conditionsAfter(once, readyConditions('Done.'), 1, now), once);
});

test.run();
